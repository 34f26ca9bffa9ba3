"""From raw scores to numbers and words that mean the same for every requirement and policy."""

from __future__ import annotations

import math
from enum import StrEnum


class Strength(StrEnum):
    """How far a candidate can be relied on to answer its requirement."""

    STRONG = "strong"
    LIKELY = "likely"
    WEAK = "weak"


# Set on half of the documents so that the best candidate of a silent policy is seldom strong;
# see docs/matching.md.
_MIDDLE, _STEEPNESS = 1.6, 1.6
_STRONG, _LIKELY = 0.75, 0.45


def calibrated(raw: float) -> float:
    """A score from 0 to 1, rounded to six decimals."""
    return round(1.0 / (1.0 + math.exp(-_STEEPNESS * (raw - _MIDDLE))), 6)


def strength_of(score: float, *, same_language: bool) -> Strength:
    """The strength of a score; at most likely where policy and checklist differ in language."""
    if score >= _STRONG and same_language:
        return Strength.STRONG
    return Strength.LIKELY if score >= _LIKELY else Strength.WEAK
