"""`reviewtui check`: whether a review stands, for CI."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reviewtui.cli.options import (
    checklist_option,
    format_option,
    no_cache_option,
    output_option,
    policies_option,
    review_argument,
)
from reviewtui.cli.output import PolicyProgress, encoded, note_unread, write_result

if TYPE_CHECKING:
    from reviewtui.reports import Report
    from reviewtui.reviews.checking import Checked


@click.command("check")
@review_argument
@checklist_option
@policies_option
@click.option("--strict", is_flag=True, help="What is only partial fails too.")
@click.option(
    "--fail-on",
    type=click.Choice(("must", "should", "may")),
    default="may",
    show_default=True,
    help="Fail for requirements of this severity and above; the others are told only.",
)
@format_option("text", "json", "junit", "sarif")
@output_option
@no_cache_option
def command(
    *,
    review: Path,
    checklist: Path | None,
    policies_folder: Path | None,
    strict: bool,
    fail_on: str,
    output_format: str,
    output: Path | None,
) -> int:
    """Say whether a review stands, and end with status 1 if it does not.

    It does not where anything is missing, contradicted, unclear, stale, deferred or undecided.
    What changed under a stale verdict is shown word by word: [-gone-]{+new+}.

    \b
    Example:
      reviewtui check reviews/2026.toml --policies policies --fail-on must
    """
    from reviewtui.checklists import Severity
    from reviewtui.projects.checked import check

    checked, report = check(
        review,
        checklist=checklist,
        policies=policies_folder,
        strict=strict,
        fail_on=Severity(fail_on),
        with_report=output_format == "sarif",
        on_loaded=note_unread,
        progress=PolicyProgress(),
    )
    write_result(_written(checked, report, output_format, output), output)
    for line in checked.notes:
        sys.stderr.write(f"{line}\n")
    return 1 if checked.fails else 0


def _written(
    checked: Checked, report: Report | None, output_format: str, output: Path | None
) -> bytes:
    if report is not None:
        from reviewtui.reports.sarif import write_checked

        return encoded("".join(write_checked(report, checked)))
    if output_format == "json":
        from reviewtui.json_text import json_line
        from reviewtui.reports.checked_lines import lines

        return encoded("".join(json_line(line) + "\n" for line in lines(checked)))
    if output_format == "junit":
        from reviewtui.reports.junit import junit

        return junit(checked)
    from reviewtui.cli.checked_text import as_text

    return encoded("".join(f"{line}\n" for line in as_text(checked, output)))
