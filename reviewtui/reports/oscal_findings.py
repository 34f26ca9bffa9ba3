"""A verdict as a finding of OSCAL, and its evidence as the observation the finding rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reviewtui.reports.escaping_markdown import line
from reviewtui.reports.ids import stable_id
from reviewtui.reports.oscal_parts import given, markup, moment, party, prop, resource, title, token
from reviewtui.reports.wording import outcome_words, read_words, stale_words, status_words
from reviewtui.reviews.model import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewtui.reports.model import Evidence, Finding, Report, ReportedPolicy

SATISFIED, NOT_SATISFIED = "satisfied", "not-satisfied"
_STATUS = {
    Verdict.MET: (SATISFIED, "pass"),
    Verdict.PARTIAL: (NOT_SATISFIED, "fail"),
    Verdict.MISSING: (NOT_SATISFIED, "fail"),
    Verdict.CONTRADICTED: (NOT_SATISFIED, "fail"),
    Verdict.UNCLEAR: (NOT_SATISFIED, "other"),
}


def has_finding(finding: Finding) -> bool:
    """Whether OSCAL has a word for what was decided."""
    return finding.verdict in _STATUS


def status_of(finding: Finding) -> tuple[str, str]:
    """State and reason; what was met by words that changed since is not said to be satisfied."""
    if finding.verdict is None or finding.verdict not in _STATUS:
        raise ValueError(f"no finding of OSCAL: {finding.status}")
    state, reason = _STATUS[finding.verdict]
    if finding.stale and state == SATISFIED:
        return NOT_SATISFIED, "other"
    return state, reason


def finding_of(report: Report, finding: Finding) -> dict[str, Any]:
    """The finding on one policy and requirement."""
    state, reason = status_of(finding)
    requirement = report.requirement[finding.requirement]
    name = title(requirement.title) or token(requirement.id)
    stale = stale_words(finding)
    return {
        "uuid": str(stable_id("oscal finding", report.review, *finding.pair)),
        "title": name,
        "description": f"{status_words(finding.status).capitalize()}: {name}",
        "props": [
            *prop("verdict", finding.status),
            *prop("severity", requirement.severity),
            *prop("stale", stale),
            *prop("deferred", "yes" if finding.deferred else ""),
        ],
        "origins": _origins(report, finding),
        "target": {
            "type": "objective-id",
            "target-id": token(requirement.id),
            "status": {
                "state": state,
                "reason": reason,
                **given("remarks", stale and line(f"Stale: {stale}.")),
            },
        },
        "related-observations": [{"observation-uuid": _observation_id(report, finding)}],
        **given("remarks", markup(finding.note)),
    }


def observation_of(report: Report, finding: Finding) -> dict[str, Any]:
    """What the reviewer saw: the words that were cited, or that there were none."""
    policy = report.policy[finding.policy]
    evidence = [_evidence(report, one, policy) for one in finding.evidence]
    return {
        "uuid": _observation_id(report, finding),
        "description": "\n\n".join(_seen(finding)),
        "methods": ["EXAMINE"],
        "types": ["finding"],
        "origins": _origins(report, finding),
        "subjects": [{"subject-uuid": resource(report, policy.id), "type": "resource"}],
        **given("relevant-evidence", evidence),
        "collected": moment(finding.time),
    }


def _observation_id(report: Report, finding: Finding) -> str:
    return str(stable_id("oscal observation", report.review, *finding.pair))


def _origins(report: Report, finding: Finding) -> list[dict[str, Any]]:
    actor = {"type": "party", "actor-uuid": party(report, finding.reviewer), "role-id": "assessor"}
    return [{"actors": [actor]}]


def _seen(finding: Finding) -> Iterator[str]:
    """Paragraphs of Markdown."""
    yield (
        "The words of the policy that were cited are its evidence."
        if finding.evidence
        else "No words of the policy were cited."
    )
    if finding.searched:
        yield line(f"Searched for: {', '.join(finding.searched)}.")
    if read := read_words(finding):
        yield line(read)


def _evidence(report: Report, evidence: Evidence, policy: ReportedPolicy) -> dict[str, Any]:
    quote, place = evidence.quote, evidence.place
    outcome = outcome_words(evidence)
    today = f"Today: {markup(evidence.words)}" if outcome and evidence.words.strip() else ""
    return {
        "href": f"#{resource(report, policy.id)}",
        "description": markup(quote.exact) or "White space.",
        "props": [
            *prop("start", quote.start),
            *prop("end", quote.end),
            *(one for heading in quote.heading for one in prop("heading", heading)),
            *prop("page", "" if quote.page is None else quote.page),
            *prop("line", place.line if place is not None and policy.plain else ""),
            *prop("outcome", outcome),
        ],
        **given("remarks", today),
    }
