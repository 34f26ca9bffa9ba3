"""The system's lock on the review file itself: it also tells apart users of one host, and hosts
that share a folder, who have no state folder in common.

It is on the file, not on its name, so it goes with each save from the old file to the new one
before that takes the name. It makes no file, and stops nobody who does not ask: git and editors
do not, and neither does whoever took the review over.
"""

from __future__ import annotations

import contextlib
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from reviewtui.reviews.owning import Owner

if TYPE_CHECKING:
    from collections.abc import Iterator


class Hold:
    """This process's lock on a review file; nothing is held until `take` or `passing_on`."""

    def __init__(self) -> None:
        self._handle: int | None = None

    def take(self, path: str | Path) -> bool:
        """Locks the file, if there is one; False where another process has it locked.

        A file system that knows no such locks stops nobody.
        """
        self.release()
        for access in (os.O_RDWR, os.O_RDONLY):  # over NFS only a file open for writing is locked
            with contextlib.suppress(OSError, ValueError):
                handle = os.open(path, access | os.O_NONBLOCK | os.O_NOCTTY)
                break
        else:
            return True
        if _locked(handle) is False:
            os.close(handle)
            return False
        self._handle = handle
        return True

    @contextlib.contextmanager
    def passing_on(self, handles: list[int]) -> Iterator[None]:
        """While a file is written and takes the name of the old one: `handles` gets the new one
        before it has the name. What is held afterwards is the file that has it."""
        try:
            yield
        except BaseException:
            _close(*handles)
            raise
        if handles:
            old, self._handle = self._handle, handles.pop()
            _close(*handles, *([] if old is None else [old]))

    def release(self) -> None:
        """Gives the file free."""
        handle, self._handle = self._handle, None
        if handle is not None:
            _close(handle)


def locked_copy(handle: int) -> int:
    """Another handle of an open file, which keeps it locked when the first is closed."""
    own = os.dup(handle)
    _locked(own)
    return own


def holder(path: str | Path) -> Owner:
    """Who has the review file locked, as far as this system knows."""
    host = os.uname().nodename
    now = datetime.now(UTC).replace(microsecond=0)
    with contextlib.suppress(OSError, ValueError, IndexError):
        inode = str(Path(path).stat().st_ino)
        for line in Path("/proc/locks").read_text("ascii").splitlines():
            words = line.split()
            if words[1] == "FLOCK" and words[5].rpartition(":")[2] == inode:
                return _owner(int(words[4]), host) or Owner("somebody", host, 0, now)
    return Owner("somebody", "another host", 0, now)


def _owner(process: int, host: str) -> Owner | None:
    """The user who runs a process, and since when; None where the system does not tell."""
    import pwd

    with contextlib.suppress(OSError, KeyError, ValueError):
        begun = Path(f"/proc/{process}").stat()
        name = pwd.getpwuid(begun.st_uid).pw_name
        since = datetime.fromtimestamp(int(begun.st_ctime), UTC)
        return Owner(name, host, process, since)
    return None


def _locked(handle: int) -> bool | None:
    """Locks an open file: whether that succeeded, None where its file system has no locks."""
    try:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except (OSError, ImportError):
        return None
    return True


def _close(*handles: int) -> None:
    for handle in handles:
        with contextlib.suppress(OSError):
            os.close(handle)
