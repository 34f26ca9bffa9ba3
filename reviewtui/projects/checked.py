"""Checking a review against its files of today."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewtui.checklists import Severity
from reviewtui.errors import InputError, shown
from reviewtui.projects.reopening import reopen
from reviewtui.reviews.checking import Checked, find_gaps

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from reviewtui.documents import Policy
    from reviewtui.projects.reopening import Reopened
    from reviewtui.reports import Report


def check(
    path: Path,
    *,
    checklist: Path | None = None,
    policies: Path | None = None,
    strict: bool = False,
    fail_on: Severity = Severity.MAY,
    with_report: bool = False,
    on_loaded: Callable[[Policy], object] = lambda policy: None,
    progress: Callable[[int, int], object] = lambda done, of: None,
) -> tuple[Checked, Report | None]:
    """What of the review in the file `path` does not stand; `with_report` the report on it too.

    The files are found as `reopen` does, but all of them must be there and readable: nobody can
    say that a review stands whose policy or checklist is absent. Raises InputError with a line
    for each that is not. For the report every policy is read, so that it knows the lines of all
    evidence; else only those that changed.
    """
    report = None
    if with_report:
        from reviewtui.projects.reporting import report_on

        report, now = report_on(
            path, checklist=checklist, policies=policies, on_loaded=on_loaded, progress=progress
        )
    else:
        now = reopen(
            path, checklist=checklist, policies=policies, on_loaded=on_loaded, progress=progress
        )
    return _checked(path, now, strict=strict, fail_on=fail_on), report


def _checked(path: Path, now: Reopened, *, strict: bool, fail_on: Severity) -> Checked:
    if now.problems or now.checklist is None:
        raise InputError(*now.problems)
    if not now.files:
        raise InputError(
            f"{shown(path)}: records no policy, so there is nothing to check; "
            "give their folder with --policies DIR"
        )
    files = {file.id: file.path for file in now.files}
    return Checked(
        path=path,
        checklist=now.checklist,
        policies=files,
        findings=find_gaps(now.review, now.checklist, files, now.changes.verdicts, strict=strict),
        fail_on=fail_on,
        loaded=now.loaded,
        notes=now.notes,
    )
