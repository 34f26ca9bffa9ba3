"""A copy of a review in another place, for when its own file cannot be written."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from reviewtui.errors import InputError, shown
from reviewtui.reviews.durable import write_durably
from reviewtui.reviews.reasons import why
from reviewtui.reviews.writing import review_bytes

if TYPE_CHECKING:
    from reviewtui.reviews.model import Review


class Copy:
    """A copy of the review of the file `path` in the file `place`, written as often as need be.

    It never replaces what it did not write itself.
    """

    def __init__(self, path: Path, place: Path) -> None:
        """Raises InputError for the review's own file, and for what is no name for a file."""
        self.path, self.place = path, place
        self._written: tuple[int, int, int] | None = None  # what the file was when it was written
        try:
            same = os.path.realpath(path) == os.path.realpath(place)
        except ValueError:  # a NUL
            raise InputError(f"{shown(place)}: no name for a file; give another") from None
        if same:
            raise InputError(f"{shown(place)}: is the file that cannot be written; name another")

    def write(self, review: Review) -> None:
        """Writes `review`, durably. Raises InputError, and leaves what is there."""
        content = review_bytes(relocated(review, self.path, self.place))
        try:
            self._look()
            write_durably(self.place, content, last_look=self._look)
            self._written = _mark(self.place)
        except OSError as error:
            raise InputError(f"{shown(self.place)}: {why(error)}") from None

    def _look(self) -> None:
        found = _mark(self.place)
        if found is None or found == self._written:
            return
        what = "has been changed since" if self._written else "is there already"
        raise InputError(f"{shown(self.place)}: {what}, so it stays; give another name")


def relocated(review: Review, path: Path, place: Path) -> Review:
    """`review`, whose file is `path`, as it stands in the file `place`: with paths from there."""

    def moved(recorded: str) -> str:
        from reviewtui.reviews.editing import relative_path

        if not recorded:
            return recorded
        return relative_path(Path(os.path.abspath(path)).parent / recorded, place)  # noqa: PTH100

    return replace(
        review,
        checklist=review.checklist._replace(path=moved(review.checklist.path)),
        policies=tuple(one._replace(path=moved(one.path)) for one in review.policies),
    )


def _mark(place: Path) -> tuple[int, int, int] | None:
    """What tells one state of a file from another; None where there is none."""
    try:
        found = place.lstat()
    except FileNotFoundError:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns
