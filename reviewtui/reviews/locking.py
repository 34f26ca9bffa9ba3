"""One writer a review: who opens it second learns who has it, and reads.

The lock is a file in the user's state folder that the system locks for as long as the process
lives, so that on one host it is free as soon as its owner is gone, however that ended. Beside
it stands who owns it. Where the folder is shared between hosts one cannot know who lives: the
owner renews what stands there, and may be taken over when that has stopped. Between users the
review file itself is locked (see `holding`).
"""

from __future__ import annotations

import contextlib
import os
import secrets
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reviewtui.reviews.editing import now
from reviewtui.reviews.holding import Hold, holder
from reviewtui.reviews.owning import Owner, Record, read_record, seconds_old, write_record
from reviewtui.reviews.state import path_key, state_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["RENEWED_WITHIN", "RENEW_EVERY", "Lock", "Owner", "lock_review", "wait_for_lock"]

RENEW_EVERY = 30.0  # seconds
RENEWED_WITHIN = 300.0  # seconds that an owner on another host is trusted for

PATIENCE = 5.0  # seconds that a script waits for another to end

_POLL = 0.05  # seconds
_GUARD = 2.0  # seconds to wait for somebody else's save or renewal to end


class Lock:
    """Whether this process may write a review; make it with `lock_review`.

    `owner` is who else has the review open, None where nobody has; `takeable` says that it may
    be taken over from them, and `renewed` when they were heard of last. `problem` says why there
    is no lock although nobody has it: reviewing goes on without one.
    """

    def __init__(
        self,
        files: _Files | None = None,
        *,
        held: Any = None,
        own: Record | None = None,
        theirs: Record | None = None,
        takeable: bool = False,
        problem: str = "",
        hold: Hold | None = None,
    ) -> None:
        self.owner = theirs.owner if theirs is not None else None
        self.renewed = theirs.renewed if theirs is not None else None
        self.takeable, self.problem = takeable, problem
        self.seen = theirs
        self.seen_at = time.monotonic()  # since when their record is the same
        self.hold = hold  # on the review file, for who owns the lock
        self._files, self._held, self._own = files, held, own

    @property
    def writable(self) -> bool:
        """Whether this process may save the review."""
        return self.owner is None

    @property
    def only_while_it_runs(self) -> bool:
        """Whether its owner runs on this host, which keeps it for as long as they do."""
        return self.owner is not None and self.owner.host == os.uname().nodename

    def owned(self) -> bool:
        """Whether the lock is still ours; else `owner` is who took it over."""
        if self._files is None or self._own is None:
            return self.writable
        found = read_record(self._files.record)
        if found is None or found.token == self._own.token:
            return True
        self.owner, self.renewed = found.owner, found.renewed
        return False

    def renew(self) -> bool:
        """Tells others that the owner is alive; False if it is no longer this process."""
        if self._files is None:
            return self.writable
        with guarded(self._files.guard):
            if not self.owned():
                return False
            if self._own is not None:
                self._own = self._own.again(now())
                with contextlib.suppress(OSError):
                    write_record(self._files.record, self._own)
            return True

    def release(self) -> None:
        """Gives the review free; twice does no harm."""
        held, own = self._held, self._own
        self._held = self._own = None
        if self.hold is not None:
            self.hold.release()
        if held is None or self._files is None:
            return
        with guarded(self._files.guard):
            found = read_record(self._files.record)
            if own is not None and found is not None and found.token == own.token:
                with contextlib.suppress(OSError):
                    self._files.record.unlink()
            held.release()


@dataclass(frozen=True, slots=True)
class _Files:
    """The files of a lock: what the system locks, who has it, and the guard of both."""

    lock: Path
    record: Path
    guard: Path


def _files(path: str | Path) -> _Files:
    """Raises OSError where there is no state folder."""
    folder, key = state_folder("locks"), path_key(path)
    return _Files(*(folder / f"{key}.{kind}" for kind in ("lock", "json", "guard")))


@contextlib.contextmanager
def alone(path: str | Path) -> Iterator[None]:
    """A moment in which nobody else saves the review file `path`, nor takes or gives up its lock.

    Whoever is stuck in it, or where it cannot be had, does not stop anyone.
    """
    try:
        guard = _files(path).guard
    except OSError:
        yield
        return
    with guarded(guard):
        yield


