"""Saving: in one thread beside the app, in order, durably, never over somebody else's work."""

from __future__ import annotations

import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

from reviewtui.errors import InputError, shown

if TYPE_CHECKING:
    from collections.abc import Callable

    from reviewtui.reviews.file import Opened
    from reviewtui.reviews.locking import Lock, Owner
    from reviewtui.reviews.merging import Merged
    from reviewtui.reviews.model import Review
    from reviewtui.reviews.storing import Storage

RETRY_FIRST = 1.0  # seconds; doubled after each failure
RETRY_AT_MOST = 30.0
KEEP_AFTER = 2.0  # seconds at least between two versions that are kept


def save_review(review: Review, path: str | Path) -> None:
    """Writes a review at once and durably, for scripts; whatever is in the file is replaced.

    Raises InputError where it cannot be written.
    """
    from reviewtui.reviews.durable import write_durably
    from reviewtui.reviews.reasons import why
    from reviewtui.reviews.writing import review_bytes

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

    Each save begins `rest` seconds after the review was submitted, if nobody waits for it: a thread
    that works takes its time from the one that submitted it.

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
        rest: float = 0.0,
    ) -> None:
        self.path = Path(path)
        self.lock: Lock | None = None
        self.reason = ""  # why what was submitted last is not saved
        self._on_saved, self._on_failed = on_saved, on_failed
        self._retry = self._pause = retry

        def storage() -> Storage:
            from reviewtui.reviews.storing import Storage

            return Storage(
                self.path,
                opened_review,
                keep_after=keep_after,
                on_merged=on_merged,
                on_lost=on_lost,
                on_problem=on_problem,
            )

        self._make_storage = storage
        self._made: Storage | None = None
        self._making = threading.Lock()
        self._newest = opened_review.review if opened_review else None
        self._waiting: Review | None = None
        self._rest, self._due, self._hurried = rest, 0.0, 0  # flushes that wait
        self._failed = False
        self._busy = False
        self._closing = False
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None

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

    def get_ready(self) -> None:
        """Loads what saving needs, which is not needed before: then the first save need not."""
        self._storage()

    def _storage(self) -> Storage:
        with self._making:
            if self._made is None:
                self._made = self._make_storage()
            return self._made

    def submit(self, review: Review) -> None:
        """Saves `review` as soon as may be; it holds all that was submitted before."""
        with self._changed:
            if self._closing:
                raise ValueError("the saver is closed")
            if self._waiting is None or self._busy:
                self._due = time.monotonic() + self._rest
            self._waiting = self._newest = review
            self._failed = False
            self._pause = self._retry
            if self._thread is None:
                self._start()
            self._changed.notify_all()

    def flush(self, timeout: float | None = None) -> bool:
        """Waits until all is saved or a save has failed; True when all is saved."""
        with self._changed:
            self._hurried += 1
            self._changed.notify_all()
            self._changed.wait_for(
                lambda: self._failed or (self._waiting is None and not self._busy), timeout
            )
            self._hurried -= 1
            return self._waiting is None and not self._busy

    def close(self, timeout: float | None = 10.0) -> bool:
        """Saves what is waiting, once more if it failed before, and ends the thread.

        Looks at the file again: what was lost from it since is saved once more, and said in
        `put_back`. True when everything submitted is on the disk. What is not is left in the
        state folder, for `keeping.recover`.
        """
        with self._changed:
            self._closing = True
            self._failed = False
            if self._thread is None and self.lock is not None and self._is_gone():
                self._start()
            self._changed.notify_all()
            thread = self._thread
        if thread is not None:
            thread.join(timeout)
            if thread.is_alive() and (unsaved := self.unsaved):  # a disk that does not answer
                self._storage().leave(unsaved)
        if self._made is not None:
            self._made.close()
        with self._changed:
            return self._waiting is None and not self._busy

    @property
    def put_back(self) -> str:
        """What the file had lost when it was closed, and has again (`Merged.put_back`)."""
        return self._made.put_back if self._made is not None else ""

    def _start(self) -> None:
        self._thread = threading.Thread(target=self._run, name="saver", daemon=True)
        self._thread.start()

    def _is_gone(self) -> bool:
        """Whether the file of a review that was only read is gone or empty."""
        if self._newest is None:
            return False
        try:
            return not self.path.stat().st_size
        except FileNotFoundError:
            return True
        except OSError:
            return False

    def _look_again(self) -> None:
        """What is left to do at the end."""
        with self._changed:
            review, self._busy = self._newest, True
        reason = self._storage().look_again(review, self.lock) if review is not None else ""
        with self._changed:
            self._busy = False
            if reason:
                self._waiting, self._failed, self.reason = review, True, reason
            self._changed.notify_all()

    @property
    def copy(self) -> Path | None:
        """Where a copy is, if one was saved elsewhere."""
        copy = self._made.copy if self._made is not None else None
        return copy.place if copy is not None else None

    def save_copy(self, place: str | Path) -> None:
        """Saves the newest review in another file, durably, and waits for that.

        The review's own file is tried again as before. While it cannot be written, the copy is
        kept up to date with every decision; once all is saved, it stays as it is. Raises
        InputError where it cannot be written, or where there is another file.
        """
        with self._changed:
            review = self._newest
        if review is None:
            raise InputError(f"{shown(self.path)}: nothing was decided yet, so there is no copy")
        self._storage().save_copy(review, Path(place))

    def _run(self) -> None:
        while True:
            with self._changed:
                self._wait_for_work()
                review = self._waiting
                if review is None:
                    break
                closing = self._closing
                self._busy, self._failed = True, False
            reason = self._storage().save(review, self.lock)
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
        self._look_again()

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
        while not (self._closing or self._hurried) and (left := self._due - time.monotonic()) > 0:
            self._changed.wait(left)
