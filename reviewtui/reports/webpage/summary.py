"""The first page: what the report is of, the numbers, the grid of all verdicts, what is open."""

from __future__ import annotations

from collections import defaultdict
from itertools import groupby
from typing import TYPE_CHECKING

from reviewtui.reports.model import DEFERRED, UNDECIDED, count
from reviewtui.reports.still_open import sorted_open
from reviewtui.reports.webpage.escaping import inline
from reviewtui.reports.wording import (
    STATUSES,
    scope_words,
    status_counts,
    status_words,
    time_words,
)
from reviewtui.reviews import signs

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reviewtui.reports.model import Counts, Finding, Report, ReportedPolicy
    from reviewtui.reports.webpage.naming import Names

SIGNS = {str(verdict): sign for verdict, sign in signs.VERDICT_SIGNS.items()} | {
    DEFERRED: signs.DEFERRED,
    UNDECIDED: signs.UNDECIDED,
}
ACROSS = 20  # policies beside each other in a grid: what a wide screen and a page of paper hold


def facts(report: Report) -> Iterator[str]:
    """What the report is of."""
    checklist, counts = report.checklist, report.counts
    version = f", version {inline(checklist.version)}" if checklist.version else ""
    name = f" (<code>{inline(report.review_file)}</code>)" if report.review_file else ""
    least = "" if checklist.found else "at least "
    yield f"<h1>{inline(checklist.title)}</h1>\n"
    yield '<dl class="facts">\n'
    yield f"<dt>Checklist</dt><dd><code>{inline(checklist.id)}</code>{version}</dd>\n"
    yield f"<dt>Review</dt><dd><code>{inline(report.review)}</code>{name}</dd>\n"
    yield f"<dt>Decided</dt><dd>{counts.decided} of {least}{counts.total}</dd>\n"
    if report.reviewers:
        yield f"<dt>Reviewed by</dt><dd>{inline(', '.join(report.reviewers))}</dd>\n"
    if report.last_time is not None:
        yield f"<dt>Last touched</dt><dd>{time_words(report.last_time)}</dd>\n"
    yield "</dl>\n"
    for sentence in scope_words(report):
        yield f'<p class="warn">{inline(sentence)}</p>\n'


def filtering(counts: Counts) -> Iterator[str]:
    """The filter, which the script shows; without the script it is not there."""
    yield (
        '<form id="filter" hidden aria-label="Filter by verdict">\n'
        "<fieldset><legend>Show</legend>\n"
    )
    for status, number in status_counts(counts).items():
        if number:
            yield (
                f'<label><input type="checkbox" value="{status}" checked> '
                f"{status_words(status)} ({number})</label>\n"
            )
    if counts.stale:
        yield (
            f'<label><input type="checkbox" value="stale"> only stale ({counts.stale})</label>\n'
        )
    yield '<span id="shown" role="status"></span>\n</fieldset></form>\n'


def summary(names: Names) -> Iterator[str]:
    """The numbers, and all verdicts at a glance."""
    report = names.report
    yield '<section id="summary" aria-labelledby="summary-head">\n'
    yield '<h2 id="summary-head">Summary</h2>\n'
    yield from _numbers(names)
    yield '<h3 id="grid">All verdicts</h3>\n<ul class="legend">\n'
    for status in STATUSES:
        yield f'<li class="{status}"><b>{SIGNS[status]}</b> {status_words(status)}</li>\n'
    yield f"<li><b>{signs.STALE}</b> behind a sign: stale</li>\n</ul>\n"
    for begin in range(0, len(report.policies), ACROSS):
        yield from _grid(names, report.policies[begin : begin + ACROSS], begin)
    yield "</section>\n"


