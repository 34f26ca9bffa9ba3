"""What a review teaches the matcher: words accepted and words passed over, from the file alone.

Accepted is the evidence of a verdict, whichever it is; rejected are the candidates recorded as
passed over. What a pair teaches depends on its entry only, never on the order of decisions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reviewtui.matching import Lesson, Matcher
    from reviewtui.reviews.model import Entry, Pair, Review


def teach(matcher: Matcher, review: Review) -> None:
    """Teaches `matcher` all that the entries of `review` hold."""
    for pair in sorted(review.entries):
        teach_entry(matcher, review.entries[pair])


def teach_entry(matcher: Matcher, entry: Entry) -> None:
    """Replaces what `matcher` knew of one pair by what its entry holds now.

    A requirement that the matcher's checklist does not have any more teaches nothing.
    """
    accepted, rejected = lessons(entry)
    try:
        matcher.teach(entry.policy, entry.requirement, accepted=accepted, rejected=rejected)
    except KeyError:
        return


def lessons(entry: Entry) -> tuple[tuple[Lesson, ...], tuple[Lesson, ...]]:
    """What one entry teaches: accepted and rejected words. Nothing while it is undecided."""
    from reviewtui.matching import Lesson

    if entry.verdict is None:
        return (), ()
    accepted = tuple(Lesson(quote.exact, quote.heading) for quote in entry.evidence)
    rejected = tuple(Lesson(passed.exact, passed.heading) for passed in entry.rejected)
    return accepted, rejected


def same_lessons(one: Mapping[Pair, Entry], other: Mapping[Pair, Entry]) -> bool:
    """Whether two sets of entries teach the same: those that differ do so in what teaches
    nothing, such as their history."""
    return all(
        one.get(pair) is other.get(pair) or _taught(one.get(pair)) == _taught(other.get(pair))
        for pair in {*one, *other}
    )


def _taught(entry: Entry | None) -> tuple[tuple[Lesson, ...], tuple[Lesson, ...]]:
    return lessons(entry) if entry is not None else ((), ())
