"""Keeping versions of a review while it is reviewed: in a thread of its own, never in the way.

What was saved first is kept at once, later versions some seconds apart; what could not be saved
as well.
"""

from __future__ import annotations

import math
import threading
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from reviewtui.errors import InputError, reason
from reviewtui.reviews.backups import KeptKind, content_of, drop, keep, kept_versions
from reviewtui.reviews.merging import Merged, merge

if TYPE_CHECKING:
    from collections.abc import Callable

    from reviewtui.reviews.backups import Kept
    from reviewtui.reviews.merging import Conflict
    from reviewtui.reviews.model import Review

PAUSE_FACTOR = 20.0  # keeping takes a twentieth of the time at most


@dataclass(frozen=True, slots=True)
class _Job:
    content: bytes
    review: Review
    kind: KeptKind
    lasting: bool  # what comes after does not make it needless


class Keeper:
    """Keeps versions of the review file `path`; `on_problem` gets, once, why it cannot."""

    def __init__(
        self,
        path: Path,
        *,
        after: float,
        on_problem: Callable[[str], object] = lambda line: None,
    ) -> None:
        self.path = path
        self._after, self._on_problem = after, on_problem
        self._jobs: list[_Job] = []
        self._kept_at, self._pause = (
            -math.inf,
            0.0,
        )  # when the last was kept; seconds until the next
        self._closing = self._told = False
        self._left = True  # whether there may be versions of what could not be saved
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None

    def keep(
        self,
        content: bytes,
        review: Review,
        kind: KeptKind = KeptKind.SAVED,
        *,
        lasting: bool = False,
    ) -> None:
        """Keeps `content`, the bytes of `review`, soon; a later one takes its place unless it is
        `lasting`."""
        with self._changed:
            if self._closing:
                return
            self._jobs = [job for job in self._jobs if job.lasting]
            self._jobs.append(_Job(content, review, kind, lasting))
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="keeper", daemon=True)
                self._thread.start()
            self._changed.notify_all()

    def close(self, timeout: float) -> None:
        """Keeps what is waiting, and ends the thread."""
        with self._changed:
            self._closing = True
            self._changed.notify_all()
            thread = self._thread
        if thread is not None:
            thread.join(timeout)

    def _run(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._jobs or self._closing)
                while not self._closing and (left := self._due() - time.monotonic()) > 0:
                    self._changed.wait(left)
                jobs, self._jobs = self._jobs, []
            if not jobs:
                return
            for job in jobs:
                self._do(job)

    def _due(self) -> float:
        return self._kept_at + self._pause

    def _do(self, job: _Job) -> None:
        begun = time.monotonic()
        try:
            self._put(job)
        finally:
            self._kept_at = time.monotonic()
            self._pause = max(self._after, (self._kept_at - begun) * PAUSE_FACTOR)

    def _put(self, job: _Job) -> None:
        decided = sum(entry.verdict is not None for entry in job.review.entries.values())
        if job.kind is KeptKind.DAMAGED:
            decided = 0
        try:
            keep(self.path, job.content, decided, job.kind)
        except OSError as error:
            if not self._told:
                self._told = True
                self._on_problem(f"No earlier versions are kept: {reason(error)}.")
        if job.kind is KeptKind.UNSAVED:
            self._left = True
        elif self._left:
            self._left = self._drop_what_is_in(job.review)

    def _drop_what_is_in(self, saved: Review) -> bool:
        """Drops versions of what could not be saved once, and is all in `saved` now.

        Whether any are left.
        """
        for kept in kept_versions(self.path, KeptKind.UNSAVED):
            review = _review_of(kept, self.path)
            if review is not None and _holds(saved, review):
                drop(kept)
        return bool(kept_versions(self.path, KeptKind.UNSAVED))


def recover(path: str | Path, review: Review | None) -> Merged | None:
    """What earlier sessions could not save in the file `path`, merged into `review`.

    `review` is what the file holds, None where there is no file. None where nothing was left,
    or all of it is in the file. Where both changed the same pair, what the file holds stays, and
    the other is in its history. What was left is dropped once a `Saver` has saved it, not before.
    """
    path = Path(path)
    held = review
    conflicts: tuple[Conflict, ...] = ()
    for kept in reversed(kept_versions(path, KeptKind.UNSAVED)):
        left = _review_of(kept, path)
        if left is None or (held is not None and _holds(held, left)):
            continue
        if held is None:
            held = left
        elif left.checklist.id == held.checklist.id:
            merged = merge(None, held, replace(left, id=held.id))
            held, conflicts = merged.review, (*conflicts, *merged.conflicts)
    if held is None or held is review:
        return None
    return Merged(held, held if review is None else review, conflicts)


def _review_of(kept: Kept, path: Path) -> Review | None:
    """The review in a kept version; None where it cannot be read."""
    from reviewtui.reviews.file import opened

    try:
        return opened(content_of(kept), path).review
    except InputError:
        return None


def _holds(review: Review, other: Review) -> bool:
    """Whether all entries of `other` are in `review`, as they are or grown since."""
    try:
        return merge(None, other, review).review.entries == review.entries
    except ValueError:
        return False
