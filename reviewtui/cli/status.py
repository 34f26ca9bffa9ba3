"""`reviewtui status`: how far a review is."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from reviewtui.characters import visible
from reviewtui.cli.options import (
    checklist_option,
    format_option,
    no_cache_option,
    policies_option,
    review_argument,
)
from reviewtui.cli.output import note_unread, write, write_json_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from reviewtui.checklists import Checklist
    from reviewtui.documents import Policy, PolicyFile
    from reviewtui.matching import Candidate, Matcher
    from reviewtui.reviews import Changes, Progress, Review, Summary
    from reviewtui.reviews.renaming import FileChanges
    from reviewtui.reviews.staleness import Rank


@click.command("status")
@review_argument
@checklist_option
@policies_option
@no_cache_option
@format_option("text", "json")
def command(
    *, review: Path, checklist: Path | None, policies_folder: Path | None, output_format: str
) -> None:
    """Say how far a review is: verdicts by policy, what is deferred, undecided and stale.

    What changed since the verdicts were given is counted before the table. Checklist and
    policies are found where the review says. Where they are not there, the numbers come from
    the review alone, and a line on standard error says so.
    """
    from reviewtui.errors import shown
    from reviewtui.projects.recorded import recorded
    from reviewtui.reviews import load_review, summarise
    from reviewtui.reviews.changes import find_changes

    loaded, files = _with_renames(load_review(review), policies_folder)
    found = recorded(loaded, review, checklist=checklist, policies=policies_folder)
    problems = list(found.problems)
    known = _checklist(loaded.checklist.id, found.checklist, checklist is not None, problems)
    shelf = _Shelf(found.policies, problems)
    rank = _rank(known, loaded)
    changes = find_changes(loaded, known, shelf.paths, shelf.load, rank, files=files)
    summary = summarise(loaded, known, shelf.paths, titles=shelf.titles, stale=changes.stale)
    if output_format == "json":
        write_json_line(as_json(summary, changes, problems))
    else:
        write("\n".join(as_text(summary, changes)) + "\n")
    for line in (*found.notes, *problems):
        sys.stderr.write(f"{line}\n")
    if problems:
        sys.stderr.write(f"{shown(review)}: for these, counted from the review alone\n")


def _with_renames(review: Review, folder: Path | None) -> tuple[Review, FileChanges | None]:
    """The review with the verdicts of policies that have another name in `folder` under that."""
    if folder is None:
        return review, None
    from reviewtui.documents import find_policies
    from reviewtui.reviews import find_files_changes, follow_renames

    files = find_files_changes(review, {file.id: file.path for file in find_policies([folder])})
    return follow_renames(review, files), files


class _Shelf:
    """Policies that are read only where they changed; one that cannot be is a problem."""

    def __init__(self, files: tuple[PolicyFile, ...], problems: list[str]) -> None:
        self.paths = {file.id: file.path for file in files}
        self.titles: dict[str, str] = {}
        self._problems = problems

    def load(self, policy_id: str) -> Policy:
        """Reads a policy. Raises InputError, once its lines are among the problems."""
        from reviewtui.documents import load_policy
        from reviewtui.errors import InputError

        try:
            policy = load_policy(self.paths[policy_id], id=policy_id)
        except InputError as error:
            self._problems.extend(error.lines)
            raise
        if policy_id not in self.titles:
            note_unread(policy)
        self.titles[policy_id] = policy.title
        return policy


def _rank(checklist: Checklist | None, review: Review) -> Rank | None:
    """Ranks as the app does, by what the review teaches; the matcher is made when it is needed."""
    if checklist is None:
        return None
    matchers: list[Matcher] = []

    def rank(
        policy: Policy, requirement: str, /, *, explain: Callable[[Candidate], bool]
    ) -> list[Candidate]:
        if not matchers:
            from reviewtui.matching import Matcher
            from reviewtui.reviews import teach

            matchers.append(Matcher(checklist))
            teach(matchers[0], review)
        return matchers[0].rank(policy, requirement, explain=explain)

    return rank


def _checklist(
    wanted: str, path: Path | None, named: bool, problems: list[str]
) -> Checklist | None:
    """The checklist at `path`; where it was only recorded, a mistake in it is a problem."""
    from reviewtui.checklists import load_checklist
    from reviewtui.errors import InputError, shown

    if path is None:
        return None
    try:
        checklist = load_checklist(path)
        if checklist.id != wanted:
            raise InputError(
                f'{shown(path)}: the checklist "{visible(checklist.id)}", but the review '
                f'is of "{visible(wanted)}"; give that one with -c'
            )
    except InputError as error:
        if named:
            raise
        problems.extend(error.lines)
        return None
    return checklist


def as_json(summary: Summary, changes: Changes, problems: list[str]) -> dict[str, Any]:
    """What `--format json` prints (docs/commands.md describes it)."""
    from reviewtui.reviews import Verdict

    def counts(progress: Progress, stale: int) -> dict[str, Any]:
        return {
            "total": progress.total,
            "decided": progress.decided,
            "deferred": progress.deferred,
            "undecided": progress.undecided,
            "stale": stale,
            "verdicts": {str(verdict): progress.verdicts.get(verdict, 0) for verdict in Verdict},
        }

    last = summary.last_time
    return {
        "review": summary.review,
        "checklist": {"id": summary.checklist, "version": summary.version},
        **counts(summary.progress, len(summary.stale)),
        "reviewers": list(summary.reviewers),
        "last_time": last.strftime("%Y-%m-%dT%H:%M:%SZ") if last is not None else None,
        "policies": [
            {"id": one.id, "title": one.title, **counts(one.progress, one.stale)}
            for one in summary.policies
        ],
        "stale_verdicts": [
            {"policy": policy, "requirement": requirement, "reasons": [str(r) for r in reasons]}
            for (policy, requirement), reasons in sorted(summary.stale.items())
        ],
        "policies_changed": list(changes.policies),
        "policies_renamed": dict(changes.files.renamed),
        "moved_verdicts": [
            {"policy": policy, "requirement": requirement} for policy, requirement in changes.moved
        ],
        "from_review_alone": bool(problems) or not summary.complete,
        "problems": problems,
    }


_COLUMNS = ("policy", "met", "part", "miss", "contra", "unclr", "n/a", "defer", "left", "stale")


def as_text(summary: Summary, changes: Changes) -> Iterator[str]:
    """What changed, and a table: one line a policy, and one for all."""
    from reviewtui.reviews import Verdict
    from reviewtui.reviews.opening import opening

    def row(name: str, progress: Progress, stale: int) -> tuple[str, ...]:
        verdicts = (progress.verdicts.get(verdict, 0) for verdict in Verdict)
        numbers = (*verdicts, progress.deferred, progress.left, stale)
        return (name, *(str(number) if number else "·" for number in numbers))

    progress = summary.progress
    version = f" {summary.version}" if summary.version else ""
    if summary.complete:
        share = f" ({progress.decided / progress.total:.0%})" if progress.total else ""
        count = f"{progress.decided} of {progress.total} decided{share}"
    else:
        yield "the checklist was not read: only requirements that the review names count"
        count = f"{progress.decided} of at least {progress.total} decided"
    yield visible(f"checklist {summary.checklist}{version}: {count}")
    if summary.reviewers and summary.last_time is not None:
        names = ", ".join(summary.reviewers)
        yield visible(f"by {names}; last {summary.last_time:%Y-%m-%d %H:%M} UTC")
    news = opening(changes, progress).news
    if news:
        yield f"since then: {news}"
    yield ""
    rows: list[tuple[str, ...]] = [_COLUMNS]
    rows += [row(visible(one.id), one.progress, one.stale) for one in summary.policies]
    rows.append(row("all", progress, len(summary.stale)))
    widths = [max(len(line[column]) for line in rows) for column in range(len(_COLUMNS))]
    for line in rows:
        cells = (cell.rjust(size) for cell, size in zip(line[1:], widths[1:], strict=True))
        yield "  ".join((line[0].ljust(widths[0]), *cells))
