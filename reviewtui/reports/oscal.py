"""A review as assessment results of OSCAL 1.2.1, for compliance tools.

https://pages.nist.gov/OSCAL-Reference/models/v1.2.1/assessment-results/json-reference/ is the
model. A policy is a result; in it a requirement is a control, and each verdict that the model has
a word for is a finding with the observation that it rests on.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any

from reviewtui.json_text import json_line
from reviewtui.reports.escaping_markdown import line
from reviewtui.reports.ids import stable_id
from reviewtui.reports.oscal_findings import finding_of, has_finding, observation_of
from reviewtui.reports.oscal_parts import (
    given,
    markup,
    moment,
    party,
    plan,
    prop,
    resource,
    token,
    word,
)
from reviewtui.reports.uris import path_uri
from reviewtui.reports.wording import by_words, scope_words, stale_words, state_words, status_words
from reviewtui.reviews.model import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reviewtui.reports.formats import Settings
    from reviewtui.reports.model import Finding, Report, ReportedPolicy, ReportedRequirement

VERSION = "1.2.1"
DEEP = 4  # down to a finding, which is a line


def write(report: Report, settings: Settings) -> Iterator[str]:
    """The pieces of the file."""
    said = "".join(_pieces(assessment_results(report), DEEP))
    digest = sha256(said.encode("utf-8", "backslashreplace")).hexdigest()
    identity = json_line(str(stable_id("oscal document", digest)))
    # what is said is an object, into which its id goes first
    yield f'{{\n"assessment-results": {{\n"uuid": {identity},'
    yield said.removeprefix("{")
    yield "\n}\n"


def _pieces(value: Any, deep: int) -> Iterator[str]:
    """JSON with what is at most that deep on lines of its own."""
    if deep == 0 or not isinstance(value, dict | list) or not value:
        yield json_line(value)
        return
    first, last = "{}" if isinstance(value, dict) else "[]"
    between = f"{first}\n"
    for key in value:
        yield between
        if isinstance(value, dict):
            yield f"{json_line(key)}: "
        yield from _pieces(value[key] if isinstance(value, dict) else key, deep - 1)
        between = ",\n"
    yield f"\n{last}"


def assessment_results(report: Report) -> dict[str, Any]:
    """All but the document's own id, which is made from the rest."""
    findings: dict[str, list[Finding]] = {policy.id: [] for policy in report.policies}
    for finding in report.findings:
        findings[finding.policy].append(finding)
    results = [_result(report, one, findings[one.id]) for one in report.policies]
    objectives = [_objective(one) for one in report.requirements]
    return {
        "metadata": _metadata(report),
        "import-ap": {
            "href": f"#{plan(report)}",
            "remarks": "There is no assessment plan: the checklist says what was asked.",
        },
        **given("local-definitions", given("objectives-and-methods", objectives)),
        "results": results or [_nothing(report)],
        "back-matter": {"resources": _resources(report)},
    }


def _metadata(report: Report) -> dict[str, Any]:
    checklist = report.checklist
    people = sorted({finding.reviewer for finding in report.findings if finding.entry})
    time = moment(report.last_time)
    return {
        "title": line(checklist.title) or token(checklist.id),
        "last-modified": time,
        "version": time,
        "oscal-version": VERSION,
        "props": [
            *prop("review-id", report.review),
            *prop("checklist-id", checklist.id),
            *prop("checklist-version", checklist.version),
        ],
        **(
            {
                "roles": [{"id": "assessor", "title": "Reviewer"}],
                "parties": [
                    {"uuid": party(report, one), "type": "person", "name": word(one) or "unknown"}
                    for one in people
                ],
                "responsible-parties": [
                    {"role-id": "assessor", "party-uuids": [party(report, one) for one in people]}
                ],
            }
            if people
            else {}
        ),
        **given("remarks", "\n\n".join(filter(None, map(line, scope_words(report))))),
    }


def _objective(requirement: ReportedRequirement) -> dict[str, Any]:
    """A requirement as the local definition of an objective, word for word."""
    name = token(requirement.id)
    guidance = markup(requirement.guidance)
    return {
        "control-id": name,
        **given("description", line(requirement.title)),
        "props": [
            *prop("requirement-id", requirement.id),
            *prop("severity", requirement.severity),
            *prop("section", requirement.section),
            *(one for text in requirement.references for one in prop("reference", text)),
        ],
        "parts": [
            {
                "id": name,
                "name": "assessment-objective",
                **given("prose", markup(requirement.text)),
                **given("parts", [{"name": "guidance", "prose": guidance}] if guidance else []),
            }
        ],
    }


