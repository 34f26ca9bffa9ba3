"""Files outside a review: for nobody but the user, whole at any moment."""

from __future__ import annotations

import contextlib
import os
import stat
from threading import get_ident
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

LARGEST = 100_000_000  # bytes of a file of the user's own that is read as a whole


def private_folder(folder: Path, *parts: str) -> Path:
    """`folder`, and those below it, made with permissions for nobody else.

    So are those above it that are missing, as the XDG base directory specification has it.
    Raises OSError where it cannot be made.
    """
    missing = [one for one in folder.parents if not one.exists()]
    for one in reversed(missing):
        one.mkdir(mode=0o700, exist_ok=True)
    for part in ("", *parts):
        folder /= part
        folder.mkdir(mode=0o700, exist_ok=True)
        if folder.stat().st_mode & 0o077:
            folder.chmod(0o700)
    return folder


def read_private(path: Path, most: int) -> bytes:
    """What a small file holds, of at most `most` bytes.

    Neither follows a link nor waits for a pipe. Raises OSError, and ValueError for what is no
    file or larger.
    """
    flags = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    with open(os.open(path, os.O_RDONLY | flags), "rb") as file:  # noqa: PTH123 - it is open
        status = os.fstat(file.fileno())
        if not stat.S_ISREG(status.st_mode) or status.st_size > most:
            raise ValueError("not a file of that size")
        return file.read(most)


def read_private_json(path: Path, most: int = LARGEST) -> Any:
    """The same of a file of JSON, read. Raises ValueError too for what is none, or too deep."""
    content = read_private(path, most)
    import json  # not before there is anything to read

    try:
        return json.loads(content)
    except RecursionError:
        raise ValueError("nested too deeply") from None


def write_private(path: Path, text: str, *, flush: bool = False) -> None:
    """Replaces a small file that only its owner may read; whole at any moment. Raises OSError.

    With `flush` a power cut after it returns leaves the new one, and before that either.
    """
    temporary = path.with_name(f".{path.name}~{os.getpid()}-{get_ident()}")
    with contextlib.suppress(FileNotFoundError):
        temporary.unlink()
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", errors="surrogatepass") as file:
            file.write(text)
            if flush:
                file.flush()
                os.fsync(handle)
        temporary.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
