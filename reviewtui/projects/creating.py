"""New files: never over one that is there, and whole or not at all."""

from __future__ import annotations

import contextlib
import os
from typing import TYPE_CHECKING

from reviewtui.errors import InputError, shown

if TYPE_CHECKING:
    from pathlib import Path

    from reviewtui.projects.model import Project
    from reviewtui.reviews import Review


def create(path: Path, content: bytes) -> None:
    """Writes the new file `path`; its folder is made where it is missing.

    Raises InputError where something is there already, or it cannot be written.
    """
    from reviewtui.reviews.reasons import why

    try:
        with contextlib.suppress(FileExistsError):  # a file: opening below says so
            path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    except FileExistsError:
        raise _there(path) from None
    except (OSError, ValueError) as error:
        reason = why(error) if isinstance(error, OSError) else "no name for a file; check it"
        raise InputError(f"{shown(path)}: {reason}") from None
    try:
        with open(handle, "wb") as file:  # noqa: PTH123 - it is open
            file.write(content)
            file.flush()
            os.fsync(handle)
    except OSError as error:
        with contextlib.suppress(OSError):
            path.unlink()
        raise InputError(f"{shown(path)}: {why(error)}") from None


def check_new(path: Path) -> None:
    """Raises InputError where something is at `path`."""
    if os.path.lexists(path):
        raise _there(path)


def create_review(project: Project) -> Review:
    """Writes the review of `project`, with its checklist and policies and no verdict.

    The policies' titles are recorded when they are read first. Raises InputError as `create`.
    """
    from reviewtui.projects.gone import unless_gone
    from reviewtui.projects.writable import check_saveable
    from reviewtui.reviews import new_review, record_files
    from reviewtui.reviews.writing import review_bytes

    path = project.review_path
    check_new(path)
    check_saveable(unless_gone(project))
    review = record_files(new_review(project.checklist, path), project.policies, path)
    create(path, review_bytes(review))
    return review


def _there(path: Path) -> InputError:
    return InputError(f"{shown(path)}: is there already, and is left as it is; give another name")
