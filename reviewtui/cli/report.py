"""`reviewtui report`: what others accept: an auditor, a lawyer, a machine."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reviewtui.cli.options import (
    FILE,
    checklist_option,
    no_cache_option,
    policies_option,
    review_argument,
)
from reviewtui.cli.output import note_unread
from reviewtui.errors import InputError
from reviewtui.reports import FORMATS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

PROGRESS_AFTER = 1.0  # seconds of silence


@click.command("report")
@review_argument
@click.option(
    "--format",
    "output_format",
    type=click.Choice(list(FORMATS)),
    required=True,
    help="What to write.",
)
@click.option(
    "-o", "--output", metavar="FILE", type=FILE, help="Write into FILE, replaced if it is there."
)
@click.option(
    "--only",
    type=click.Choice(["gaps", "open"]),
    help="Only partial, missing, contradicted, unclear and stale; or only what is to be decided.",
)
@click.option(
    "--policy", "policy_ids", metavar="ID", multiple=True, help="Only this policy; may be repeated."
)
@click.option(
    "--section",
    "sections",
    metavar="SECTION",
    multiple=True,
    help="Only this section of the checklist; may be repeated.",
)
@checklist_option
@policies_option
@no_cache_option
def command(
    *,
    review: Path,
    output_format: str,
    output: Path | None,
    only: str | None,
    policy_ids: tuple[str, ...],
    sections: tuple[str, ...],
    checklist: Path | None,
    policies_folder: Path | None,
) -> None:
    """Write a report on a review: every verdict with its evidence.

    Checklist and policies are found where the review says. Where they are not there, the report
    says what the review holds, and a line on standard error says so. The same review and files
    give the same bytes.

    \b
    Example:
      reviewtui report reviews/vendor-privacy.toml --format md -o report.md
    """
    from reviewtui.errors import shown
    from reviewtui.projects.reporting import report_on
    from reviewtui.reports import Only, Scope, write_report

    chosen = FORMATS[output_format]
    if output is None and chosen.binary and sys.stdout.isatty():
        raise InputError(
            f"reviewtui report: {output_format} is not for a terminal; "
            f"name a file: -o report{chosen.suffix}"
        )
    report, now = report_on(
        review,
        checklist=checklist,
        policies=policies_folder,
        scope=Scope(policy_ids, sections, Only(only) if only else None),
        with_text=chosen.needs_text,
        on_loaded=note_unread,
        progress=_Progress(),
    )
    pieces = write_report(report, output_format)
    if output is None:
        sys.stdout.flush()
        for piece in _joined(pieces):
            sys.stdout.buffer.write(piece)
        sys.stdout.buffer.flush()
    else:
        _write_file(output, b"".join(pieces))
    for line in (*now.notes, *now.problems):
        sys.stderr.write(f"{line}\n")
    if now.problems:
        sys.stderr.write(f"{shown(review)}: for these, reported from the review alone\n")


def _joined(pieces: Iterable[bytes], size: int = 1 << 16) -> Iterator[bytes]:
    """The same bytes in larger pieces."""
    held: list[bytes] = []
    length = 0
    for piece in pieces:
        held.append(piece)
        length += len(piece)
        if length >= size:
            yield b"".join(held)
            held, length = [], 0
    yield b"".join(held)


def _write_file(path: Path, content: bytes) -> None:
    from reviewtui.errors import shown
    from reviewtui.reviews.durable import write_durably
    from reviewtui.reviews.reasons import why

    try:
        write_durably(path, content)
    except OSError as error:
        raise InputError(f"{shown(path)}: not written: {why(error)}") from None


class _Progress:
    """Says on a terminal how many policies are done, once it takes longer than a moment."""

    def __init__(self) -> None:
        from time import monotonic

        self._clock = monotonic
        self._said = monotonic()

    def __call__(self, done: int, of: int) -> None:
        if self._clock() - self._said >= PROGRESS_AFTER and done < of:
            self._said = self._clock()
            sys.stderr.write(f"{done} of {of} policies read\n")
            sys.stderr.flush()
