"""A policy's chapter: each verdict with its evidence, then its whole text with that marked."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from reviewtui.reports.webpage.escaping import inline, prose
from reviewtui.reports.webpage.marking import Mark, marked_lines
from reviewtui.reports.webpage.summary import SIGNS
from reviewtui.reports.wording import (
    REJECTED_AT_MOST,
    by_words,
    heading_words,
    outcome_words,
    place_words,
    read_words,
    stale_words,
    state_words,
    status_words,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reviewtui.reports.model import Evidence, Finding, ReportedPolicy
    from reviewtui.reports.webpage.naming import Names


def policy_title(names: Names, policy: ReportedPolicy) -> str:
    """What a policy's chapter is called."""
    return f"Policy {names.policies[policy.id]}: {policy.title}"


def chapter(names: Names, policy: ReportedPolicy, findings: Sequence[Finding]) -> Iterator[str]:
    """All that is said of one policy; its heading is an h2."""
    name = names.policy(policy.id)
    yield f'<section class="policy" id="{name}" aria-labelledby="{name}h">\n'
    yield f'<h2 id="{name}h">{inline(policy_title(names, policy))}</h2>\n'
    path = f", from <code>{inline(policy.path)}</code>" if policy.path else ""
    yield f"<p><code>{inline(policy.id)}</code>{path}</p>\n"
    for sentence in state_words(policy):
        yield f'<p class="warn">{inline(sentence)}</p>\n'
    yield f'<p class="back"><a href="{names.to_first("summary")}">Back to the summary</a>'
    if policy.text is not None:
        yield f' · <a href="#{name}x">The policy’s text</a>'
    yield "</p>\n"
    if not findings:
        yield "<p>Nothing to list.</p>\n"
    requirement = names.report.requirement
    for section, those in groupby(findings, key=lambda one: requirement[one.requirement].section):
        yield '<div class="group">\n'
        yield f"<h3>{inline(section) or 'Without a section'}</h3>\n"
        for finding in those:
            yield from _finding(names, policy, finding)
        yield "</div>\n"
    if policy.text is not None:
        yield from _text(names, policy, findings)
    yield "</section>\n"


def _finding(names: Names, policy: ReportedPolicy, finding: Finding) -> Iterator[str]:
    requirement = names.report.requirement[finding.requirement]
    name = names.finding(finding)
    stale = " stale" if finding.stale else ""
    kind = f"finding {finding.status}{stale}"
    yield f'<article class="{kind}" id="{name}" aria-labelledby="{name}h">\n'
    words = f"{status_words(finding.status)}{', stale' if stale else ''}"
    if finding.deferred and finding.verdict is not None:
        words += ", to come back to"
    link = names.to_first(names.requirement(requirement.id))
    yield (
        f'<h4 id="{name}h"><a href="{link}">{inline(requirement.title)}</a>: '
        f'<span class="status"><span aria-hidden="true">{SIGNS[finding.status]} </span>'
        f"{words}</span></h4>\n"
    )
    known = [requirement.severity, *requirement.references, by_words(finding)]
    if any(known):
        yield f'<p class="quiet">{" · ".join(inline(one) for one in known if one)}</p>\n'
    yield from _staleness(finding)
    for number, one in enumerate(finding.evidence, 1):
        yield from _evidence(names, policy, finding, number, one)
    if finding.note:
        yield f'<p class="note"><b>Note:</b> {prose(finding.note)}</p>\n'
    yield from _search(finding)
    yield "</article>\n"


def _quoted(text: str, name: str = "") -> str:
    named = f' id="{name}"' if name else ""
    return f'<blockquote{named} dir="auto">{prose(text)}</blockquote>\n'


def _staleness(finding: Finding) -> Iterator[str]:
    """Why a verdict no longer stands, and on what it was given."""
    if finding.stale:
        yield f'<p class="warn"><b>Stale:</b> {inline(stale_words(finding))}.</p>\n'
    if finding.wording is not None:
        yield f"<p>The verdict was given on this wording: {inline(finding.wording.text)}</p>\n"
    for words in finding.new_text:
        yield f"<p>New text that nobody has judged:</p>\n{_quoted(words)}"


def _evidence(
    names: Names, policy: ReportedPolicy, finding: Finding, number: int, evidence: Evidence
) -> Iterator[str]:
    yield _quoted(evidence.quote.exact, names.cited(finding, number))
    where = []
    if heading := heading_words(evidence.quote):
        where.append(f"under <i>{inline(heading)}</i>")
    if place := place_words(evidence, policy):
        where.append(place)
    if evidence.place is not None and policy.text is not None:
        words = f"Evidence {number} in the policy"
        where.append(f'<a href="#{names.marked(finding, number)}">{words}</a>')
    if where:
        yield f'<p class="quiet">{", ".join(where)}</p>\n'
    outcome = outcome_words(evidence)
    if outcome and evidence.words and evidence.words != evidence.quote.exact:
        yield f"<p>Evidence {outcome}; today it reads:</p>\n{_quoted(evidence.words)}"
    elif outcome:
        yield f"<p>Evidence {outcome}.</p>\n"


def _search(finding: Finding) -> Iterator[str]:
    """What was looked for, and what was passed over where nothing was found."""
    if finding.searched:
        yield f"<p>Looked for: {inline(', '.join(finding.searched))}</p>\n"
    if said := read_words(finding):
        yield f"<p>{said}</p>\n"
    if finding.rejected and not finding.evidence:
        yield "<p>Passed over:</p>\n"
        for passed in finding.rejected[:REJECTED_AT_MOST]:
            yield _quoted(passed.exact)
        if len(finding.rejected) > REJECTED_AT_MOST:
            yield f"<p>and {len(finding.rejected) - REJECTED_AT_MOST} more</p>\n"


def _text(names: Names, policy: ReportedPolicy, findings: Sequence[Finding]) -> Iterator[str]:
    name = names.policy(policy.id)
    language = f' lang="{inline(policy.language)}"' if policy.language else ""
    yield f'<h3 id="{name}x">The policy’s text</h3>\n<div class="text" dir="auto"{language}>\n'
    yield from marked_lines(policy.text or "", policy.blocks, _marks(names, findings))
    yield "</div>\n"


def _marks(names: Names, findings: Sequence[Finding]) -> Iterator[Mark]:
    for finding in findings:
        title = names.report.requirement[finding.requirement].title
        for number, one in enumerate(finding.evidence, 1):
            if one.place is not None:
                yield Mark(
                    one.place.start,
                    one.place.end,
                    names.marked(finding, number),
                    f"#{names.cited(finding, number)}",
                    f"{title}, {status_words(finding.status)}",
                )
