"""Saving and the lock: taken over, missing, and what is kept beside it."""

from collections.abc import Callable
from pathlib import Path

from reviewtui.reviews import (
    Review,
    Saver,
    load_review,
    lock_review,
    open_review,
    save_review,
)
from reviewtui.reviews.state import path_key, state_folder
from tests.reviews.samples import review
from tests.reviews.saving.savers import PAIRS, Log, decided
from tests.reviews.test_locking import elsewhere


def test_after_a_take_over_verdicts_are_merged_and_it_is_said(
    tmp_path: Path, log: Log, begin: Callable[[Path], Saver]
) -> None:
    path = tmp_path / "vendors.toml"
    first = decided(review(), PAIRS[0])
    save_review(first, path)
    saver = begin(path)
    saver.lock = lock_review(path, "ann")
    second = decided(first, PAIRS[1])
    saver.submit(second)
    assert saver.flush(20)
    assert log.lost == []
    elsewhere(path)
    theirs = decided(second, PAIRS[2], by="cleo")
    save_review(theirs, path)
    third = decided(second, PAIRS[3])
    saver.submit(third)
    log.wait(lambda: third in log.saved)
    assert [owner.name for owner in log.lost] == ["cleo"]
    assert load_review(path).entries == {**theirs.entries, **third.entries}
    saver.submit(decided(third, PAIRS[4]))
    assert saver.flush(20)
    assert len(log.lost) == 1
    saver.lock.release()


def test_two_who_save_at_once_lose_nothing(tmp_path: Path) -> None:
    """Neither has the lock: each save looks again, just before the file is replaced."""
    path = tmp_path / "vendors.toml"
    save_review(decided(review(), PAIRS[0]), path)
    logs = [Log(), Log()]
    savers = [
        Saver(path, open_review(path), on_saved=log.note(log.saved), keep_after=60) for log in logs
    ]
    made: list[Review] = [load_review(path)] * 2
    for number in range(40):
        side = number % 2
        policy = f"policy-{side}-{number}"
        made[side] = decided(made[side], (policy, "retention"), by=("ann", "bob")[side])
        savers[side].submit(made[side])
    assert all(saver.close(20) for saver in savers)
    held = load_review(path)
    assert held.entries.keys() == made[0].entries.keys() | made[1].entries.keys()


def test_state_files_are_for_nobody_else(
    tmp_path: Path, log: Log, begin: Callable[[Path], Saver]
) -> None:
    path = tmp_path / "vendors.toml"
    saver = begin(path)
    saver.lock = lock_review(path, "ann")
    saver.submit(decided(review(), PAIRS[0]))
    assert saver.close(20)
    saver.lock.release()
    found = [one for one in state_folder().rglob("*") if path_key(path) in one.name]
    assert found
    assert {one.stat().st_mode & 0o777 for one in found} == {0o600}
    folders = [one for one in state_folder().rglob("*") if one.is_dir()]
    assert {one.stat().st_mode & 0o777 for one in (state_folder(), *folders)} == {0o700}
