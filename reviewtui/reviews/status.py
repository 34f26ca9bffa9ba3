"""How a review stands, as plain data: for `reviewtui status` and whatever else counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reviewtui.reviews.staleness import stale_entries
from reviewtui.reviews.walking import Progress, progress

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from reviewtui.checklists import Checklist
    from reviewtui.documents import Policy
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
    policies: Iterable[Policy] | None = None,
) -> Summary:
    """Counts `review` over the checklist's requirements and over the policies it records.

    Without `checklist` the requirements are those that the review names, and no verdict is
    stale by its wording; without `policies` none is stale by its evidence. Policies that are
    given and not recorded yet count as undecided.
    """
    loaded = {policy.id: policy for policy in policies or ()}
    titles = {record.id: record.title for record in review.policies}
    titles |= {policy_id: "" for policy_id, _ in review.entries if policy_id not in titles}
    titles |= {policy.id: policy.title for policy in loaded.values()}
    if checklist is not None:
        requirements = [requirement.id for requirement in checklist.requirements]
    else:
        named = {wording.id for wording in review.wordings}
        requirements = sorted(named | {requirement for _, requirement in review.entries})
    stale = stale_entries(review, checklist, loaded)
    stale = {pair: why for pair, why in stale.items() if pair[1] in frozenset(requirements)}
    decided = [entry for entry in review.entries.values() if entry.verdict is not None]
    return Summary(
        review=review.id,
        checklist=review.checklist.id,
        version=review.checklist.version,
        progress=progress(review, sorted(titles), requirements),
        policies=tuple(
            PolicyStatus(
                policy_id,
                titles[policy_id],
                progress(review, (policy_id,), requirements),
                sum(1 for pair in stale if pair[0] == policy_id),
            )
            for policy_id in sorted(titles)
        ),
        stale=stale,
        reviewers=tuple(sorted({entry.reviewer for entry in decided})),
        last_time=max((entry.time for entry in decided), default=None),
        complete=checklist is not None,
    )
