"""What stands for a verdict and a strength beside its colour: colour never says it alone."""

from __future__ import annotations

from reviewtui.matching import Strength
from reviewtui.reviews import Entry, Verdict
from reviewtui.reviews.signs import DEFERRED, STALE, UNDECIDED
from reviewtui.reviews.signs import VERDICT_SIGNS as VERDICT_GLYPHS

__all__ = [
    "DEFERRED",
    "STALE",
    "STRENGTH_GLYPHS",
    "UNDECIDED",
    "VERDICT_GLYPHS",
    "VERDICT_STYLES",
    "entry_glyph",
]

VERDICT_STYLES = {
    Verdict.MET: "good",
    Verdict.PARTIAL: "warning",
    Verdict.MISSING: "bad",
    Verdict.CONTRADICTED: "bad",
    Verdict.UNCLEAR: "warning",
    Verdict.NOT_APPLICABLE: "quiet",
}
STRENGTH_GLYPHS = {Strength.STRONG: "●●●", Strength.LIKELY: "●●○", Strength.WEAK: "●○○"}


def entry_glyph(entry: Entry | None, stale: bool = False) -> tuple[str, str]:
    """The glyph for what holds, and the name of its style."""
    if entry is not None and entry.verdict is not None:
        glyph = STALE if stale else VERDICT_GLYPHS[entry.verdict]
        return glyph, VERDICT_STYLES[entry.verdict]
    if entry is not None and entry.deferred:
        return DEFERRED, "warning"
    return UNDECIDED, "quiet"
