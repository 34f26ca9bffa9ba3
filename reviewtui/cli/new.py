"""`reviewtui new`: a checklist, a review or a sample to begin with."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from reviewtui.cli.options import (
    FILE,
    checklist_option,
    policies_option,
    project_or_error,
    review_argument,
)
from reviewtui.cli.output import write
from reviewtui.errors import InputError, shown


@click.group("new")
def command() -> None:
    """Make a checklist, a review or a sample; nothing that is there is written over."""


@command.command("checklist")
@click.argument("file", metavar="FILE", type=FILE)
@click.option(
    "--from",
    "source",
    metavar="SOURCE",
    type=FILE,
    help="A CSV or XLSX table, or an OSCAL catalog (JSON); else a template.",
)
@click.option(
    "--columns",
    metavar="PART=COLUMN,…",
    help="Which column is what, by letter or header; else it is guessed, and printed.",
)
@click.option("--sheet", metavar="NAME", help="The sheet of an XLSX file; else the first one.")
@click.option("--title", metavar="TEXT", help="The checklist's title.")
def new_checklist(
    *, file: Path, source: Path | None, columns: str | None, sheet: str | None, title: str | None
) -> None:
    """Make a checklist: from a template, a table or an OSCAL catalog.

    Its id is the file's name; ids, titles and severities that a table lacks are made. Beside
    it goes the JSON Schema by which editors complete and check it, unless it is there.

    \b
    Examples:
      reviewtui new checklist checklists/shop.toml
      reviewtui new checklist checklists/shop.toml --from matrix.xlsx --columns id=A,text=C
    """
    from reviewtui.importing.columns import parse_columns
    from reviewtui.importing.sources import from_file, from_template
    from reviewtui.projects.creating import check_new, create

    check_new(file)
    if file.suffix != ".toml":
        raise InputError(f"{shown(file)}: a checklist is a TOML file; name it {shown(file)}.toml")
    if source is not None:
        said = parse_columns(columns) if columns is not None else {}
        made = from_file(source, file.stem, title=title, columns=said, sheet=sheet)
    elif columns is not None or sheet is not None:
        option = "--columns" if columns is not None else "--sheet"
        raise InputError(f"{option}: goes with --from; name the table")
    else:
        made = from_template(file.stem, title)
    create(file, made.text.encode())
    _put_schema(file)
    for line in made.notes:
        sys.stderr.write(f"{line}\n")
    plural = "requirement" if made.requirements == 1 else "requirements"
    write(f"{shown(file)}: {made.requirements} {plural}\n")


@command.command("review")
@review_argument
@checklist_option
@policies_option
def new_review(*, review: Path, checklist: Path | None, policies_folder: Path | None) -> None:
    """Make a review without verdicts, which knows its checklist and its policies.

    The app makes one by itself at the first decision: this is for whoever wants to hand one
    out, or to have it in git before that. Without -c and --policies they are those of the
    folder, as for the app.

    \b
    Example:
      reviewtui new review reviews/2026.toml -c checklists/shop.toml --policies policies
    """
    from reviewtui.projects.creating import check_new, create_review

    check_new(review)
    folders = () if policies_folder is None else (policies_folder,)
    project = project_or_error(folders, checklist, review)
    create_review(project)
    for note in project.notes:
        sys.stderr.write(f"{note}\n")
    pairs = len(project.policies) * len(project.checklist.requirements)
    write(f"{shown(review)}: {len(project.policies)} policies, {pairs} verdicts to give\n")


@command.command("sample")
@click.argument("folder", metavar="[FOLDER]", type=FILE, default=".")
def new_sample(*, folder: Path) -> None:
    """Copy six sample policies and a checklist into FOLDER (here), to try reviewtui on.

    \b
    Example:
      reviewtui new sample trial && cd trial && reviewtui
    """
    from reviewtui.projects.sample import make_sample

    for path in make_sample(folder):
        write(f"{shown(path)}\n")


def _put_schema(checklist: Path) -> None:
    """Writes the schema that the checklist's first line leads to, unless it is there."""
    from contextlib import suppress

    from reviewtui.cli.schema import schema_text
    from reviewtui.importing.drafts import SCHEMA_FILE
    from reviewtui.projects.creating import create

    with suppress(InputError):  # an editor's comfort: the checklist is good without
        create(checklist.parent / SCHEMA_FILE, schema_text("checklist").encode())
