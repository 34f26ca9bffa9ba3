"""A report, as plain frozen data: what every writer of a format is given.

Positions are code points of a policy's text of today, lines and columns count from 1.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from reviewtui.reviews.changes import PolicyState
from reviewtui.reviews.model import Verdict
from reviewtui.reviews.walking import Progress

if TYPE_CHECKING:
    from datetime import datetime

    from reviewtui.documents import Block, Outcome, Quote
    from reviewtui.reviews.model import Entry, Pair, Past, Rejected, Wording
    from reviewtui.reviews.staleness import Reason

UNDECIDED, DEFERRED = "undecided", "deferred"
GAPS = frozenset({Verdict.PARTIAL, Verdict.MISSING, Verdict.CONTRADICTED, Verdict.UNCLEAR})


class Only(StrEnum):
    """What a report is limited to.

    gaps: partial, missing, contradicted, unclear, and whatever is stale. open: undecided,
    deferred or stale.
    """

    GAPS = "gaps"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Scope:
    """What was asked for; empty means all. `only` leaves out findings, not policies."""

    policies: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    only: Only | None = None


WHOLE = Scope()


@dataclass(frozen=True, slots=True)
class Place:
    """Where words stand in a policy's text of today; `end` and `end_column` are behind them."""

    start: int
    end: int
    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """A piece of evidence: as it was cited, and what became of it.

    `outcome` is None where the policy's text is the one cited, or was not compared; else
    `words` are its words today (`""` where it is lost). `place` is where it stands today: None
    where it is lost, or where the policy's text was not read.
    """

    quote: Quote
    outcome: Outcome | None = None
    words: str = ""
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """What the review says of one policy and requirement.

    `entry` is that of the review, None where nobody touched the pair. `stale` says why its
    verdict no longer stands; `wording` is the requirement as it read then, where it reads
    otherwise now; `new_text` are the words of the policy that nobody has judged and that may
    answer the requirement.
    """

    policy: str
    requirement: str
    entry: Entry | None = None
    evidence: tuple[Evidence, ...] = ()
    stale: tuple[Reason, ...] = ()
    wording: Wording | None = None
    new_text: tuple[str, ...] = ()

    @property
    def pair(self) -> Pair:
        """The ids of its policy and requirement."""
        return self.policy, self.requirement

    @property
    def verdict(self) -> Verdict | None:
        """The verdict; None while undecided."""
        return self.entry.verdict if self.entry else None

    @property
    def deferred(self) -> bool:
        """Whether it is marked to come back to, decided or not."""
        return self.entry is not None and self.entry.deferred

    @property
    def status(self) -> str:
        """The verdict, or `deferred`, or `undecided`."""
        return str(self.verdict or (DEFERRED if self.deferred else UNDECIDED))

    @property
    def gap(self) -> bool:
        """Whether the policy falls short here, or a verdict no longer stands."""
        return self.verdict in GAPS or bool(self.stale)

    @property
    def open(self) -> bool:
        """Whether somebody still has to decide here."""
        return self.verdict is None or self.deferred or bool(self.stale)

    @property
    def note(self) -> str:
        """The reviewer's note."""
        return self.entry.note if self.entry else ""

    @property
    def reviewer(self) -> str:
        """Who gave the verdict; without one, who touched the pair last."""
        return self.entry.reviewer if self.entry else ""

    @property
    def time(self) -> datetime | None:
        """When the verdict was given, in UTC; without one, when the pair was touched last."""
        return self.entry.time if self.entry else None

    @property
    def searched(self) -> tuple[str, ...]:
        """For `missing`: the terms that were looked for."""
        return self.entry.searched if self.entry else ()

    @property
    def rejected(self) -> tuple[Rejected, ...]:
        """The candidates that were passed over."""
        return self.entry.rejected if self.entry else ()

    @property
    def history(self) -> tuple[Past, ...]:
        """What held before, oldest first."""
        return self.entry.history if self.entry else ()


