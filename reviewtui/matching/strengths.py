"""From raw scores to numbers and words that mean the same for every requirement and policy."""

from __future__ import annotations

import math
from enum import StrEnum


class Strength(StrEnum):
    """How far a candidate can be relied on to answer its requirement."""

    STRONG = "strong"
    LIKELY = "likely"
    WEAK = "weak"


# Set on half of the documents (see docs/matching.md): of the policies that are silent on a
# requirement at most three in a hundred show a strong candidate, and of the first candidates
# that are right seven in ten are likely or better. What verdicts teach adds to all scores.
_MIDDLE, _STEEPNESS = 0.52, 2.45
_STRONG, _STRONG_LEARNED, _LIKELY = 0.89, 0.96, 0.5


def calibrated(raw: float) -> float:
    """A score from 0 to 1, rounded to six decimals."""
    return round(1.0 / (1.0 + math.exp(-_STEEPNESS * (raw - _MIDDLE))), 6)


def strength_of(score: float, *, learned: bool, same_language: bool) -> Strength:
    """The strength of a score; at most likely where policy and checklist differ in language.

    `learned` says that verdicts taught something: examples of the checklist are none.
    """
    if score >= (_STRONG_LEARNED if learned else _STRONG) and same_language:
        return Strength.STRONG
    return Strength.LIKELY if score >= _LIKELY else Strength.WEAK
