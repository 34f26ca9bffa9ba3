"""The walk: where the reviewer is in the review, what is before them, where the keys lead.

Holds the open review, the place in it and what has been read and ranked so far. It does no
input or output and knows no Textual: the screen asks it what to show and tells it what was
pressed; the rules of a review are those of `reviewtui.reviews`.
"""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING

from reviewtui.documents.shelf import outline
from reviewtui.reviews import Queue, progress
from reviewtui.session.coverage import Coverage
from reviewtui.session.since import Since
from reviewtui.session.weighing import Weighing

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from reviewtui.checklists import Checklist, Requirement
    from reviewtui.documents import Policy, PolicyFile
    from reviewtui.matching import Candidate
    from reviewtui.reviews import Entry, Pair, Progress, Review
    from reviewtui.reviews.changes import VerdictChange
    from reviewtui.session.aside import Aside, Rankings

KEPT = 4  # policies: the one on the screen, the one before, the next, one more


class Walk:
    """One reviewer's open review and their place in it, at first the first pair of all."""

    def __init__(
        self,
        checklist: Checklist,
        files: tuple[PolicyFile, ...],
        review: Review,
        reviewer: str,
        review_path: Path,
    ) -> None:
        self.checklist, self.files, self.review = checklist, files, review
        self.reviewer, self.review_path = reviewer, review_path
        self.policy_ids = tuple(file.id for file in files)
        self.requirement_ids = tuple(r.id for r in checklist.requirements)
        self.pair: Pair = (self.policy_ids[0], self.requirement_ids[0])
        self.current = 0  # the index of the current candidate
        self.seen = 0  # how many candidates have been on the screen
        self.finished = False
        self.since = Since()
        self.learning = True
        self.policies: dict[str, Policy] = {}
        self.outlines: dict[str, Policy] = {}  # of all that were read
        self.digests: dict[str, str] = {}  # of the files of the others
        self.failures: dict[str, str] = {}
        self.rankings: dict[Pair, list[Candidate]] = {}
        self.lessons: Counter[str] = Counter()  # changes a requirement has seen
        self._taught = review  # what it teaches is what all rankings were made with
        self.weighing = Weighing()
        self.coverage = Coverage()  # what was on the screen
        self._counted: Review | None = None  # the review that `_progress` was counted in
        self._progress: dict[str | None, Progress] = {}
        self._begin()

    def _begin(self) -> None:
        """What the parts below begin with."""

    # what is before the reviewer

    @property
    def policy(self) -> Policy | None:
        """The current policy, once it has been read completely."""
        return self.policies.get(self.pair[0])

    @property
    def requirement(self) -> Requirement:
        """The current requirement."""
        return self.checklist.by_id[self.pair[1]]

    @property
    def entry(self) -> Entry | None:
        """What the review holds for the current pair."""
        return self.review.entries.get(self.pair)

    @property
    def candidates(self) -> Sequence[Candidate] | None:
        """The candidates for the current pair; None while they are not ranked."""
        return self.rankings.get(self.pair)

    @property
    def candidate(self) -> Candidate | None:
        """The current candidate."""
        candidates = self.candidates
        return candidates[self.current] if candidates else None

    @property
    def ready(self) -> bool:
        """Whether the current policy is read and ranked: else nothing can be decided."""
        return self.policy is not None and self.candidates is not None

    @property
    def change(self) -> VerdictChange | None:
        """What changed under the current verdict, as long as that is not settled."""
        return self.since.of(self.pair, self.review.entries)

    def is_of_today(self, entry: Entry) -> bool:
        """Whether a verdict is known to be given on its policy and requirement as they are now."""
        from reviewtui.reviews.staleness import is_of_today

        policy = self.policies.get(entry.policy)
        requirement = self.checklist.by_id.get(entry.requirement)
        return (
            policy is not None
            and requirement is not None
            and is_of_today(entry, requirement, policy)
        )

    def listed(self, queue: Queue) -> frozenset[Pair]:
        """The pairs of a queue that the entries do not tell; of another one none."""
        if queue is Queue.STALE:
            return self.since.stale(self.review)
        if queue is Queue.WEAK:
            return self.weighing.weak(self.review)
        return self.since.moved(self.review) if queue is Queue.MOVED else frozenset()

    def progress(self, policy_id: str | None = None) -> Progress:
        """How far the review is, or one policy of it."""
        if self._counted is not self.review:
            self._counted, self._progress = self.review, {}
        known = self._progress.get(policy_id)
        if known is None:
            ids = self.policy_ids if policy_id is None else (policy_id,)
            known = progress(self.review, ids, self.requirement_ids)
            self._progress[policy_id] = known
        return known

    # moving

    def go_to(self, pair: Pair) -> None:
        """Makes `pair` the current one."""
        self.pair, self.finished = pair, False
        self.current, self.seen = 0, 0

    def go_to_known(self, pair: Pair) -> None:
        """Goes to `pair` if its policy is open and its requirement in the checklist."""
        if self.is_known(pair):
            self.go_to(pair)

    def is_known(self, pair: Pair) -> bool:
        """Whether its policy is open and its requirement in the checklist."""
        return pair[0] in self.policy_ids and pair[1] in self.requirement_ids

    def switch_learning(self) -> None:
        """Ranks with or without what was learned from now on."""
        self.learning = not self.learning
        self.rankings.clear()
        self._aside.clear()
        self.forget_rankings(set(self.requirement_ids))

    def keep_policy(self, policy: Policy) -> None:
        """What was read; of the others only those looked at last are kept, with their rankings."""
        self.outlines[policy.id] = outline(policy)
        self.policies.pop(policy.id, None)
        self.policies[policy.id] = policy
        here = self.pair[0]
        while len(self.policies) > KEPT:
            oldest = next(one for one in self.policies if one not in (here, policy.id))
            del self.policies[oldest]
            for pair in [pair for pair in self.rankings if pair[0] == oldest]:
                del self.rankings[pair]
            self._aside.drop(oldest)

    def survey(self, digests: Mapping[str, str], outlines: Mapping[str, Policy]) -> None:
        """What a review records of policies that were not on the screen."""
        self.digests.update(digests)
        self.outlines = {**outlines, **self.outlines}

    @cached_property
    def _aside(self) -> Aside:
        """What the last verdicts ended; loaded with the first of them."""
        from reviewtui.session.aside import Aside

        return Aside()

    def keep_ranking(self, pair: Pair, candidates: list[Candidate]) -> None:
        """The candidates of `pair`; ranked anew there may be fewer than before."""
        self.rankings[pair] = candidates
        self.weighing.keep(pair, candidates)
        if pair == self.pair:
            self.current = min(self.current, max(0, len(candidates) - 1))

    def forget_rankings(self, requirements: set[str]) -> None:
        """What was learned changed: these requirements are ranked anew when next shown, unless
        that took back what changed it last."""
        self.lessons.update(requirements)
        self.weighing.forget({one: self.lessons[one] for one in requirements})
        ended: dict[str, Rankings] = {one: {} for one in requirements}
        for pair in [p for p in self.rankings if p[1] in requirements]:
            ended[pair[1]][pair] = self.rankings.pop(pair)
        for requirement, rankings in ended.items():
            known = self._aside.take(requirement, self.review)
            self._aside.put(requirement, self._taught, rankings)
            for pair, candidates in known.items():
                self.keep_ranking(pair, candidates)
        self._taught = self.review
