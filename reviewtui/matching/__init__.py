"""Finding the passages that answer a requirement: `Matcher` ranks, explains and learns."""

from reviewtui.matching.matcher import Candidate, Lesson, Matcher, Strength

__all__ = ["Candidate", "Lesson", "Matcher", "Strength"]
