"""Savers that report to a log and are closed at the end."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reviewtui.reviews import (
    Saver,
    open_review,
)
from tests.reviews.saving.savers import Log


@pytest.fixture
def log() -> Log:
    return Log()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "reviews/vendors.toml"


@pytest.fixture
def begin(log: Log) -> Iterator[Callable[[Path], Saver]]:
    savers: list[Saver] = []

    def start(path: Path) -> Saver:
        savers.append(
            Saver(
                path,
                open_review(path) if path.exists() else None,
                on_saved=log.note(log.saved),
                on_failed=log.note(log.failed),
                on_merged=log.note(log.merged),
                on_lost=log.note(log.lost),
                retry=0.02,
                keep_after=0.02,
            )
        )
        return savers[-1]

    yield start
    for saver in savers:
        saver.close(20)


@pytest.fixture
def start(path: Path, begin: Callable[[Path], Saver]) -> Callable[[], Saver]:
    return lambda: begin(path)
