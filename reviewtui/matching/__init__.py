"""Finding the passages that answer a requirement: `Matcher` ranks, explains and learns."""

from reviewtui.matching.learning import Lesson
from reviewtui.matching.matcher import Candidate, Matcher
from reviewtui.matching.strengths import Strength

__all__ = ["Candidate", "Lesson", "Matcher", "Strength"]
