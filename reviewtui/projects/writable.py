"""Whether a review could be saved, asked before anything is decided; nothing is written."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

from reviewtui.errors import InputError, cannot_read, shown

if TYPE_CHECKING:
    from pathlib import Path

    from reviewtui.projects.model import Project


def check_saveable(project: Project) -> None:
    """Raises InputError if a review of `project` could not be saved, or not record its files.

    A review is UTF-8: a path with other bytes in it cannot stand there.
    """
    from reviewtui.reviews.editing import relative_path

    check_writable(project.review_path)
    named = [(project.review_path, os.path.relpath(project.review_path, project.folder))]
    files = [file.path for file in project.policies]
    if project.checklist.path is not None:
        files.append(project.checklist.path)
    named += [(path, relative_path(path, project.review_path)) for path in files]
    lines = [
        f"{shown(path)}: a path that is not UTF-8, or has control characters in it; "
        "rename the file or its folder"
        for path, text in named
        if any(map(_is_unfit, text))
    ]
    if lines:
        raise InputError(*lines)


def _is_unfit(character: str) -> bool:
    return character < " " or "\x7f" <= character <= "\x9f" or "\ud800" <= character <= "\udfff"


def check_writable(review_path: Path) -> None:
    """Raises InputError if a review could not be saved in the file `review_path`.

    The file, or where there is none the nearest folder above it that exists, is asked; a file
    or folder without any write permission counts as not writable, for root too.
    """
    name = shown(review_path)
    try:
        if review_path.is_dir():
            raise InputError(f"{name}: is a folder; give the review a file name, such as -r r.toml")
        exists = os.path.lexists(review_path)
        target = review_path.resolve(strict=exists)
        if exists and not _writable(target):
            raise InputError(f"{name}: {_why_not(target)}, or give another with -r")
        above = target.parent
        while not os.path.lexists(above):
            above = above.parent
        if not above.is_dir():
            raise InputError(f"{name}: {shown(above)} is not a folder; give another review with -r")
        if not _writable(above):
            raise InputError(
                f"{name}: the folder {shown(above)} is {_why_not(above)}, "
                "or give a review elsewhere with -r"
            )
    except RuntimeError:  # Python before 3.13, for links that lead round
        raise InputError(f"{name}: links that lead round; check them") from None
    except OSError as error:
        raise cannot_read(review_path, error) from None


def _writable(path: Path) -> bool:
    any_write = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH
    return os.access(path, os.W_OK) and bool(path.stat().st_mode & any_write)


def _why_not(path: Path) -> str:
    from reviewtui.reviews.durable import is_read_only

    if is_read_only(path):
        return "on a read-only file system; make it writable"
    return "not writable; check its permissions"
