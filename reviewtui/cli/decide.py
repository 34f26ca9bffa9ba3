"""`reviewtui decide`: one decision, for scripts."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reviewtui.characters import visible
from reviewtui.cli.options import (
    checklist_option,
    completes,
    no_cache_option,
    policies_option,
    project_or_error,
    review_argument,
    reviewer_option,
)
from reviewtui.cli.output import note_unread, write
from reviewtui.errors import InputError, shown

if TYPE_CHECKING:
    from reviewtui.projects import Project
    from reviewtui.reviews import Entry

# those of `reviewtui.reviews.Verdict`, which the help need not wait for
VERDICTS = ("met", "partial", "missing", "contradicted", "unclear", "not-applicable")
_SPAN = re.compile(r"([0-9]{1,12})-([0-9]{1,12})")


class Span(click.ParamType):  # type: ignore[type-arg] # generic for mypy alone
    """`START-END`, code points of the policy's text."""

    name = "START-END"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[int, int]:
        """Both numbers. Fails for what is none."""
        found = _SPAN.fullmatch(str(value))
        if found is None:
            self.fail(f"{value!r} is not START-END, such as 4030-4135", param, ctx)
        return int(found[1]), int(found[2])


@click.command("decide")
@review_argument
@click.option(
    "--policy",
    metavar="ID",
    shell_complete=completes("policies"),
    help="The policy that is decided on.",
)
@click.option(
    "--requirement",
    metavar="ID",
    shell_complete=completes("requirements"),
    help="The requirement that is decided.",
)
@click.option("--verdict", type=click.Choice(VERDICTS), help="The verdict.")
@click.option(
    "--quote",
    "quotes",
    metavar="WORDS",
    multiple=True,
    help="Words of the policy that it stands on; may be repeated.",
)
@click.option(
    "--span",
    "spans",
    type=Span(),
    multiple=True,
    help="The same, as start and end that `match --format json` gives; may be repeated.",
)
@click.option(
    "--note",
    metavar="TEXT",
    help='The note; "-" reads it from standard input, nothing there removes it.',
)
@click.option(
    "--defer/--no-defer", default=None, help="Mark it to come back to, or take the mark away."
)
@click.option("--undo", is_flag=True, help="Take back what this reviewer did last.")
@reviewer_option
@checklist_option
@policies_option
@no_cache_option
def command(
    *,
    review: Path,
    policy: str | None,
    requirement: str | None,
    verdict: str | None,
    quotes: tuple[str, ...],
    spans: tuple[tuple[int, int], ...],
    note: str | None,
    defer: bool | None,
    undo: bool,
    reviewer: str | None,
    checklist: Path | None,
    policies_folder: Path | None,
) -> int:
    """Record one verdict, as the app would, and say what holds now.

    A quote must stand in the policy, in one place; white space and typography do not matter.
    Nothing is cited that is not quoted. A review that is not there is begun, with -c and
    --policies.

    \b
    Example:
      reviewtui decide reviews/2026.toml --policy kites --requirement retention \\
          --verdict met --quote "We keep your order records for six years"
    """
    from reviewtui.reviews import find_reviewer
    from reviewtui.settings import load_settings

    settings = load_settings()
    name = find_reviewer(
        reviewer, configured=settings.reviewer or None, place=settings.reviewer_place
    )

    def find() -> Project:
        _check_there(review, checklist, policies_folder)
        folders = () if policies_folder is None else (policies_folder,)
        return project_or_error(folders, checklist, review)

    if undo:
        if any((policy, requirement, verdict, quotes, spans, note, defer is not None)):
            raise InputError("--undo: goes alone; leave the other options out")
        return _undo(find, review, name)
    if policy is None or requirement is None:
        missing = "--policy" if policy is None else "--requirement"
        raise InputError(f"{missing}: is missing; name what is decided: {missing} ID")
    if verdict is None and (quotes or spans):
        raise InputError("--quote, --span: evidence goes with a verdict; give --verdict")
    if verdict is None and note is None and defer is None:
        raise InputError("nothing to record; give --verdict, --note, --defer or --undo")

    from reviewtui.reviews import Verdict
    from reviewtui.session.scripting import Order, record

    order = Order(
        policy,
        requirement,
        Verdict(verdict) if verdict is not None else None,
        quotes,
        spans,
        _note(note),
        defer,
    )
    done = record(find, review, order, reviewer=name, on_loaded=note_unread)
    if done.recovered:
        sys.stderr.write(
            f"{shown(review)}: {done.recovered} decisions that could not be saved before are back\n"
        )
    write(f"{visible(f'{policy}, {requirement}')}: {_state(done.entry)}\n")
    write(f"{done.decided} of {done.total} decided; saved in {shown(review)}\n")
    return 0


def _check_there(review: Path, checklist: Path | None, policies: Path | None) -> None:
    """Raises InputError where a review would be begun of what is only guessed."""
    if not review.exists() and (checklist is None or policies is None):
        raise InputError(
            f"{shown(review)}: no such review; to begin it, give -c CHECKLIST and --policies DIR"
        )


def _note(note: str | None) -> str | None:
    if note != "-":
        return note
    try:
        return sys.stdin.buffer.read(1_000_000).decode().strip()
    except UnicodeDecodeError:
        raise InputError("--note -: standard input is not UTF-8; convert it") from None


def _undo(find: object, review: Path, reviewer: str) -> int:
    from reviewtui.session.scripting import take_back

    undone, decided, total = take_back(find, review, reviewer=reviewer)  # type: ignore[arg-type]
    for change in undone.changes:
        write(f"{visible(', '.join(change.pair))}: {_state(change.after)}\n")
    for blocked in undone.blocked:
        sys.stderr.write(
            f"{visible(', '.join(blocked.pair))}: {visible(blocked.reviewer)} has changed it "
            f"since, {blocked.time:%Y-%m-%d %H:%M} UTC; left as it is\n"
        )
    if not undone.changes:
        sys.stderr.write(f"{shown(review)}: nothing of {visible(reviewer)} to take back\n")
        return 1
    write(f"{decided} of {total} decided; saved in {shown(review)}\n")
    return 0


def _state(entry: Entry | None) -> str:
    """What holds, in words: `met, 2 quotes, deferred`; one that should cite says if it does not."""
    from reviewtui.reviews.taking import CITES

    if entry is None:
        return "undecided"
    parts = [str(entry.verdict) if entry.verdict is not None else "undecided"]
    if count := len(entry.evidence):
        parts.append(f"{count} quote{'s' if count > 1 else ''}")
    elif entry.verdict in CITES:
        parts.append("without evidence")
    parts += ["deferred"] * entry.deferred + ["with a note"] * bool(entry.note)
    return ", ".join(parts)
