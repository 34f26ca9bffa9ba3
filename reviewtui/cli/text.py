"""`reviewtui text`: a policy as reviewtui reads it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reviewtui.characters import visible
from reviewtui.cli.options import FILE, no_cache_option
from reviewtui.cli.output import note_unread, write

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewtui.documents import Policy


@click.command("text")
@click.argument("policy", metavar="POLICY", type=FILE)
@click.option(
    "--passages", is_flag=True, help="One passage a line: its place, its headings, its words."
)
@click.option(
    "--raw", is_flag=True, help="The exact text, unless it goes to a terminal: for programs."
)
@no_cache_option
def command(policy: Path, passages: bool, raw: bool) -> None:
    """Print a policy's text as reviewtui reads it; positions count its characters.

    Characters that would act instead of being seen are made visible; with --raw they go into a
    file or a pipe as they are, and positions are those of that text.

    \b
    Example:
      reviewtui text vendor.pdf --raw > vendor.txt
    """
    from reviewtui.documents import load_policy

    loaded = load_policy(policy)
    note_unread(loaded)
    if passages:
        write("".join(line + "\n" for line in passage_lines(loaded)))
    elif raw and not sys.stdout.isatty():
        write(loaded.text)
    else:
        write(visible(loaded.text, keep="\n\t"))


def passage_lines(policy: Policy) -> Iterator[str]:
    """`start-end`, kind, heading path and words of each passage, parted by tabs."""
    for one in policy.passages:
        words = " ".join(policy.text[one.start : one.end].split())
        headings = " > ".join(" ".join(heading.split()) for heading in one.heading)
        columns = (f"{one.start}-{one.end}", str(one.kind), headings, words)
        yield "\t".join(visible(column) for column in columns)