def _numbers(names: Names) -> Iterator[str]:
    """How many verdicts of each kind every policy has."""
    report = names.report
    findings: dict[str, list[Finding]] = defaultdict(list)
    for finding in report.findings:
        findings[finding.policy].append(finding)
    yield _scrolling("Verdicts by policy")
    yield '<thead><tr><th scope="col">Policy</th>'
    for status in (*STATUSES, "stale"):
        yield f'<th scope="col">{status_words(status)}</th>'
    yield "</tr></thead>\n<tbody>\n"
    for policy in report.policies:
        link = f'<a href="{names.to_policy(policy.id)}">{inline(policy.id)}</a>'
        yield _row(link, count(findings[policy.id]))
    yield _row("all", report.counts)
    yield "</tbody></table></div>\n"


def _row(head: str, counts: Counts) -> str:
    numbers = (*status_counts(counts).values(), counts.stale)
    cells = "".join(f"<td>{number}</td>" for number in numbers)
    return f'<tr><th scope="row">{head}</th>{cells}</tr>\n'


def _scrolling(caption: str, kind: str = "") -> str:
    """The beginning of a table that scrolls sideways, with keys too."""
    return (
        f'<div class="wide{kind}" role="region" tabindex="0" aria-label="{caption}">'
        f"<table><caption>{caption}</caption>\n"
    )


def _grid(names: Names, policies: Sequence[ReportedPolicy], before: int) -> Iterator[str]:
    """A row for each requirement, a column for each of the `policies`; `before` stand elsewhere."""
    report = names.report
    many = len(report.policies) > ACROSS
    part = f", policies {before + 1} to {before + len(policies)}" if many else ""
    yield _scrolling(f"Verdicts by requirement and policy{part}", " grid")
    yield '<thead><tr><th scope="col">Requirement</th>'
    for policy in policies:
        link = names.to_policy(policy.id)
        yield f'<th scope="col"><a href="{link}">{inline(policy.id)}</a></th>'
    yield "</tr></thead>\n"
    for section, requirements in groupby(report.requirements, key=lambda one: one.section):
        yield "<tbody>\n"
        if section:
            yield (
                f'<tr><th scope="rowgroup" colspan="{len(policies) + 1}">{inline(section)}</th>'
                "</tr>\n"
            )
        for one in requirements:
            link = names.to_first(names.requirement(one.id))
            yield f'<tr><th scope="row"><a href="{link}">{inline(one.title)}</a></th>'
            for policy in policies:
                yield _cell(names, report.by_pair[policy.id, one.id])
            yield "</tr>\n"
        yield "</tbody>\n"
    yield "</table></div>\n"


def _cell(names: Names, finding: Finding) -> str:
    stale = " stale" if finding.stale else ""
    sign = f"{SIGNS[finding.status]}{signs.STALE if stale else ''}"
    words = f'<span class="seen-not">{status_words(finding.status)}{stale}</span>'
    shown = f'<span aria-hidden="true">{sign}</span>{words}'
    if finding.pair in names.listed:
        link = names.to_policy(finding.policy, names.finding(finding))
        shown = f'<a href="{link}">{shown}</a>'
    else:
        shown = f"<span>{shown}</span>"
    return f'<td class="{finding.status}{stale}">{shown}</td>'


def still_open(names: Names) -> Iterator[str]:
    """What is still to be done, policy by policy."""
    report = names.report
    findings: dict[str, list[Finding]] = defaultdict(list)
    for finding in report.findings:
        if finding.open:
            findings[finding.policy].append(finding)
    yield '<section id="open" aria-labelledby="open-head">\n<h2 id="open-head">Open</h2>\n'
    if not findings:
        yield "<p>Nothing: every requirement is decided, and every verdict stands.</p>\n"
    else:
        yield "<ul>\n"
        for policy in report.policies:
            for sort, those in sorted_open(findings[policy.id]):
                links = "; ".join(_title(names, one) for one in those)
                yield (
                    f'<li><a href="{names.to_policy(policy.id)}">{inline(policy.id)}</a>, '
                    f"{sort}: {links}</li>\n"
                )
        yield "</ul>\n"
    yield "</section>\n"


def _title(names: Names, finding: Finding) -> str:
    title = inline(names.report.requirement[finding.requirement].title)
    if finding.pair not in names.listed:
        return title
    return f'<a href="{names.to_policy(finding.policy, names.finding(finding))}">{title}</a>'
