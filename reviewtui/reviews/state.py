"""The user's own folder for what is not part of a review: places, drafts, locks, kept versions."""

from __future__ import annotations

import os
from hashlib import sha256
from typing import TYPE_CHECKING

from reviewtui.private import private_folder, read_private_json, write_private

if TYPE_CHECKING:
    from pathlib import Path

__all__ = [
    "name_key",
    "path_key",
    "private_folder",
    "read_private_json",
    "state_folder",
    "write_private",
]


def state_folder(*parts: str) -> Path:
    """A folder of this user's state, made with permissions for nobody else.

    Raises OSError where it cannot be made.
    """
    from platformdirs import user_state_path

    return private_folder(user_state_path("reviewtui", appauthor=False), *parts)


def state_path(*parts: str) -> Path:
    """Where such a folder would be, whether or not it is there: for reading only."""
    from platformdirs import user_state_path

    return user_state_path("reviewtui", appauthor=False).joinpath(*parts)


def anything_kept(path: str | Path) -> bool:
    """Whether there are kept versions of the review file `path`, of any kind (see `backups`)."""
    try:
        files = list(state_path("backups").iterdir())
    except OSError:
        return False
    key = path_key(path)
    return any(file.name.startswith(key) for file in files)


def path_key(path: str | Path) -> str:
    """A name for the file `path`, the same however it is reached: 16 hexadecimal digits."""
    return sha256(os.fsencode(os.path.realpath(path))).hexdigest()[:16]


def name_key(name: str) -> str:
    """A file name for a person's name: 8 hexadecimal digits."""
    return sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:8]
