"""A check as JUnit XML, which CI systems show as tests: a suite a policy, a case a requirement.

The dialect that Jenkins, GitLab and GitHub's actions read: `testsuites`, `testsuite`,
`testcase`, and in it `failure` or `skipped` (https://github.com/testmoapp/junitxml describes
what they share). What does not make the check fail is skipped, with its message.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from reviewtui.characters import visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reviewtui.checklists import Requirement
    from reviewtui.reviews.checking import Checked, Finding

# what XML 1.0 has no place for, beyond what `visible` has replaced
_NO_XML = re.compile("[\ufffe\uffff]")


def junit(checked: Checked) -> bytes:
    """The XML, in UTF-8; the same review and files give the same bytes."""
    root = ET.Element(
        "testsuites", _counted("reviewtui check", checked, checked.findings, checked.total)
    )
    requirements = checked.checklist.requirements
    for policy, path in checked.policies.items():
        findings = checked.by_policy.get(policy, [])
        suite = ET.SubElement(
            root, "testsuite", _counted(policy, checked, findings, len(requirements))
        )
        by_requirement = {one.requirement.id: one for one in findings}
        for requirement in requirements:
            case = _case(suite, policy, str(path), requirement)
            if requirement.id in by_requirement:
                _add(case, checked, by_requirement[requirement.id])
    ET.indent(root)
    text = ET.tostring(root, encoding="unicode")
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + text.encode("utf-8") + b"\n"


def _counted(
    name: str, checked: Checked, findings: Sequence[Finding], total: int
) -> dict[str, str]:
    failing = sum(map(checked.counts, findings))
    return {
        "name": _safe(name),
        "tests": str(total),
        "failures": str(failing),
        "errors": "0",
        "skipped": str(len(findings) - failing),
    }


def _case(suite: ET.Element, policy: str, path: str, requirement: Requirement) -> ET.Element:
    return ET.SubElement(
        suite,
        "testcase",
        {
            "classname": _safe(policy),
            "name": _safe(f"{requirement.id}: {requirement.title}"),
            "file": _safe(path),
        },
    )


def _add(case: ET.Element, checked: Checked, finding: Finding) -> None:
    gaps = ", ".join(finding.gaps)
    message = f"{gaps} ({finding.requirement.severity})"
    if not checked.counts(finding):
        ET.SubElement(case, "skipped", {"message": message})
        return
    failure = ET.SubElement(case, "failure", {"type": finding.gaps[0], "message": message})
    failure.text = _safe("\n".join(_explained(checked, finding)))


def _explained(checked: Checked, finding: Finding) -> Iterator[str]:
    from reviewtui.documents.differing import marked
    from reviewtui.reviews.explaining import details

    yield finding.requirement.text
    if finding.change is not None:
        yield from map(str, finding.change.reasons)
        policy = checked.loaded.get(finding.policy)
        for detail in details(finding.change, finding.requirement, policy):
            yield f"{detail.kind}, {detail.part}: {marked(detail.runs)}"
    if finding.entry is not None and finding.entry.note:
        yield f"note: {finding.entry.note}"


def _safe(text: str) -> str:
    return _NO_XML.sub("\ufffd", visible(text, keep="\n"))
