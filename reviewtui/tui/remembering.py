"""Where the reviewer is, and what is marked: written as they go, for the next session."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from reviewtui.characters import visible
from reviewtui.tui.owning import Owning

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from threading import Lock

    from reviewtui.reviews import Pair, Place, Review
    from reviewtui.reviews.bulk import Marked
    from reviewtui.reviews.others import Others
    from reviewtui.tui.notes import Notes

# Seconds after a key until what it changed is written: what it led to is painted before, for a
# thread that works takes its time from the one that paints.
AFTER_PAINTING = 0.02
PLACE_DELAY = 0.5  # seconds after a move or a change of a draft until it is written


class Remembering(Owning):
    """The part of the app that keeps the reviewer's place."""

    notes: Notes
    _store_place: Callable[[Place, tuple[Marked, ...]], bool]
    _storing: Lock
    _resumed: Place | None
    _others: Mapping[str, int]
    _kept: tuple[Place, tuple[Marked, ...]] | None = None
    _place_timer: asyncio.TimerHandle | None = None
    _counted_others: tuple[Review, Others] | None = None

    def remember_place(self, delay: float = PLACE_DELAY) -> None:
        """Writes the place after `delay` seconds at the latest: also where the reviewer moves
        or types on without a pause."""
        loop = asyncio.get_running_loop()
        due = loop.time() + delay
        if self._place_timer is not None:
            if self._place_timer.when() <= due:
                return
            self._place_timer.cancel()
        self._place_timer = loop.call_at(due, self._write_place)

    def _write_place(self) -> None:
        self._place_timer = None
        written = self.place(), self._marks()
        if written == self._kept:
            return
        self._kept = written

        def store() -> None:
            with self._storing:
                # one that is no longer the last need not be written: a later one will be
                if written is self._kept and not self._store_place(*written):
                    self.not_kept("Not kept: your place, marks and notes begun; is the disk full?")

        self.run_worker(store, thread=True, group="place")

    def place_storer(self) -> Callable[[], bool]:
        """What writes the place as it is now, and is called in a worker; it gives False where
        that cannot be kept."""
        now = self.place(), self._marks()

        def store() -> bool:
            with self._storing:
                return self._store_place(*now)

        return store

    def keep_place(self) -> None:
        """Writes the place at once; for the end, when the app does not run any more."""
        self._kept = written = self.place(), self._marks()
        with self._storing:
            self._store_place(*written)

    def _marks(self) -> tuple[Marked, ...]:
        return tuple(self.desk.marks.values())

    def place(self) -> Place:
        """Where the reviewer is now."""
        from reviewtui.reviews import Place

        desk, shown = self.desk, self.review_screen.shown == self.desk.pair
        queue, scope = desk.stays_in
        return Place(
            policy=desk.pair[0],
            requirement=desk.pair[1],
            candidate=desk.current,
            scroll=self.review_screen.document.visible_span()[0],
            text_digest=desk.policy.text_digest if desk.policy and shown else "not on the screen",
            queue=queue.value,
            scope=(scope.kind, scope.name) if scope.kind else (),
            way=desk.way.value,
            drafts=self.notes.drafts,
            read=desk.coverage.rows(),
            others=self._others_now(),
            conflicts=tuple(conflict.pair for conflict in self.review_screen.conflicts),
            marked=len(desk.marks),
        )

    def _others_now(self) -> Others:
        """The verdicts of others; counted once for each review, not at every move."""
        from reviewtui.reviews.others import others_of

        review = self.desk.review
        if self._counted_others is None or self._counted_others[0] is not review:
            self._counted_others = (review, others_of(review, self.desk.reviewer))
        return self._counted_others[1]

    def others_since(self) -> list[str]:
        """What others decided since this reviewer was here last, a phrase for each of them."""
        return [
            f"{count} {'verdict' if count == 1 else 'verdicts'} by {visible(name)}"
            for name, count in self._others.items()
        ]

    def resumed_at(self, pair: Pair) -> Place | None:
        """The place of an earlier session, if it was at that pair."""
        place = self._resumed
        return place if place is not None and place.pair == pair else None
