"""Where evidence stands in a policy's text of today: lines and columns, as editors count."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from reviewtui.reports.model import Evidence, Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reviewtui.documents import Policy
    from reviewtui.reviews.changes import PolicyChanges, VerdictChange
    from reviewtui.reviews.model import Entry, Pair


class Lines:
    """The lines of a text, which end at LF only."""

    def __init__(self, text: str) -> None:
        self._starts = [0]
        at = text.find("\n")
        while at >= 0:
            self._starts.append(at + 1)
            at = text.find("\n", at + 1)

    def place(self, start: int, end: int) -> Place:
        """The span from `start` to `end` with its lines and columns."""
        return Place(start, end, *self._line_column(start), *self._line_column(end))

    def _line_column(self, position: int) -> tuple[int, int]:
        line = bisect_right(self._starts, position)
        return line, position - self._starts[line - 1] + 1


def evidence_of(
    entries: Iterable[Entry], policy: Policy | None, changes: PolicyChanges
) -> dict[Pair, tuple[Evidence, ...]]:
    """The evidence of the `entries` of one policy, by pair, with what became of it.

    `changes` is what comparing found in the policy; where that was not read (None), nothing is
    known beyond it.
    """
    lines = Lines(policy.text) if policy is not None else None
    found = {change.pair: change for change in changes.verdicts}
    return {
        entry.pair: tuple(_looked_up(entry, found.get(entry.pair), policy, lines))
        for entry in entries
        if entry.evidence
    }


def _looked_up(
    entry: Entry, change: VerdictChange | None, policy: Policy | None, lines: Lines | None
) -> Iterator[Evidence]:
    if change is not None and change.evidence:
        for one in change.evidence:
            place = None
            if lines is not None and one.found.start is not None and one.found.end is not None:
                place = lines.place(one.found.start, one.found.end)
            yield Evidence(one.quote, one.found.outcome, one.words, place)
        return
    for quote in entry.evidence:
        if policy is None or lines is None:
            yield Evidence(quote)
            continue
        found = quote.find_in(policy)
        place = None
        if found.start is not None and found.end is not None:
            place = lines.place(found.start, found.end)
        if entry.text_digest in ("", policy.text_digest):
            yield Evidence(quote, place=place)
        else:
            words = "" if place is None else policy.text[place.start : place.end]
            yield Evidence(quote, found.outcome, words, place)
