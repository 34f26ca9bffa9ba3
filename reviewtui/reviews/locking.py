"""One writer a review: who opens it second learns who has it, and reads.

The lock is a file in the user's state folder that the system locks for as long as the process
lives, so that on one host it is free as soon as its owner is gone, however that ended. Beside
it stands who owns it. Where the folder is shared between hosts whose locks do not reach each
other, the owner's last renewal decides.
"""

from __future__ import annotations

import contextlib
import json
import os
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from reviewtui.reviews.editing import now
from reviewtui.reviews.state import path_key, state_folder, write_private

if TYPE_CHECKING:
    from pathlib import Path

RENEW_EVERY = 30  # seconds
RENEWED_WITHIN = timedelta(minutes=5)  # what an owner on another host is trusted for


@dataclass(frozen=True, slots=True)
class Owner:
    """Who has a review open."""

    name: str
    host: str
    process: int
    since: datetime


class Lock:
    """Whether this process may write a review; make it with `lock_review`.

    `owner` is who else has the review open, None where nobody has. `problem` says why there is
    no lock although nobody has it: reviewing goes on without one.
    """

    def __init__(
        self,
        *,
        held: Any = None,
        owner: Owner | None = None,
        record: Path | None = None,
        own: Owner | None = None,
        problem: str = "",
    ) -> None:
        self.owner, self.problem = owner, problem
        self._held, self._record, self._own = held, record, own

    @property
    def writable(self) -> bool:
        """Whether this process may save the review."""
        return self.owner is None

    def renew(self) -> bool:
        """Tells others that the owner is alive; False if it is no longer this process."""
        if self._record is None or self._own is None:
            return self.writable
        found = _read(self._record)
        if found is not None and found[0] != self._own:
            self.owner = found[0]
            return False
        with contextlib.suppress(OSError):
            _write(self._record, self._own)
        return True

    def release(self) -> None:
        """Gives the review free; twice does no harm."""
        record, held = self._record, self._held
        self._record = self._held = None
        if record is not None:
            found = _read(record)
            if found is not None and found[0] == self._own:
                with contextlib.suppress(OSError):
                    record.unlink()
        if held is not None:
            held.release()


def lock_review(path: str | Path, reviewer: str, *, take_over: bool = False) -> Lock:
    """Locks the review file `path` for this process, if nobody has it; never waits.

    `take_over` takes it from an owner on another host, of whom one cannot know whether they
    are still there. An owner on this host keeps it for as long as the process lives.
    """
    from filelock import FileLock, Timeout

    try:
        folder = state_folder("locks")
    except OSError as error:
        return Lock(problem=f"no lock: {error.strerror or error}")
    key = path_key(path)
    record = folder / f"{key}.json"
    held = FileLock(folder / f"{key}.lock", mode=0o600, thread_local=False)
    own = Owner(reviewer, os.uname().nodename, os.getpid(), now())
    found = _read(record)
    try:
        held.acquire(timeout=0)
    except Timeout:
        return Lock(owner=found[0] if found else Owner("somebody", own.host, 0, own.since))
    except (OSError, NotImplementedError) as error:
        return Lock(problem=f"no lock: {error}")
    found = _read(record)
    if found and found[0].host != own.host and not take_over:
        renewed = found[1]
        if own.since - renewed < RENEWED_WITHIN:
            held.release()
            return Lock(owner=found[0])
    try:
        _write(record, own)
    except OSError as error:
        return Lock(held=held, problem=f"nobody can see who has the review: {error.strerror}")
    return Lock(held=held, record=record, own=own)


def _write(record: Path, owner: Owner) -> None:
    values = {
        "name": owner.name,
        "host": owner.host,
        "process": owner.process,
        "since": owner.since.isoformat(),
        "renewed": now().isoformat(),
    }
    write_private(record, json.dumps(values))


def _read(record: Path) -> tuple[Owner, datetime] | None:
    """Who owns the lock and when they renewed it; None where nothing readable says so."""
    try:
        values = json.loads(record.read_text("utf-8"))
        since, renewed = (datetime.fromisoformat(values[key]) for key in ("since", "renewed"))
        owner = Owner(
            str(values["name"]), str(values["host"]), int(values["process"]), since.astimezone(UTC)
        )
        return owner, renewed.astimezone(UTC)
    except (OSError, ValueError, KeyError, TypeError):
        return None
