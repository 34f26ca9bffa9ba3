"""Notes that an editor has open: a file each in the user's state folder, for nobody else.

The file holds the note and nothing else. It is there from before the editor starts until what
the editor wrote is kept elsewhere, so that a kill at any moment leaves it to be found again.
"""

from __future__ import annotations

import os
from contextlib import suppress
from hashlib import sha256
from itertools import count
from typing import TYPE_CHECKING, NamedTuple

from reviewtui.errors import InputError, shown
from reviewtui.private import read_private
from reviewtui.reviews.state import name_key, path_key, state_folder, state_path, write_private

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from reviewtui.reviews.model import Pair

FOLDER = "notes"
SUFFIX = ".md"  # editors know what that is
LONGEST = 1_000_000  # bytes


class Leftover(NamedTuple):
    """What an editor wrote that nobody came back for."""

    file: Path
    pair: Pair
    text: str


def begin_draft(path: str | Path, reviewer: str, pair: Pair, text: str) -> Path:
    """A file with `text` in it, for an editor, for the note on `pair` in the review file `path`.

    Raises OSError where it cannot be made.
    """
    name = f"{_begin(path, reviewer)}{_pair_key(pair)}"
    file = state_folder(FOLDER) / f"{name}{SUFFIX}"
    if file.exists():  # what an editor left there was refused: it is not written over
        free = (file.with_name(f"{name}~{number}{SUFFIX}") for number in count(1))
        file.replace(next(one for one in free if not one.exists()))
    write_private(file, f"{text}\n" if text else "", flush=True)
    return file


def read_draft(file: Path) -> str:
    """What an editor left in `file`: lines that end with LF, none of them empty at the end.

    Raises InputError where that is no text in UTF-8, or too long; the file stays.
    """
    try:
        text = read_private(file, LONGEST).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _refused("is not UTF-8", file) from None
    except ValueError:
        raise _refused(f"is no note of at most {LONGEST // 1_000_000} MB", file) from None
    except FileNotFoundError:
        raise InputError("the editor took its file away") from None
    except OSError as error:
        raise _refused(f"cannot be read ({error.strerror or error})", file) from None
    return text.replace("\r\n", "\n").replace("\r", "\n").rstrip()


def _refused(why: str, file: Path) -> InputError:
    folder = str(file.parent)
    home = os.path.expanduser("~")  # noqa: PTH111 - Path raises where there is none
    if home != "~" and folder.startswith(f"{home}{os.sep}"):
        folder = f"~{folder[len(home) :]}"
    return InputError(f"the editor's file {why} and stays in {shown(folder)}")


def end_draft(file: Path) -> None:
    """What the editor wrote is kept elsewhere."""
    with suppress(OSError):
        file.unlink()


def leftovers(path: str | Path, reviewer: str, pairs: Iterable[Pair]) -> list[Leftover]:
    """What editors wrote for notes of `reviewer` that was never taken over; those that can be
    read, and whose pair is one of `pairs`."""
    begin = _begin(path, reviewer)
    try:
        names = {entry.name: entry for entry in state_path(FOLDER).iterdir()}
    except OSError:
        return []
    files = {name: file for name, file in names.items() if name.startswith(begin)}
    found = []
    for pair in pairs if files else ():
        file = files.get(f"{begin}{_pair_key(pair)}{SUFFIX}")
        if file is not None:
            with suppress(InputError):
                found.append(Leftover(file, pair, read_draft(file)))
    return found


def _begin(path: str | Path, reviewer: str) -> str:
    return f"{path_key(path)}-{name_key(reviewer)}-"


def _pair_key(pair: Pair) -> str:
    return sha256("\0".join(pair).encode("utf-8", "surrogatepass")).hexdigest()[:16]
