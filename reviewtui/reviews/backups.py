"""Earlier versions of a review: kept in the state folder, few, and brought back when needed.

The newest is what the file held when it was saved last, the others are some minutes, an hour, a
day and a week older. A file that is replaced by one of them is kept there too.
"""

from __future__ import annotations

import contextlib
import os
import re
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from reviewtui.errors import InputError, cannot_read, reason, shown
from reviewtui.reviews.durable import write_durably
from reviewtui.reviews.state import path_key, state_folder, state_path

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reviewtui.reviews.file import Opened

NEWEST = 3  # versions that are kept whatever their age
AGES = (timedelta(minutes=10), timedelta(hours=1), timedelta(days=1), timedelta(days=7))
BYTES_AT_MOST = 100_000_000  # of all versions of a review; the newest is kept in any case
OTHERS = 3  # of the damaged, and of the unsaved

_DIGEST = 12  # hexadecimal digits of the SHA-256 in a name
_NAME = re.compile(
    r"(?P<key>[0-9a-f]{16})\.(?P<number>\d{6,9})\.(?P<time>\d{8}T\d{6}Z)\.(?P<decided>\d{1,9})"
    rf"\.(?P<digest>[0-9a-f]{{{_DIGEST}}})\.(?P<kind>saved|unsaved|damaged)\.toml",
    re.ASCII,
)
_TIME = "%Y%m%dT%H%M%SZ"


class KeptKind(StrEnum):
    """Why a version is kept."""

    SAVED = "saved"  # it was in the file, and good
    UNSAVED = "unsaved"  # it could not be written into the file when the session ended
    DAMAGED = "damaged"  # it was in the file, and another version took its place


class Kept(NamedTuple):
    """One version: where it is, when it was kept (UTC), how many verdicts and bytes it has.

    `number` counts the versions of a review: the order is theirs, whatever the clock did.
    """

    file: Path
    time: datetime
    decided: int
    size: int
    kind: KeptKind
    number: int
    digest: str  # the first hexadecimal digits of the SHA-256 of its bytes


def kept_versions(path: str | Path, kind: KeptKind = KeptKind.SAVED) -> tuple[Kept, ...]:
    """What is kept of the review file `path`, the newest first; nothing where none can be read."""
    return tuple(kept for kept in _all(path) if kept.kind is kind)


def keep(
    path: str | Path, content: bytes, decided: int, kind: KeptKind = KeptKind.SAVED
) -> Kept | None:
    """Keeps `content` as a version of the review file `path`, and drops what is too old.

    None where the newest of its kind is the same. When it returns, the version is on the disk.
    Raises OSError where it cannot be kept.
    """
    folder = state_folder("backups")
    others = _all(path)
    digest = short_digest(content)
    if any(kept.digest == digest for kept in [k for k in others if k.kind is kind][:1]):
        return None
    number = max((kept.number for kept in others), default=0) + 1
    now = datetime.now(UTC).replace(microsecond=0)
    name = f"{path_key(path)}.{number:06}.{now:{_TIME}}.{decided}.{digest}.{kind.value}.toml"
    write_durably(folder / name, content, mode=0o600)
    made = Kept(folder / name, now, decided, len(content), kind, number, digest)
    for kept in surplus([made, *others], now):
        with contextlib.suppress(OSError):
            kept.file.unlink()
    return made


def surplus(versions: Sequence[Kept], now: datetime) -> list[Kept]:
    """Which of the `versions`, the newest first, are not kept any longer.

    Of each age (see `AGES`) the newest and the oldest stay: the oldest is the one that grows
    into the next age. A time that is still to come, as after a clock was set back, is no age.
    """
    saved = [kept for kept in versions if kept.kind is KeptKind.SAVED]
    staying = set(saved[:NEWEST])
    ages: dict[int, list[Kept]] = {}
    for kept in saved[NEWEST:]:
        ages.setdefault(sum(now - kept.time >= age for age in AGES), []).append(kept)
    for row in ages.values():
        staying |= {row[0], row[-1]}
    for kind in (KeptKind.UNSAVED, KeptKind.DAMAGED):
        staying |= set([kept for kept in versions if kept.kind is kind][:OTHERS])
    left = BYTES_AT_MOST
    for place, kept in enumerate(versions):
        if kept in staying:
            left -= kept.size
            if left < 0 and place:
                staying.discard(kept)
    return [kept for kept in versions if kept not in staying]


def content_of(kept: Kept) -> bytes:
    """The bytes of a version. Raises InputError where they are not what they were."""
    from reviewtui.files import read_bytes
    from reviewtui.reviews.file import SIZE_LIMIT

    try:
        content = read_bytes(kept.file, SIZE_LIMIT, "review")
    except OSError as error:
        raise cannot_read(kept.file, error) from None
    if short_digest(content) != kept.digest:
        raise InputError(f"{shown(kept.file)}: damaged as well; take another version")
    return content


def restore(path: str | Path, kept: Kept) -> Opened:
    """Puts a kept version into the review file `path`, durably.

    What the file holds now is kept first. Raises InputError, and leaves the file as it is, where
    either cannot be done.
    """
    from reviewtui.reviews.file import opened

    path = Path(path)
    content = content_of(kept)
    found = opened(content, path)
    _set_aside(path)
    try:
        write_durably(path, content)
    except OSError as error:
        raise InputError(f"{shown(path)}: not restored: {error.strerror or error}") from None
    with contextlib.suppress(OSError):
        keep(path, content, kept.decided)  # the newest now
    return found


def drop(kept: Kept) -> None:
    """Removes a version; nothing happens where it cannot be removed."""
    with contextlib.suppress(OSError):
        kept.file.unlink()


def short_digest(content: bytes) -> str:
    """The first digits of the SHA-256 of the bytes, as in the names of kept versions."""
    return sha256(content).hexdigest()[:_DIGEST]


def _set_aside(path: Path) -> None:
    """Keeps what is in the review file, whatever it is. Raises InputError where it cannot."""
    from reviewtui.reviews.file import review_file

    if not os.path.lexists(path):
        return
    try:
        content = review_file(path)
        if content:
            keep(path, content, 0, KeptKind.DAMAGED)
    except OSError as error:
        raise InputError(
            f"{shown(path)}: not restored, for it cannot be kept beforehand: {reason(error)}"
        ) from None


def _all(path: str | Path) -> list[Kept]:
    key = path_key(path)
    found = []
    with contextlib.suppress(OSError), os.scandir(state_path("backups")) as entries:
        for entry in entries:
            name = _NAME.fullmatch(entry.name)
            if name is not None and name["key"] == key:
                with contextlib.suppress(OSError, ValueError):
                    found.append(_kept(entry, name))
    return sorted(found, key=lambda kept: kept.number, reverse=True)


def _kept(entry: os.DirEntry[str], name: re.Match[str]) -> Kept:
    return Kept(
        file=Path(entry.path),
        time=datetime.strptime(name["time"], _TIME).replace(tzinfo=UTC),
        decided=int(name["decided"]),
        size=entry.stat(follow_symlinks=False).st_size,
        kind=KeptKind(name["kind"]),
        number=int(name["number"]),
        digest=name["digest"],
    )
