"""`reviewtui report`: a review as others take it: an auditor, a lawyer, a machine."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reviewtui.cli.options import (
    FILE,
    checklist_option,
    completes,
    no_cache_option,
    output_option,
    policies_option,
    review_argument,
)
from reviewtui.cli.output import PolicyProgress, note_unread, write_result
from reviewtui.cli.output_folder import check_folder, write_files
from reviewtui.errors import InputError, shown
from reviewtui.reports import FORMATS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reviewtui.projects.reopening import Reopened
    from reviewtui.reports import Format

PIECE = 1 << 16  # bytes that are written at once


@click.command("report")
@review_argument
@click.option(
    "--format", "name", type=click.Choice(list(FORMATS)), required=True, help="What to write."
)
@output_option
@click.option(
    "--only",
    type=click.Choice(["gaps", "open"]),
    help="Only what is partial, missing, contradicted, unclear or stale; or what is to be decided.",
)
@click.option(
    "--policy",
    "policy_ids",
    metavar="ID",
    multiple=True,
    shell_complete=completes("policies"),
    help="Only this one; may be repeated.",
)
@click.option(
    "--section",
    "sections",
    metavar="NAME",
    multiple=True,
    shell_complete=completes("sections"),
    help="Only this one; may be repeated.",
)
@click.option(
    "--split", is_flag=True, help="HTML only: a folder, named with -o, with a page for each policy."
)
@click.option(
    "--templates",
    metavar="DIR",
    type=FILE,
    help="Your own report.md or report.html in it, instead of that of your config.",
)
@click.option("--raw", is_flag=True, help="CSV only: leave text as it is, formulas included.")
@checklist_option
@policies_option
@no_cache_option
def command(
    *,
    review: Path,
    name: str,
    output: Path | None,
    only: str | None,
    policy_ids: tuple[str, ...],
    sections: tuple[str, ...],
    split: bool,
    templates: Path | None,
    raw: bool,
    checklist: Path | None,
    policies_folder: Path | None,
) -> None:
    """Write a report on a review: every verdict with its evidence.

    Checklist and policies are found where the review says. Where they are not there, the report
    says what the review holds, and a line on standard error says so. The same review and files
    give the same bytes.

    \b
    Examples:
      reviewtui report reviews/2026.toml --format xlsx -o report.xlsx
      reviewtui report reviews/2026.toml --format md --only gaps
    """
    from reviewtui.projects.reporting import report_on
    from reviewtui.reports import Only, Scope, Settings, write_folder, write_report

    chosen = FORMATS[name]
    _check(chosen, output, split=split, raw=raw)
    settings = Settings(raw=raw, templates=_templates(chosen, templates, split=split))
    report, now = report_on(
        review,
        checklist=checklist,
        policies=policies_folder,
        scope=Scope(policy_ids, sections, Only(only) if only else None),
        read_all=chosen.needs_policies,
        with_text=chosen.needs_text,
        on_loaded=note_unread,
        progress=PolicyProgress(),
    )
    pieces = write_report(report, name, settings)
    if output is None:
        for piece in _joined(pieces):
            write_result(piece, None)
    elif split:
        write_files(write_folder(report, name, settings), output)
    else:
        _check_no_input(output, now)
        write_result(b"".join(pieces), output)
    for line in (*now.notes, *now.problems):
        sys.stderr.write(f"{line}\n")
    if now.problems:
        sys.stderr.write(f"{shown(review)}: for these, reported from the review alone\n")


def _templates(chosen: Format, folder: Path | None, *, split: bool) -> Path | None:
    """The folder named here, which must have a template for the format, or that of the config."""
    from reviewtui.reports.formats import TEMPLATED, Settings, template_for

    if folder is None:
        if split or chosen.name not in TEMPLATED:
            return None
        from reviewtui.settings import load_settings

        return load_settings().templates_folder
    if split:
        raise InputError("--templates: not with --split; leave one out")
    if chosen.name not in TEMPLATED:
        raise InputError(f"--templates: only for --format {' and '.join(TEMPLATED)}; leave it out")
    if template_for(chosen.name, Settings(templates=folder)) is None:
        raise InputError(f"{shown(folder)}: no report{chosen.suffix} there; write one")
    return folder


def _check(chosen: Format, output: Path | None, *, split: bool, raw: bool) -> None:
    """Raises InputError for what cannot be written so; warns of what is dangerous."""
    if output is None and chosen.binary and sys.stdout.isatty():
        raise InputError(
            f"--format {chosen.name}: not for a terminal; name a file: -o report{chosen.suffix}"
        )
    if split and not chosen.splits:
        raise InputError(f"--split: only for --format html; leave it out for {chosen.name}")
    if split and output is None:
        raise InputError("--split: writes a folder; name it: -o FOLDER")
    if split and output is not None:
        check_folder(output)
    if raw and chosen.name != "csv":
        raise InputError(f"--raw: only for --format csv; leave it out for {chosen.name}")
    if raw:
        sys.stderr.write(
            "--raw: cells that begin with = + - @ are formulas to a spreadsheet, and control "
            "characters act on a terminal; give this file to programs only\n"
        )


def _check_no_input(output: Path, now: Reopened) -> None:
    """Raises InputError where writing would replace what the report is made from."""
    inputs = [now.path, *(file.path for file in now.files)]
    if now.checklist is not None and now.checklist.path is not None:
        inputs.append(now.checklist.path)
    for path in inputs:
        try:
            same = output.samefile(path)
        except OSError:
            continue
        if same:
            raise InputError(f"{shown(output)}: the report is made from it; name another file")


def _joined(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes in larger pieces."""
    held: list[bytes] = []
    length = 0
    for piece in pieces:
        held.append(piece)
        length += len(piece)
        if length >= PIECE:
            yield b"".join(held)
            held, length = [], 0
    yield b"".join(held)
