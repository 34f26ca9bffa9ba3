"""What tab completes where ids are asked for: those of the review, checklist and policies named.

Loaded only while a shell asks; whatever goes wrong then, nothing is completed.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reviewtui.characters import has_hidden

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import click

    from reviewtui.checklists import Checklist
    from reviewtui.reviews import Review

AT_MOST = 500


def policies(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    """Ids of policies: of the folder or files that are named, else those of the review."""
    found: list[str] = []
    with suppress(Exception):
        from reviewtui.documents import find_policies

        given = _given(ctx)
        if paths := _named(given):
            found = [file.id for file in find_policies(paths)]
        elif (review := _review(given)) is not None:
            found = [record.id for record in review.policies]
    return _beginning(found, incomplete)


def requirements(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    """Ids of requirements: of the checklist that is named, else that of the review."""
    found: list[str] = []
    with suppress(Exception):
        checklist = _checklist(_given(ctx))
        if checklist is not None:
            found = [requirement.id for requirement in checklist.requirements]
    return _beginning(found, incomplete)


def sections(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    """The sections of that checklist."""
    found: list[str] = []
    with suppress(Exception):
        checklist = _checklist(_given(ctx))
        if checklist is not None:
            found = [one.section for one in checklist.requirements if one.section]
    return _beginning(dict.fromkeys(found), incomplete)


def _given(ctx: click.Context) -> dict[str, Any]:
    """What stands on the line, by parameter.

    click parses a line that ends in an option without its value as if nothing stood there: so
    it is parsed again without that option.
    """
    from click.shell_completion import split_arg_string

    words = split_arg_string(os.environ.get("COMP_WORDS", ""))
    name = ctx.info_name or ""
    if name not in words:
        return ctx.params
    words = words[words.index(name) + 1 :]
    options = [number for number, word in enumerate(words) if word.startswith("-")]
    before = words[: options[-1]] if options else words
    return ctx.command.make_context(name, before, resilient_parsing=True).params


def _checklist(given: Mapping[str, Any]) -> Checklist | None:
    from reviewtui.checklists import load_checklist

    named = given.get("checklist")
    if named is None and (review := _review(given)) is not None:
        from reviewtui.projects.recorded import recorded

        named = recorded(review, Path(given["review"])).checklist
    if named is None:
        only = sorted(Path("checklists").glob("*.toml"))
        named = only[0] if len(only) == 1 else None
    return load_checklist(named) if named is not None else None


def _review(given: Mapping[str, Any]) -> Review | None:
    from reviewtui.reviews import load_review

    named = given.get("review")
    return load_review(named) if named is not None and Path(named).is_file() else None


def _named(given: Mapping[str, Any]) -> list[Path]:
    folder = given.get("policies_folder")
    return [*(given.get("policies") or ()), *([] if folder is None else [folder])]


def _beginning(ids: Iterable[str], incomplete: str) -> list[str]:
    """Those that begin so and can be typed; a line for each goes to the shell."""
    return [one for one in ids if one.startswith(incomplete) and not has_hidden(one)][:AT_MOST]