def _result(report: Report, policy: ReportedPolicy, findings: Sequence[Finding]) -> dict[str, Any]:
    times = [finding.time for finding in findings if finding.time is not None]
    told = [one for one in findings if has_finding(one)]
    if report.scope.only is not None:
        listed = {one.pair for one in report.listed}
        told = [one for one in told if one.pair in listed]
    title = line(policy.title) or line(policy.id) or "Policy"
    return {
        "uuid": str(stable_id("oscal result", report.review, policy.id)),
        "title": title,
        "description": f"The policy {title} against the checklist.",
        "start": moment(min(times, default=report.last_time)),
        "end": moment(max(times, default=report.last_time)),
        "props": [
            *prop("policy-id", policy.id),
            *prop("text-digest", policy.text_digest),
            *prop("language", policy.language),
        ],
        "reviewed-controls": {"control-selections": _selections(report, findings)},
        **given("observations", [observation_of(report, one) for one in told]),
        **given("findings", [finding_of(report, one) for one in told]),
        **given("remarks", "\n\n".join(map(line, state_words(policy)))),
    }


def _nothing(report: Report) -> dict[str, Any]:
    """The result of a review without policies: a document must have one."""
    return {
        "uuid": str(stable_id("oscal result", report.review)),
        "title": "No policy",
        "description": "The review names no policy.",
        "start": moment(report.last_time),
        "reviewed-controls": {"control-selections": _selections(report, ())},
    }


def _selections(report: Report, findings: Sequence[Finding]) -> list[dict[str, Any]]:
    """All requirements that were asked of a policy: also those that have no finding, and why."""
    groups = {
        "Decided.": [one for one in findings if has_finding(one)],
        "Not applicable: in scope, without a finding.": [
            one for one in findings if one.verdict is Verdict.NOT_APPLICABLE
        ],
        "Not decided: in scope, without a finding.": [
            one for one in findings if one.verdict is None
        ],
    }
    return [
        {
            "description": description,
            "include-controls": [{"control-id": token(one.requirement)} for one in those],
            **given("remarks", "\n".join(_unfound(report, those))),
        }
        for description, those in groups.items()
        if those
    ] or [{"description": "No requirement was asked.", "include-all": {}}]


def _unfound(report: Report, findings: Sequence[Finding]) -> Iterator[str]:
    """An item of a list for each finding that OSCAL has no word for, with what is known of it."""
    for finding in findings:
        if has_finding(finding):
            continue
        said = [status_words(finding.status), by_words(finding)]
        if finding.stale:
            said.append(f"stale: {stale_words(finding)}")
        if finding.note:
            said.append(f"note: {finding.note}")
        title = report.requirement[finding.requirement].title or finding.requirement
        yield f"- {line(f'{title}: ' + ', '.join(filter(None, said)))}"


def _resources(report: Report) -> list[dict[str, Any]]:
    """What the document points to: the plan that is not there, the checklist, the policies."""
    checklist = report.checklist
    return [
        {
            "uuid": plan(report),
            "title": "Assessment plan",
            "description": "There is none: every policy was held against the whole checklist.",
        },
        {
            "uuid": str(stable_id("oscal checklist", report.review)),
            "title": line(checklist.title) or token(checklist.id),
            "description": "The checklist; its path is relative to the review file.",
            "props": [*prop("digest", checklist.digest), *prop("checklist-id", checklist.id)],
            **given("rlinks", [{"href": path_uri(checklist.path)}] if checklist.path else []),
        },
        *(_policy(report, one) for one in report.policies),
    ]


def _policy(report: Report, policy: ReportedPolicy) -> dict[str, Any]:
    digest = policy.file_digest.removeprefix("sha256:")
    hashes = [{"algorithm": "SHA-256", "value": digest}] if digest else []
    href = path_uri(policy.file)
    return {
        "uuid": resource(report, policy.id),
        "title": line(policy.title) or line(policy.id) or "Policy",
        "description": "A policy; its path is relative to the folder of the review's project.",
        "props": prop("policy-id", policy.id),
        **given("rlinks", [{"href": href, **given("hashes", hashes)}] if href else []),
    }
