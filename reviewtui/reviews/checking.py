"""What of a review does not stand: for CI, and for whoever lists gaps; pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from reviewtui.reviews.model import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from reviewtui.checklists import Checklist, Requirement, Severity
    from reviewtui.reviews.model import Entry, Pair, Review
    from reviewtui.reviews.staleness import VerdictChange


class Gap(StrEnum):
    """What is wrong with one pair of a policy and a requirement; the worst first."""

    CONTRADICTED = "contradicted"
    MISSING = "missing"
    PARTIAL = "partial"
    UNCLEAR = "unclear"
    STALE = "stale"
    DEFERRED = "deferred"
    UNDECIDED = "undecided"


_OF_VERDICT = {
    Verdict.CONTRADICTED: Gap.CONTRADICTED,
    Verdict.MISSING: Gap.MISSING,
    Verdict.PARTIAL: Gap.PARTIAL,
    Verdict.UNCLEAR: Gap.UNCLEAR,
}


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong with one pair: at least one gap, in the order of `Gap`.

    `entry` is None where nothing was ever decided or noted, `change` where nothing changed
    under the verdict.
    """

    policy: str
    requirement: Requirement
    gaps: tuple[Gap, ...]
    entry: Entry | None = None
    change: VerdictChange | None = None

    @property
    def pair(self) -> Pair:
        """The ids of its policy and requirement."""
        return self.policy, self.requirement.id


def find_gaps(
    review: Review,
    checklist: Checklist,
    policies: Iterable[str],
    changes: Mapping[Pair, VerdictChange],
    *,
    strict: bool = False,
) -> tuple[Finding, ...]:
    """Every pair of `policies` and the checklist that is missing, contradicted, unclear, stale,
    deferred or undecided, and with `strict` also the partial ones.

    By policy as given, then in the checklist's order. `changes` is what comparing found under
    the verdicts (`Changes.verdicts`). A pair that is decided and marked to come back to is
    deferred. What the review holds of other requirements does not count.
    """
    findings = []
    for policy in policies:
        for requirement in checklist.requirements:
            entry = review.entries.get((policy, requirement.id))
            change = changes.get((policy, requirement.id))
            gaps = gaps_of(entry, stale=change is not None and change.stale, strict=strict)
            if gaps:
                findings.append(Finding(policy, requirement, gaps, entry, change))
    return tuple(findings)


def gaps_of(entry: Entry | None, *, stale: bool = False, strict: bool = True) -> tuple[Gap, ...]:
    """What is wrong with the pair of `entry`, the worst first; `partial` only with `strict`."""
    if entry is None or (entry.verdict is None and not entry.deferred):
        return (Gap.UNDECIDED,)
    found = []
    if entry.verdict in _OF_VERDICT and (strict or entry.verdict is not Verdict.PARTIAL):
        found.append(_OF_VERDICT[entry.verdict])
    if stale:
        found.append(Gap.STALE)
    if entry.deferred:
        found.append(Gap.DEFERRED)
    return tuple(found)


def weighs(severity: Severity, threshold: Severity) -> bool:
    """Whether a gap of this severity counts, where those from `threshold` upwards do."""
    order = list(type(threshold))  # must, should, may
    return order.index(severity) <= order.index(threshold)
