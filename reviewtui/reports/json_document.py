"""The report in JSON: everything, as `schema.json` describes it; one finding a line.

The same objects are what a template is given.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reviewtui.json_text import json_line
from reviewtui.reports.model import count
from reviewtui.reports.wording import timestamp
from reviewtui.reviews.model import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from reviewtui.documents import Quote
    from reviewtui.reports.formats import Settings
    from reviewtui.reports.model import (
        Counts,
        Evidence,
        Finding,
        Place,
        Report,
        ReportedPolicy,
        ReportedRequirement,
    )
    from reviewtui.reviews.model import Entry, Past, Rejected, Wording

FORMAT = 1


def write(report: Report, settings: Settings) -> Iterator[str]:
    """The pieces of the file."""
    yield "{\n"
    between = ""
    for key, value in head(report).items():
        yield f"{between}{json_line(key)}: {json_line(value)}"
        between = ",\n"
    for key, findings in (("findings", report.listed), ("retired", report.retired)):
        yield f'{between}"{key}": ['
        comma = "\n"
        for finding in findings:
            yield comma + json_line(finding_object(finding))
            comma = ",\n"
        yield "\n]" if findings else "]"
    yield "\n}\n"


def as_json(report: Report) -> dict[str, Any]:
    """The whole report as one object."""
    return {
        **head(report),
        "findings": [finding_object(finding) for finding in report.listed],
        "retired": [finding_object(finding) for finding in report.retired],
    }


def head(report: Report) -> dict[str, Any]:
    """All but the findings."""
    checklist, scope = report.checklist, report.scope
    by_policy: dict[str, list[Finding]] = {}
    for finding in report.findings:
        by_policy.setdefault(finding.policy, []).append(finding)
    return {
        "format": FORMAT,
        "review": {
            "id": report.review,
            "file": report.review_file,
            "reviewers": list(report.reviewers),
            "last_time": _time(report.last_time),
        },
        "checklist": {
            "id": checklist.id,
            "title": checklist.title,
            "version": checklist.version,
            "language": checklist.language,
            "digest": checklist.digest,
            "path": checklist.path,
            "found": checklist.found,
        },
        "scope": {
            "policies": list(scope.policies),
            "sections": list(scope.sections),
            "only": str(scope.only) if scope.only else None,
        },
        "problems": list(report.problems),
        "counts": _counts(report.counts),
        "policies": [_policy(one, count(by_policy.get(one.id, []))) for one in report.policies],
        "requirements": [_requirement(one) for one in report.requirements],
    }


def finding_object(finding: Finding) -> dict[str, Any]:
    """What the review says of one policy and requirement."""
    entry = finding.entry
    return {
        "policy": finding.policy,
        "requirement": finding.requirement,
        "status": finding.status,
        **(_given(entry) if entry else _NOTHING_GIVEN),
        "stale": [str(reason) for reason in finding.stale],
        "gap": finding.gap,
        "open": finding.open,
        "evidence": [_evidence(one) for one in finding.evidence],
        "wording": _wording(finding.wording),
        "new_text": list(finding.new_text),
        "history": [_past(past) for past in finding.history],
    }


def _given(entry: Entry) -> dict[str, Any]:
    """What an entry says but for its evidence and its history."""
    return {
        "verdict": str(entry.verdict) if entry.verdict else None,
        "deferred": entry.deferred,
        "note": entry.note,
        "reviewer": entry.reviewer,
        "time": _time(entry.time),
        "step": entry.step,
        "requirement_digest": entry.requirement_digest,
        "text_digest": entry.text_digest,
        "searched": list(entry.searched),
        "read": entry.read,
        "rejected": [_rejected(one) for one in entry.rejected],
    }


_NOTHING_GIVEN: dict[str, Any] = {
    "verdict": None,
    "deferred": False,
    "note": "",
    "reviewer": None,
    "time": None,
    "step": 0,
    "requirement_digest": "",
    "text_digest": "",
    "searched": [],
    "read": None,
    "rejected": [],
}


def _past(past: Past) -> dict[str, Any]:
    return {
        **_given(past.entry),
        "evidence": [_quote(quote) for quote in past.entry.evidence],
        "action": str(past.action),
        "action_reviewer": past.reviewer or None,
        "action_time": _time(past.time),
        "action_step": past.step,
    }


def _evidence(evidence: Evidence) -> dict[str, Any]:
    return {
        **_quote(evidence.quote),
        "outcome": str(evidence.outcome) if evidence.outcome else None,
        "words": evidence.words if evidence.outcome else None,
        "place": _place(evidence.place),
    }


def _quote(quote: Quote) -> dict[str, Any]:
    return {
        "exact": quote.exact,
        "prefix": quote.prefix,
        "suffix": quote.suffix,
        "start": quote.start,
        "end": quote.end,
        "heading": list(quote.heading),
        "page": quote.page,
        "copies": quote.copies,
    }


def _place(place: Place | None) -> dict[str, int] | None:
    if place is None:
        return None
    return {
        "start": place.start,
        "end": place.end,
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
    }


def _rejected(rejected: Rejected) -> dict[str, Any]:
    return {
        "exact": rejected.exact,
        "start": rejected.start,
        "end": rejected.end,
        "score": rejected.score,
        "heading": list(rejected.heading),
    }


def _wording(wording: Wording | None) -> dict[str, str] | None:
    if wording is None:
        return None
    return {"title": wording.title, "text": wording.text, "guidance": wording.guidance}


def _policy(policy: ReportedPolicy, counts: Counts) -> dict[str, Any]:
    return {
        "id": policy.id,
        "title": policy.title,
        "path": policy.path,
        "file": policy.file,
        "file_digest": policy.file_digest,
        "text_digest": policy.text_digest,
        "state": str(policy.state),
        "other_language": policy.language or None,
        "unread_pages": list(policy.unread),
        "counts": _counts(counts),
    }


def _requirement(requirement: ReportedRequirement) -> dict[str, Any]:
    return {
        "id": requirement.id,
        "title": requirement.title,
        "text": requirement.text,
        "guidance": requirement.guidance,
        "section": requirement.section,
        "severity": requirement.severity or None,
        "references": list(requirement.references),
        "digest": requirement.digest,
    }


def _counts(counts: Counts) -> dict[str, Any]:
    return {
        "total": counts.total,
        "decided": counts.decided,
        "deferred": counts.deferred,
        "undecided": counts.undecided,
        "stale": counts.stale,
        "gaps": counts.gaps,
        "verdicts": {str(verdict): counts.verdicts.get(verdict, 0) for verdict in Verdict},
    }


def _time(time: datetime | None) -> str | None:
    return timestamp(time) if time is not None else None
