"""Files that somebody else wrote: read at once, whole, and never more than expected."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

from reviewtui.errors import InputError, shown

if TYPE_CHECKING:
    from io import FileIO
    from pathlib import Path


def read_bytes(path: Path, limit: int, kind: str) -> bytes:
    """What is in the file `path`, of at most `limit` bytes; `kind` is what it should be.

    A pipe, a device or a socket is neither waited for nor read. Raises InputError for what is
    no file, for a larger one and for a name that no file can have, and OSError.
    """
    try:
        _check(path.stat(), path, limit, kind)
        # what was a file a moment ago may be a pipe now: O_NONBLOCK does not wait for its writer
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        with open(handle, "rb", buffering=0) as file:  # noqa: PTH123 - it is open
            _check(os.fstat(handle), path, limit, kind)
            content = _up_to(file, limit + 1)
    except ValueError:  # a NUL in the name
        raise InputError(f"{shown(path)}: no such file or folder; check the name") from None
    if len(content) > limit:
        raise _too_large(path, limit, kind)
    return content


def _up_to(file: FileIO, limit: int) -> bytes:
    """All of `file`, but no more than `limit` bytes."""
    pieces, left = [], limit
    while left and (piece := file.read(min(left, 1 << 20))):
        pieces.append(piece)
        left -= len(piece)
    return b"".join(pieces)


def _check(status: os.stat_result, path: Path, limit: int, kind: str) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise IsADirectoryError
    if not stat.S_ISREG(status.st_mode):
        raise InputError(f"{shown(path)}: is a device or pipe; a file was expected")
    if status.st_size > limit:
        raise _too_large(path, limit, kind)


def _too_large(path: Path, limit: int, kind: str) -> InputError:
    return InputError(f"{shown(path)}: larger than {limit // 1_000_000} MB; is it a {kind}?")
