"""Parsed policies on disk, so that a slow format is parsed once.

A small file each in the user's cache folder, named by the digest of the policy's bytes, the
reader and the version of all that makes text and passages of them. Safe to delete at any time.
What is read was sealed by a program of this user, and is checked as a stranger's file is; what
cannot be read is not there, what cannot be written is not kept.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from functools import cache
from hashlib import sha256
from hmac import compare_digest
from pathlib import Path
from typing import TYPE_CHECKING

from reviewtui.documents.parsed import Parsed, as_plain, from_plain
from reviewtui.documents.sealing import seal
from reviewtui.private import private_folder, read_private, write_private

if TYPE_CHECKING:
    from collections.abc import Iterable

TOTAL = 200_000_000  # bytes of all entries together; the ones not used for longest go first
_SEAL = 200  # bytes, more than a seal takes
_ENTRY = 40_000_000  # bytes of one; a larger policy is parsed anew

_on = True
_problem = ""


def is_on() -> bool:
    """Whether this program uses the cache."""
    return _on


def problem() -> str:
    """Why an entry could not be kept since the program began; "" where all could."""
    return _problem


def switch_off() -> None:
    """From now on this program neither reads nor writes the cache."""
    global _on  # noqa: PLW0603 - `--no-cache` is said once for a whole program
    _on = False


def load(file_digest: str, module: str) -> Parsed | None:
    """What the file with that digest was parsed to, by this version of the reader `module`."""
    if not _on:
        return None
    try:
        path = _path(file_digest, module)
        found, _, body = read_private(path, _ENTRY).partition(b"\n")
        if not compare_digest(found, seal(body)):
            return None
        values = json.loads(body)
        if values.get("file_digest") != file_digest or values.get("module") != module:
            return None
        parsed = from_plain(values)
        os.utime(path)
    except (OSError, ValueError, TypeError, AttributeError, RecursionError, MemoryError):
        return None
    return parsed


def store(file_digest: str, module: str, parsed: Parsed) -> bool:
    """Keeps what a file was parsed to; False where it cannot be kept."""
    global _problem  # noqa: PLW0603 - whoever shows it asks later, in another thread
    if not _on:
        return False
    values = {"file_digest": file_digest, "module": module, **as_plain(parsed)}
    body = json.dumps(values, ensure_ascii=True, separators=(",", ":"))
    if len(body) + _SEAL > _ENTRY:
        return False
    try:
        sealed = seal(body.encode("ascii")).decode("ascii")
        write_private(_path(file_digest, module), f"{sealed}\n{body}")
        _prune()
    except OSError as error:
        _problem = error.strerror or type(error).__name__
        return False
    except ValueError:
        return False
    return True


def forget(file_digests: Iterable[str]) -> tuple[str, ...]:
    """Removes what is kept of the files with these digests; the paths of what was removed.

    Raises OSError for an entry that cannot be removed.
    """
    keys = {_key(digest) for digest in file_digests}
    removed = []
    try:
        entries = sorted(_place().iterdir())
    except FileNotFoundError:
        return ()
    for entry in entries:
        if entry.name.split("-", 1)[0].lstrip(".") in keys:
            with suppress(FileNotFoundError):
                entry.unlink()
                removed.append(str(entry))
    return tuple(removed)


def _place() -> Path:
    from platformdirs import user_cache_path

    return user_cache_path("reviewtui", appauthor=False) / "policies"


def folder() -> Path:
    """Where the entries are; made if need be. Raises OSError where it cannot be made."""
    place = _place()
    return private_folder(place.parent, place.name)


def _path(file_digest: str, module: str) -> Path:
    return folder() / f"{_key(file_digest)}-{_version(module)}.json"


def _key(file_digest: str) -> str:
    return sha256(file_digest.encode()).hexdigest()[:32]


@cache
def _version(module: str) -> str:
    """A digest of all the code and data that a policy's text and passages depend on.

    Nobody has to remember to raise a number when a reader changes.
    """
    from importlib import metadata

    digest = sha256(module.encode())
    for name in ("reviewtui", "pypdfium2", "lxml", "selectolax"):
        with suppress(metadata.PackageNotFoundError):
            digest.update(f"{name} {metadata.version(name)}\n".encode())
    package = Path(__file__).parent
    sources = sorted([*package.rglob("*.py"), *(package.parent / "languages").glob("*")])
    for source in sources:
        if source.is_file():
            digest.update(source.read_bytes())
    return digest.hexdigest()[:16]


def _prune() -> None:
    """Removes the entries not used for longest until all together fit into TOTAL."""
    entries = []
    with os.scandir(folder()) as listing:
        for entry in listing:
            status = entry.stat(follow_symlinks=False)
            entries.append((status.st_mtime, status.st_size, entry.path))
    total = sum(size for _, size, _ in entries)
    for _, size, path in sorted(entries):
        if total <= TOTAL:
            return
        with suppress(OSError):
            Path(path).unlink()
            total -= size
