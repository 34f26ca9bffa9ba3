"""A review file that was moved: what the state folder holds for it goes along.

Places and kept versions are named after the path of the review file. Beside them stands where
the file with each review's id was last; where the review is opened from elsewhere, and nothing
is left at that path, it was moved. A copy, whose original is still there, begins afresh.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
from hashlib import sha256
from typing import TYPE_CHECKING

from reviewtui.reviews.state import path_key, read_private_json, state_folder, write_private

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_FOLDER = "reviews"
_GOES_ALONG = ("places", "backups")  # locks do not: they are on a path
_ID = re.compile(rb'^id = "([A-Za-z0-9_-]{1,64})"$', re.MULTILINE)
_HEAD = 300  # bytes of a review file in which its id stands


def note_path(path: str | Path, review_id: str) -> None:
    """Notes that the review with that id is in the file `path`, if the state folder can be
    written."""
    with contextlib.suppress(OSError):
        own = f"{path_key(path)}-{_id_key(review_id)}.json"
        others = list(_noted(review_id))
        if own not in {note.name for note in others}:
            write_private(state_folder(_FOLDER) / own, json.dumps(os.path.realpath(path)))
        for note in others:
            if note.name != own:
                note.unlink()


def follow(path: str | Path, review_id: str) -> bool:
    """Whether the review in the file `path` was elsewhere before; then what was kept for it
    there is kept for `path` from now on, but for what `path` has already."""
    moved = False
    with contextlib.suppress(OSError, ValueError):
        new = path_key(path)
        for note in list(_noted(review_id)):
            old = note.name.partition("-")[0]
            before = read_private_json(note)
            if old == new or not isinstance(before, str) or os.path.lexists(before):
                continue
            moved = True
            for folder in _GOES_ALONG:
                _rename(state_folder(folder), old, new)
    if moved:
        note_path(path, review_id)
    return moved


def id_in(content: bytes) -> str:
    """The id that a review file gives near its beginning, however damaged it is; or `""`."""
    found = _ID.search(content[:_HEAD])
    return found[1].decode("ascii") if found else ""


def _noted(review_id: str) -> Iterator[Path]:
    end = f"-{_id_key(review_id)}.json"
    for note in sorted(state_folder(_FOLDER).iterdir()):
        if note.name.endswith(end) and not note.name.startswith("."):
            yield note


def _rename(folder: Path, old: str, new: str) -> None:
    for file in sorted(folder.iterdir()):
        target = file.with_name(new + file.name.removeprefix(old))
        if file.name.startswith(old) and not os.path.lexists(target):
            file.rename(target)


def _id_key(review_id: str) -> str:
    return sha256(review_id.encode("utf-8", "surrogatepass")).hexdigest()[:16]
