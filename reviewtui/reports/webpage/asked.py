"""The requirements word for word, with the policies by their verdict."""

from __future__ import annotations

from collections import defaultdict
from itertools import groupby
from typing import TYPE_CHECKING

from reviewtui.reports.webpage.escaping import inline
from reviewtui.reports.wording import STATUSES, status_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewtui.reports.model import ReportedRequirement
    from reviewtui.reports.webpage.naming import Names

NAMED = 100  # policies at most that are named below a requirement; of more, how many there are


def requirements(names: Names) -> Iterator[str]:
    """What was asked, and how the policies answered it."""
    yield '<section id="requirements" aria-labelledby="requirements-head">\n'
    yield '<h2 id="requirements-head">Requirements</h2>\n'
    for section, those in groupby(names.report.requirements, key=lambda one: one.section):
        yield f"<h3>{inline(section) or 'Without a section'}</h3>\n"
        for one in those:
            yield from _requirement(names, one)
    yield "</section>\n"


def _requirement(names: Names, one: ReportedRequirement) -> Iterator[str]:
    report = names.report
    name = names.requirement(one.id)
    yield f'<article class="requirement" id="{name}" aria-labelledby="{name}h">\n'
    yield f'<h4 id="{name}h">{inline(one.title)}</h4>\n'
    known = [f"<code>{inline(one.id)}</code>", inline(one.severity), *map(inline, one.references)]
    yield f'<p class="quiet">{" · ".join(filter(None, known))}</p>\n'
    for paragraph in (one.text, one.guidance):
        if paragraph:
            yield f"<p>{inline(paragraph)}</p>\n"
    by_status: dict[str, list[str]] = defaultdict(list)
    named = len(report.policies) <= NAMED
    for policy in report.policies:
        finding = report.by_pair[policy.id, one.id]
        words = inline(policy.id)
        if finding.pair in names.listed:
            words = f'<a href="{names.to_policy(policy.id, names.finding(finding))}">{words}</a>'
        by_status[finding.status].append(words)
    yield "<ul>\n" if by_status else ""
    for status in STATUSES:
        if by_status[status]:
            those = ", ".join(by_status[status]) if named else str(len(by_status[status]))
            yield f"<li>{status_words(status)}: {those}</li>\n"
    yield "</ul>\n" if report.policies else ""
    yield "</article>\n"
