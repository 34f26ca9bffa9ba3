"""`reviewtui schema`: the JSON Schemas of what reviewtui reads and writes."""

from __future__ import annotations

import click

from reviewtui.cli.output import write

SCHEMAS = {  # where each is, as a data file
    "checklist": ("reviewtui.checklists", "schema.json"),
    "review": ("reviewtui.reviews", "schema.json"),
    "report": ("reviewtui.reports", "schema.json"),
    "match": ("reviewtui.cli", "schemas/match.json"),
    "status": ("reviewtui.cli", "schemas/status.json"),
    "check": ("reviewtui.cli", "schemas/check.json"),
}


@click.command("schema")
@click.argument("name", type=click.Choice(tuple(SCHEMAS)))
def command(name: str) -> None:
    """Print a JSON Schema (draft 2020-12): of a file, or of what a command prints as JSON.

    `checklist` and `review` are the TOML files; `match` and `check` are a line of
    `--format json` of these commands, `report` and `status` are the one object of theirs.

    \b
    Example:
      reviewtui schema checklist > checklists/checklist.schema.json
    """
    write(schema_text(name))


def schema_text(name: str) -> str:
    """The schema as it is in the package."""
    from importlib.resources import files

    package, path = SCHEMAS[name]
    return files(package).joinpath(path).read_text("utf-8")
