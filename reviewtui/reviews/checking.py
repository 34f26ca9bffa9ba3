"""What of a review does not stand: for CI, and for whoever lists gaps; pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from reviewtui.checklists import Severity
from reviewtui.reviews.model import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from reviewtui.checklists import Checklist, Requirement
    from reviewtui.documents import Policy
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


@dataclass(frozen=True)
class Checked:
    """Whether a review stands, and what does not.

    `policies` are the files of all policies, by id, in order; `loaded` those of them that were
    read because they changed. `findings` are by policy, then in the checklist's order; those
    below `fail_on` are told, and make nothing fail. `notes` are lines on files left out.
    """

    path: Path
    checklist: Checklist
    policies: Mapping[str, Path]
    findings: tuple[Finding, ...]
    fail_on: Severity = Severity.MAY
    loaded: Mapping[str, Policy] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    @property
    def total(self) -> int:
        """How many pairs of a policy and a requirement there are."""
        return len(self.policies) * len(self.checklist.requirements)

    @cached_property
    def by_policy(self) -> dict[str, list[Finding]]:
        """The findings of each policy that has any."""
        found: dict[str, list[Finding]] = {}
        for finding in self.findings:
            found.setdefault(finding.policy, []).append(finding)
        return found

    def counts(self, finding: Finding) -> bool:
        """Whether a finding makes the check fail."""
        return weighs(finding.requirement.severity, self.fail_on)

    @cached_property
    def fails(self) -> bool:
        """Whether any finding makes the check fail."""
        return any(map(self.counts, self.findings))


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
