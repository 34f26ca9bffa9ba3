"""Keeping what is decided: the lock, the saver, the place; what they report comes as lines."""

from __future__ import annotations

import threading
from queue import SimpleQueue
from typing import TYPE_CHECKING

from reviewtui.reviews import Place
from reviewtui.reviews.locking import RENEW_EVERY, lock_review
from reviewtui.reviews.others import others_of
from reviewtui.reviews.places import save_place
from reviewtui.reviews.saving import Saver
from reviewtui.session.wording import local, name_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewtui.reviews import Lock, Merged, Opened, Owner
    from reviewtui.session.desk import Desk

WAIT = 5.0  # seconds that a decision waits for the disk before the dialogue goes on
FLUSH = 10.0  # seconds that leaving waits for it


class Keeper:
    """Saves each decision, and knows whether this reviewer may decide at all."""

    def __init__(self, desk: Desk, opened: Opened | None, place: Place | None) -> None:
        self.desk = desk
        self.lock: Lock | None = None
        self.read_only = ""  # why nothing can be decided
        self.warned = False  # the reviewer has heard that something is not saved
        self._place = place or Place()
        self._news: SimpleQueue[str] = SimpleQueue()
        self._merged: SimpleQueue[Merged] = SimpleQueue()
        self._over = threading.Event()
        self.saver = Saver(
            desk.review_path,
            opened,
            on_failed=lambda reason: self._news.put(f"NOT SAVED: {reason}"),
            on_merged=self._merged.put,
            on_lost=self._lost,
            on_problem=self._news.put,
        )

    def take_lock(self, *, take_over: bool = False) -> None:
        """Locks the review, if nobody else has it; `read_only` says who where somebody has."""
        path, reviewer = self.desk.review_path, self.desk.reviewer
        self.lock = lock_review(path, reviewer, take_over=take_over, after=self.lock)
        owner = self.lock.owner
        if self.lock.writable:
            self.read_only = ""
            self.saver.lock = self.lock
            threading.Thread(target=self._renew, args=[self.lock], daemon=True).start()
        elif owner is not None:
            since = f"{name_of(owner)} has it open since {local(owner.since)}"
            may = "; T takes it over from them" if self.lock.takeable else ""
            self.read_only = f"Read only: {since}{may}."

    def _renew(self, lock: Lock) -> None:
        """In a thread: tells others that this reviewer is still there."""
        while not self._over.wait(RENEW_EVERY) and self.lock is lock:
            if not lock.renew() and lock.owner is not None:
                self._lost(lock.owner)
                return

    def _lost(self, owner: Owner) -> None:
        self.read_only = f"Read only: {name_of(owner)} has taken the review over."
        self._news.put(self.read_only)

    def read_again(self) -> None:
        """Goes on from what the file holds now: whoever had it open may have written it."""
        from reviewtui.reviews.file import open_review

        if self.desk.review_path.exists():
            self.desk.replace_review(open_review(self.desk.review_path, self.desk.checklist).review)

    def save(self) -> str:
        """Saves the desk's review; the word that says whether it is on the disk."""
        self.saver.submit(self.desk.review)
        saved = self.saver.flush(WAIT)
        self.warned = False
        self.keep_place()
        return "Saved." if saved else "Not saved yet."

    def news(self) -> Iterator[str]:
        """What came up since, a line each; joins what others wrote into the review."""
        while not self._merged.empty():
            merged = self._merged.get()
            self.desk.join(merged)
            for conflict in merged.conflicts:
                who = conflict.theirs.reviewer if conflict.theirs else "somebody"
                yield (
                    f"{who} decided {' / '.join(conflict.pair)} too; yours holds, both stand in "
                    "its history. The app lets you choose."
                )
                self._place = self._place._replace(
                    conflicts=(*self._place.conflicts, conflict.pair)
                )
            if not merged.conflicts:
                yield "The review file had changed: what was in it has joined yours."
        while not self._news.empty():
            yield self._news.get()

    def keep_place(self) -> None:
        """Where the reviewer is, for the next session; drafts of the app's stay as they are."""
        desk = self.desk
        queue, scope = desk.stays_in
        self._place = self._place._replace(
            policy=desk.pair[0],
            requirement=desk.pair[1],
            candidate=desk.current,
            scroll=0,
            text_digest="not on the screen",
            queue=queue.value,
            scope=(scope.kind, scope.name) if scope.kind else (),
            way=desk.way.value,
            read=desk.coverage.rows(),
            others=others_of(desk.review, desk.reviewer),
        )
        save_place(desk.review_path, desk.reviewer, self._place)

    @property
    def conflicts(self) -> int:
        """How many pairs two people decided that nobody settled."""
        return len(self._place.conflicts)

    def close(self) -> bool:
        """Saves what is waiting and gives the review free; True when all is saved."""
        self._over.set()
        self.keep_place()
        all_saved = self.saver.close(FLUSH)
        if self.lock is not None:
            self.lock.release()
        return all_saved
