"""A quote: words of a policy with what stands around them, found again in an edited policy.

Stored as the selectors of the W3C Web Annotation model are (TextQuoteSelector and
TextPositionSelector, https://www.w3.org/TR/annotation-model/#selectors).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from reviewtui.documents.model import Policy

CONTEXT = 64  # characters of prefix and of suffix
_NUMBERING = re.compile(r"[\W_]*(?:(?:\d+(?:\.\d+)*|[A-Z]|[IVXLC]+)[.):]?\s)?\s*")


class Outcome(StrEnum):
    """What became of quoted words in another version of their policy.

    intact: the same words, below the same headings, between the same neighbouring sentences.
    moved: the same words, but in another place, or with another heading or neighbour.
    changed: the words were edited. ambiguous: more than one place could be meant, or one that
    only resembles the quote; a person has to say. lost: nothing resembles it.
    """

    INTACT = "intact"
    MOVED = "moved"
    CHANGED = "changed"
    AMBIGUOUS = "ambiguous"
    LOST = "lost"


class Found(NamedTuple):
    """Where a quote stands now; `start` and `end` are None when it is lost, `score` is 0 to 1.

    `differs` says what is another than it was around the same words: `heading`, `before` (the
    sentence before them), `after`.
    """

    outcome: Outcome
    start: int | None
    end: int | None
    score: float
    differs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a policy as evidence: `exact`, with up to 64 characters before and after it.

    `copies` is how often these words stand in the policy, so that a copy is not taken for them
    when they are gone.
    """

    exact: str
    prefix: str
    suffix: str
    start: int
    end: int
    heading: tuple[str, ...] = ()
    page: int | None = None
    copies: int = 1

    def find_in(self, policy: Policy, *, strict: bool = False) -> Found:
        """Where these words are in `policy`, and how far they are still the same.

        Words are the same if nothing but typography differs (`documents.spelling`): white
        space, the form of quotes and dashes, soft hyphens, hyphens at a line's end, Markdown's
        emphasis. So a changed number, date, sign, negation or modal is never `intact` or
        `moved`, nor are words that were struck through or commented out, or whose sentence a
        negation or a modal came into or left. Punctuation within them counts; that at their
        ends where other words follow. `strict`: anything but white space counts.
        """
        if self._stands_in(policy):
            return Found(Outcome.INTACT, self.start, self.end, 1.0)
        from reviewtui.documents.anchoring import anchor

        return anchor(self, policy, strict=strict)

    def _stands_in(self, policy: Policy) -> bool:
        """Whether nothing changed: the quote and its surroundings, at the same position."""
        text, start, end = policy.text, self.start, self.end
        return (
            0 <= start < end <= len(text)
            and text.startswith(self.exact, start)
            and end - start == len(self.exact)
            and text[max(0, start - CONTEXT) : start] == self.prefix
            and text[end : end + CONTEXT] == self.suffix
            and same_headings(heading_at(policy, start), self.heading)
        )


def quote(policy: Policy, start: int, end: int) -> Quote:
    """See `Policy.quote`."""
    text = policy.text
    if not 0 <= start < end <= len(text):
        raise ValueError(f"no text from {start} to {end}: the policy has {len(text)} characters")
    number = bisect_right(policy.passages, start, key=lambda passage: passage.start)
    return Quote(
        exact=text[start:end],
        prefix=text[max(0, start - CONTEXT) : start],
        suffix=text[end : end + CONTEXT],
        start=start,
        end=end,
        heading=heading_at(policy, start),
        page=policy.passages[max(0, number - 1)].page if policy.passages else None,
        copies=_copies(text, start, end),
    )


def _copies(text: str, start: int, end: int) -> int:
    """How often the words from `start` to `end` stand in the text, at least once."""
    from reviewtui.documents.normalising import normalise
    from reviewtui.documents.tokens import core, needle, token_line, tokens

    row = tokens(normalise(text[start:end]).text)
    row = row[slice(*core(row))]
    return max(1, token_line(text).count(needle(row))) if row else 1


def heading_at(policy: Policy, position: int) -> tuple[str, ...]:
    """The headings above a position: those of the passage that it is in or after."""
    number = bisect_right(policy.passages, position, key=lambda passage: passage.start)
    return policy.passages[number - 1].heading if number else ()


def same_headings(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two heading paths say the same, their numbers and how they are set aside."""
    return one == other or _unnumbered(one) == _unnumbered(other)


def _unnumbered(path: tuple[str, ...]) -> list[str]:
    from reviewtui.documents.normalising import normalise

    plain = (normalise(heading).text for heading in path)
    return [_NUMBERING.sub("", heading, count=1).casefold() for heading in plain]
