"""Who may write the review: taking the lock, keeping it, reading while somebody else has it."""

from __future__ import annotations

from contextlib import contextmanager
from threading import Event, Thread
from typing import TYPE_CHECKING

from reviewtui.characters import visible
from reviewtui.session.wording import local, name_of
from reviewtui.tui.messages import Lost, Noticed, Watched
from reviewtui.tui.wrapping import crop

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import App
    from textual.timer import Timer

    from reviewtui.reviews import Lock, Opened, Owner, Saver
    from reviewtui.session.desk import Desk
    from reviewtui.tui.screens.review import ReviewScreen

    Base = App[int]
else:
    Base = object  # a part of the app: to Textual no app of its own

WATCH_EVERY = 10.0  # seconds between looks at a review that somebody else has open


class Owning(Base):
    """The part of the app that knows whether this reviewer may write, and why not."""

    desk: Desk
    saver: Saver
    review_screen: ReviewScreen
    lock: Lock | None = None
    read_only = ""  # why nothing can be decided
    may_take_over = False
    _told_not_kept = False
    _watching: Timer | None = None
    _renewing: Timer | None = None
    _seen: tuple[int, int] | None = None  # of the review file, when it was read last

    def take_lock(self) -> Lock:
        """Locks the review for this reviewer, if nobody has it; called in a worker."""
        from reviewtui.reviews.locking import lock_review

        return lock_review(self.desk.review_path, self.desk.reviewer)

    def keep_lock(self, lock: Lock) -> None:
        """Goes on with what `take_lock` brought: without the lock, reading only."""
        from reviewtui.reviews.locking import RENEW_EVERY

        self.lock = lock
        if lock.writable:
            self.saver.lock = lock
            if self._renewing is None:
                self._renewing = self.set_interval(RENEW_EVERY, self._renew_lock)
        else:
            self._read_only_under(lock)

    def _renew_lock(self) -> None:
        if self.lock is not None and self.lock.writable:
            self.run_worker(self._renew, thread=True, group="lock")

    def _renew(self) -> None:
        lock = self.lock
        if lock is not None and not lock.renew() and lock.owner is not None:
            self.review_screen.post_message(Lost(lock.owner))

    @contextmanager
    def renewing_lock(self) -> Iterator[None]:
        """Renews the lock from a thread, while the app itself waits for another program."""
        from reviewtui.reviews.locking import RENEW_EVERY

        over = Event()

        def renew() -> None:
            while not over.wait(RENEW_EVERY):
                if self.lock is not None and self.lock.writable:
                    self._renew()

        thread = Thread(target=renew, name="lock", daemon=True)
        thread.start()
        try:
            yield
        finally:
            over.set()

    def lost(self, owner: Owner) -> None:
        """From the saver's thread: somebody took the review over."""
        self.review_screen.post_message(Lost(owner))

    def not_kept(self, line: str) -> None:
        """From any thread: what cannot be kept outside of the review. Said once, whatever else
        cannot be: the first line is about the rest too, or hinders as little."""
        if line and not self._told_not_kept:
            self._told_not_kept = True
            self.review_screen.post_message(Noticed(line))

    def lose_lock(self, owner: Owner) -> None:
        """Reads only from now on: `owner` has taken the review over."""
        if self.lock is not None and not self.read_only:
            self.read_only = f"Read only: {name_of(owner)} has taken the review over."
            self.may_take_over = False
            self._watch()

    # while somebody else has it

    def _read_only_under(self, lock: Lock) -> None:
        owner = lock.owner
        if owner is None:
            return
        self.may_take_over = lock.takeable
        key = self.review_screen.key_of("take-over")
        if lock.takeable:
            heard = f" since {local(lock.renewed)}" if lock.renewed is not None else ""
            self.read_only = (
                f"Read only: {name_of(owner)} has not been heard of{heard}. "
                f"{key} takes the review over from them."
            )
        else:
            self.read_only = f"Read only: {name_of(owner)} has it open since {local(owner.since)}."
        self._watch()

    @property
    def why_not_taken_over(self) -> str:
        """What stands against taking the review over now, and when it will not."""
        from reviewtui.reviews.locking import RENEWED_WITHIN

        lock = self.lock
        if lock is None or lock.owner is None:
            return self.read_only
        minutes = int(RENEWED_WITHIN // 60)
        when = "they quit" if lock.only_while_it_runs else f"they quit or are {minutes} min silent"
        return f"Not taken over: {crop(visible(lock.owner.name), 20)} has it open, until {when}."

    def _watch(self) -> None:
        if self._watching is None:
            self._watching = self.set_interval(WATCH_EVERY, self._look)

    def _look(self) -> None:
        self.run_worker(self._look_at_it, thread=True, group="lock", exclusive=True)

    def _look_at_it(self) -> None:
        """In a worker: who has it now, and what they have written. A lock that has become free
        is given back at once: it is for the reviewer to say that they want to write."""
        from reviewtui.reviews.locking import lock_review

        lock = lock_review(self.desk.review_path, self.desk.reviewer, after=self.lock)
        if lock.writable:
            lock.release()
        self.review_screen.post_message(Watched(lock, self._written()))

    def watched(self, lock: Lock, *, taken: bool) -> None:
        """Goes on with what was found: still read only, free, or `taken` by this reviewer."""
        if not self.read_only:
            return
        if lock.writable and taken:
            self._stop_watching()
            self.keep_lock(lock)
        elif lock.writable:
            self.may_take_over = True
            key = self.review_screen.key_of("take-over")
            self.read_only = f"Read only, but nobody else has it open now: {key} begins to write."
        else:
            self.lock = lock
            self._read_only_under(lock)

    def take_over(self) -> None:
        """Takes the review over, if it may be, in a worker, and reads what it holds now.

        Who has it is asked anew: its owner may have gone since it was looked at last.
        """
        from reviewtui.reviews.locking import lock_review

        path, reviewer = self.desk.review_path, self.desk.reviewer

        def work() -> None:
            lock = lock_review(path, reviewer, take_over=True, after=self.lock)
            self.review_screen.post_message(Watched(lock, self._written(), taken=True))

        self.run_worker(work, thread=True, group="lock", exclusive=True)

    def _stop_watching(self) -> None:
        self.read_only, self.may_take_over = "", False
        if self._watching is not None:
            self._watching.stop()
            self._watching = None

    def _written(self) -> Opened | None:
        """What the review file holds, if it was written since it was read."""
        from reviewtui.errors import InputError
        from reviewtui.reviews.file import open_review

        now = self._file_now()
        if now is None or now == self._seen:
            return None
        try:
            opened = open_review(self.desk.review_path, self.desk.checklist)
        except InputError:
            return None  # half a pull, say: looked at again
        self._seen = now
        return opened if opened.review != self.desk.review else None

    def _file_now(self) -> tuple[int, int] | None:
        try:
            found = self.desk.review_path.stat()
        except OSError:
            return None
        return found.st_mtime_ns, found.st_size
