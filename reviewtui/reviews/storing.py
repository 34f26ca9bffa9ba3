"""What saving a review does: into its file, never over somebody else's work, and kept besides."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from reviewtui.errors import InputError
from reviewtui.reviews.backups import KeptKind
from reviewtui.reviews.durable import remove_leftovers
from reviewtui.reviews.held import ChangedMeanwhile, HeldFile
from reviewtui.reviews.keeping import Keeper
from reviewtui.reviews.moving import note_path
from reviewtui.reviews.reasons import sentence, why
from reviewtui.reviews.writing import review_bytes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from reviewtui.reviews.copies import Copy
    from reviewtui.reviews.file import Opened
    from reviewtui.reviews.held import Version
    from reviewtui.reviews.locking import Lock, Owner
    from reviewtui.reviews.merging import Merged
    from reviewtui.reviews.model import Review

KEEP_AT_THE_END = 3.0  # seconds that leaving waits for the last version to be kept

_LOOKS = 5  # tries to save while somebody else writes the file at the same time


class Storage:
    """The review file `path`, the versions kept of it, and a copy elsewhere if there is one.

    What is called, when, and from which thread is what `Saver` says; `save` and `leave` are
    not for several threads at once.
    """

    def __init__(
        self,
        path: Path,
        opened_review: Opened | None,
        *,
        keep_after: float,
        on_merged: Callable[[Merged], object],
        on_lost: Callable[[Owner], object],
        on_problem: Callable[[str], object],
    ) -> None:
        self.path = path
        self.copy: Copy | None = None
        self.put_back = ""  # what the file had lost when it was saved last
        self._on_merged, self._on_lost = on_merged, on_lost
        self._file = HeldFile(path, opened_review)
        self._keeper = Keeper(path, after=keep_after, on_problem=on_problem)
        self._tidied = self._lost = self._noted = False

    def save(self, review: Review, lock: Lock | None, *, only_what_was_lost: bool = False) -> str:
        """Saves `review` durably; why not, or `""`.

        `only_what_was_lost`: writes nothing where the file holds all of it.
        """
        try:
            if not self._tidied:
                self._tidied = True
                remove_leftovers(self.path)
            for look in range(_LOOKS):
                with self._guarded(lock) as owned, contextlib.suppress(ChangedMeanwhile):
                    look_inside = look > 0 or not owned
                    version, merged = self._file.replacement(review, look_inside=look_inside)
                    if only_what_was_lost and self._has_all(merged):
                        return ""
                    hold = lock.hold if lock is not None and owned else None
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
        self._keep(version, merged)
        if not self._noted:
            self._noted = True
            note_path(self.path, version.review.id)
        if merged is not None:
            self.put_back = merged.put_back
            self._on_merged(merged)
        return ""

    def _keep(self, version: Version, merged: Merged | None) -> None:
        """Keeps what was saved, and what was in the file before if that was not from here."""
        if self._file.found is not None:
            found, self._file.found = self._file.found, None
            useless = merged is not None and merged.put_back and merged.review == merged.ours
            kind = KeptKind.DAMAGED if useless else KeptKind.SAVED
            self._keeper.keep(found.content, found.review, kind, lasting=True)
        if self._file.damaged:
            self._keeper.keep(self._file.damaged, version.review, KeptKind.DAMAGED, lasting=True)
        self._keeper.keep(version.content, version.review)

    def look_again(self, review: Review, lock: Lock | None) -> str:
        """On leaving: saves `review` again if it was lost from the file; why not, or `""`.

        What was lost is in `put_back` then.
        """
        self.put_back = ""
        if not self._file.touched() or (lock is not None and not lock.owned()):
            return ""
        return self.save(review, lock, only_what_was_lost=True)

    def _has_all(self, merged: Merged | None) -> bool:
        """Whether the file holds what is to be saved already."""
        found = self._file.found
        if merged is None:
            return True
        return not merged.put_back and found is not None and merged.review == found.review

    def save_copy(self, review: Review, place: Path) -> None:
        """Writes a copy of `review` in the file `place`, kept up to date. Raises InputError."""
        from reviewtui.reviews.copies import Copy

        copy = Copy(self.path, place)
        copy.write(review)
        self.copy = copy

    def leave(self, review: Review) -> None:
        """Leaves what is still being saved in the state folder, should that never end."""
        with contextlib.suppress(InputError):
            self._keeper.keep(review_bytes(review), review, KeptKind.UNSAVED)

    def close(self) -> None:
        """Keeps what is waiting to be kept."""
        self._keeper.close(KEEP_AT_THE_END)

    @contextlib.contextmanager
    def _guarded(self, lock: Lock | None) -> Iterator[bool]:
        """Alone among those who lock this review; whether the lock is still ours."""
        from reviewtui.reviews.locking import alone

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
        if self.copy is not None:
            try:
                self.copy.write(version.review)
            except InputError as error:
                self.copy = None
                said = f"{said} No copy either: {error.lines[0]}"
        return said
