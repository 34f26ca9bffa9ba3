"""Where a result of SARIF points to: the file of a policy, and the words in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reviewtui.reports.sarif_text import message, snippet
from reviewtui.reports.uris import is_below, path_uri
from reviewtui.reports.wording import outcome_words
from reviewtui.reviews.model import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewtui.reports.model import Evidence, Finding, Place, Report, ReportedPolicy

# the name that code hosts know for the folder that was checked out
PROJECT, REVIEW = "%SRCROOT%", "REVIEW"
WHOLE_FILE = {"startLine": 1, "startColumn": 1, "endLine": 1, "endColumn": 1}


@dataclass(frozen=True, slots=True)
class Found:
    """Where a result points to.

    `first` is its location, `others` are those of the other pieces of evidence; `remarks` are
    sentences on what locations cannot say.
    """

    first: dict[str, Any]
    others: list[dict[str, Any]]
    remarks: list[str]


class Places:
    """The files of a report's policies, and the places in them."""

    def __init__(self, report: Report) -> None:
        self._policies = report.policy
        self._numbers = {policy.id: number for number, policy in enumerate(report.policies)}

    @property
    def bases(self) -> dict[str, Any]:
        """What relative addresses are relative to (3.14.14)."""
        described = {PROJECT: "The folder of the review's project."}
        if any(_base(policy) == REVIEW for policy in self._policies.values()):
            described[REVIEW] = "The folder of the review file."
        return {name: {"description": {"text": text}} for name, text in described.items()}

    @property
    def artifacts(self) -> list[dict[str, Any]]:
        """The files of the policies (3.24)."""
        return [
            {
                "location": _file(policy),
                "roles": ["analysisTarget"],
                "description": {"text": message(policy.title) or message(policy.id)},
                **_hashes(policy),
            }
            for policy in self._policies.values()
        ]

    def of(self, finding: Finding) -> Found:
        """Where the result of a finding points to."""
        policy = self._policies[finding.policy]
        locations = [
            self._words(policy, one, one.place)
            for one in finding.evidence
            if policy.plain and one.place is not None
        ]
        remarks = list(_remarks(finding, policy))
        if not locations:
            return Found(self._whole(policy), [], remarks)
        others = [{"id": number, **one} for number, one in enumerate(locations[1:], 1)]
        return Found(locations[0], others, remarks)

    def _words(self, policy: ReportedPolicy, evidence: Evidence, place: Place) -> dict[str, Any]:
        region: dict[str, Any] = _region(place)
        words = evidence.words or evidence.quote.exact
        if words:
            region["snippet"] = {"text": snippet(words)}
        where = {"artifactLocation": self._location(policy), "region": region}
        return {"physicalLocation": where, "message": {"text": "Evidence"}}

    def _whole(self, policy: ReportedPolicy) -> dict[str, Any]:
        """The file; its first line, where it has lines."""
        where = {"artifactLocation": self._location(policy)}
        if policy.plain:
            where["region"] = dict(WHOLE_FILE)
        return {"physicalLocation": where}

    def _location(self, policy: ReportedPolicy) -> dict[str, Any]:
        return {**_file(policy), "index": self._numbers[policy.id]}


def _region(place: Place) -> dict[str, Any]:
    return {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
    }


def _remarks(finding: Finding, policy: ReportedPolicy) -> Iterator[str]:
    if not finding.evidence:
        if policy.plain:
            yield _WITHOUT.get(finding.verdict, "Line 1 stands for the policy: none is cited.")
        return
    for one in finding.evidence:
        if words := _remark(one, policy):
            yield words
    if policy.plain and not any(one.place for one in finding.evidence):
        yield "Line 1 stands for the policy: where the words stand today is not known."


_WITHOUT: dict[Verdict | None, str] = {
    Verdict.MISSING: "The policy does not say it: line 1 stands for the whole of it.",
    None: "Nobody has decided: line 1 stands for the whole policy.",
}


def _remark(evidence: Evidence, policy: ReportedPolicy) -> str:
    """What a location cannot say of a piece of evidence; "" where it says all."""
    quote = " ".join(evidence.quote.exact.split())
    outcome = outcome_words(evidence)
    if policy.plain and evidence.place is not None and not outcome:
        return ""
    where = f"Page {evidence.quote.page}" if evidence.quote.page is not None else "Evidence"
    return f"{where}{f' ({outcome})' if outcome else ''}: “{quote}”."


def _base(policy: ReportedPolicy) -> str:
    """What a policy's file is relative to: below the project unless only the review knows it."""
    return PROJECT if is_below(policy.file) else REVIEW


def _file(policy: ReportedPolicy) -> dict[str, Any]:
    uri = path_uri(policy.file) or path_uri(policy.id)
    return {"uri": uri} if uri.startswith("file:") else {"uri": uri, "uriBaseId": _base(policy)}


def _hashes(policy: ReportedPolicy) -> dict[str, Any]:
    digest = policy.file_digest.removeprefix("sha256:")
    return {"hashes": {"sha-256": digest}} if digest else {}
