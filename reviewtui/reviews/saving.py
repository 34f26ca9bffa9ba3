"""Saving: in one thread beside the app, in order, durably, never over somebody else's work."""

from __future__ import annotations

import contextlib
import errno
import re
import threading
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from reviewtui.characters import visible
from reviewtui.errors import InputError, shown
from reviewtui.reviews.durable import remove_leftovers, write_durably
from reviewtui.reviews.file import Opened, bytes_digest, opened, review_file
from reviewtui.reviews.merging import Merged, merge
from reviewtui.reviews.writing import ReviewWriter, review_bytes

if TYPE_CHECKING:
    from collections.abc import Callable

    from reviewtui.reviews.model import Review

RETRY_FIRST = 1.0  # seconds; doubled after each failure
RETRY_AT_MOST = 30.0

_NAME_AT_MOST = 24  # characters of the path behind a reason, so that this fits into one line

_NOT_WRITABLE = "not writable; check the permissions"
_NO_FOLDER = "part of its path is not a folder; check the name"
_REASONS = {
    errno.EACCES: _NOT_WRITABLE,
    errno.EPERM: _NOT_WRITABLE,
    errno.EISDIR: "is a folder; name a file",
    errno.EEXIST: _NO_FOLDER,
    errno.ENOTDIR: _NO_FOLDER,
    errno.ENOSPC: "no space left on the disk; make room",
    errno.EDQUOT: "your quota is used up; make room",
    errno.EROFS: "the file system is read-only; make it writable",
    errno.ENAMETOOLONG: "the name is too long for a file; give a shorter one",
    errno.ELOOP: "links that lead round; check them",
}

_Stat = tuple[int, int, int, int]


def save_review(review: Review, path: str | Path) -> None:
    """Writes a review at once and durably, for scripts; whatever is in the file is replaced.

    Raises InputError where it cannot be written.
    """
    content = review_bytes(review)
    try:
        write_durably(path, content)
    except OSError as error:
        raise InputError(f"{shown(path)}: {_why(error)}") from None


def _why(error: OSError) -> str:
    """Why a review was not saved, and the remedy: short, for one line of a small screen."""
    number = error.errno or 0
    said = visible(error.strerror or str(error) or type(error).__name__)
    return _REASONS.get(number, f"{said[:1].lower()}{said[1:]}; check the folder and the disk")


