"""A review as SARIF 2.1.0, for the code-scanning views of code hosts and editors.

A rule is a requirement, a result a gap. Sections are those of the standard
(https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html); what a result has to have for
GitHub is in its "SARIF support for code scanning".
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reviewtui import __version__
from reviewtui.characters import visible
from reviewtui.json_text import json_line
from reviewtui.reports.ids import stable_id
from reviewtui.reports.model import Only
from reviewtui.reports.sarif_places import Places
from reviewtui.reports.sarif_text import cut, message
from reviewtui.reports.wording import (
    read_words,
    scope_words,
    stale_words,
    status_words,
    timestamp,
)
from reviewtui.reviews.model import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from reviewtui.reports.formats import Settings
    from reviewtui.reports.model import Finding, Report, ReportedRequirement
    from reviewtui.reviews.checking import Checked

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
# where a title of a result ends for GitHub, and the most it takes of a rule's descriptions
DESCRIPTION = 1024
FAILS = frozenset({Verdict.MISSING, Verdict.CONTRADICTED, Verdict.PARTIAL})


def write(report: Report, settings: Settings) -> Iterator[str]:
    """The pieces of the file: a result for each gap, or for each that was asked for."""
    listed = report.listed
    if report.scope.only is not Only.OPEN:
        listed = tuple(finding for finding in listed if finding.gap)
    return _pieces(report, ((finding, None) for finding in listed))


def write_checked(report: Report, checked: Checked) -> Iterator[str]:
    """The pieces of the file with what a check found: what does not make it fail is a note.

    `report` is on the same review and files.
    """
    found = ((one.pair, None if checked.counts(one) else "note") for one in checked.findings)
    return _pieces(report, ((report.by_pair[pair], level) for pair, level in found))


def kind(finding: Finding) -> str:
    """What SARIF calls it (3.27.9): `fail`, `review` where a person has to look, `open`."""
    if finding.verdict in FAILS:
        return "fail"
    return "open" if finding.verdict is None else "review"


def level(finding: Finding, severity: str) -> str:
    """How grave a failure is (3.27.10); a severity that is not known counts as `must`."""
    grave = finding.verdict is not Verdict.PARTIAL and severity in ("", "must")
    return "error" if grave else "warning"


def _pieces(report: Report, results: Iterable[tuple[Finding, str | None]]) -> Iterator[str]:
    """The log, a result a line; with a finding comes its level, if it has one of its own."""
    places = Places(report)
    rules = {one.id: number for number, one in enumerate(report.requirements)}
    yield f'{{"$schema": {json_line(SCHEMA)}, "version": "2.1.0", "runs": [{{\n'
    for key, value in _run(report, places).items():
        yield f"{json_line(key)}: {json_line(value)},\n"
    yield '"results": ['
    between = "\n"
    for finding, own in results:
        yield between + json_line(_result(report, places, rules, finding, own))
        between = ",\n"
    yield "\n]\n}]}\n"


def _run(report: Report, places: Places) -> dict[str, Any]:
    """All of the run but its results."""
    checklist = report.checklist
    return {
        "tool": {
            "driver": {
                "name": "reviewtui",
                "semanticVersion": __version__,
                "rules": [_rule(one) for one in report.requirements],
            }
        },
        # the part up to the last slash is what GitHub tells analyses of one commit apart by
        "automationDetails": {
            "id": visible(f"{checklist.id}/{report.review}/"),
            "description": {"text": message(_title(report))},
        },
        "columnKind": "unicodeCodePoints",
        "newlineSequences": ["\r\n", "\n", "\r"],
        "originalUriBaseIds": places.bases,
        "artifacts": places.artifacts,
        "invocations": [_invocation(report)],
    }


def _title(report: Report) -> str:
    checklist = report.checklist
    version = f", version {checklist.version}" if checklist.version else ""
    return f"{checklist.title.strip() or checklist.id}{version}"


def _invocation(report: Report) -> dict[str, Any]:
    """What the report leaves out, and what was not found for it (3.20)."""
    told = [
        {"level": "warning", "message": {"text": message(one)}}
        for one in scope_words(report)
        if message(one)
    ]
    return {
        "executionSuccessful": True,
        **({"toolExecutionNotifications": told} if told else {}),
    }


def _rule(requirement: ReportedRequirement) -> dict[str, Any]:
    title = message(requirement.title) or requirement.id
    text = message(requirement.text) or title
    help_text = "\n\n".join(filter(None, (text, message(requirement.guidance))))
    tags = filter(None, (requirement.section, *requirement.references))
    return {
        "id": visible(requirement.id),
        "shortDescription": {"text": cut(title, DESCRIPTION)},
        "fullDescription": {"text": cut(text, DESCRIPTION)},
        "help": {"text": help_text},
        "defaultConfiguration": {
            "level": "error" if requirement.severity in ("", "must") else "warning"
        },
        "properties": {
            "severity": requirement.severity or "unknown",
            "tags": list(dict.fromkeys(map(visible, tags))),
        },
    }


def _result(
    report: Report,
    places: Places,
    rules: Mapping[str, int],
    finding: Finding,
    own_level: str | None,
) -> dict[str, Any]:
    requirement = report.requirement[finding.requirement]
    identity = stable_id(report.review, *finding.pair)
    sort = kind(finding)
    found = places.of(finding)
    severity = requirement.severity
    return {
        "ruleId": visible(requirement.id),
        "ruleIndex": rules[requirement.id],
        "kind": sort,
        **({"level": own_level or level(finding, severity)} if sort == "fail" else {}),
        "message": {"text": message(" ".join(_told(report, finding, found.remarks)))},
        "locations": [found.first],
        **({"relatedLocations": found.others} if found.others else {}),
        "correlationGuid": str(identity),
        # the same pair is the same alert, wherever its words move to
        "partialFingerprints": {"primaryLocationLineHash": f"{identity.hex}:1"},
        **_provenance(finding),
        "properties": _properties(finding, severity),
    }


def _told(report: Report, finding: Finding, remarks: Sequence[str]) -> Iterator[str]:
    """Sentences: the verdict first, which is all that GitHub shows of it in a list."""
    requirement = report.requirement[finding.requirement]
    said = status_words(finding.status).capitalize()
    if finding.verdict is not None and finding.stale:
        said += ", but stale"
    yield f"{said}: {requirement.title or requirement.id} ({finding.policy})."
    if finding.stale:
        yield f"Stale: {stale_words(finding)}."
    if finding.verdict is not None and finding.deferred:
        yield "It is marked to come back to."
    yield from remarks
    if finding.searched:
        yield f"Searched for: {', '.join(finding.searched)}."
    if read := read_words(finding):
        yield read
    if finding.note:
        yield f"Note: {finding.note}"


def _provenance(finding: Finding) -> dict[str, Any]:
    if finding.time is None:
        return {}
    return {"provenance": {"lastDetectionTimeUtc": timestamp(finding.time)}}


def _properties(finding: Finding, severity: str) -> dict[str, Any]:
    """What has no property of SARIF's own."""
    return {
        "policy": visible(finding.policy),
        "status": finding.status,
        "severity": severity or "unknown",
        "deferred": finding.deferred,
        "stale": [str(reason) for reason in finding.stale],
        **({"reviewer": visible(finding.reviewer)} if finding.entry else {}),
    }
