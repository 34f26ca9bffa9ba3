"""What `reviewtui check --format json` prints: one object for each finding."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewtui.documents import Policy
    from reviewtui.reviews.checking import Checked, Finding
    from reviewtui.reviews.explaining import Detail


def lines(checked: Checked) -> Iterator[dict[str, Any]]:
    """An object for each finding; docs/commands.md describes it."""
    for finding in checked.findings:
        yield _line(checked, finding)


def _line(checked: Checked, finding: Finding) -> dict[str, Any]:
    requirement, entry = finding.requirement, finding.entry
    decided = entry if entry is not None and entry.verdict is not None else None
    return {
        "policy": finding.policy,
        "path": str(checked.policies[finding.policy]),
        "requirement": requirement.id,
        "title": requirement.title,
        "severity": str(requirement.severity),
        "gaps": [str(gap) for gap in finding.gaps],
        "fails": checked.counts(finding),
        "verdict": str(decided.verdict) if decided else None,
        "reviewer": decided.reviewer if decided else None,
        "time": decided.time.strftime("%Y-%m-%dT%H:%M:%SZ") if decided else None,
        "note": entry.note if entry else "",
        "reasons": [str(reason) for reason in finding.change.reasons] if finding.change else [],
        "changes": list(_changes(checked, finding)),
    }


def _changes(checked: Checked, finding: Finding) -> Iterator[dict[str, Any]]:
    from reviewtui.reviews.explaining import details

    if finding.change is None:
        return
    policy = checked.loaded.get(finding.policy)
    for detail in details(finding.change, finding.requirement, policy):
        yield _change(detail, policy)


def _change(detail: Detail, policy: Policy | None) -> dict[str, Any]:
    from reviewtui.documents.differing import Kind, marked
    from reviewtui.documents.locating import has_lines, line_and_column

    line = column = None
    if detail.start is not None and policy is not None and has_lines(policy.path):
        line, column = line_and_column(policy.text, detail.start)
    old = (run.text for run in detail.runs if run.kind is not Kind.INSERTED)
    new = (run.text for run in detail.runs if run.kind is not Kind.DELETED)
    return {
        "kind": detail.kind,
        "part": detail.part,
        "old": "".join(old),
        "new": "".join(new),
        "diff": marked(detail.runs),
        "start": detail.start,
        "end": detail.end,
        "line": line,
        "column": column,
    }
