"""The report in Markdown, as GitHub renders it: nothing of the input is markup in it."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from reviewtui.characters import visible
from reviewtui.reports.escaping_markdown import cell, code, inline, line, lines, quoted
from reviewtui.reports.model import count
from reviewtui.reports.still_open import sorted_open
from reviewtui.reports.wording import (
    REJECTED_AT_MOST,
    STATUSES,
    by_words,
    heading_words,
    outcome_words,
    place_words,
    read_words,
    scope_words,
    stale_words,
    state_words,
    status_counts,
    status_words,
    time_words,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reviewtui.reports.formats import Settings
    from reviewtui.reports.model import (
        Counts,
        Evidence,
        Finding,
        Report,
        ReportedPolicy,
        ReportedRequirement,
    )

_NOT_IN_SLUG = re.compile(r"[^\w\- ]")


def write(report: Report, settings: Settings) -> Iterator[str]:
    """The pieces of the file."""
    findings: dict[str, list[Finding]] = defaultdict(list)
    for finding in report.findings:
        findings[finding.policy].append(finding)
    listed: dict[str, list[Finding]] = defaultdict(list)
    for finding in report.listed:
        listed[finding.policy].append(finding)
    yield f"# {inline(report.checklist.title)}\n\n"
    yield from _head(report)
    yield "\n## Summary\n\n"
    yield from _by_policy(report, findings)
    yield "\n"
    yield from _by_requirement(report)
    yield from _open(report, findings)
    for number, policy in enumerate(report.policies, 1):
        yield from _policy(report, number, policy, listed[policy.id])
    yield from _requirements(report)


def _head(report: Report) -> Iterator[str]:
    checklist, counts = report.checklist, report.counts
    version = f", version {inline(checklist.version)}" if checklist.version else ""
    yield f"- Checklist: {code(checklist.id)}{version}\n"
    name = f" ({code(report.review_file)})" if report.review_file else ""
    yield f"- Review: {code(report.review)}{name}\n"
    least = "" if checklist.found else "at least "
    yield f"- Decided: {counts.decided} of {least}{counts.total}\n"
    if report.reviewers:
        yield f"- Reviewed by: {inline(', '.join(report.reviewers))}\n"
    if report.last_time is not None:
        yield f"- Last touched: {time_words(report.last_time)}\n"
    for sentence in scope_words(report):
        yield f"\n{line(sentence)}\n"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]], left: int) -> Iterator[str]:
    """A table whose first `left` columns are flush left, the others right; cells are Markdown."""
    yield f"| {' | '.join(head)} |\n"
    marks = (":---" if column < left else "---:" for column in range(len(head)))
    yield f"| {' | '.join(marks)} |\n"
    for row in rows:
        yield f"| {' | '.join(row)} |\n"


def _numbers(counts: Counts) -> Iterator[str]:
    for number in (*status_counts(counts).values(), counts.stale):
        yield str(number) if number else "·"


def _by_policy(report: Report, findings: dict[str, list[Finding]]) -> Iterator[str]:
    head = ("Policy", *(status_words(status) for status in STATUSES), "stale")
    rows = [
        (_policy_link(number, policy), *_numbers(count(findings[policy.id])))
        for number, policy in enumerate(report.policies, 1)
    ]
    yield from _table(head, [*rows, ("all", *_numbers(report.counts))], 1)


def _by_requirement(report: Report) -> Iterator[str]:
    by_requirement: dict[str, list[Finding]] = defaultdict(list)
    for finding in report.findings:
        by_requirement[finding.requirement].append(finding)
    head = ("Requirement", "severity", *(status_words(status) for status in STATUSES), "stale")
    yield from _table(
        head,
        (
            (cell(one.title), cell(one.severity), *_numbers(count(by_requirement[one.id])))
            for one in report.requirements
        ),
        2,
    )


def _open(report: Report, findings: dict[str, list[Finding]]) -> Iterator[str]:
    """What is still to be done, policy by policy."""
    yield "\n## Open\n\n"
    nothing = True
    for number, policy in enumerate(report.policies, 1):
        for sort, those in sorted_open(findings[policy.id]):
            nothing = False
            titles = "; ".join(inline(report.requirement[one.requirement].title) for one in those)
            yield f"- {_policy_link(number, policy)}, {sort}: {titles}\n"
    if nothing:
        yield "Nothing: every requirement is decided, and every verdict stands.\n"


def _policy_heading(number: int, policy: ReportedPolicy) -> str:
    return " ".join(visible(f"Policy {number}: {' '.join(policy.title.split())}").split())


def _policy_link(number: int, policy: ReportedPolicy) -> str:
    """A link to the policy's heading, by the name that GitHub gives that."""
    slug = _NOT_IN_SLUG.sub("", _policy_heading(number, policy).lower()).replace(" ", "-")
    return f"[{cell(policy.id)}](#{slug})"


