"""Whether a review could be saved, asked before anything is decided; nothing is written."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

from reviewtui.characters import visible
from reviewtui.errors import InputError, cannot_read

if TYPE_CHECKING:
    from pathlib import Path


def check_writable(review_path: Path) -> None:
    """Raises InputError if a review could not be saved in the file `review_path`.

    The file, or where there is none the nearest folder above it that exists, is asked; a file
    or folder without any write permission counts as not writable, for root too.
    """
    name = visible(str(review_path))
    try:
        if review_path.is_dir():
            raise InputError(f"{name}: is a folder; give the review a file name, such as -r r.toml")
        exists = os.path.lexists(review_path)
        target = review_path.resolve(strict=exists)
        if exists and not _writable(target):
            raise InputError(
                f"{name}: not writable; check its permissions, or give another with -r"
            )
        above = target.parent
        while not os.path.lexists(above):
            above = above.parent
        shown = visible(str(above))
        if not above.is_dir():
            raise InputError(f"{name}: {shown} is not a folder; give another review with -r")
        if not _writable(above):
            raise InputError(
                f"{name}: the folder {shown} is not writable; "
                "check its permissions, or give a review elsewhere with -r"
            )
    except RuntimeError:  # Python before 3.13, for links that lead round
        raise InputError(f"{name}: links that lead round; check them") from None
    except OSError as error:
        raise cannot_read(review_path, error) from None


def _writable(path: Path) -> bool:
    any_write = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH
    return os.access(path, os.W_OK) and bool(path.stat().st_mode & any_write)
