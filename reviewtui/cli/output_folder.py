"""A result that is a folder of files: where it may go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewtui.cli.output import write_result
from reviewtui.errors import InputError, shown

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_BEGINNING = 4096  # bytes of a page in which it says what made it


def check_folder(folder: Path) -> None:
    """Raises InputError unless the folder is new, empty, or holds such a report already."""
    from reviewtui.reports.webpage.frame import OURS
    from reviewtui.reviews.reasons import why

    try:
        if not folder.exists():
            return
        if not folder.is_dir():
            raise InputError(f"{shown(folder)}: a file; name a folder")
        if not any(folder.iterdir()):
            return
        index = folder / "index.html"
        if index.is_file():
            with index.open("rb") as file:
                if OURS.encode() in file.read(_BEGINNING):
                    return
    except OSError as error:
        raise InputError(f"{shown(folder)}: {why(error)}") from None
    raise InputError(f"{shown(folder)}: holds other files; name a new folder")


def write_files(files: Iterable[tuple[str, Iterable[bytes]]], folder: Path) -> None:
    """Writes each file of a folder whole or not at all; those that are there are replaced.

    Raises InputError where one cannot be written.
    """
    from reviewtui.reviews.reasons import why

    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise InputError(f"{shown(folder)}: {why(error)}") from None
    for name, pieces in files:
        write_result(b"".join(pieces), folder / name)
