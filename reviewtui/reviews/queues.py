"""How much is in each queue and in each part of a review; pure."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from reviewtui.checklists.model import Severity
from reviewtui.reviews.overview import Standing, sum_up
from reviewtui.reviews.walking import VERDICTS, Progress, Queue, Scope, members

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from reviewtui.checklists import Checklist
    from reviewtui.matching import Candidate
    from reviewtui.reviews.model import Pair, Review


def scopes(checklist: Checklist, policies: Sequence[str]) -> list[Scope]:
    """The parts of a review: severities, sections in the checklist's order, policies; those
    that are not all of it."""
    severities = {one.severity for one in checklist.requirements}
    sections = dict.fromkeys(one.section for one in checklist.requirements)
    parts = [
        [Scope("severity", name) for name in sorted(severities, key=list(Severity).index)],
        [Scope("section", name) for name in sections if name],
        [Scope("policy", name) for name in policies],
    ]
    named = sum(1 for one in checklist.requirements if one.section)
    whole = [len(severities) < 2, len(sections) < 2 and named > 0, len(policies) < 2]
    return [
        scope
        for part, all_of_it in zip(parts, whole, strict=True)
        if not all_of_it
        for scope in part
    ]


def count_queues(
    review: Review,
    checklist: Checklist,
    policies: Sequence[str],
    listed: Mapping[Queue, Iterable[Pair]],
    scope: Scope = Scope(),  # noqa: B008 - frozen
) -> dict[Queue, int]:
    """How many pairs each queue has in `scope`; those of `LISTED` that are not `listed` are left
    out, for they are not known."""
    inside, ids = frozenset(scope.policies(policies)), frozenset(scope.requirements(checklist))
    whole = sum_up(review, tuple(ids), tuple(inside)).whole
    counts = {Queue.UNDECIDED: whole[Standing.UNDECIDED] + whole[Standing.DEFERRED]}
    for queue in Queue:
        verdict = VERDICTS.get(queue)
        if verdict is not None:
            counts[queue] = whole[Standing(verdict.value)]
        elif queue is Queue.DEFERRED or queue in listed:
            found = members(queue, review, listed.get(queue, ()))
            counts[queue] = sum(1 for pair in found if pair[0] in inside and pair[1] in ids)
    return counts


def count_scopes(
    review: Review, checklist: Checklist, policies: Sequence[str]
) -> dict[Scope, Progress]:
    """How far each part of a review is; the verdicts of it are not counted one by one."""
    ids = tuple(one.id for one in checklist.requirements)
    sums = sum_up(review, ids, policies)
    found: dict[Scope, Progress] = {}
    for scope in scopes(checklist, policies):
        if scope.kind == "policy":
            counts, total = sums.policies[scope.name], len(ids)
        else:
            inside = scope.requirements(checklist)
            counts = sum((sums.requirements[one] for one in inside), Counter[Standing]())
            total = len(inside) * len(policies)
        deferred = counts[Standing.DEFERRED]
        decided = total - counts[Standing.UNDECIDED] - deferred
        found[scope] = Progress(total, decided, deferred)
    return found


def is_weak(candidates: Sequence[Candidate]) -> bool:
    """Whether none of them is better than weak: the policy may say nothing."""
    return all(one.strength == "weak" for one in candidates)


def weak_pairs(review: Review, weighed: Mapping[Pair, bool]) -> frozenset[Pair]:
    """The undecided of those pairs that were `weighed` and found weak."""
    return frozenset(
        pair
        for pair, weak in weighed.items()
        if weak and ((entry := review.entries.get(pair)) is None or entry.verdict is None)
    )


NEXT = (
    Queue.STALE,
    Queue.UNDECIDED,
    Queue.DEFERRED,
    Queue.CONTRADICTED,
    Queue.MISSING,
    Queue.UNCLEAR,
    Queue.PARTIAL,
)


def what_next(counts: Mapping[Queue, int], beside: Queue) -> Queue | None:
    """Which queue is worth going to where `beside` is empty; None where none has anything."""
    return next((one for one in NEXT if one is not beside and counts.get(one)), None)