@dataclass(frozen=True, slots=True)
class ReportedRequirement:
    """A requirement as it reads today, or, without its checklist, as the review has it.

    `severity` is `must`, `should` or `may`, and `""` where it is not known.
    """

    id: str
    title: str
    text: str = ""
    guidance: str = ""
    section: str = ""
    severity: str = ""
    references: tuple[str, ...] = ()
    digest: str = ""


@dataclass(frozen=True, slots=True)
class ReportedPolicy:
    """A policy of the report.

    `path` is relative to the review file, `file` to the review's project where it is below that
    (else it is `path`), both with `/`. `plain` says that its text is that of the file, so that
    its lines are the file's. `text` and `blocks` are None and empty where it was not read;
    `language` is told only where it is another than the checklist's; `unread` are its pages
    without text.
    """

    id: str
    title: str
    path: str
    file: str
    file_digest: str = ""
    text_digest: str = ""
    state: PolicyState = PolicyState.SAME
    plain: bool = True
    language: str = ""
    unread: tuple[int, ...] = ()
    text: str | None = None
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportedChecklist:
    """The checklist; `found` says that it was read, else it is what the review records of it."""

    id: str
    title: str
    version: str = ""
    language: str = ""
    digest: str = ""
    path: str = ""
    found: bool = True


@dataclass(frozen=True, slots=True)
class Counts(Progress):
    """How many findings there are of each kind."""

    stale: int = 0
    gaps: int = 0


@dataclass(frozen=True)
class Report:
    """All that a report says; the same review and files give the same report.

    `policies` are sorted by id, `requirements` in the order of the checklist; `findings` are all
    pairs of these, policy by policy. `review_file` is the name of the review's file. `retired`
    are the verdicts on requirements that the checklist has no more. `last_time` is when the
    review was touched last, in UTC. `problems` are lines on files that were not found or not
    read: of these the report says what the review knows.
    """

    review: str
    review_file: str
    checklist: ReportedChecklist
    policies: tuple[ReportedPolicy, ...]
    requirements: tuple[ReportedRequirement, ...]
    findings: tuple[Finding, ...]
    scope: Scope = WHOLE
    retired: tuple[Finding, ...] = ()
    reviewers: tuple[str, ...] = ()
    last_time: datetime | None = None
    problems: tuple[str, ...] = ()

    @cached_property
    def listed(self) -> tuple[Finding, ...]:
        """The findings that were asked for with `only`; without that, all."""
        if self.scope.only is Only.GAPS:
            return tuple(finding for finding in self.findings if finding.gap)
        if self.scope.only is Only.OPEN:
            return tuple(finding for finding in self.findings if finding.open)
        return self.findings

    @cached_property
    def by_pair(self) -> dict[Pair, Finding]:
        """All findings by policy and requirement."""
        return {finding.pair: finding for finding in self.findings}

    @cached_property
    def requirement(self) -> dict[str, ReportedRequirement]:
        """The requirements by id."""
        return {requirement.id: requirement for requirement in self.requirements}

    @cached_property
    def policy(self) -> dict[str, ReportedPolicy]:
        """The policies by id."""
        return {policy.id: policy for policy in self.policies}

    @cached_property
    def sections(self) -> tuple[str, ...]:
        """The sections of the requirements, in their order; `""` for those in none."""
        return tuple(dict.fromkeys(requirement.section for requirement in self.requirements))

    @cached_property
    def counts(self) -> Counts:
        """What there is of each kind among all findings."""
        return count(self.findings)


def count(findings: tuple[Finding, ...] | list[Finding]) -> Counts:
    """How many of `findings` there are of each kind."""
    verdicts: dict[Verdict, int] = {}
    for finding in findings:
        if finding.verdict is not None:
            verdicts[finding.verdict] = verdicts.get(finding.verdict, 0) + 1
    return Counts(
        total=len(findings),
        decided=sum(verdicts.values()),
        deferred=sum(1 for one in findings if one.verdict is None and one.deferred),
        stale=sum(1 for one in findings if one.stale),
        gaps=sum(1 for one in findings if one.gap),
        verdicts={verdict: verdicts[verdict] for verdict in Verdict if verdict in verdicts},
    )
