"""From a file to a policy: bytes, text, blocks, passages."""

from __future__ import annotations

import os
import stat
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from reviewtui.documents.decoding import SIZE_LIMIT
from reviewtui.documents.model import Policy
from reviewtui.documents.parsed import parse, parsed
from reviewtui.documents.readers import READERS, is_isolated, module_for, text_reader_for
from reviewtui.errors import InputError, cannot_read, shown

if TYPE_CHECKING:
    from collections.abc import Callable

    from reviewtui.documents.parsed import Parsed


QUICK = 2_000_000  # bytes of plain text, read in 0.3 s where it is; longer text like a risky format


def is_quick(path: Path) -> bool:
    """Whether a file is short plain text, which needs no process of its own."""
    if path.suffix.lower() not in READERS or is_isolated(module_for(path.suffix)):
        return False
    try:
        return path.stat().st_size <= QUICK
    except (OSError, ValueError):
        return True  # reading it tells what is wrong, at once


def load_policy(
    path: str | Path,
    id: str | None = None,  # noqa: A002
    *,
    progress: Callable[[int, int], object] | None = None,
    cancelled: Callable[[], bool] | None = None,
    cache: bool = True,
    split: bool = True,
) -> Policy:
    """The policy in the file `path`; its id is `id`, else the file's stem.

    A suffix that no reader knows is read as PDF or HTML if the file begins like that, else as
    plain text. Formats that are risky to parse, and text of more than 2 MB, are parsed in a
    process of their own, with limits of time and memory, and what they were parsed to is kept
    in the user's cache folder unless `cache` is false. `progress` is called, if the reader tells
    of it, with how many parts (pages, say) are done and how many there are; `cancelled` is asked
    about ten times a second whether to give up. Who needs no passages says so with `split`: those
    of plain text, which take a third of the time, are left out then.

    Raises InputError: no such file, not a regular file, not readable, larger than 50 MB,
    empty, binary, damaged, or beyond a limit; `CancelledError`.
    """
    path = Path(path)
    data = _read_bytes(path)
    module = module_for(path.suffix, data[:1024])
    if is_isolated(module) or len(data) > QUICK:
        digest = _digest(data)
        one = _cached(digest, module) if cache else None
        if one is None:
            from reviewtui.documents.isolation import shared_pool

            one = shared_pool().parse(module, data, shown(path), progress, cancelled)
            if cache:
                _keep(digest, module, one)
    else:
        one = parse(data, shown(path), module, split=split)
    return _policy(one, data, path, path.stem if id is None else id)


def policy_from_text(text: str, id: str = "policy", suffix: str = ".txt") -> Policy:  # noqa: A002
    """A policy from text at hand, read as a file with that suffix would be.

    Raises ValueError for a suffix whose files are not text.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    one = parsed(text_reader_for(suffix).structure(text))
    return _policy(one, _encoded(text), Path(f"{id}{suffix}"), id)


def digest_of_file(path: Path) -> str:
    """What `Policy.file_digest` is, of the file as it is now. Raises InputError as `load_policy`
    does for what cannot be read."""
    return _digest(_read_bytes(path))


def _cached(digest: str, module: str) -> Parsed | None:
    from reviewtui.documents import cache

    return cache.load(digest, module)


def _keep(digest: str, module: str, one: Parsed) -> None:
    from reviewtui.documents import cache

    cache.store(digest, module, one)


def _policy(one: Parsed, data: bytes, path: Path, policy_id: str) -> Policy:
    return Policy(
        id=policy_id,
        title=one.title or policy_id,
        text=one.text,
        passages=one.passages,
        blocks=one.blocks,
        path=path,
        file_digest=_digest(data),
        text_digest=_digest(_encoded(one.text)),
        language=one.language,
        unread=one.unread,
    )


def _read_bytes(path: Path) -> bytes:
    try:
        _check(path.stat(), path)
        # what was a file a moment ago may be a pipe now: O_NONBLOCK does not wait for its writer
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        with open(handle, "rb") as file:  # noqa: PTH123 - it is open
            _check(os.fstat(handle), path)
            data = file.read(SIZE_LIMIT + 1)
    except OSError as error:
        raise cannot_read(path, error) from None
    except ValueError:  # a NUL in the name
        raise InputError(f"{shown(path)}: not a file name; check the name") from None
    if len(data) > SIZE_LIMIT:
        raise _too_large(path, len(data))
    return data


def _check(status: os.stat_result, path: Path) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise IsADirectoryError
    if not stat.S_ISREG(status.st_mode):
        raise InputError(f"{shown(path)}: not a regular file; copy its content to a file first")
    if status.st_size > SIZE_LIMIT:
        raise _too_large(path, status.st_size)


def _too_large(path: Path, size: int) -> InputError:
    most = f"at most {SIZE_LIMIT / 1e6:.0f} MB are read"
    return InputError(f"{shown(path)}: {size / 1e6:.0f} MB, {most}; split it")


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _digest(data: bytes) -> str:
    return f"sha256:{sha256(data).hexdigest()}"
