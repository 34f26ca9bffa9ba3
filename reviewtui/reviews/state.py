"""The user's own folder for what is not part of a review: places, drafts, locks."""

from __future__ import annotations

import contextlib
import os
from hashlib import sha256
from pathlib import Path


def state_folder(*parts: str) -> Path:
    """A folder of this user's state, made with permissions for nobody else.

    Raises OSError where it cannot be made.
    """
    from platformdirs import user_state_path

    folder = user_state_path("reviewtui", appauthor=False)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for part in ("", *parts):
        folder /= part
        folder.mkdir(mode=0o700, exist_ok=True)
        if folder.stat().st_mode & 0o077:
            folder.chmod(0o700)
    return folder


def path_key(path: str | Path) -> str:
    """A name for the file `path`, the same however it is reached: 16 hexadecimal digits."""
    return sha256(os.fsencode(os.path.realpath(path))).hexdigest()[:16]


def name_key(name: str) -> str:
    """A file name for a person's name: 8 hexadecimal digits."""
    return sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def write_private(path: Path, text: str) -> None:
    """Replaces a small file that only its owner may read; whole at any moment. Raises OSError."""
    temporary = path.with_name(f".{path.name}~{os.getpid()}")
    with contextlib.suppress(FileNotFoundError):
        temporary.unlink()
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", errors="surrogatepass") as file:
            file.write(text)
        temporary.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