class Saver:
    """Saves the reviews of one file, the newest last, in a thread of its own.

    `submit` returns at once. Reviews that come in a burst share one write. `on_saved` gets the
    submitted review that is on the disk now, `on_failed` the reason in one line, such as "No space
    left on the disk; make room (reviews/a.toml)."; all are called from the saver's thread. What
    could not be saved is tried again after a while, and when the next review is submitted.

    Where the file changed underneath, both are merged by verdict before anything is written,
    and `on_merged` gets the result: whoever holds the review goes on from
    `rebase(own, merged)`. Where nobody does, later reviews are merged again.
    """

    def __init__(
        self,
        path: str | Path,
        opened_review: Opened | None = None,
        *,
        on_saved: Callable[[Review], object] = lambda review: None,
        on_failed: Callable[[str], object] = lambda reason: None,
        on_merged: Callable[[Merged], object] = lambda merged: None,
        retry: float = RETRY_FIRST,
    ) -> None:
        self.path = Path(path)
        self._on_saved, self._on_failed, self._on_merged = on_saved, on_failed, on_merged
        self._retry = self._pause = retry
        self._writer = opened_review.writer if opened_review else ReviewWriter()
        # what the file holds as far as known, and what of the submitted is in it
        self._held = opened_review.review if opened_review else None
        self._sent = self._held
        self._digest = opened_review.digest if opened_review else ""
        self._stat: _Stat | None = None
        self._waiting: Review | None = None
        self._failed = False
        self._busy = False
        self._closing = False
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None
        self._tidied = False

    @property
    def saved(self) -> bool:
        """Whether everything submitted is on the disk."""
        with self._changed:
            return self._waiting is None and not self._busy

    @property
    def unsaved(self) -> Review | None:
        """The review that is waiting to be saved, or could not be; None when all is saved."""
        with self._changed:
            return self._waiting

    def submit(self, review: Review) -> None:
        """Saves `review` as soon as may be; it holds all that was submitted before."""
        with self._changed:
            if self._closing:
                raise ValueError("the saver is closed")
            self._waiting = review
            self._failed = False
            self._pause = self._retry
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="saver", daemon=True)
                self._thread.start()
            self._changed.notify_all()

    def flush(self, timeout: float | None = None) -> bool:
        """Waits until all is saved or a save has failed; True when all is saved."""
        with self._changed:
            self._changed.wait_for(
                lambda: self._failed or (self._waiting is None and not self._busy), timeout
            )
            return self._waiting is None and not self._busy

    def close(self, timeout: float | None = 10.0) -> bool:
        """Saves what is waiting, once more if it failed before, and ends the thread.

        True when everything submitted is on the disk.
        """
        with self._changed:
            self._closing = True
            self._failed = False
            self._changed.notify_all()
            thread = self._thread
        if thread is not None:
            thread.join(timeout)
        with self._changed:
            return self._waiting is None and not self._busy

    def _run(self) -> None:
        while True:
            with self._changed:
                self._wait_for_work()
                review = self._waiting
                if review is None:
                    return
                closing = self._closing
                self._busy, self._failed = True, False
            reason = self._save(review)
            with self._changed:
                self._busy = False
                self._failed = bool(reason)
                if not reason:
                    self._pause = self._retry
                    if self._waiting is review:
                        self._waiting = None
                self._changed.notify_all()
            if reason:
                self._on_failed(reason)
                if closing:
                    return
            else:
                self._on_saved(review)

    def _wait_for_work(self) -> None:
        """Until there is something to save, or to save again, or all is done."""
        if self._failed:
            again = time.monotonic() + self._pause
            while self._failed and not self._closing:
                left = again - time.monotonic()
                if left <= 0:
                    self._pause = min(self._pause * 2, RETRY_AT_MOST)
                    return
                self._changed.wait(left)
            return
        while self._waiting is None and not self._closing:
            self._changed.wait()

    def _save(self, review: Review) -> str:
        """Saves `review`; why not, or `""`."""
        try:
            if not self._tidied:
                self._tidied = True
                remove_leftovers(self.path)
            target, merged = self._target(review)
            content = self._writer.write(target)
            write_durably(self.path, content)
            self._held, self._sent = target, review
            self._digest, self._stat = bytes_digest(content), _stat(self.path)
        except OSError as error:
            return self._sentence(_why(error))
        except InputError as error:
            return self._sentence(error.lines[0])
        except Exception as error:  # a fault of ours must not end saving in silence
            return self._sentence(f"unexpected: {type(error).__name__}; please report it")
        if merged is not None:
            self._on_merged(merged)
        return ""

    def _sentence(self, line: str) -> str:
        """A line of an error for a small screen: reason and remedy first, the file last."""
        name = shown(self.path)
        place, reason = "", line
        if found := re.match(re.escape(name) + r"(:\d+)?: ", line):
            place, reason = found[1] or "", line[found.end() :]
        if len(name) > _NAME_AT_MOST:
            name = visible(self.path.name)
        if len(name) > _NAME_AT_MOST:
            name = f"{name[: _NAME_AT_MOST - 1]}…"
        return f"{reason[:1].upper()}{reason[1:]} ({name}{place})."

    def _target(self, review: Review) -> tuple[Review, Merged | None]:
        """What the file is to hold: `review`, and whatever else has come into the file."""
        found = self._changed_underneath()
        target, merged = review, None
        if self._held is not self._sent and self._held is not None:
            target = merge(self._sent, review, self._held).review
        if found is not None:
            try:
                merged = merge(self._held, target, found.review)
            except ValueError:
                raise InputError(
                    f"{shown(self.path)}: has become another review; move one of them away"
                ) from None
            merged = replace(merged, ours=review)
            target = merged.review
        return target, merged

    def _changed_underneath(self) -> Opened | None:
        """What the file holds, if that is not what was read or written last."""
        stat = _stat(self.path)
        if stat is None or stat == self._stat:
            return None
        content = review_file(self.path)
        if bytes_digest(content) == self._digest:
            self._stat = stat
            return None
        return opened(content, self.path)


def _stat(path: Path) -> _Stat | None:
    with contextlib.suppress(FileNotFoundError):
        found = path.stat()
        return found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns
    return None
