"""A seal on what the cache keeps: nobody but this user's programs can have written it.

A key of random bytes in the user's state folder, and BLAKE2 with that key over the content
(RFC 7693): who can write to the cache, but not read the state folder, cannot make an entry.
"""

from __future__ import annotations

import secrets
from functools import cache
from hashlib import blake2b
from typing import TYPE_CHECKING

from reviewtui.private import private_folder, read_private, write_private

if TYPE_CHECKING:
    from pathlib import Path

_LENGTH = 64  # hexadecimal digits of the key


def seal(body: bytes) -> bytes:
    """The seal of a content, as hexadecimal digits.

    Raises OSError or ValueError where there is no key and none can be made.
    """
    from platformdirs import user_state_path

    key = _key(user_state_path("reviewtui", appauthor=False))
    return blake2b(body, key=key).hexdigest().encode("ascii")


@cache
def _key(folder: Path) -> bytes:
    path = private_folder(folder) / "cache-key"
    try:
        return _read(path)
    except (OSError, ValueError):
        write_private(path, secrets.token_hex(_LENGTH // 2))
    return _read(path)  # another program may have been faster


def _read(path: Path) -> bytes:
    key = bytes.fromhex(read_private(path, _LENGTH).decode("ascii"))
    if len(key) * 2 != _LENGTH:
        raise ValueError("no key")
    return key
