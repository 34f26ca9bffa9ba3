"""Which pairs have none but weak candidates, as far as that is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reviewtui.matching import Candidate
    from reviewtui.reviews import Pair, Review


class Weighing:
    """Filled policy by policy, as a worker ranks; kept true by every ranking that is shown."""

    def __init__(self) -> None:
        self.weighed: dict[Pair, bool] = {}  # whether all candidates are weak
        self.done = 0
        self.total = 0  # policies; 0 before it was begun
        self.cancelled = False
        self.again = False  # what is outdated is being ranked again
        # requirements of which something was learned since, and how much by then
        self.outdated: dict[str, int] = {}
        self._known: tuple[Review, frozenset[Pair]] | None = None

    @property
    def going_on(self) -> bool:
        """Whether policies are being ranked."""
        return not self.cancelled and self.done < self.total

    @property
    def complete(self) -> bool:
        """Whether all policies were ranked once."""
        return 0 < self.total <= self.done

    def begin(self, total: int) -> None:
        """All policies are ranked, again."""
        self.done, self.total, self.cancelled = 0, total, False
        self.outdated.clear()

    def add(self, found: Mapping[Pair, bool], *, again: bool = False) -> None:
        """One more policy is ranked, for the first time or `again`."""
        self.done += not again
        self.weighed.update(found)
        self._known = None

    def forget(self, lessons: Mapping[str, int]) -> None:
        """Something was learned of these requirements, that many times by now: their strengths
        may be others."""
        if self.total:
            self.outdated.update(lessons)

    def ranked_again(self, lessons: Mapping[str, int]) -> None:
        """These were ranked again, in all policies, with what was learned by then."""
        self.again = False
        self.outdated = {
            one: count for one, count in self.outdated.items() if lessons.get(one) != count
        }

    def keep(self, pair: Pair, candidates: Sequence[Candidate]) -> None:
        """A pair was ranked for the screen: that is what holds now."""
        if self.total:
            from reviewtui.reviews.queues import is_weak

            weak = is_weak(candidates)
            if self.weighed.get(pair) is not weak:
                self.weighed[pair] = weak
                self._known = None

    def weak(self, review: Review) -> frozenset[Pair]:
        """The undecided pairs with none but weak candidates."""
        if not self.weighed:
            return frozenset()
        if self._known is None or self._known[0] is not review:
            from reviewtui.reviews.queues import weak_pairs

            self._known = (review, weak_pairs(review, self.weighed))
        return self._known[1]
