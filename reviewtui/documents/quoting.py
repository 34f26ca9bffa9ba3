"""A quote: words of a policy with what stands around them, found again in an edited policy.

Stored as the selectors of the W3C Web Annotation model are (TextQuoteSelector and
TextPositionSelector, https://www.w3.org/TR/annotation-model/#selectors).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reviewtui.documents.model import Policy

CONTEXT = 64  # characters of prefix and of suffix


class Outcome(StrEnum):
    """What became of quoted words in another version of their policy."""

    INTACT = "intact"
    MOVED = "moved"
    CHANGED = "changed"
    AMBIGUOUS = "ambiguous"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Found:
    """Where a quote stands now; `start` and `end` are None when it is lost, `score` is 0 to 1."""

    outcome: Outcome
    start: int | None
    end: int | None
    score: float


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a policy as evidence: `exact`, with up to 64 characters before and after it."""

    exact: str
    prefix: str
    suffix: str
    start: int
    end: int
    heading: tuple[str, ...] = ()
    page: int | None = None

    def find_in(self, policy: Policy) -> Found:
        """Where these words are in `policy`, and how far they are still the same."""
        raise NotImplementedError


def quote(policy: Policy, start: int, end: int) -> Quote:
    """See `Policy.quote`."""
    raise NotImplementedError
