"""What the tests of saving share: reviews that grow, a saver's reports, a disk that fails."""

import errno
import os
import threading
import time
from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest

from reviewtui.reviews import (
    Merged,
    Owner,
    Review,
    decide,
)
from tests.reviews.samples import IDS, POLICIES, at, decision

PAIRS = [(policy, requirement) for policy in POLICIES for requirement in IDS]


class Log:
    """What a saver reported, and a way to wait for it."""

    def __init__(self) -> None:
        self.saved: list[Review] = []
        self.failed: list[str] = []
        self.merged: list[Merged] = []
        self.lost: list[Owner] = []
        self._changed = threading.Condition()

    def note(self, row: list) -> Callable[[object], None]:  # type: ignore[type-arg]
        def call(value: object) -> None:
            with self._changed:
                row.append(value)
                self._changed.notify_all()

        return call

    def wait(self, ready: Callable[[], bool]) -> None:
        with self._changed:
            assert self._changed.wait_for(ready, 20), "the saver did not report in time"


def decided(made: Review, *pairs: tuple[str, str], by: str = "ann", minute: int = 1) -> Review:
    return decide(made, [decision(*pair) for pair in pairs], reviewer=by, time=at(minute))


def broken(monkeypatch: pytest.MonkeyPatch, path: Path) -> Callable[[], None]:
    """Lets no write of `path` succeed until the function given is called."""
    real, mended = Path.replace, Event()

    def rename(self: Path, target: Path) -> Path:
        if Path(target) == path and not mended.is_set():
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        return real(self, target)

    monkeypatch.setattr(Path, "replace", rename)
    return mended.set


def wait_for(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 20
    while not holds():
        assert time.monotonic() < deadline, "waited 20 s in vain"
        time.sleep(0.01)
