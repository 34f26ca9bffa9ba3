"""Finding the passages that answer a requirement: `Matcher` ranks, explains and learns."""

from reviewtui.matching.matcher import Candidate, Matcher, Strength

__all__ = ["Candidate", "Matcher", "Strength"]
