"""From a project to the dialogue and back: choosing, opening, locking, leaving."""

from __future__ import annotations

import signal
import sys
from contextlib import contextmanager, suppress
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, TypeVar

from reviewtui.documents import CancelledError
from reviewtui.errors import InputError
from reviewtui.plain.dialogue import Dialogue
from reviewtui.plain.keeping import Keeper
from reviewtui.plain.moving import weigh
from reviewtui.plain.reviewing import review
from reviewtui.plain.talk import Talk
from reviewtui.reviews import Queue
from reviewtui.session.closing import farewell
from reviewtui.session.opening import open_session
from reviewtui.session.wording import count_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from reviewtui.projects import Choice, Project
    from reviewtui.reviews.damage import Damaged
    from reviewtui.session.opening import Session
    from reviewtui.settings import Settings

_Found = TypeVar("_Found")
PATIENCE = 1.0  # seconds before it is said how far a comparison is


class _EndedError(BaseException):
    """The system asks the process to end; `args[0]` is the signal."""


def run_plain(find: Callable[..., Project | Choice], *, reviewer: str, settings: Settings) -> int:
    """Reviews what `find` finds, in dialogue, until the reviewer quits; the exit status.

    `find` takes `as_it_is`, for a damaged file that can be read. Raises InputError as `find`
    does, for what nobody can be asked about, or said no to.
    """
    dialogue = Dialogue()
    with _signals():
        try:
            project = _choose(dialogue, reviewer, find)
            return 0 if project is None else _run(project, reviewer, settings, dialogue)
        except KeyboardInterrupt:
            return 128 + signal.SIGINT
        except _EndedError as ended:
            return 128 + int(ended.args[0])


def _run(project: Project, reviewer: str, settings: Settings, dialogue: Dialogue) -> int:
    session = open_session(project, reviewer)
    desk = session.desk
    keeper = Keeper(desk, project.opened, session.place)
    talk = Talk(desk, session.library, keeper, dialogue, settings.snippets)
    try:
        dialogue.say_all(project.notes)
        keeper.take_lock()
        _greet(session, talk)
        review(talk)
    finally:
        session.library.close()
        all_saved = keeper.close()
        if said := farewell(desk, keeper.saver, conflicts=keeper.conflicts):
            with suppress(OSError):  # the terminal may be gone
                sys.stderr.write(said + "\n")
    return 0 if all_saved else 2


def _greet(session: Session, talk: Talk) -> None:
    """Who reviews what, and what changed since; then the policies' digests, for the record."""
    desk, keeper = session.desk, talk.keeper
    policies = count_of(len(desk.policy_ids), "policy", "policies")
    talk.say(f"{desk.checklist.title}: {policies}, as {desk.reviewer}.")
    if keeper.read_only:
        talk.say(keeper.read_only)
    if session.recovered is not None:
        entries = count_of(session.recovered.entries, "entry", "entries")
        talk.say(f"{entries} came back that could not be saved before.")
        if not keeper.read_only:
            talk.say(keeper.save())
    if desk.review.entries:
        _compare(session, talk)
    if desk.awaited is Queue.WEAK:
        weigh(talk)
        desk.resume_awaited(complete=True)
    with suppress(CancelledError):
        desk.survey(*session.library.survey())


def _compare(session: Session, talk: Talk) -> None:
    """Holds the verdicts against the policies and the checklist of today."""
    from reviewtui.reviews.changes import collect
    from reviewtui.reviews.opening import opening
    from reviewtui.reviews.renaming import NO_FILES_CHANGED

    desk, total = session.desk, session.library.comparisons(session.desk.review)
    said, found = monotonic() + PATIENCE, []
    for one in session.library.compare(desk.review):
        found.append(one)
        if monotonic() > said:
            said = monotonic() + PATIENCE
            talk.say(f"Comparing with what was decided: {len(found)} of {total} policies.")
            talk.dialogue.flush()
    changes = collect(desk.review, found, session.files_changed or NO_FILES_CHANGED)
    desk.since.finish(changes)
    summary = opening(changes, desk.progress())
    if desk.awaited in (Queue.STALE, Queue.MOVED):
        desk.resume_awaited(complete=True)
    talk.say(f"{summary.line}." + ("  s goes through the stale ones." if summary.stale else ""))


