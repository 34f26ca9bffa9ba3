"""Rankings set aside: those that another verdict ended, until it is taken back.

What a requirement is ranked with is what its verdicts teach. A verdict on it changes that, and
undoing the verdict brings it back: with the same lessons the same policies give the same
candidates (`reviewtui.matching.Matcher`), which need not be ranked again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reviewtui.reviews.lessons import same_lessons

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reviewtui.matching import Candidate
    from reviewtui.reviews import Entry, Pair, Review

KEPT = 8  # requirements: undoing goes back step by step

Rankings = dict["Pair", list["Candidate"]]


class _Ended(NamedTuple):
    """Rankings of one requirement, and the entries on it that they were made with."""

    entries: Mapping[Pair, Entry]
    rankings: Rankings


class Aside:
    """For each requirement the rankings that were ended last."""

    def __init__(self) -> None:
        self._ended: dict[str, _Ended] = {}

    def put(self, requirement: str, review: Review, rankings: Rankings) -> None:
        """Keeps what a requirement was ranked to with what `review` teaches."""
        self._ended.pop(requirement, None)
        if rankings:
            self._ended[requirement] = _Ended(_entries(requirement, review), rankings)
        while len(self._ended) > KEPT:
            del self._ended[next(iter(self._ended))]

    def take(self, requirement: str, review: Review) -> Rankings:
        """What was kept of a requirement, if `review` teaches the same; else nothing."""
        ended = self._ended.get(requirement)
        if ended is None or not same_lessons(ended.entries, _entries(requirement, review)):
            return {}
        return ended.rankings

    def drop(self, policy: str) -> None:
        """Lets go what was ranked in a policy that is not kept any more."""
        for ended in self._ended.values():
            for pair in [pair for pair in ended.rankings if pair[0] == policy]:
                del ended.rankings[pair]

    def clear(self) -> None:
        """Lets go all."""
        self._ended.clear()


def _entries(requirement: str, review: Review) -> Mapping[Pair, Entry]:
    return {pair: entry for pair, entry in review.entries.items() if pair[1] == requirement}
