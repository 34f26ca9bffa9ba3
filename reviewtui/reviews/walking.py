"""Where the walk goes next, and how far it has come; pure."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from reviewtui.reviews.model import Verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from reviewtui.checklists import Checklist
    from reviewtui.reviews.model import Entry, Pair, Review


class Queue(StrEnum):
    """What the walk goes through; `weak` are the undecided for which no candidate is better."""

    UNDECIDED = "undecided"
    DEFERRED = "deferred"
    STALE = "stale"
    MOVED = "moved"
    WEAK = "weak"
    MISSING = "missing"
    CONTRADICTED = "contradicted"
    PARTIAL = "partial"
    UNCLEAR = "unclear"


LISTED = frozenset({Queue.STALE, Queue.MOVED, Queue.WEAK})  # known from elsewhere than the entries
VERDICTS = {
    Queue.MISSING: Verdict.MISSING,
    Queue.CONTRADICTED: Verdict.CONTRADICTED,
    Queue.PARTIAL: Verdict.PARTIAL,
    Queue.UNCLEAR: Verdict.UNCLEAR,
}


class Way(StrEnum):
    """What is finished before the walk goes on: a policy, or a requirement."""

    POLICY = "policy by policy"
    REQUIREMENT = "requirement by requirement"


class Scope(NamedTuple):
    """A part of a review: of `kind` severity, section or policy, with that name; "": all of it."""

    kind: str = ""
    name: str = ""

    def policies(self, ids: Sequence[str]) -> Sequence[str]:
        """Those of `ids` that are in it."""
        return [one for one in ids if one == self.name] if self.kind == "policy" else ids

    def requirements(self, checklist: Checklist) -> Sequence[str]:
        """The ids of the requirements that are in it."""
        return [
            one.id
            for one in checklist.requirements
            if self.kind not in ("severity", "section") or getattr(one, self.kind) == self.name
        ]


EVERYTHING = Scope()


@dataclass(frozen=True, slots=True)
class Progress:
    """How many pairs are decided; those that are not are deferred or left.

    `deferred` counts pairs without a verdict; `undecided` is all without one, deferred or not.
    """

    total: int = 0
    decided: int = 0
    deferred: int = 0
    verdicts: Mapping[Verdict, int] = field(default_factory=dict)

    @property
    def undecided(self) -> int:
        """All that has no verdict, the deferred included."""
        return self.total - self.decided

    @property
    def left(self) -> int:
        """What is neither decided nor deferred."""
        return self.total - self.decided - self.deferred


def progress(review: Review, policies: Sequence[str], requirements: Sequence[str]) -> Progress:
    """How far the review is over these policies and requirements, given by their ids."""
    counts = dict.fromkeys(Verdict, 0)
    deferred = 0
    for entry in _entries(review, policies, requirements):
        if entry.verdict is not None:
            counts[entry.verdict] += 1
        elif entry.deferred:
            deferred += 1
    return Progress(
        total=len(policies) * len(requirements),
        decided=sum(counts.values()),
        deferred=deferred,
        verdicts={verdict: count for verdict, count in counts.items() if count},
    )


def _entries(
    review: Review, policies: Sequence[str], requirements: Sequence[str]
) -> Iterator[Entry]:
    """The entries of these pairs, over the shorter of the pairs and the entries."""
    entries = review.entries
    if len(policies) * len(requirements) < len(entries):
        for policy in policies:
            for requirement in requirements:
                entry = entries.get((policy, requirement))
                if entry is not None:
                    yield entry
        return
    wanted_policies, wanted_requirements = frozenset(policies), frozenset(requirements)
    for (policy, requirement), entry in entries.items():
        if policy in wanted_policies and requirement in wanted_requirements:
            yield entry


def next_pair(
    policies: Sequence[str],
    requirements: Sequence[str],
    review: Review,
    current: Pair,
    queue: Queue = Queue.UNDECIDED,
    *,
    listed: Iterable[Pair] = (),
    way: Way = Way.POLICY,
    only: Callable[[Pair], bool] | None = None,
) -> Pair | None:
    """The pair that follows `current` in the walk; None when the queue is empty.

    In the queue of the undecided: the policy's requirements that are neither decided nor
    deferred, forward from the current one and round; then its deferred ones; then the same of
    the next policy, round. Requirement by requirement, both change places. The other queues go
    forward in order and round. The current pair itself comes last. `listed` are the pairs of a
    queue of `LISTED`; `only` leaves out what is not in a part of the review.
    """
    if queue is not Queue.UNDECIDED:
        found = members(queue, review, listed)
        return Line(Order(policies, requirements, way), _only(found, only)).after(current)
    for pair in _only(_undecided(policies, requirements, review, current, way), only):
        if pair != current:
            return pair
    entry = review.entries.get(current)
    known = current[0] in policies and current[1] in requirements
    left = known and (entry is None or entry.verdict is None) and (only is None or only(current))
    return current if left else None


def members(queue: Queue, review: Review, listed: Iterable[Pair] = ()) -> Iterator[Pair]:
    """The pairs of a queue that is not that of the undecided, in no order."""
    if queue in LISTED:
        yield from listed
        return
    verdict = VERDICTS.get(queue)
    for pair, entry in review.entries.items():
        if entry.verdict is verdict if verdict is not None else entry.deferred:
            yield pair


def _only(pairs: Iterable[Pair], only: Callable[[Pair], bool] | None) -> Iterable[Pair]:
    return pairs if only is None else filter(only, pairs)


class Order:
    """All pairs of some policies and requirements, in the order of a way to walk."""

    def __init__(
        self, policies: Sequence[str], requirements: Sequence[str], way: Way = Way.POLICY
    ) -> None:
        self._swapped = way is Way.REQUIREMENT
        self._majors, self._minors = _swap(policies, requirements, way)
        self._major = {one: at for at, one in enumerate(self._majors)}
        self._minor = {one: at for at, one in enumerate(self._minors)}

    def rank(self, pair: Pair) -> int | None:
        """The place of a pair, from 0; None for one that is not among them."""
        major, minor = reversed(pair) if self._swapped else pair
        if major not in self._major or minor not in self._minor:
            return None
        return self._major[major] * len(self._minors) + self._minor[minor]

    def pair(self, rank: int) -> Pair:
        """The pair at that place."""
        major, minor = divmod(rank, len(self._minors))
        pair = self._majors[major], self._minors[minor]
        return (pair[1], pair[0]) if self._swapped else pair


class Line:
    """Some pairs one behind the other, in an order, to be gone through round and round."""

    def __init__(self, order: Order, pairs: Iterable[Pair]) -> None:
        self._order = order
        ranks = map(order.rank, pairs)
        self._ranks = sorted(rank for rank in ranks if rank is not None)

    def __len__(self) -> int:
        return len(self._ranks)

    def __iter__(self) -> Iterator[Pair]:
        return map(self._order.pair, self._ranks)

    def place(self, pair: Pair) -> int:
        """Which one it is, from 1; 0 for one that is not in the line."""
        rank = self._order.rank(pair)
        at = bisect_left(self._ranks, rank) if rank is not None else len(self)
        return at + 1 if at < len(self) and self._ranks[at] == rank else 0

    def after(self, current: Pair, by: int = 1) -> Pair | None:
        """The next one after `current` (for -1 before it), itself last; None in an empty line."""
        if not self._ranks:
            return None
        rank = self._order.rank(current)
        if rank is None:
            at = 0 if by > 0 else -1
        else:
            at = bisect_right(self._ranks, rank) if by > 0 else bisect_left(self._ranks, rank) - 1
        return self._order.pair(self._ranks[at % len(self)])


def _swap(
    policies: Sequence[str], requirements: Sequence[str], way: Way
) -> tuple[Sequence[str], Sequence[str]]:
    """What is finished first, and what it is made of."""
    return (policies, requirements) if way is Way.POLICY else (requirements, policies)


def first_open(review: Review, pairs: Iterable[Pair]) -> Pair | None:
    """The first of `pairs` that is neither decided nor deferred."""
    for pair in pairs:
        entry = review.entries.get(pair)
        if entry is None or (entry.verdict is None and not entry.deferred):
            return pair
    return None


def first_pair(policies: Sequence[str], requirements: Sequence[str], review: Review) -> Pair:
    """Where the walk begins: the first undecided pair, else the first of all."""
    # the pair before the first one, going round: `next_pair` puts its own pair last
    before = (policies[0], requirements[-1])
    found = next_pair(policies, requirements, review, before)
    return found or (policies[0], requirements[0])


def _undecided(
    policies: Sequence[str], requirements: Sequence[str], review: Review, current: Pair, way: Way
) -> Iterator[Pair]:
    by_policy, entries = way is Way.POLICY, review.entries
    majors, minors = _swap(policies, requirements, way)
    here, inner = current if by_policy else reversed(current)
    for major in _round(majors, here):
        deferred = []
        for minor in _round(minors, inner) if major == here else minors:
            pair = (major, minor) if by_policy else (minor, major)
            entry = entries.get(pair)
            if entry is None or (entry.verdict is None and not entry.deferred):
                yield pair
            elif entry.verdict is None:
                deferred.append(pair)
        yield from deferred


def _round(ids: Sequence[str], start: str) -> Sequence[str]:
    """`ids` from `start` on and round; from the beginning where `start` is not among them."""
    at = ids.index(start) if start in ids else 0
    return (*ids[at:], *ids[:at])
