"""Who has a review open: what stands beside its lock, for others to read."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from reviewtui.reviews.state import read_private_json, write_private

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Owner:
    """Who has a review open: name, host, process, and since when (UTC)."""

    name: str
    host: str
    process: int
    since: datetime


@dataclass(frozen=True, slots=True)
class Record:
    """An owner, when they were heard of last (UTC), and what no other owner's record has.

    `count` grows with each renewal, so that two records tell whether there was one.
    """

    owner: Owner
    renewed: datetime | None
    token: str
    count: int = 0

    def again(self, time: datetime) -> Record:
        """The next renewal."""
        return replace(self, renewed=time, count=self.count + 1)


def write_record(path: Path, record: Record) -> None:
    """Replaces what stands beside the lock. Raises OSError."""
    owner = record.owner
    values = {
        "name": owner.name,
        "host": owner.host,
        "process": owner.process,
        "since": owner.since.isoformat(),
        "renewed": record.renewed.isoformat() if record.renewed else "",
        "token": record.token,
        "count": record.count,
    }
    write_private(path, json.dumps(values))


def read_record(path: Path) -> Record | None:
    """What stands beside the lock; None where nothing that can be read does."""
    try:
        values = read_private_json(path)
        since, renewed = (datetime.fromisoformat(values[key]) for key in ("since", "renewed"))
        owner = Owner(
            str(values["name"]), str(values["host"]), int(values["process"]), since.astimezone(UTC)
        )
        token, count = str(values["token"]), int(values["count"])
        return Record(owner, renewed.astimezone(UTC), token, count)
    except (OSError, ValueError, KeyError, TypeError, OverflowError):
        return None


def seconds_old(path: Path) -> float | None:
    """How long ago `path` was written, by the clock of the disk that it is on.

    That clock is the same for all hosts that share the disk, unlike their own. None where it
    cannot be known; negative where that clock was set back.
    """
    import tempfile

    try:
        written = path.stat().st_mtime
        with tempfile.TemporaryFile(dir=path.parent, prefix=".now-") as file:
            file.write(b"now")
            file.flush()
            return os.fstat(file.fileno()).st_mtime - written
    except OSError:
        return None
