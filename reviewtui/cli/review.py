"""`reviewtui review`: the app."""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress
from pathlib import Path
from time import monotonic

import click

from reviewtui.characters import visible
from reviewtui.cli.commands import COMMANDS
from reviewtui.cli.options import (
    checklist_option,
    no_cache_option,
    policies_argument,
    policies_option,
    review_option,
    reviewer_option,
    together,
)
from reviewtui.errors import InputError

PATIENCE = 0.3  # seconds before it is said how much of a review is read


@click.command("review")
@policies_argument
@checklist_option
@review_option
@policies_option
@no_cache_option
@reviewer_option
@click.option(
    "--mouse/--no-mouse",
    default=True,
    help="Take the mouse, or leave it to the terminal for selecting text.",
)
@click.option("--ascii", "in_ascii", is_flag=True, help="ASCII in place of signs and lines.")
@click.option(
    "--plain",
    is_flag=True,
    help="Ask line by line and move no cursor: for screen readers, dumb terminals, scripts.",
)
def command(
    *,
    policies: tuple[Path, ...],
    checklist: Path | None,
    review: Path | None,
    policies_folder: Path | None,
    reviewer: str | None,
    mouse: bool,
    in_ascii: bool,
    plain: bool,
) -> int:
    """Review policies (files or folders) against a checklist, in the app.

    Without arguments: what is in policies/, checklists/ and reviews/ here. The review is
    reviews/CHECKLIST-ID.toml unless -r names another; it is made at the first decision.

    \b
    Example:
      reviewtui policies -c checklists/vendor-privacy.toml
    """
    gc.disable()  # until the first screen is there, which switches it on: a tenth of the start

    from reviewtui.projects import Choice, Project, check_saveable, resolve
    from reviewtui.projects.gone import unless_gone
    from reviewtui.reviews import find_reviewer
    from reviewtui.settings import load_settings

    settings = load_settings()
    _check_names(policies)
    named = together(policies, policies_folder)

    def find(*, as_it_is: bool = False) -> Project | Choice:
        found = resolve(named, checklist, review, progress=Reading(), as_it_is=as_it_is)
        return unless_gone(found, as_it_is=as_it_is)

    if plain:
        from reviewtui.plain import run_plain

        gc.enable()
        name = find_reviewer(
            reviewer, configured=settings.reviewer or None, place=settings.reviewer_place
        )
        return run_plain(find, reviewer=name, settings=settings)
    project: Project | Choice | None
    try:
        project = find()
        name = find_reviewer(
            reviewer, configured=settings.reviewer or None, place=settings.reviewer_place
        )
    except InputError as trouble:
        if not _can_be_asked_about(trouble):
            raise
        name = find_reviewer(
            reviewer, configured=settings.reviewer or None, place=settings.reviewer_place
        )
        check_terminal()
        from reviewtui.tui import Manner, open_or_ask

        manner = Manner(mouse, in_ascii or settings.ascii, settings)
        project = open_or_ask(find, name, manner=manner)
        if project is None:
            raise
    if isinstance(project, Project):
        check_saveable(project)
    check_terminal()
    from reviewtui.tui import Manner, run_app

    manner = Manner(mouse, in_ascii or settings.ascii, settings)
    return run_app(project, reviewer=name, settings=settings, manner=manner)


def _can_be_asked_about(trouble: InputError) -> bool:
    """Whether the reviewer has a say in what is wrong."""
    from reviewtui.projects.outside import OutsideError
    from reviewtui.projects.sample import NothingToReviewError
    from reviewtui.reviews.damage import Damaged

    if isinstance(trouble, Damaged):
        return bool(trouble.kept) or trouble.readable
    if isinstance(trouble, NothingToReviewError):
        return sys.stdin.isatty() and sys.stderr.isatty()
    return isinstance(trouble, OutsideError)


class Reading:
    """Says on standard error how much of a review is read, if that takes longer than a moment."""

    def __init__(self) -> None:
        self._begun = monotonic()
        self._said = ""

    def __call__(self, done: float) -> None:
        """`done` of 1 is all: the line is wiped."""
        if done >= 1 or not sys.stderr.isatty():
            said = ""
        elif monotonic() - self._begun < PATIENCE:
            return
        else:
            said = f"reading the review: {done:.0%}"
        if said != self._said:
            with suppress(OSError):
                sys.stderr.write(f"\r{said:<{len(self._said)}}" + ("" if said else "\r"))
                sys.stderr.flush()
            self._said = said


def _check_names(policies: tuple[Path, ...]) -> None:
    """Raises InputError for what is no file and looks like a command's name, misspelt."""
    if policies and len(str(policies[0])) <= 20 and not os.path.lexists(policies[0]):
        from difflib import get_close_matches

        near = get_close_matches(str(policies[0]), COMMANDS, n=1)
        if near:
            raise InputError(
                f"{visible(str(policies[0]))}: no such file or folder, and no command; "
                f'did you mean "reviewtui {near[0]}"?'
            )


def check_terminal() -> None:
    """Raises InputError where the app cannot be shown: it reads standard input and draws on
    standard error."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise InputError(
            "reviewtui review: needs a terminal on standard input and standard error; "
            "without one use: reviewtui --plain, or reviewtui match POLICY… -c CHECKLIST"
        )
    if os.environ.get("TERM", "") in {"", "dumb", "unknown"}:
        shown = os.environ.get("TERM") or "not set"
        raise InputError(
            f"TERM is {shown}: a terminal that cannot place text; set it, such as "
            "TERM=xterm-256color, or use: reviewtui --plain"
        )
