"""Why a review was not saved, in a few words with the remedy, for one line of a small screen."""

from __future__ import annotations

import errno
import re
from typing import TYPE_CHECKING

from reviewtui.characters import visible
from reviewtui.errors import shown

if TYPE_CHECKING:
    from pathlib import Path

NAME_AT_MOST = 24  # characters of the path behind a reason, so that this fits into one line

_NOT_WRITABLE = "not writable; check the permissions"
_NO_FOLDER = "part of its path is not a folder; check the name"
_GONE = "the network folder went away; mount it again"
_REASONS = {
    errno.EACCES: _NOT_WRITABLE,
    errno.EPERM: _NOT_WRITABLE,
    errno.EISDIR: "is a folder; name a file",
    errno.EEXIST: _NO_FOLDER,
    errno.ENOTDIR: _NO_FOLDER,
    errno.ENOSPC: "no space left on the disk; make room",
    errno.EDQUOT: "your quota is used up; make room",
    errno.EFBIG: "too large for the disk or your limits; raise them",
    errno.EROFS: "the file system is read-only; make it writable",
    errno.ENAMETOOLONG: "its name is too long; give a shorter one",
    errno.ELOOP: "links that lead round; check them",
    errno.ESTALE: _GONE,
    errno.ENODEV: _GONE,
    errno.EBUSY: "another program holds the file; close it there",
    errno.ETXTBSY: "another program holds the file; close it there",
}


def why(error: OSError) -> str:
    """Why the system did not let a file be written, and the remedy."""
    said = visible(error.strerror or str(error) or type(error).__name__)
    known = _REASONS.get(error.errno or 0)
    return known or f"{said[:1].lower()}{said[1:]}; check the folder and the disk"


def sentence(line: str, path: Path) -> str:
    """A line about the file `path` for a small screen: reason and remedy first, the file last."""
    name = shown(path)
    place, reason = "", line
    if found := re.match(re.escape(name) + r"(:\d+)?: ", line):
        place, reason = found[1] or "", line[found.end() :]
    if len(name) > NAME_AT_MOST:
        name = visible(path.name)
    if len(name) > NAME_AT_MOST:
        name = f"{name[: NAME_AT_MOST - 1]}…"
    return f"{reason[:1].upper()}{reason[1:]} ({name}{place})."
