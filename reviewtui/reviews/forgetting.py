"""Removing all that the user's state folder holds for one review; the review itself stays."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from reviewtui.errors import InputError
from reviewtui.reviews.backups import KeptKind, content_of, kept_versions
from reviewtui.reviews.state import path_key, state_path

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewtui.reviews.model import Review
    from reviewtui.reviews.owning import Owner

# The lock comes last: as long as it is there nobody else begins.
FOLDERS = ("places", "notes", "backups", "outside", "reviews", "locks")


def forget(path: str | Path) -> tuple[str, ...]:
    """Removes all that the state folder holds for the review file `path`; what was removed.

    Raises OSError for a file that cannot be removed. A lock that is held stays.
    """
    removed = []
    for folder in FOLDERS:
        found = _files(folder, path_key(path))
        if folder == "locks" and found and not _is_free(path):
            continue
        for file in found:
            with suppress(FileNotFoundError):
                file.unlink()
                removed.append(str(file))
    return tuple(removed)


def owner_of(path: str | Path) -> Owner | None:
    """Who has the review file `path` open, and is alive as far as one can know."""
    from reviewtui.reviews.locking import lock_review

    if not _files("locks", path_key(path)):
        return None
    lock = lock_review(path, "")
    lock.release()
    return None if lock.takeable else lock.owner


def kept_reviews(path: str | Path) -> Iterator[Review]:
    """The reviews in all versions that are kept of the file `path`, as far as they can be read."""
    from reviewtui.reviews.file import opened

    for kind in KeptKind:
        for kept in kept_versions(path, kind):
            with suppress(InputError):
                yield opened(content_of(kept), Path(path)).review


def _files(folder: str, key: str) -> list[Path]:
    """The files of a review in one folder of the state; also those of a write that was cut off."""
    try:
        entries = sorted(state_path(folder).iterdir())
    except FileNotFoundError:
        return []
    return [entry for entry in entries if entry.name.lstrip(".").startswith(key)]


def _is_free(path: str | Path) -> bool:
    """Whether nobody has the review open."""
    from reviewtui.reviews.locking import lock_review

    lock = lock_review(path, "")
    lock.release()
    return lock.writable