def _choose(
    dialogue: Dialogue, reviewer: str, find: Callable[..., Project | Choice]
) -> Project | None:
    """What the reviewer wants to review; None if they leave."""
    from reviewtui.projects import Choice, check_saveable

    found = _found_or_asked(dialogue, reviewer, find)
    while isinstance(found, Choice):
        for number, option in enumerate(found.options, 1):
            dialogue.say(f"{number}. {option.label}")
        answer = dialogue.ask("Which is to be reviewed?")
        if answer is None or answer in {"q", "quit"}:
            return None
        if answer.isascii() and answer.isdigit() and 0 < int(answer) <= len(found.options):
            option = found.options[int(answer) - 1]
            try:
                found = _found_or_asked(dialogue, reviewer, partial(_open, option.open))
            except InputError as error:
                dialogue.say(error.lines[0])
        else:
            dialogue.say(f"A number from 1 to {len(found.options)}, or q.")
    check_saveable(found)
    return found


def _open(open_option: Callable[..., Project], *, as_it_is: bool = False) -> Project:
    from reviewtui.projects.gone import unless_gone

    return unless_gone(open_option(as_it_is=as_it_is), as_it_is=as_it_is)


def _found_or_asked(dialogue: Dialogue, reviewer: str, find: Callable[..., _Found]) -> _Found:
    """What `find` finds; for a damaged review and for files outside of its project the reviewer
    is asked first. Raises InputError as `find` does where they leave it as it is."""
    from reviewtui.projects.outside import OutsideError
    from reviewtui.reviews.damage import Damaged

    how: dict[str, bool] = {}
    while True:
        try:
            return find(**how)
        except Damaged as damaged:
            if not damaged.kept and not damaged.readable:
                raise
            as_it_is = _restored(dialogue, damaged, reviewer)
            if as_it_is is None:
                raise
            how = {"as_it_is": as_it_is}
        except OutsideError as outside:
            from reviewtui.reviews.outside import allow

            dialogue.say(
                f"{outside.path} records files outside of its project. Open them only if you "
                "know why: who wrote the review chose what is read."
            )
            dialogue.say_all(str(file.real) for file in outside.files)
            if dialogue.ask("Open them, now and whenever it is reviewed? yes or no:") != "yes":
                raise
            allow(outside.path, (file.real for file in outside.files))


def _restored(dialogue: Dialogue, damaged: Damaged, reviewer: str) -> bool | None:
    """Whether the file is to be opened as it is; False after a version of it was restored, None
    where all is left as it was. Raises InputError where it cannot be restored."""
    from reviewtui.reviews.backups import restore
    from reviewtui.reviews.locking import lock_review
    from reviewtui.session.wording import local, name_of

    dialogue.say_all(damaged.faults)
    for number, kept in enumerate(damaged.kept, 1):
        time = f"{kept.time.astimezone():%Y-%m-%d %H:%M}"
        count = count_of(kept.decided, "verdict", "verdicts")
        dialogue.say(f"{number}. the version of {time}, with {count}")
    as_it_is = ", a: as it is" if damaged.readable else ""
    while True:
        answer = dialogue.ask(f"A number restores that version{as_it_is}, q: leave it:")
        if answer is None or answer in {"q", "quit"}:
            return None
        if answer == "a" and damaged.readable:
            return True
        if answer.isascii() and answer.isdigit() and 0 < int(answer) <= len(damaged.kept):
            lock = lock_review(damaged.path, reviewer)
            try:
                if lock.owner is None:
                    restore(damaged.path, damaged.kept[int(answer) - 1])
                    return False
            finally:
                lock.release()
            since = local(lock.owner.since)
            dialogue.say(f"Not restored: {name_of(lock.owner)} has it open since {since}.")


@contextmanager
def _signals() -> Iterator[None]:
    """A hang-up or a request to end is heeded where the dialogue stands: nothing is lost then."""

    def end(number: int, _frame: object) -> None:
        raise _EndedError(number)

    names = (signal.SIGHUP, signal.SIGTERM)
    before = {name: signal.signal(name, end) for name in names}
    try:
        yield
    finally:
        for name, handler in before.items():
            signal.signal(name, handler)
