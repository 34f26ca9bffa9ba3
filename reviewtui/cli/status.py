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
from reviewtui.cli.output import PolicyProgress, note_unread, paint, width, write, write_json_line
from reviewtui.cli.table import aligned, folded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewtui.reviews import Changes, Progress, Summary


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

    \b
    Example:
      reviewtui status reviews/vendor-privacy.toml
    """
    from reviewtui.errors import shown
    from reviewtui.projects.reopening import reopen

    now = reopen(
        review,
        checklist=checklist,
        policies=policies_folder,
        on_loaded=note_unread,
        progress=PolicyProgress(),
    )
    if output_format == "json":
        write_json_line(as_json(now.summary, now.changes, now.problems))
    else:
        room = width() if sys.stdout.isatty() else None
        write("\n".join(as_text(now.summary, now.changes, room)) + "\n")
    for line in (*now.notes, *now.problems):
        sys.stderr.write(f"{line}\n")
    if now.problems:
        sys.stderr.write(f"{shown(review)}: for these, counted from the review alone\n")


def as_json(summary: Summary, changes: Changes, problems: tuple[str, ...]) -> dict[str, Any]:
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
        "problems": list(problems),
    }


_COLUMNS = ("policy", "met", "part", "miss", "contra", "unclr", "n/a", "defer", "left", "stale")


def as_text(summary: Summary, changes: Changes, room: int | None = None) -> Iterator[str]:
    """What changed, and a table: one line a policy, and one for all; a stale one coloured.

    In `room` columns; None: as wide as it is, for a pipe.
    """
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
        yield folded(
            "the checklist was not read: only requirements that the review names count", room
        )
        count = f"{progress.decided} of at least {progress.total} decided"
    yield folded(visible(f"checklist {summary.checklist}{version}: {count}"), room)
    if summary.reviewers and summary.last_time is not None:
        names = ", ".join(summary.reviewers)
        yield folded(visible(f"by {names}; last {summary.last_time:%Y-%m-%d %H:%M} UTC"), room)
    news = opening(changes, progress).news
    if news:
        yield folded(f"since then: {news}", room)
    yield ""
    rows: list[tuple[str, ...]] = [_COLUMNS]
    rows += [row(visible(one.id), one.progress, one.stale) for one in summary.policies]
    rows.append(row("all", progress, len(summary.stale)))
    header, *lines = aligned(rows, room)
    yield paint(header, bold=True)
    for line, numbers in zip(lines, rows[1:], strict=True):
        yield line if numbers[-1] == "·" else paint(line, fg="yellow")
