"""What `reviewtui check` says to people: by policy, what does not stand and what changed."""

from __future__ import annotations

import sys
import textwrap
from typing import TYPE_CHECKING

from reviewtui.characters import visible
from reviewtui.cli.output import paint, width
from reviewtui.cli.table import cells, folded, shortened
from reviewtui.errors import shown
from reviewtui.reviews.checking import Gap

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from reviewtui.checklists import Severity
    from reviewtui.documents import Policy
    from reviewtui.reviews.checking import Checked, Finding
    from reviewtui.reviews.explaining import Detail

CONTEXT = 8  # words beside a change
LINES_AT_MOST = 6  # of one change
NOTE_AT_MOST = 2  # lines of a note
_INDENT = " " * 10
_COLOURS = {"must": "red", "should": "yellow", "may": "cyan"}


def as_text(checked: Checked, output: Path | None = None) -> Iterator[str]:
    """The lines; coloured for a terminal, unless they go into the file `output`."""
    for policy, findings in checked.by_policy.items():
        yield _policy(visible(policy), shown(checked.policies[policy]), output)
        undecided = [one for one in findings if one.gaps == (Gap.UNDECIDED,)]
        for finding in findings:
            if finding.gaps != (Gap.UNDECIDED,):
                yield from _finding(checked, finding, output)
        if len(undecided) == len(checked.checklist.requirements):
            yield f"  nothing is decided: {_by_severity(undecided)}"
        else:
            yield from _undecided(undecided, output)
        yield ""
    yield from _summary(checked, output)


def _policy(name: str, path: str, output: Path | None) -> str:
    """Its id and its file; on a terminal that is too narrow for both the file alone."""
    room = width()
    if output is None and sys.stdout.isatty() and cells(name) + cells(path) + 2 > room:
        return paint(shortened(path, room), bold=True)
    return paint(name, to=output, bold=True) + f"  {path}"


def _finding(checked: Checked, finding: Finding, output: Path | None) -> Iterator[str]:
    gaps = ", ".join(finding.gaps)
    if finding.gaps[0] in (Gap.STALE, Gap.DEFERRED) and finding.entry and finding.entry.verdict:
        gaps = f"{finding.entry.verdict}, but {gaps}"
    name = visible(finding.requirement.id)
    yield f"  {_severity(finding.requirement.severity, output)}  {name}: {gaps}"
    if finding.change is not None:
        policy = checked.loaded.get(finding.policy)
        for reason in finding.change.reasons:
            yield from _wrapped(str(reason))
        yield from _details(finding, policy, checked.policies[finding.policy])
    if finding.entry is not None and finding.entry.note:
        yield from _wrapped(f"note: {visible(' '.join(finding.entry.note.split()))}", NOTE_AT_MOST)


def _details(finding: Finding, policy: Policy | None, path: Path) -> Iterator[str]:
    from reviewtui.reviews.explaining import details

    assert finding.change is not None  # noqa: S101 (asked by the caller)
    for detail in details(finding.change, finding.requirement, policy):
        yield from _wrapped(_detail(detail, policy, path), LINES_AT_MOST)


def _detail(detail: Detail, policy: Policy | None, path: Path) -> str:
    from reviewtui.documents.differing import marked
    from reviewtui.documents.locating import has_lines, line_and_column

    words = visible(marked(detail.runs, CONTEXT))
    if detail.kind == "requirement":
        return f"its {detail.part}: {words}"
    if detail.start is None or policy is None or not has_lines(path):
        return words
    line, _ = line_and_column(policy.text, detail.start)
    return f"line {line}: {words}"


def _undecided(findings: Sequence[Finding], output: Path | None) -> Iterator[str]:
    """One entry for each severity: a policy that nobody has begun has many."""
    by_severity: dict[Severity, list[str]] = {}
    for finding in findings:
        names = by_severity.setdefault(finding.requirement.severity, [])
        names.append(visible(finding.requirement.id))
    for severity in sorted(by_severity, key=list(_COLOURS).index):
        names = by_severity[severity]
        count = f"{len(names)} undecided" if len(names) > 1 else "undecided"
        first, *more = textwrap.wrap(
            f"{count}: {', '.join(names)}", max(width() - len(_INDENT), 30), break_on_hyphens=False
        )
        yield f"  {_severity(severity, output)}  {first}"
        yield from (_INDENT + line for line in more)


def _by_severity(findings: Sequence[Finding]) -> str:
    counts: dict[str, int] = dict.fromkeys(_COLOURS, 0)
    for finding in findings:
        counts[finding.requirement.severity] += 1
    return ", ".join(f"{number} {one}" for one, number in counts.items() if number)


def _severity(severity: Severity, output: Path | None) -> str:
    return paint(f"{severity:<6}", to=output, fg=_COLOURS[severity])


def _wrapped(text: str, at_most: int = 100) -> list[str]:
    return textwrap.wrap(
        text,
        max(width(), 40),
        initial_indent=_INDENT,
        subsequent_indent=_INDENT,
        max_lines=at_most,
        placeholder=" …",
        break_on_hyphens=False,
    )


def _summary(checked: Checked, output: Path | None) -> Iterator[str]:
    version = f" {checked.checklist.version}" if checked.checklist.version else ""
    name = visible(f"checklist {checked.checklist.id}{version}")
    if not checked.findings:
        yield paint(f"{name}: all {checked.total} stand", to=output, fg="green")
        return
    parts = _by_severity(checked.findings)
    line = f"{name}: {len(checked.findings)} of {checked.total} do not stand ({parts})"
    if not checked.fails:
        line += f"; none fails with --fail-on {checked.fail_on}"
    room = width() if output is None and sys.stdout.isatty() else None
    yield paint(folded(line, room), to=output, fg="red" if checked.fails else "green")
