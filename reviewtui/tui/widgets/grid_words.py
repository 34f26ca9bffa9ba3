"""The overview's words: the names above, the sums and the signs below; pure."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from reviewtui.reviews import Verdict
from reviewtui.reviews.overview import Standing
from reviewtui.tui.glyphs import DEFERRED, STALE, UNDECIDED, VERDICT_GLYPHS
from reviewtui.tui.wrapping import width_of

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Sequence

_SHORT = {Verdict.NOT_APPLICABLE: "n/a"}


def legend(width: int) -> str:
    """A line with the signs of the cells, as many as there is room for."""
    signs = [
        *(f"{glyph} {_SHORT.get(one, one)}" for one, glyph in VERDICT_GLYPHS.items()),
        f"{DEFERRED} deferred", f"{STALE} stale", f"{UNDECIDED} undecided", "+ marked",
    ]  # fmt: skip
    said = "─"
    for sign in signs:
        if width_of(said) + width_of(sign) + 2 > width:
            break
        said += f" {sign}"
    return f"{said} " + "─" * (width - width_of(said) - 1)


def short_names(policies: Sequence[str]) -> list[str]:
    """The policies' ids without what all of them begin with."""
    # the first and the last in order share what all of them share
    pairs = zip(min(policies, default=""), max(policies, default=""), strict=False)
    common = "".join(a for a, _ in takewhile(lambda two: two[0] == two[1], pairs))
    common = common if len(policies) > 1 else ""
    common = common[: max(common.rfind(mark) for mark in "-_/. ") + 1]
    return [policy[len(common) :] or policy for policy in policies]


def in_words(counts: Counter[Standing]) -> str:
    """`3 met, 1 missing, 2 undecided`."""
    return ", ".join(f"{counts[one]} {one.words}" for one in Standing if counts[one])
