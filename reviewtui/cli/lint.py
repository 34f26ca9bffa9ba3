"""`reviewtui lint`: every mistake in checklists."""

from __future__ import annotations

from pathlib import Path

import click

from reviewtui.cli.options import FILE
from reviewtui.cli.output import write
from reviewtui.errors import shown


@click.command("lint")
@click.argument("checklists", metavar="CHECKLIST…", nargs=-1, required=True, type=FILE)
def command(checklists: tuple[Path, ...]) -> int:
    """Print every mistake in checklists, with file and line, and end with status 2 for any.

    \b
    Example:
      reviewtui lint checklists/*.toml
    """
    from reviewtui.checklists import check_checklist, load_checklist

    status = 0
    for path in checklists:
        mistakes = check_checklist(path)
        if mistakes:
            status = 2
            write("".join(f"{mistake}\n" for mistake in mistakes))
        else:
            count = len(load_checklist(path).requirements)
            plural = "requirement" if count == 1 else "requirements"
            write(f"{shown(path)}: fine, {count} {plural}\n")
    return status
