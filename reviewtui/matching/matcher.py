"""The one way in: requirements against policies."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reviewtui.checklists import Checklist
    from reviewtui.documents import Policy

Span = tuple[int, int]


class Strength(StrEnum):
    """How far a candidate can be relied on to answer its requirement."""

    STRONG = "strong"
    LIKELY = "likely"
    WEAK = "weak"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage proposed for a requirement.

    `score` is 0 to 1, comparable between requirements and policies; `why` are short strings
    for a reader; `highlights` are spans of the policy's text, in order, apart from each other.
    """

    start: int
    end: int
    text: str
    score: float
    strength: Strength
    why: tuple[str, ...]
    highlights: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Lesson:
    """Words that a reviewer accepted or rejected, with their heading path: all that is learned
    from, so that a review file alone teaches the same as the policies it was made on."""

    exact: str
    heading: tuple[str, ...] = ()


class Matcher:
    """Ranks the passages of policies for the requirements of one checklist, and learns.

    The same checklist, policy and lessons give the same candidates, byte for byte, whatever
    else was ranked before. `learning=False` keeps lessons and does not use them.
    """

    def __init__(self, checklist: Checklist, learning: bool = True) -> None:
        raise NotImplementedError

    def rank(self, policy: Policy, requirement: str, limit: int = 10) -> list[Candidate]:
        """At most `limit` candidates for the requirement with that id, best first.

        Raises KeyError for a requirement that the checklist does not have.
        """
        raise NotImplementedError

    def learn(
        self,
        policy: Policy,
        requirement: str,
        accepted: Iterable[Span] = (),
        rejected: Iterable[Span] = (),
    ) -> None:
        """Replaces what was known of that policy and requirement; two empty lists forget it."""
        raise NotImplementedError

    def teach(
        self,
        policy_id: str,
        requirement: str,
        accepted: Iterable[Lesson] = (),
        rejected: Iterable[Lesson] = (),
    ) -> None:
        """As `learn`, from the words kept in a review; the policy need not be at hand."""
        raise NotImplementedError
