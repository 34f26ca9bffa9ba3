"""What stands for a verdict beside its colour: colour never says it alone."""

from reviewtui.reviews.model import Verdict

VERDICT_SIGNS = {
    Verdict.MET: "✓",
    Verdict.PARTIAL: "◐",
    Verdict.MISSING: "✗",
    Verdict.CONTRADICTED: "≠",
    Verdict.UNCLEAR: "?",
    Verdict.NOT_APPLICABLE: "–",
}
UNDECIDED, DEFERRED, STALE = "·", "»", "!"
