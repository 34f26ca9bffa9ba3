"""Where the walk goes next, and how far it has come; pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from reviewtui.reviews.model import Verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator, Mapping, Sequence

    from reviewtui.reviews.model import Entry, Pair, Review


class Queue(StrEnum):
    """What the walk goes through."""

    UNDECIDED = "undecided"
    DEFERRED = "deferred"
    MISSING = "missing"
    STALE = "stale"
    MOVED = "moved"


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
    listed: Container[Pair] = (),
) -> Pair | None:
    """The pair that follows `current` in the walk; None when the queue is empty.

    In the queue of the undecided: the policy's requirements that are neither decided nor
    deferred, forward from the current one and round; then its deferred ones; then the same of
    the next policy, round. The other queues go forward in order and round. The current pair
    itself comes last. `listed` are the pairs of the queues of stale and of moved ones.
    """
    walk = _undecided if queue is Queue.UNDECIDED else _matching(queue, listed)
    for pair in walk(policies, requirements, review, current):
        if pair != current:
            return pair
    holds = _holds(queue, listed)
    known = current[0] in policies and current[1] in requirements
    return current if known and holds(current, review.entries.get(current)) else None


def first_open(review: Review, policy: str, requirements: Sequence[str]) -> Pair | None:
    """The first requirement of a policy that is neither decided nor deferred."""
    for requirement in requirements:
        entry = review.entries.get((policy, requirement))
        if entry is None or (entry.verdict is None and not entry.deferred):
            return policy, requirement
    return None


def first_pair(policies: Sequence[str], requirements: Sequence[str], review: Review) -> Pair:
    """Where the walk begins: the first undecided pair, else the first of all."""
    # the pair before the first one, going round: `next_pair` puts its own pair last
    before = (policies[0], requirements[-1])
    found = next_pair(policies, requirements, review, before)
    return found or (policies[0], requirements[0])


def _undecided(
    policies: Sequence[str], requirements: Sequence[str], review: Review, current: Pair
) -> Iterator[Pair]:
    for policy in _round(policies, current[0]):
        ids = _round(requirements, current[1]) if policy == current[0] else requirements
        deferred = []
        for requirement in ids:
            entry = review.entries.get((policy, requirement))
            if entry is None or (entry.verdict is None and not entry.deferred):
                yield policy, requirement
            elif entry.verdict is None:
                deferred.append((policy, requirement))
        yield from deferred


def _matching(queue: Queue, listed: Container[Pair]) -> Callable[..., Iterator[Pair]]:
    holds = _holds(queue, listed)

    def walk(
        policies: Sequence[str], requirements: Sequence[str], review: Review, current: Pair
    ) -> Iterator[Pair]:
        pairs = [(policy, requirement) for policy in policies for requirement in requirements]
        start = pairs.index(current) + 1 if current in pairs else 0
        for pair in (*pairs[start:], *pairs[:start]):
            if holds(pair, review.entries.get(pair)):
                yield pair

    return walk


def _holds(queue: Queue, listed: Container[Pair]) -> Callable[[Pair, Entry | None], bool]:
    def holds(pair: Pair, entry: Entry | None) -> bool:
        if queue in (Queue.STALE, Queue.MOVED):
            return pair in listed
        if entry is None:
            return queue is Queue.UNDECIDED
        if queue is Queue.DEFERRED:
            return entry.deferred
        if queue is Queue.MISSING:
            return entry.verdict is Verdict.MISSING
        return entry.verdict is None

    return holds


def _round(ids: Sequence[str], start: str) -> Sequence[str]:
    """`ids` from `start` on and round; from the beginning where `start` is not among them."""
    at = ids.index(start) if start in ids else 0
    return (*ids[at:], *ids[:at])
