"""What is still to be done, sorted by why."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reviewtui.reports.model import Finding


def sorted_open(findings: Iterable[Finding]) -> Iterator[tuple[str, list[Finding]]]:
    """`undecided`, `deferred` and `stale` with their findings, where there are any; each once."""
    sorts: dict[str, list[Finding]] = {"undecided": [], "deferred": [], "stale": []}
    for finding in findings:
        if finding.stale:
            sorts["stale"].append(finding)
        elif finding.deferred:
            sorts["deferred"].append(finding)
        elif finding.verdict is None:
            sorts["undecided"].append(finding)
    yield from ((sort, those) for sort, those in sorts.items() if those)
