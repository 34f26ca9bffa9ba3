"""Arguments and options that several commands take."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from reviewtui.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reviewtui.projects import Project

_Function = TypeVar("_Function", bound="Callable[..., Any]")

# Whether a file is there is asked where it is opened, with better words than click's.
FILE = click.Path(path_type=Path)

policies_argument = click.argument("policies", metavar="[POLICY]…", nargs=-1, type=FILE)
review_argument = click.argument("review", metavar="REVIEW", type=FILE)
checklist_option = click.option(
    "-c", "--checklist", metavar="CHECKLIST", type=FILE, help="The checklist, a TOML file."
)
review_option = click.option(
    "-r", "--review", metavar="REVIEW", type=FILE, help="The review file; made when it is new."
)
lessons_option = click.option(
    "-r", "--review", metavar="REVIEW", type=FILE, help="Learn from that review; it must exist."
)
policies_option = click.option(
    "--policies",
    "policies_folder",
    metavar="DIR",
    type=FILE,
    help="The folder that holds the policies, instead of where the review says.",
)


def _switch_cache_off(_context: click.Context, _parameter: click.Parameter, off: bool) -> None:
    if off:
        from reviewtui.documents import cache

        cache.switch_off()


no_cache_option = click.option(
    "--no-cache",
    is_flag=True,
    expose_value=False,
    callback=_switch_cache_off,
    help="Neither keep what PDF, DOCX, ODT and HTML files were parsed to, nor use what was kept.",
)


def completes(kind: str) -> Callable[[click.Context, click.Parameter, str], list[str]]:
    """What completes an option's value: `policies`, `requirements` or `sections`."""

    def complete(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
        from reviewtui.cli import completing

        found: list[str] = getattr(completing, kind)(ctx, param, incomplete)
        return found

    return complete


def format_option(*formats: str) -> Callable[[_Function], _Function]:
    """`--format`, with the first of `formats` as the default."""
    return click.option(
        "--format",
        "output_format",
        type=click.Choice(formats),
        default=formats[0],
        show_default=True,
        help="How to print it.",
    )


reviewer_option = click.option(
    "--reviewer", metavar="NAME", help="Who reviews; stands beside every verdict."
)
output_option = click.option(
    "-o", "--output", metavar="FILE", type=FILE, help="Write it to that file, whole or not at all."
)


def project_or_error(
    policies: Sequence[Path], checklist: Path | None, review: Path | None
) -> Project:
    """The project, where nobody can be asked. Raises InputError where there is a choice."""
    from reviewtui.characters import visible
    from reviewtui.projects import Choice, resolve

    project = resolve(policies, checklist, review)
    if isinstance(project, Choice):
        labels = "; ".join(visible(option.label) for option in project.options)
        raise InputError(
            f"{len(project.options)} to choose from; say which with -c CHECKLIST or -r REVIEW: "
            f"{labels}"
        )
    return project


def together(policies: Sequence[Path], folder: Path | None) -> tuple[Path, ...]:
    """The policies given as arguments and with `--policies`."""
    return tuple(policies) if folder is None else (*policies, folder)
