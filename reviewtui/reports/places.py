"""Where evidence stands in a policy's text of today: lines and columns, as editors count."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewtui.documents.locating import line_and_column
from reviewtui.reports.model import Evidence, Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reviewtui.documents import Policy, Quote
    from reviewtui.reviews.changes import PolicyChanges, VerdictChange
    from reviewtui.reviews.model import Entry, Pair


def place_of(text: str, start: int, end: int) -> Place:
    """The span from `start` to `end` of a text, with its lines and columns."""
    return Place(start, end, *line_and_column(text, start), *line_and_column(text, end))


def evidence_of(
    entries: Iterable[Entry], policy: Policy | None, changes: PolicyChanges
) -> dict[Pair, tuple[Evidence, ...]]:
    """The evidence of the `entries` of one policy, by pair, with what became of it.

    `changes` is what comparing found in the policy; where that was not read (None), nothing is
    known beyond it.
    """
    found = {change.pair: change for change in changes.verdicts}
    return {
        entry.pair: tuple(_looked_up(entry, found.get(entry.pair), policy))
        for entry in entries
        if entry.evidence
    }


def _looked_up(
    entry: Entry, change: VerdictChange | None, policy: Policy | None
) -> Iterator[Evidence]:
    if change is not None and change.evidence:
        for one in change.evidence:
            place = None
            if policy is not None and one.found.start is not None and one.found.end is not None:
                place = place_of(policy.text, one.found.start, one.found.end)
            yield Evidence(one.quote, one.found.outcome, one.words, place)
        return
    for quote in entry.evidence:
        if policy is None:
            yield Evidence(quote)
        elif policy.text[quote.start : quote.end] == quote.exact and _is_of(entry, policy):
            yield Evidence(quote, place=place_of(policy.text, quote.start, quote.end))
        elif policy.passages:
            yield _found_again(quote, entry, policy)
        else:  # its text is the one cited, but the quote is not in it: an edited review
            yield Evidence(quote)


def _is_of(entry: Entry, policy: Policy) -> bool:
    """Whether a verdict was given on the policy's text of today."""
    return entry.text_digest in ("", policy.text_digest)


def _found_again(quote: Quote, entry: Entry, policy: Policy) -> Evidence:
    found = quote.find_in(policy)
    place = None
    if found.start is not None and found.end is not None:
        place = place_of(policy.text, found.start, found.end)
    if _is_of(entry, policy):
        return Evidence(quote, place=place)
    words = "" if place is None else policy.text[place.start : place.end]
    return Evidence(quote, found.outcome, words, place)
