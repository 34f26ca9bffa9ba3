"""One writer a review among users who have no state folder in common."""

import errno
import os
import pwd
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from reviewtui.reviews import Lock, Review, Saver, load_review, lock_review, save_review
from tests.reviews.samples import review
from tests.reviews.saving.savers import PAIRS, decided
from tests.reviews.test_locking import Holder

pytest.importorskip("fcntl", reason="the system has no locks on files")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "reviews/vendors.toml"


@pytest.fixture
def first(path: Path) -> Review:
    made = decided(review(), PAIRS[0])
    save_review(made, path)
    return made


@pytest.fixture
def mine(path: Path) -> Iterator[Lock]:
    lock = lock_review(path, "ann")
    assert lock.writable
    yield lock
    lock.release()


def other_gets_it(path: Path, tmp_path: Path) -> bool:
    """Whether somebody with another state folder may write."""
    holder = Holder(path, "bob", state=tmp_path / "bob")
    holder.end()
    return holder.writable


def test_another_user_learns_who_has_it(path: Path, first: Review, tmp_path: Path) -> None:
    holder = Holder(path, "bob", state=tmp_path / "bob")
    assert holder.writable
    lock = lock_review(path, "ann")
    assert not lock.writable
    assert not lock.takeable
    assert lock.owner is not None
    assert lock.owner.host == os.uname().nodename
    if Path("/proc/locks").exists():
        assert lock.owner.process == holder.process.pid
        assert lock.owner.name == pwd.getpwuid(os.getuid()).pw_name
    assert not lock_review(path, "ann", take_over=True).writable
    holder.end()
    again = lock_review(path, "ann", after=lock)
    assert again.writable
    again.release()


def test_it_is_free_when_the_other_was_killed(path: Path, first: Review, tmp_path: Path) -> None:
    holder = Holder(path, "bob", state=tmp_path / "bob")
    holder.process.send_signal(signal.SIGKILL)
    holder.end()
    lock = lock_review(path, "ann")
    assert lock.writable
    lock.release()


def test_it_goes_with_every_save(path: Path, first: Review, mine: Lock, tmp_path: Path) -> None:
    saver = Saver(path)
    saver.lock = mine
    made = first
    assert not other_gets_it(path, tmp_path)
    for pair in PAIRS[1:4]:
        made = decided(made, pair)
        saver.submit(made)
        assert saver.flush(20)
        assert not other_gets_it(path, tmp_path)
    handles = Path("/proc/self/fd")
    before = len(list(handles.iterdir())) if handles.exists() else 0
    for pair in PAIRS[4:]:
        made = decided(made, pair)
        saver.submit(made)
        assert saver.flush(20)
    if before:
        assert len(list(handles.iterdir())) <= before
    assert saver.close(20)
    assert not other_gets_it(path, tmp_path)
    mine.release()
    assert other_gets_it(path, tmp_path)


def test_a_review_that_is_made_by_the_first_save(path: Path, mine: Lock, tmp_path: Path) -> None:
    saver = Saver(path)
    saver.lock = mine
    saver.submit(decided(review(), PAIRS[0]))
    assert saver.close(20)
    assert not other_gets_it(path, tmp_path)


def test_a_save_that_fails_gives_nothing_away(
    path: Path, first: Review, mine: Lock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(self: Path, target: Path) -> Path:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    saver = Saver(path)
    saver.lock = mine
    monkeypatch.setattr(Path, "replace", fail)
    saver.submit(decided(first, PAIRS[1]))
    assert not saver.close(20)
    monkeypatch.undo()
    assert load_review(path) == first
    assert not other_gets_it(path, tmp_path)


def test_without_a_state_folder_it_is_all_there_is(
    path: Path, first: Review, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    holder = Holder(path, "bob", state=tmp_path / "bob")
    blocked = tmp_path / "file"
    blocked.write_text("")
    monkeypatch.setenv("XDG_STATE_HOME", os.fspath(blocked / "state"))
    lock = lock_review(path, "ann")
    assert not lock.writable
    assert not lock.renew()
    holder.end()
    lock = lock_review(path, "ann")
    assert lock.writable
    assert lock.problem.startswith("no lock")
    assert not other_gets_it(path, tmp_path)
    lock.release()
    assert other_gets_it(path, tmp_path)


def test_git_and_editors_are_not_stopped(path: Path, first: Review, mine: Lock) -> None:
    path.write_text(path.read_text())
    save_review(decided(first, PAIRS[1]), path)
    assert mine.owned()
