"""What changed since the verdicts of a review were given, and what of it is still to be settled.

Filled policy by policy, as a worker compares; nothing here knows Textual.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reviewtui.reviews import Changes, Entry, Pair, Review
    from reviewtui.reviews.changes import PolicyChanges, VerdictChange


class Since:
    """The verdicts that changed policies or wordings touch, with what was found.

    A verdict is settled once it was given anew, confirmed or taken back; undoing that brings
    it back here.
    """

    def __init__(self) -> None:
        self.verdicts: dict[Pair, VerdictChange] = {}
        self.later: dict[Pair, VerdictChange] = {}  # came into the review since
        self.changes: Changes | None = None  # once everything is compared
        self.done = self.total = 0
        self._review: Review | None = None
        self._sets: tuple[frozenset[Pair], frozenset[Pair]] = (frozenset(), frozenset())

    def begin(self, total: int) -> None:
        """Everything is compared again, `total` policies; what is known stays until then."""
        self.done, self.total = 0, total

    def add(self, found: PolicyChanges) -> None:
        """One more policy is compared."""
        self.done += 1
        for pair in [pair for pair in self.verdicts if pair[0] == found.policy]:
            del self.verdicts[pair]
        self.verdicts.update({change.pair: change for change in found.verdicts})
        self._review = None

    def add_later(self, found: PolicyChanges) -> None:
        """Verdicts that came into the review after it was opened are compared."""
        self.later.update({change.pair: change for change in found.verdicts})
        self._review = None

    def finish(self, changes: Changes) -> None:
        """All policies are compared."""
        self.changes, self.total = changes, 0
        self.verdicts = dict(changes.verdicts)
        self._review = None

    @property
    def comparing(self) -> bool:
        """Whether a comparison is under way."""
        return self.done < self.total

    def of(self, pair: Pair, entries: Mapping[Pair, Entry]) -> VerdictChange | None:
        """What touches the verdict of `pair`; None where nothing does, or it is settled."""
        for change in (self.later.get(pair), self.verdicts.get(pair)):
            if change is not None and _same(entries.get(pair), change.entry):
                return change
        return None

    def stale(self, review: Review) -> frozenset[Pair]:
        """The pairs whose verdict is stale and was not settled since."""
        return self._of(review)[0]

    def moved(self, review: Review) -> frozenset[Pair]:
        """The pairs whose verdict stands, on words with another neighbour or heading."""
        return self._of(review)[1]

    def _of(self, review: Review) -> tuple[frozenset[Pair], frozenset[Pair]]:
        if self._review is not review:
            known = {**self.verdicts, **self.later}
            left = [one for pair in known if (one := self.of(pair, review.entries)) is not None]
            stale = frozenset(change.pair for change in left if change.stale)
            moved = frozenset(change.pair for change in left if change.listed)
            self._review, self._sets = review, (stale, moved)
        return self._sets


def _same(entry: Entry | None, compared: Entry) -> bool:
    """Whether `entry` is the verdict that was compared, on what it was given on: a note or a
    mark may have changed."""
    return entry is compared or (
        entry is not None
        and entry.verdict is not None
        and (entry.verdict, entry.requirement_digest, entry.text_digest, entry.evidence)
        == (
            compared.verdict,
            compared.requirement_digest,
            compared.text_digest,
            compared.evidence,
        )
    )
