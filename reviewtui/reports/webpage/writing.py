"""The report as one page, or as a folder: a first page, and one for each policy."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from reviewtui.reports.model import count
from reviewtui.reports.webpage.asked import requirements
from reviewtui.reports.webpage.escaping import inline
from reviewtui.reports.webpage.frame import body, item, page
from reviewtui.reports.webpage.naming import INDEX, Names
from reviewtui.reports.webpage.summary import facts, filtering, still_open, summary
from reviewtui.reports.webpage.verdicts import chapter, policy_title

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewtui.reports.formats import Settings
    from reviewtui.reports.model import Finding, Report


def write(report: Report, settings: Settings) -> Iterator[str]:
    """The pieces of the one file."""
    names = Names(report)
    yield from page(title_of(report), facts(report), _contents(names), _whole(names))


def write_body(report: Report) -> Iterator[str]:
    """What is in its `body` element."""
    names = Names(report)
    yield from body(facts(report), _contents(names), _whole(names))


def write_folder(report: Report, settings: Settings) -> Iterator[tuple[str, Iterator[str]]]:
    """The names of the files of a folder, and the pieces of each; the first is `index.html`."""
    names = Names(report, split=True)
    first = page(title_of(report), facts(report), _contents(names), _first(names))
    yield INDEX, first
    findings = _listed(report)
    for policy in report.policies:
        own = findings[policy.id]
        title = f"{policy_title(names, policy)} · {report.checklist.title}"
        opening = (f"<h1>{inline(report.checklist.title)}</h1>\n",)
        contents = (
            item(names.to_first("summary"), "Summary"),
            item(names.to_first("requirements"), "Requirements"),
        )
        main = (*filtering(count(own)), *chapter(names, policy, own))
        yield names.file(policy.id), page(title, opening, contents, main)


def title_of(report: Report) -> str:
    """The title of the page."""
    return f"{report.checklist.title}: review"


def _listed(report: Report) -> dict[str, list[Finding]]:
    findings: dict[str, list[Finding]] = defaultdict(list)
    for finding in report.listed:
        findings[finding.policy].append(finding)
    return findings


def _contents(names: Names) -> Iterator[str]:
    yield item("#summary", "Summary")
    yield item("#open", "Open")
    for policy in names.report.policies:
        title = policy_title(names, policy)
        known = f"{title} ({policy.id})" if policy.title != policy.id else title
        yield item(names.to_policy(policy.id), known)
    yield item("#requirements", "Requirements")


def _first(names: Names) -> Iterator[str]:
    yield from filtering(names.report.counts)
    yield from summary(names)
    yield from still_open(names)
    yield from requirements(names)


def _whole(names: Names) -> Iterator[str]:
    report = names.report
    yield from filtering(count(list(report.listed)))
    yield from summary(names)
    yield from still_open(names)
    findings = _listed(report)
    for policy in report.policies:
        yield from chapter(names, policy, findings[policy.id])
    yield from requirements(names)
