"""The report as a table: a row for each piece of evidence, or one for a finding that has none."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reviewtui.reports.wording import heading_words, outcome_words, stale_words, timestamp

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewtui.reports.model import Report


class Row(NamedTuple):
    """One line of a table; what is not there is `""`, times are in UTC as ISO 8601.

    `piece` numbers the evidence of a finding from 1: whoever wants one row a finding keeps those
    with 1 or nothing in it. `outcome` says what became of the quote, where it does not stand as
    it did.
    """

    policy: str
    policy_title: str
    section: str
    requirement: str
    title: str
    text: str
    references: str
    severity: str
    verdict: str
    stale: str
    deferred: str
    piece: int | str
    quote: str
    heading: str
    page: int | str
    outcome: str
    searched: str
    note: str
    reviewer: str
    time: str


COLUMNS = Row._fields


def rows(report: Report) -> Iterator[Row]:
    """The rows of what is listed, policy by policy."""
    for finding in report.listed:
        policy = report.policy[finding.policy]
        requirement = report.requirement[finding.requirement]
        time = finding.time
        row = Row(
            policy=policy.id,
            policy_title=policy.title,
            section=requirement.section,
            requirement=requirement.id,
            title=requirement.title,
            text=requirement.text,
            references="; ".join(requirement.references),
            severity=requirement.severity,
            verdict=finding.status,
            stale=stale_words(finding),
            deferred="yes" if finding.deferred else "",
            piece="",
            quote="",
            heading="",
            page="",
            outcome="",
            searched="; ".join(finding.searched),
            note=finding.note,
            reviewer=finding.reviewer,
            time=timestamp(time) if time is not None else "",
        )
        if not finding.evidence:
            yield row
        for number, one in enumerate(finding.evidence, 1):
            yield row._replace(
                piece=number,
                quote=one.quote.exact,
                heading=heading_words(one.quote),
                page=one.quote.page if one.quote.page is not None else "",
                outcome=outcome_words(one),
            )
