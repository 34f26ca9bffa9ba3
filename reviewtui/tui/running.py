"""From a project to the running app and back: opening, locking, saving, leaving."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from reviewtui.errors import InputError
from reviewtui.tui.dressing import dress, dress_before

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import App

    from reviewtui.projects import Choice, Project
    from reviewtui.projects.model import Option
    from reviewtui.reviews import Saver
    from reviewtui.settings import Settings
    from reviewtui.tui.actions import Keys
    from reviewtui.tui.app import ReviewApp
    from reviewtui.tui.leaving import Attended

_Found = TypeVar("_Found")
_Chosen = TypeVar("_Chosen")
FLUSH = 10.0  # seconds that leaving waits for the last save


class Manner(NamedTuple):
    """How the terminal is used: whether the mouse is taken, and ASCII asked for; `settings` say
    in which theme, and with which keys."""

    mouse: bool = True
    ascii: bool = False
    settings: Settings | None = None

    @property
    def keys(self) -> Keys:
        """The keys of what comes before the review. Raises InputError for what cannot be used."""
        from reviewtui.tui.user_keys import keys_of

        return keys_of(self.settings)

    def prepare(self, app: App[Any]) -> bool:
        """Has `app` write ASCII where that is asked for, or the terminal has nothing else;
        whether it takes the mouse."""
        encoding = getattr(sys.__stderr__, "encoding", None) or "utf-8"
        utf = encoding.lower().startswith("utf")
        if self.ascii or not utf or os.environ.get("TERM") == "linux":
            from reviewtui.tui.ascii import AsciiDriver

            app.driver_class = AsciiDriver
        return self.mouse


USUAL = Manner()


def run_app(
    project: Project | Choice,
    *,
    reviewer: str,
    settings: Settings | None = None,
    manner: Manner = USUAL,
) -> int:
    """Runs the app until the reviewer leaves; the exit status.

    A choice is shown first. Raises InputError as `resolve` does, and what the app died of.
    """
    from reviewtui.projects import Choice

    if isinstance(project, Choice):
        chosen = _choose(project, reviewer, manner)
        if chosen is None:
            return 0
        project = chosen
    return _run(project, reviewer, manner, settings)


def _choose(choice: Choice, reviewer: str, manner: Manner) -> Project | None:
    """What the reviewer chooses; None if they leave. One that cannot be opened says why, and
    the list is there again."""
    from reviewtui.tui.screens.choose import ChooseApp

    said = ""
    while True:
        chosen = _attended(ChooseApp("What is to be reviewed?", choice, said, manner.keys), manner)
        if chosen is None:
            return None
        try:
            project = open_or_ask(partial(_open, choice.options[chosen]), reviewer, manner=manner)
        except InputError as error:
            said = error.lines[0]
            continue
        if project is not None:
            return project
        said = ""


def _open(option: Option, *, as_it_is: bool = False) -> Project:
    from reviewtui.projects.gone import unless_gone

    return unless_gone(option.open(as_it_is=as_it_is), as_it_is=as_it_is)


def open_or_ask(
    find: Callable[..., _Found], reviewer: str, *, manner: Manner = USUAL
) -> _Found | None:
    """What `find` finds; where that is a damaged review, the versions kept of it are offered,
    and where it needs files outside of its project, they are named and opened if the reviewer
    says yes.

    None if the reviewer leaves a damaged file as it is. `find` takes `as_it_is`, for a damaged
    file that can be read. Raises InputError as `find` does, for what has nothing to offer, and
    for files that the reviewer does not want to be opened.
    """
    from reviewtui.projects.outside import OutsideError
    from reviewtui.projects.sample import NothingToReviewError
    from reviewtui.reviews.damage import Damaged

    how: dict[str, bool] = {}
    made = ""
    while True:
        try:
            found = find(**how)
        except Damaged as damaged:
            if not damaged.kept and not damaged.readable:
                raise
            from reviewtui.tui.screens.restore import RestoreApp

            chosen = _attended(RestoreApp(damaged, reviewer, manner.keys), manner)
            if chosen is None:
                return None
            how = {"as_it_is": chosen == "as it is"}
        except NothingToReviewError as nothing:
            from reviewtui.tui.screens.welcome import WelcomeApp

            made = _attended(WelcomeApp(nothing, manner.keys), manner) or ""
            if not made:
                return None
        except OutsideError as outside:
            from reviewtui.reviews.outside import allow
            from reviewtui.tui.screens.outside import OutsideApp

            if not _attended(OutsideApp(outside, manner.keys), manner):
                raise
            allow(outside.path, (file.real for file in outside.files))
        else:
            return _told(found, made)


def _told(found: _Found, made: str) -> _Found:
    """What was found, with a note on what was made for it."""
    from reviewtui.projects import Project

    if made and isinstance(found, Project):
        return found._replace(notes=(made, *found.notes))
    return found


def _run(project: Project, reviewer: str, manner: Manner, settings: Settings | None) -> int:
    app, saver = assemble(project, reviewer, settings)
    dress(app, app.settings, app.view.theme, project.folder, project.theme)
    if project.notes:
        more = f" (and {len(project.notes) - 1} more)" if len(project.notes) > 1 else ""
        app.review_screen.say(project.notes[0] + more, "warning")

    from reviewtui.tui.leaving import Leaving

    with Leaving(app.leave, partial(finish, app, saver)) as app.leaving:
        try:
            status = app.run(mouse=manner.prepare(app))
        finally:
            app.leaving.ended()
            all_saved = finish(app, saver)
    if app.crash is not None:
        raise app.crash
    _say_goodbye(app, saver)
    return (status or 0) if all_saved else 2


def _attended(app: Attended[_Chosen], manner: Manner) -> _Chosen | None:
    """What an app that comes before the review gives. Exits where the line has dropped."""
    from reviewtui.tui.leaving import Leaving

    if manner.settings is not None:
        dress_before(app, manner.settings)
    with Leaving(lambda _status: app.exit()) as app.leaving:
        chosen: _Chosen | None = app.run(mouse=manner.prepare(app))
    if app.leaving.status:
        sys.exit(app.leaving.status)
    if app.crash is not None:
        raise app.crash
    return chosen


def assemble(
    project: Project, reviewer: str, settings: Settings | None = None
) -> tuple[ReviewApp, Saver]:
    """The app on a project, where the reviewer stopped, and what saves for it.

    `finish` ends what this begins. Raises InputError for keys that cannot be used.
    """
    from reviewtui.reviews.saving import Saver
    from reviewtui.session.opening import keep_place, open_session
    from reviewtui.tui.app import ReviewApp
    from reviewtui.tui.remembering import AFTER_PAINTING

    session = open_session(project, reviewer)
    saver = Saver(
        project.review_path,
        project.opened,
        on_saved=lambda _review: app.stored(),
        on_failed=lambda reason: app.failed(reason),  # noqa: PLW0108 - there is no app yet
        on_merged=lambda merged: app.merged(merged),  # noqa: PLW0108
        on_lost=lambda owner: app.lost(owner),  # noqa: PLW0108
        on_problem=lambda line: app.not_kept(line),  # noqa: PLW0108
        rest=AFTER_PAINTING,
    )
    app = ReviewApp(
        session.desk,
        session.library,
        saver,
        store_place=partial(keep_place, session.desk),
        place=session.place,
        recovered=session.recovered,
        files_changed=session.files_changed,
        settings=settings,
    )
    return app, saver


def finish(app: ReviewApp, saver: Saver) -> bool:
    """Saves what is waiting and where the reviewer is, and gives the review free.

    True when every decision is saved.
    """
    app.library.close()
    # first what takes no time: a disk that does not answer may hold the rest up
    app.keep_place()
    all_saved = saver.close(FLUSH)
    if app.lock is not None:
        app.lock.release()
    return all_saved


def _say_goodbye(app: ReviewApp, saver: Saver) -> None:
    """The last line, on standard error: standard output is for results."""
    from reviewtui.session.closing import farewell

    text = farewell(app.desk, saver, conflicts=len(app.review_screen.conflicts))
    if text:
        with suppress(OSError):  # the terminal may be gone
            sys.stderr.write(text + "\n")
