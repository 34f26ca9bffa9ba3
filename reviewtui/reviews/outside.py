"""The files outside of a review's project that its reviewer has said may be opened.

Kept in the user's state folder, by review file and real path: never in the review, which may
come from somebody else. What cannot be kept holds until the program ends.
"""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING

from reviewtui.reviews.state import (
    path_key,
    read_private_json,
    state_folder,
    state_path,
    write_private,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

FOLDER = "outside"
_said: defaultdict[str, set[str]] = defaultdict(set)  # since the program began, by review


def allowed(review_path: str | Path) -> frozenset[str]:
    """The real paths that may be opened for the review file `review_path`."""
    key = path_key(review_path)
    return _kept(key) | _said[key]


def allow(review_path: str | Path, paths: Iterable[Path]) -> bool:
    """Lets the files with these real paths be opened; False where that cannot be kept."""
    key = path_key(review_path)
    _said[key] |= {str(path) for path in paths}
    try:
        content = json.dumps(sorted(_kept(key) | _said[key]))
        write_private(state_folder(FOLDER) / f"{key}.json", content)
    except (OSError, ValueError):
        return False
    return True


def _kept(key: str) -> frozenset[str]:
    try:
        found = read_private_json(state_path(FOLDER) / f"{key}.json")
    except (OSError, ValueError):
        return frozenset()
    known = found if isinstance(found, list) else []
    return frozenset(path for path in known if isinstance(path, str))
