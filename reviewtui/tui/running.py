"""From a project to the running app and back: opening, locking, saving, leaving."""

from __future__ import annotations

import sys
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from reviewtui.characters import visible
from reviewtui.errors import InputError
from reviewtui.reviews import first_pair, new_review

if TYPE_CHECKING:
    from reviewtui.projects import Choice, Project
    from reviewtui.reviews import Place, Saver
    from reviewtui.settings import Settings
    from reviewtui.tui.app import ReviewApp
    from reviewtui.tui.desk import Desk

FLUSH = 10.0  # seconds that leaving waits for the last save


def run_app(
    project: Project | Choice,
    *,
    reviewer: str,
    settings: Settings | None = None,
    mouse: bool = True,
) -> int:
    """Runs the app until the reviewer leaves; the exit status.

    A choice is shown first. Raises InputError as `resolve` does, and what the app died of.
    """
    from reviewtui.projects import Choice

    if isinstance(project, Choice):
        from reviewtui.tui.screens.choose import ChooseApp

        labels = [option.label for option in project.options]
        chosen = ChooseApp("What is to be reviewed?", labels).run(mouse=mouse)
        if chosen is None:
            return 0
        project = project.options[chosen].open()
    return _run(project, reviewer, mouse, settings.theme if settings else "")


def _run(project: Project, reviewer: str, mouse: bool, theme: str) -> int:
    app, saver = assemble(project, reviewer)
    _dress(app, theme or project.theme)
    if project.notes:
        more = f" (and {len(project.notes) - 1} more)" if len(project.notes) > 1 else ""
        app.review_screen.say(project.notes[0] + more, "warning")
    try:
        status = app.run(mouse=mouse)
    finally:
        all_saved = finish(app, saver)
    if app.crash is not None:
        raise app.crash
    _say_goodbye(app, project, all_saved)
    return (status or 0) if all_saved else 2


def _dress(app: ReviewApp, theme: str) -> None:
    """Sets the theme that the user's config, else the folder's, asks for."""
    if not theme:
        return
    if theme not in app.available_themes:
        names = ", ".join(sorted(app.available_themes))
        raise InputError(f'config: unknown theme "{visible(theme)}"; one of: {names}')
    app.theme = theme


def assemble(project: Project, reviewer: str) -> tuple[ReviewApp, Saver]:
    """The app on a project, where the reviewer stopped, and what saves for it.

    `finish` ends what this begins.
    """
    from reviewtui.reviews.places import load_place, save_place
    from reviewtui.reviews.saving import Saver
    from reviewtui.tui.app import ReviewApp
    from reviewtui.tui.desk import Desk
    from reviewtui.tui.library import Library

    path, opened = project.review_path, project.opened
    review = opened.review if opened else new_review(project.checklist, path)
    desk = Desk(project.checklist, project.policies, review, reviewer, path)
    place = load_place(path, reviewer)
    resume(desk, place)
    saver = Saver(
        path,
        opened,
        on_saved=lambda _review: app.stored(),
        on_failed=lambda reason: app.failed(reason),  # noqa: PLW0108 - there is no app yet
        on_merged=lambda merged: app.merged(merged),  # noqa: PLW0108
    )
    app = ReviewApp(
        desk,
        Library(project.checklist, project.policies),
        saver,
        store_place=partial(save_place, path, reviewer),
        place=place,
    )
    return app, saver


def finish(app: ReviewApp, saver: Saver) -> bool:
    """Saves what is waiting and where the reviewer is, and gives the review free.

    True when every decision is saved.
    """
    from reviewtui.reviews.places import save_place

    all_saved = saver.close(FLUSH)
    save_place(app.desk.review_path, app.desk.reviewer, app.place())
    if app.lock is not None:
        app.lock.release()
    return all_saved


def resume(desk: Desk, place: Place | None) -> None:
    """Puts the desk where the reviewer stopped, else at the first undecided requirement."""
    policies, requirements = desk.policy_ids, desk.requirement_ids
    if place is not None and place.policy in policies and place.requirement in requirements:
        desk.pair = place.pair
    else:
        desk.pair = first_pair(policies, requirements, desk.review)


def _say_goodbye(app: ReviewApp, project: Project, all_saved: bool) -> None:
    """The last line, on standard error: standard output is for results."""
    name, progress = visible(str(project.review_path)), app.desk.progress()
    if not all_saved:
        text = f"{name}: the last decisions are NOT saved; check the folder and the disk"
    elif app.desk.review.entries:
        text = f"{progress.decided} of {progress.total} decided; saved in {name}"
    else:
        return
    with suppress(OSError):  # the terminal may be gone
        sys.stderr.write(text + "\n")
