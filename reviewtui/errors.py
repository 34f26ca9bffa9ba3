"""What a user can get wrong, as one line each; never a traceback."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

PATH_AT_MOST = 200  # characters of a path in a message
IDS_AT_MOST = 12  # ids in a message


class InputError(Exception):
    """Input that cannot be used: `lines`, each naming the file, the place and the remedy.

    The command line prints the lines and ends with status 2; the app shows them. Text from
    files inside a line has been made visible (`reviewtui.characters.visible`).
    """

    def __init__(self, *lines: str) -> None:
        super().__init__("\n".join(lines))
        self.lines = lines


_REMEDIES = {
    errno.ENOENT: "no such file or folder; check the name",
    errno.EACCES: "not readable; check its permissions",
    errno.EPERM: "not readable; check its permissions",
    errno.EISDIR: "is a folder, a file was expected",
    errno.ENOTDIR: "part of its path is not a folder; check the name",
    errno.ENAMETOOLONG: "the name is too long for a file; check it",
    errno.ELOOP: "links that lead round; check them",
    errno.EIO: "the disk or network gave an error; check it and try again",
    errno.ESTALE: "the network folder went away; mount it again",
    errno.EMFILE: "too many files are open; close some, or raise ulimit -n",
}
_NUMBERS: tuple[tuple[type[OSError], int], ...] = (  # for errors made without a number
    (FileNotFoundError, errno.ENOENT),
    (PermissionError, errno.EACCES),
    (IsADirectoryError, errno.EISDIR),
    (NotADirectoryError, errno.ENOTDIR),
)


def cannot_read(path: Path, error: OSError) -> InputError:
    """The one line for a file that the system will not let us read."""
    return InputError(f"{shown(path)}: {reason(error)}")


def reason(error: OSError) -> str:
    """Why the system will not let us read, and what to do."""
    from reviewtui.characters import visible

    number = error.errno or next((n for kind, n in _NUMBERS if isinstance(error, kind)), 0)
    said = visible(error.strerror or str(error) or type(error).__name__)
    return _REMEDIES.get(number, f"cannot be read: {said}; check the file and its disk")


def shown(path: Path | str) -> str:
    """A path in a message: visible, the middle of a very long one left out."""
    from reviewtui.characters import visible

    text = visible(str(path))
    if len(text) <= PATH_AT_MOST:
        return text
    half = (PATH_AT_MOST - 1) // 2
    return f"{text[:half]}…{text[-half:]}"


def unknown_id(option: str, wanted: str, known: Iterable[str], where: str) -> InputError:
    """The line on an id that was given with `option` and is not `where`, with the nearest ones."""
    from difflib import get_close_matches

    from reviewtui.characters import visible

    ids = list(known)
    near = get_close_matches(wanted[:80], ids, n=1)
    more = " …" if len(ids) > IDS_AT_MOST else ""
    hint = f'did you mean "{near[0]}"?' if near else f"it has {', '.join(ids[:IDS_AT_MOST])}{more}"
    return InputError(f'{option} "{visible(wanted[:80])}": not in {visible(f"{where}; {hint}")}')
