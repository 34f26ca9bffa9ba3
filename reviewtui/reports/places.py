"""Where evidence stands in a policy's text of today: lines and columns, as editors count."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewtui.documents.locating import line_and_column
from reviewtui.reports.model import Evidence, Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reviewtui.documents import Policy
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
            continue
        found = quote.find_in(policy)
        place = None
        if found.start is not None and found.end is not None:
            place = place_of(policy.text, found.start, found.end)
        if entry.text_digest in ("", policy.text_digest):
            yield Evidence(quote, place=place)
        else:
            words = "" if place is None else policy.text[place.start : place.end]
            yield Evidence(quote, found.outcome, words, place)
