"""How a review stands, as plain data: for `reviewtui status` and whatever else counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reviewtui.reviews.walking import Progress, progress

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from reviewtui.checklists import Checklist
    from reviewtui.reviews.model import Pair, Review
    from reviewtui.reviews.staleness import Reason


@dataclass(frozen=True, slots=True)
class PolicyStatus:
    """How far one policy is; `stale` counts its stale verdicts."""

    id: str
    title: str
    progress: Progress
    stale: int = 0


@dataclass(frozen=True, slots=True)
class Summary:
    """How a review stands.

    `reviewers` are all who decided something that holds, by name; `last_time` is when the last
    of it was decided. `stale` gives the reasons by pair. `complete` says that the requirements
    come from the checklist itself; else they are those that the review names.
    """

    review: str
    checklist: str
    version: str
    progress: Progress
    policies: tuple[PolicyStatus, ...]
    stale: Mapping[Pair, tuple[Reason, ...]]
    reviewers: tuple[str, ...]
    last_time: datetime | None
    complete: bool


def summarise(
    review: Review,
    checklist: Checklist | None = None,
    policies: Iterable[str] = (),
    *,
    titles: Mapping[str, str] | None = None,
    stale: Mapping[Pair, tuple[Reason, ...]] | None = None,
) -> Summary:
    """Counts `review` over the checklist's requirements and over its policies.

    `policies` are the ids of policies that count although they may not be recorded yet;
    `titles` go before the recorded ones, by policy, and a policy without one has its id.
    Without `checklist` the requirements are those that the review names. `stale` is what
    `find_changes` or `stale_entries` found, by pair.
    """
    names = {record.id: record.title for record in review.policies} | dict(titles or {})
    ids = sorted({*names, *policies, *(policy_id for policy_id, _ in review.entries)})
    if checklist is not None:
        requirements = [requirement.id for requirement in checklist.requirements]
    else:
        named = {wording.id for wording in review.wordings}
        requirements = sorted(named | {requirement for _, requirement in review.entries})
    counted = frozenset(requirements)
    stale = {pair: why for pair, why in (stale or {}).items() if pair[1] in counted}
    decided = [entry for entry in review.entries.values() if entry.verdict is not None]
    return Summary(
        review=review.id,
        checklist=review.checklist.id,
        version=review.checklist.version,
        progress=progress(review, ids, requirements),
        policies=tuple(
            PolicyStatus(
                policy_id,
                names.get(policy_id) or policy_id,
                progress(review, (policy_id,), requirements),
                sum(1 for pair in stale if pair[0] == policy_id),
            )
            for policy_id in ids
        ),
        stale=stale,
        reviewers=tuple(sorted({entry.reviewer for entry in decided})),
        last_time=max((entry.time for entry in decided), default=None),
        complete=checklist is not None,
    )
