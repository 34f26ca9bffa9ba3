"""The report on a review file, with whatever is there of its checklist and policies."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from reviewtui.projects.recorded import project_folder
from reviewtui.projects.reopening import reopen
from reviewtui.reports.model import WHOLE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from reviewtui.documents import Policy
    from reviewtui.projects.reopening import Reopened
    from reviewtui.reports import PolicyFindings, Report, Scope
    from reviewtui.reviews import PolicyChanges
    from reviewtui.reviews.model import Entry, Review


def report_on(
    path: Path,
    *,
    checklist: Path | None = None,
    policies: Path | None = None,
    scope: Scope = WHOLE,
    read_all: bool = True,
    with_text: bool = False,
    on_loaded: Callable[[Policy], object] = lambda policy: None,
    progress: Callable[[int, int], object] = lambda done, of: None,
) -> tuple[Report, Reopened]:
    """The report on the review in the file `path`, and what it was made from.

    With `read_all` every policy is read, so that the lines of evidence, other languages and pages
    without text are known also where nothing changed; `with_text` keeps the texts as well. The
    other arguments and errors are those of `reopen`, and InputError where `scope` names what is
    not there.
    """
    from reviewtui.reports.building import build, findings_of

    found: dict[str, PolicyFindings] = {}
    entries: dict[str, list[Entry]] = {}

    def begin(review: Review) -> None:
        for entry in review.entries.values():
            entries.setdefault(entry.policy, []).append(entry)

    def visit(changes: PolicyChanges, policy: Policy | None) -> None:
        own = entries.get(changes.policy, [])
        found[changes.policy] = findings_of(changes, policy, own, keep_text=with_text)

    now = reopen(
        path,
        checklist=checklist,
        policies=policies,
        on_loaded=on_loaded,
        begin=begin,
        visit=visit,
        read_all=read_all or with_text,
        progress=progress,
    )
    root = project_folder(path)
    report = build(
        now.review,
        now.checklist,
        now.changes,
        found,
        review_file=path.name,
        files=_files(path, now, root),
        problems=now.problems,
        scope=scope,
    )
    return report, now


def _files(path: Path, now: Reopened, root: Path) -> dict[str, str]:
    """The paths of the policies below the folder `root`, of those not found as recorded."""
    recorded = {one.id: path.parent / one.path for one in now.review.policies}
    every = recorded | {file.id: file.path for file in now.files}
    return {policy: name for policy, one in every.items() if (name := _below(one, root))}


def _below(path: Path, root: Path) -> str:
    """`path` relative to the folder `root`, with `/`; "" where it is not below that."""
    full = os.path.abspath(path)  # noqa: PTH100 - links stay what they are called
    try:
        below = os.path.relpath(full, root)
    except ValueError:
        return ""
    return "" if below.startswith("..") else below.replace(os.sep, "/")
