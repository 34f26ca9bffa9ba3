"""Saving: in one thread beside the app, in order, durably, never over somebody else's work."""

from __future__ import annotations

import contextlib
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

from reviewtui.errors import InputError, shown
from reviewtui.reviews.backups import KeptKind
from reviewtui.reviews.durable import remove_leftovers, write_durably
from reviewtui.reviews.held import ChangedMeanwhile, HeldFile
from reviewtui.reviews.keeping import KEEP_AFTER, Keeper
from reviewtui.reviews.reasons import sentence, why
from reviewtui.reviews.writing import review_bytes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from reviewtui.reviews.copies import Copy
    from reviewtui.reviews.file import Opened
    from reviewtui.reviews.locking import Lock, Owner
    from reviewtui.reviews.merging import Merged
    from reviewtui.reviews.model import Review

RETRY_FIRST = 1.0  # seconds; doubled after each failure
RETRY_AT_MOST = 30.0
KEEP_AT_THE_END = 3.0  # seconds that leaving waits for the last version to be kept

_LOOKS = 5  # tries to save while somebody else writes the file at the same time


def save_review(review: Review, path: str | Path) -> None:
    """Writes a review at once and durably, for scripts; whatever is in the file is replaced.

    Raises InputError where it cannot be written.
    """
    content = review_bytes(review)
    try:
        write_durably(path, content)
    except OSError as error:
        raise InputError(f"{shown(path)}: {why(error)}") from None


class Saver:
    """Saves the reviews of one file, the newest last, in a thread of its own.

    `submit` returns at once. Reviews that come in a burst share one write. `on_saved` gets the
    submitted review that is on the disk now, `on_failed` the reason in one line, such as "No space
    left on the disk; make room (reviews/a.toml)."; all are called from the saver's thread. What
    could not be saved is tried again after a while, and when the next review is submitted.

    Where the file changed underneath, both are merged by verdict before anything is written,
    and `on_merged` gets the result: whoever holds the review goes on from
    `rebase(own, merged)`. Where nobody does, later reviews are merged again.

    `lock` is to be set once there is one: each save first makes sure that it is still ours. Where
    somebody took it over, `on_lost` gets, once, who; what was submitted is merged with what they
    did and saved all the same.

    The last versions are kept in the state folder (see `backups`), and there also what cannot be
    saved; `on_problem` gets, once, why they cannot be kept.
    """

    def __init__(
        self,
        path: str | Path,
        opened_review: Opened | None = None,
        *,
        on_saved: Callable[[Review], object] = lambda review: None,
        on_failed: Callable[[str], object] = lambda reason: None,
        on_merged: Callable[[Merged], object] = lambda merged: None,
        on_lost: Callable[[Owner], object] = lambda owner: None,
        on_problem: Callable[[str], object] = lambda line: None,
        retry: float = RETRY_FIRST,
        keep_after: float = KEEP_AFTER,
    ) -> None:
        self.path = Path(path)
        self.lock: Lock | None = None
        self.reason = ""  # why what was submitted last is not saved
        self._on_saved, self._on_failed, self._on_merged = on_saved, on_failed, on_merged
        self._on_lost = on_lost
        self._retry = self._pause = retry
        self._file = HeldFile(self.path, opened_review)
        self._keeper = Keeper(self.path, after=keep_after, on_problem=on_problem)
        self._copy: Copy | None = None
        self._newest = opened_review.review if opened_review else None
        self._waiting: Review | None = None
        self._failed = False
        self._busy = False
        self._closing = False
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None
        self._tidied = self._lost = False

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
            self._waiting = self._newest = review
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

        True when everything submitted is on the disk. What is not is left in the state folder,
        for `keeping.recover`.
        """
        with self._changed:
            self._closing = True
            self._failed = False
            self._changed.notify_all()
            thread = self._thread
        if thread is not None:
            thread.join(timeout)
            if thread.is_alive():  # a disk that does not answer
                self._leave_unsaved()
        self._keeper.close(KEEP_AT_THE_END)
        with self._changed:
            return self._waiting is None and not self._busy

    @property
    def copy(self) -> Path | None:
        """Where a copy is, if one was saved elsewhere."""
        copy = self._copy
        return copy.place if copy is not None else None

    def save_copy(self, place: str | Path) -> None:
        """Saves the newest review in another file, durably, and waits for that.

        The review's own file is tried again as before. While it cannot be written, the copy is
        kept up to date with every decision; once all is saved, it stays as it is. Raises
        InputError where it cannot be written, or where there is another file.
        """
        from reviewtui.reviews.copies import Copy

        with self._changed:
            review = self._newest
        if review is None:
            raise InputError(f"{shown(self.path)}: nothing was decided yet, so there is no copy")
        copy = Copy(self.path, Path(place))
        copy.write(review)
        self._copy = copy

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
                self._failed, self.reason = bool(reason), reason
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
            for look in range(_LOOKS):
                with self._guarded() as owned, contextlib.suppress(ChangedMeanwhile):
                    look_inside = look > 0 or not owned
                    version, merged = self._file.replacement(review, look_inside=look_inside)
                    hold = self.lock.hold if self.lock is not None and owned else None
                    self._file.put(version, review, hold)
                    break
            else:
                return self._not_saved("another program keeps writing it; end that", review)
        except OSError as error:
            return self._not_saved(why(error), review)
        except InputError as error:
            return self._not_saved(error.lines[0], review)
        except Exception as error:  # a fault of ours must not end saving in silence
            return self._not_saved(f"unexpected: {type(error).__name__}; please report it", review)
        if self._file.found is not None:
            found, self._file.found = self._file.found, None
            self._keeper.keep(found.content, found.review, lasting=True)
        self._keeper.keep(version.content, version.review)
        if merged is not None:
            self._on_merged(merged)
        return ""

    @contextlib.contextmanager
    def _guarded(self) -> Iterator[bool]:
        """Alone among those who lock this review; whether the lock is still ours."""
        from reviewtui.reviews.locking import alone

        lock = self.lock
        with alone(self.path):
            owned = lock is None or lock.owned()
            yield owned
        if lock is not None and lock.owner is not None and not owned and not self._lost:
            self._lost = True
            self._on_lost(lock.owner)

    def _not_saved(self, line: str, review: Review) -> str:
        """The sentence that says why; `review` is kept where it can be found again."""
        said = sentence(line, self.path)
        try:
            version = self._file.own(review)
        except Exception:  # what cannot be written as TOML; the sentence says so
            return said
        self._keeper.keep(version.content, version.review, KeptKind.UNSAVED)
        copy = self._copy
        if copy is not None:
            try:
                copy.write(version.review)
            except InputError as error:
                self._copy = None
                said = f"{said} No copy either: {error.lines[0]}"
        return said

    def _leave_unsaved(self) -> None:
        """Leaves what is still being saved in the state folder, should that never end."""
        with self._changed:
            review = self._waiting
        if review is not None:
            with contextlib.suppress(InputError):
                self._keeper.keep(review_bytes(review), review, KeptKind.UNSAVED)