def _policy(
    report: Report, number: int, policy: ReportedPolicy, findings: list[Finding]
) -> Iterator[str]:
    yield f"\n## {inline(_policy_heading(number, policy))}\n\n"
    yield (
        f"{code(policy.id)}, from {code(policy.path)}\n" if policy.path else f"{code(policy.id)}\n"
    )
    for sentence in state_words(policy):
        yield f"\n{line(sentence)}\n"
    if not findings:
        yield "\nNothing to list.\n"
    section = ""
    untouched: list[str] = []
    for finding in findings:
        requirement = report.requirement[finding.requirement]
        if finding.entry is None:
            untouched.append(inline(requirement.title))
            continue
        if requirement.section != section:
            section = requirement.section
            yield f"\n### {inline(section)}\n" if section else "\n### Without a section\n"
        yield from _finding(finding, requirement, policy)
    if untouched:
        yield f"\nNot decided: {'; '.join(untouched)}\n"


def _finding(
    finding: Finding, requirement: ReportedRequirement, policy: ReportedPolicy
) -> Iterator[str]:
    stale = ", stale" if finding.stale else ""
    later = ", to come back to" if finding.deferred and finding.verdict is not None else ""
    yield f"\n#### {inline(requirement.title)}: {status_words(finding.status)}{stale}{later}\n\n"
    yield _facts(requirement.severity, *requirement.references, by_words(finding))
    yield from _staleness(finding)
    for one in finding.evidence:
        yield from _evidence(one, policy)
    if finding.note:
        note = "  \n".join(lines(finding.note))  # two spaces at the end of a line break it
        yield f"\n**Note:** {note}\n"
    yield from _search(finding)


def _staleness(finding: Finding) -> Iterator[str]:
    """Why a verdict no longer stands, and on what it was given."""
    if finding.stale:
        yield f"\n**Stale:** {stale_words(finding)}.\n"
    if finding.wording is not None:
        yield f"\nThe verdict was given on this wording: {inline(finding.wording.text)}\n"
    for words in finding.new_text:
        yield f"\nNew text that nobody has judged:\n\n{quoted(words)}"


def _search(finding: Finding) -> Iterator[str]:
    """What was looked for, and what was passed over where nothing was found."""
    if finding.searched:
        yield f"\nLooked for: {inline(', '.join(finding.searched))}\n"
    if said := read_words(finding):
        yield f"\n{said}\n"
    if finding.rejected and not finding.evidence:
        yield "\nPassed over:\n"
        for passed in finding.rejected[:REJECTED_AT_MOST]:
            yield f"\n{quoted(passed.exact)}"
        if len(finding.rejected) > REJECTED_AT_MOST:
            yield f"\nand {len(finding.rejected) - REJECTED_AT_MOST} more\n"


def _facts(*facts: str) -> str:
    """A line of what is known of one thing; nothing where nothing is."""
    said = " · ".join(inline(fact) for fact in facts if fact)
    return f"{said}\n" if said else ""


def _evidence(evidence: Evidence, policy: ReportedPolicy) -> Iterator[str]:
    yield f"\n{quoted(evidence.quote.exact)}"
    heading = heading_words(evidence.quote)
    where = [f"under *{inline(heading)}*" if heading else "", place_words(evidence, policy)]
    if said := ", ".join(part for part in where if part):
        yield f"\n{said}\n"
    outcome = outcome_words(evidence)
    if outcome and evidence.words and evidence.words != evidence.quote.exact:
        yield f"\nEvidence {outcome}; today it reads:\n\n{quoted(evidence.words)}"
    elif outcome:
        yield f"\nEvidence {outcome}.\n"


def _requirements(report: Report) -> Iterator[str]:
    """What was asked, word for word, and how the policies answered it."""
    yield "\n## Requirements\n"
    section = ""
    for one in report.requirements:
        if one.section != section:
            section = one.section
            yield f"\n### {inline(section)}\n" if section else "\n### Without a section\n"
        yield f"\n#### {inline(one.title)}\n\n"
        yield f"{code(one.id)}\n\n{_facts(one.severity, *one.references)}"
        for paragraph in (one.text, one.guidance):
            if paragraph:
                yield f"\n{line(paragraph)}\n"
        by_status: dict[str, list[str]] = defaultdict(list)
        for policy in report.policies:
            finding = report.by_pair[policy.id, one.id]
            by_status[finding.status].append(inline(policy.id))
        yield "\n" if by_status else ""
        for status in STATUSES:
            if by_status[status]:
                yield f"- {status_words(status)}: {', '.join(by_status[status])}\n"
