"""Files that are whole at any moment: written beside, flushed, renamed, the folder flushed."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_TEMPORARY = ".tmp"


def write_durably(
    path: str | Path,
    content: bytes,
    *,
    mode: int | None = None,
    last_look: Callable[[], object] = lambda: None,
    before_close: Callable[[int], object] = lambda handle: None,
) -> None:
    """Replaces the file `path` by `content`, so that a power cut leaves the old or the new one.

    Permissions of an existing file and symbolic links to it are kept; its folder is made where
    it is missing. `mode` is that of a new file, else what the umask gives. When this returns,
    `content` is on the disk. `last_look` is called just before the file is replaced; what it
    raises leaves the old one. `before_close` gets the handle of the new one once that is flushed.
    Raises OSError.
    """
    target = Path(os.path.realpath(path))
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        before: os.stat_result | None = target.stat()
    except FileNotFoundError:
        before = None
    if before is not None and not stat.S_ISREG(before.st_mode):
        raise OSError(errno.EINVAL, "not an ordinary file", str(target))
    if before is not None and not _may_write(target):
        number = errno.EROFS if is_read_only(target) else errno.EACCES
        raise OSError(number, os.strerror(number), str(target))
    temporary = _temporary(target)
    try:
        _write_new(temporary, content, 0o666 if mode is None else mode, before, before_close)
        last_look()
        temporary.replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    _flush_folder(target.parent)


def remove_leftovers(path: str | Path) -> None:
    """Removes what writers of `path` that are gone have left beside it."""
    target = Path(os.path.realpath(path))
    prefix = _prefix(target)
    with contextlib.suppress(OSError):
        for entry in os.scandir(target.parent):
            if entry.name.startswith(prefix) and entry.name.endswith(_TEMPORARY):
                process = entry.name[len(prefix) : -len(_TEMPORARY)]
                if process.isdecimal() and not _runs(int(process)):
                    with contextlib.suppress(OSError):
                        Path(entry.path).unlink()


def is_read_only(path: Path) -> bool:
    """Whether the file system that holds `path` takes no writes at all."""
    return bool(os.statvfs(path).f_flag & os.ST_RDONLY)


def _may_write(path: Path) -> bool:
    return os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids)


def _prefix(target: Path) -> str:
    # names may have 255 bytes, and a character up to 4
    return f".{target.name[:48]}~"


def _temporary(target: Path) -> Path:
    return target.parent / f"{_prefix(target)}{os.getpid()}{_TEMPORARY}"


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True


def _write_new(
    path: Path,
    content: bytes,
    mode: int,
    like: os.stat_result | None,
    before_close: Callable[[int], object],
) -> None:
    with contextlib.suppress(FileNotFoundError):
        path.unlink()
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
    handle = os.open(path, flags, mode)
    try:
        if like is not None:
            _make_alike(handle, like)
        rest = memoryview(content)
        while rest:
            rest = rest[os.write(handle, rest) :]
        os.fsync(handle)
        before_close(handle)
    finally:
        os.close(handle)


def _make_alike(handle: int, like: os.stat_result) -> None:
    """Gives a new file the owner and the permissions of the one it replaces, as far as may be."""
    own = os.fstat(handle)
    if (own.st_uid, own.st_gid) != (like.st_uid, like.st_gid):
        with contextlib.suppress(OSError):
            os.fchown(handle, like.st_uid, like.st_gid)
    if stat.S_IMODE(own.st_mode) != stat.S_IMODE(like.st_mode):
        os.fchmod(handle, stat.S_IMODE(like.st_mode))


def _flush_folder(folder: Path) -> None:
    """Makes a rename durable; a file system that cannot flush folders needs no flush."""
    handle = os.open(folder, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0))
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.EBADF, errno.ENOTSUP):
            raise
    finally:
        os.close(handle)
