"""The route: in which order, and through which queue or part of the review, the walk goes on.

Adds to the walk where its keys lead. What a queue holds and which pair follows are rules of
`reviewtui.reviews.walking`; this keeps what was chosen, and what was found for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewtui.reviews import Queue, first_open, next_pair, progress
from reviewtui.reviews.walking import EVERYTHING, LISTED, Line, Order, Scope, Way, members
from reviewtui.session.walk import Walk

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reviewtui.reviews import Pair, Review


class Route(Walk):
    """The walk, with the queue that it stays in."""

    def _begin(self) -> None:
        super()._begin()
        self.queue = Queue.UNDECIDED  # what a decision goes on to
        self.scope = EVERYTHING  # the part of the review that it stays in
        self.way = Way.POLICY
        # the queue that an earlier session stopped in, as long as it is not known what is in it
        self.awaited: Queue | None = None
        self._awaited_in: tuple[Scope, Pair] = (EVERYTHING, self.pair)
        self._ended: tuple[Queue, Scope] | None = None  # left because nothing was left in it
        self._orders: dict[Way, Order] = {}
        self._lined: tuple[tuple[object, ...], Review | None, Line] | None = None

    # the queue

    @property
    def in_queue(self) -> bool:
        """Whether the walk stays in a queue or in a part of the review."""
        return self.queue is not Queue.UNDECIDED or self.scope != EVERYTHING

    def leave_queue(self) -> None:
        """Decisions go on to all that is undecided again."""
        self.queue, self.scope = Queue.UNDECIDED, EVERYTHING
        self._ended = self.awaited = None

    @property
    def stays_in(self) -> tuple[Queue, Scope]:
        """The queue and the part of the review, for the next session: also one that is awaited."""
        if self.awaited is not None and not self.in_queue:
            return self.awaited, self._awaited_in[0]
        return self.queue, self.scope

    def go_through(self, queue: Queue, scope: Scope = EVERYTHING) -> bool:
        """Makes `queue`, in a part of the review, the one that decisions go on in, and goes to its
        next pair; False, and nothing is done, where it is empty."""
        before = self.queue, self.scope
        self.queue, self.scope = queue, scope
        following = self._following()
        if following is None:
            self.queue, self.scope = before
            return False
        self._ended = self.awaited = None
        self.go_to(following)
        return True

    def resume_route(self, way: str, queue: str, scope: Sequence[str]) -> None:
        """Goes on in a way, a queue and a part of the review that are known by these names, as
        far as they are still there and anything is left in them; see `resume_awaited`."""
        self.way = next((one for one in Way if one == way), self.way)
        chosen = next((one for one in Queue if one == queue), self.queue)
        if chosen is Queue.UNDECIDED and not scope:
            return
        from reviewtui.reviews.queues import scopes

        part = Scope(*scope)
        if part not in (EVERYTHING, *scopes(self.checklist, self.policy_ids)):
            return
        if chosen in LISTED:
            self.awaited, self._awaited_in = chosen, (part, self.pair)
            return
        self.queue, self.scope = chosen, part
        if self._following() is None:
            self.leave_queue()

    def resume_awaited(self, *, complete: bool) -> bool:
        """More of a queue that is awaited is known, or all of it: goes on in it once the place is
        in it, or all is known and not nothing. Not where the walk has gone elsewhere meanwhile."""
        queue, (scope, pair) = self.awaited, self._awaited_in
        if queue is None:
            return False
        if self.in_queue or self.pair != pair:
            self.awaited = None
            return False
        self.queue, self.scope = queue, scope
        line = self._line()
        resumed = bool(line.place(pair) or (complete and len(line)))
        if not resumed:
            self.queue, self.scope = Queue.UNDECIDED, EVERYTHING
        if resumed or complete:
            self.awaited = None
        return resumed

    def in_scope(self, pair: Pair) -> bool:
        """Whether a pair is in the part of the review that the walk stays in."""
        kind, name = self.scope.kind, self.scope.name
        if kind == "policy":
            return pair[0] == name
        return not kind or getattr(self.checklist.by_id[pair[1]], kind) == name

    def queue_place(self) -> tuple[int, int]:
        """How many pairs are left in the queue, and which of them the current one is, from 1; 0
        where it is none of them. Of what is undecided only how many."""
        if self.queue is not Queue.UNDECIDED:
            line = self._line()
            return len(line), line.place(self.pair)
        if not self.in_queue:
            return self.progress().undecided, 0
        policies = self.scope.policies(self.policy_ids)
        part = progress(self.review, policies, self.scope.requirements(self.checklist))
        return part.undecided, 0

    def went_round(self, before: Pair) -> bool:
        """Whether the queue led here from `before` by its end, over the last pair to an earlier
        one; what is undecided has no end before all is decided."""
        return self.queue is not Queue.UNDECIDED and self.leads_back(before)

    def leads_back(self, before: Pair) -> bool:
        """Whether the place is an earlier one than `before`, in the order of the walk."""
        there, here = self._order().rank(before), self._order().rank(self.pair)
        return there is not None and here is not None and here < there

    def _line(self) -> Line:
        """The pairs of the queue, one behind the other; of what is undecided in a part of the
        review the decided ones too."""
        undecided = self.queue is Queue.UNDECIDED
        asked = self.queue, self.scope, self.way, self.listed(self.queue)
        review = None if undecided else self.review
        if self._lined is None or self._lined[0] != asked or self._lined[1] is not review:
            pairs = self._part() if undecided else members(self.queue, self.review, asked[3])
            line = Line(self._order(), filter(self._is_known, pairs))
            self._lined = (asked, review, line)
        return self._lined[2]

    def _is_known(self, pair: Pair) -> bool:
        return pair[1] in self.checklist.by_id and self.in_scope(pair)

    def _part(self) -> Iterator[Pair]:
        for policy in self.scope.policies(self.policy_ids):
            for requirement in self.scope.requirements(self.checklist):
                yield policy, requirement

    def _order(self) -> Order:
        if self.way not in self._orders:
            self._orders[self.way] = Order(self.policy_ids, self.requirement_ids, self.way)
        return self._orders[self.way]

    def _following(self) -> Pair | None:
        if self.queue is not Queue.UNDECIDED:
            return self._line().after(self.pair)
        if not self.progress().undecided:
            return None  # sooner than by looking at each of thousands
        return next_pair(
            self.policy_ids,
            self.requirement_ids,
            self.review,
            self.pair,
            way=self.way,
            only=self.in_scope if self.scope != EVERYTHING else None,
        )

    # moving

    def switch_way(self) -> None:
        """Walks the other way from here on; the place stays."""
        self.way = Way.REQUIREMENT if self.way is Way.POLICY else Way.POLICY

    def advance(self) -> None:
        """To the next pair of the queue; after its last one on in the walk of the undecided,
        which ends in the finished screen."""
        following = self._following()
        if following is None and self.in_queue:
            self._end_queue()
            following = self._following()
        if following is None:
            self.finished = True
        else:
            self.go_to(following)

    def _end_queue(self) -> None:
        """Leaves the queue, in which nothing is left."""
        ended = self.queue, self.scope
        self.leave_queue()
        self._ended = ended

    def follow_undone(self) -> None:
        """Something was taken back or given again: a queue that ended is gone on in if that filled
        it again, and one that is empty now is left."""
        if self.in_queue:
            if self._following() is None:
                self._end_queue()
        elif self._ended is not None:
            ended = self.queue, self.scope = self._ended
            if self._following() is None:
                self.leave_queue()
                self._ended = ended

    def step_requirement(self, by: int) -> None:
        """To the requirement `by` further in the checklist, going round: walking requirement by
        requirement, to its first undecided policy. In a queue, to its pair `by` further."""
        self.go_to(self._stepped(by))

    def _stepped(self, by: int) -> Pair:
        if self.in_queue:
            return self._line().after(self.pair, by) or self.pair
        ids, (policy, requirement) = self.requirement_ids, self.pair
        there = ids[(ids.index(requirement) + by) % len(ids)]
        if self.way is Way.POLICY or there == requirement:
            return policy, there
        return self._first_open((one, there) for one in self.policy_ids) or (policy, there)

    def go_to_policy(self, policy: str) -> None:
        """To `policy`, as stepping does, whether the queue has any of it or not."""
        self.go_to(self._in_policy(policy, None))

    def step_policy(self, by: int) -> bool:
        """To the policy `by` further: its first undecided requirement, else the same one; walking
        requirement by requirement, the same one. In a queue, to the next policy with any of it;
        False where there is none."""
        at, ids = self.policy_ids.index(self.pair[0]), self.policy_ids
        others = [ids[(at + by * steps) % len(ids)] for steps in range(1, len(ids))]
        if self.scope.kind == "policy" and others:
            self.scope = Scope("policy", others[0])  # the next policy is the next part
        held = self._held() if self.in_queue else None
        for policy in others:
            if held is None or policy in held:
                self.go_to(self._in_policy(policy, held))
                return True
        return False

    def _held(self) -> dict[str, list[Pair]]:
        held: dict[str, list[Pair]] = {}
        for pair in self._line():
            held.setdefault(pair[0], []).append(pair)
        return held

    def _in_policy(self, policy: str, held: dict[str, list[Pair]] | None) -> Pair:
        """Where one comes to in another policy."""
        same = policy, self.pair[1]
        if held is None:
            pairs = [(policy, requirement) for requirement in self.requirement_ids]
        else:
            pairs = held[policy]
        if self.way is Way.REQUIREMENT and same in pairs:
            return same
        first = self._first_open(pairs) if self.queue is Queue.UNDECIDED else pairs[0]
        return first or (same if same in pairs else pairs[0])

    def _first_open(self, pairs: Iterable[Pair]) -> Pair | None:
        return first_open(self.review, pairs)

    def neighbours(self) -> list[Pair]:
        """Where the next keys lead: worth ranking before they are pressed."""
        near = [self._stepped(1), self._stepped(-1)]
        following = self._following()
        return [*near, following] if following is not None else near