@contextlib.contextmanager
def guarded(guard: Path) -> Iterator[None]:
    """See `alone`."""
    from filelock import FileLock, Timeout

    lock = FileLock(guard, mode=0o600)
    try:
        lock.acquire(timeout=_GUARD, poll_interval=0.01)
    except (Timeout, OSError, NotImplementedError):
        yield
        return
    try:
        yield
    finally:
        lock.release()


def lock_review(
    path: str | Path, reviewer: str, *, take_over: bool = False, after: Lock | None = None
) -> Lock:
    """Locks the review file `path` for this process, if nobody has it; never waits for long.

    An owner on this host keeps it for as long as the process lives. One on another host keeps it
    for as long as they renew it: after five minutes without, the lock is `takeable`, and
    `take_over` takes it. `after` is the lock that an earlier call gave: for how long the owner
    has not renewed is then also known by our own clock, whatever the clocks of the hosts say.
    """
    try:
        files = _files(path)
    except OSError as error:
        return _only_held(path, f"no lock: {error.strerror or error}")
    try:
        with guarded(files.guard):
            return _lock(path, files, reviewer, take_over, after)
    except (OSError, NotImplementedError) as error:
        return _only_held(path, f"no lock: {error}")


def wait_for_lock(path: str | Path, reviewer: str) -> Lock:
    """`lock_review`, for what takes a moment itself: asked again for some seconds."""
    until = time.monotonic() + PATIENCE
    lock = lock_review(path, reviewer)
    while not lock.writable and time.monotonic() < until:
        time.sleep(_POLL)
        lock = lock_review(path, reviewer, after=lock)
    return lock


def _only_held(path: str | Path, problem: str) -> Lock:
    """The lock where there is nothing but the review file."""
    hold = Hold()
    if not hold.take(path):
        return Lock(theirs=Record(holder(path), None, ""))
    return Lock(problem=problem, hold=hold)


def _lock(
    path: str | Path, files: _Files, reviewer: str, take_over: bool, after: Lock | None
) -> Lock:
    own = Record(
        Owner(reviewer, os.uname().nodename, os.getpid(), now()), now(), secrets.token_hex(8)
    )
    theirs = read_record(files.record)
    held = _acquired(files.lock)
    hold = Hold()
    if held is not None and (theirs is None or theirs.owner.host == own.owner.host):
        if not hold.take(path):
            held.release()
            return Lock(files, theirs=Record(holder(path), None, ""))
        return _owning(files, held, own, hold)
    if theirs is None:
        # its owner has only just got it, or cannot write the record
        theirs = Record(Owner("somebody", own.owner.host, 0, own.owner.since), None, "")
    found = Lock(files, theirs=theirs)
    if after is not None and after.seen == theirs:
        found.seen_at = after.seen_at
    found.takeable = _takeable(files, theirs, own, found.seen_at)
    if not (found.takeable and take_over):
        if held is not None:
            held.release()
        return found
    if held is None:
        # the system has it locked for somebody who may be taken over all the same: from now on
        # another file is what is locked
        files.lock.unlink(missing_ok=True)
        held = _acquired(files.lock)
    hold.take(path)  # or with the first save: whoever was taken over may hold the file still
    return _owning(files, held, own, hold)


def _acquired(path: Path) -> Any:
    """The system's lock on the file `path`; None where somebody has it."""
    from filelock import FileLock, Timeout

    lock = FileLock(path, mode=0o600, thread_local=False)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        return None
    return lock


def _owning(files: _Files, held: Any, own: Record, hold: Hold) -> Lock:
    try:
        write_record(files.record, own)
    except OSError as error:
        problem = f"nobody can see who has the review: {error.strerror}"
        return Lock(files, held=held, problem=problem, hold=hold)
    return Lock(files, held=held, own=own, hold=hold)


def _takeable(files: _Files, theirs: Record, own: Record, seen_at: float) -> bool:
    """Whether nobody can say that the owner still lives."""
    if theirs.owner.host == own.owner.host:
        return theirs.owner.process > 0 and not _runs(theirs.owner.process)
    if time.monotonic() - seen_at >= RENEWED_WITHIN:
        return True
    old = seconds_old(files.record)
    return old is not None and old >= RENEWED_WITHIN


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True
