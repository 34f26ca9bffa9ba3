"""One writer a review."""

import json
import os
import signal
import stat
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from reviewtui.reviews import lock_review, now
from reviewtui.reviews.state import path_key, state_folder

HOLDER = """
import sys
from reviewtui.reviews import lock_review
lock = lock_review(sys.argv[1], "ann")
print(lock.writable, flush=True)
sys.stdin.read()
lock.release()
"""


def holder(path: Path) -> "subprocess.Popen[str]":
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "True\n"
    return process


def test_the_second_learns_who_has_it_and_gets_it_when_it_is_free(tmp_path: Path) -> None:
    path = tmp_path / "vendors.toml"
    first = holder(path)
    second = lock_review(path, "bob")
    assert not second.writable
    assert second.owner is not None
    assert (second.owner.name, second.owner.process) == ("ann", first.pid)
    assert abs(now() - second.owner.since) < timedelta(minutes=1)
    first.communicate("")
    third = lock_review(path, "bob")
    assert third.writable
    third.release()
    third.release()


def test_the_lock_of_a_killed_process_is_free(tmp_path: Path) -> None:
    path = tmp_path / "vendors.toml"
    first = holder(path)
    first.send_signal(signal.SIGKILL)
    first.communicate()
    lock = lock_review(path, "bob")
    assert lock.writable
    assert lock.renew()
    lock.release()


def test_another_link_to_the_file_is_the_same_review(tmp_path: Path) -> None:
    path = tmp_path / "vendors.toml"
    path.write_text("")
    (tmp_path / "link.toml").symlink_to(path)
    first = holder(path)
    assert not lock_review(tmp_path / "link.toml", "bob").writable
    first.communicate("")


def record(path: Path, **changes: object) -> Path:
    found = state_folder("locks") / f"{path_key(path)}.json"
    values = {"name": "cleo", "host": "elsewhere", "process": 7, "since": now().isoformat()}
    found.write_text(json.dumps({**values, "renewed": now().isoformat(), **changes}))
    return found


def test_an_owner_on_another_host_is_believed_for_five_minutes(tmp_path: Path) -> None:
    path = tmp_path / "vendors.toml"
    record(path)
    lock = lock_review(path, "bob")
    assert lock.owner is not None
    assert (lock.owner.name, lock.owner.host) == ("cleo", "elsewhere")
    taken = lock_review(path, "bob", take_over=True)
    assert taken.writable
    taken.release()
    record(path, renewed=(now() - timedelta(minutes=6)).isoformat())
    late = lock_review(path, "bob")
    assert late.writable
    late.release()


def test_an_owner_notices_that_it_was_taken_over(tmp_path: Path) -> None:
    path = tmp_path / "vendors.toml"
    lock = lock_review(path, "bob")
    found = record(path)
    assert not lock.renew()
    assert lock.owner is not None
    assert lock.owner.name == "cleo"
    lock.release()
    assert found.exists()  # it is not ours any more


def test_locks_are_nobody_elses_and_leave_nothing(tmp_path: Path) -> None:
    lock = lock_review(tmp_path / "vendors.toml", "ann")
    folder = state_folder("locks")
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(file.stat().st_mode) for file in folder.iterdir()} == {0o600}
    lock.release()
    assert not list(folder.glob("*.json"))
    assert list(tmp_path.iterdir()) == []


def test_a_broken_record_does_not_disturb(tmp_path: Path) -> None:
    path = tmp_path / "vendors.toml"
    for text in ("", "[]", "{}", '{"since": 3}', "\0"):
        (state_folder("locks") / f"{path_key(path)}.json").write_text(text)
        lock = lock_review(path, "ann")
        assert lock.writable
        lock.release()


def test_without_a_state_folder_reviewing_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    monkeypatch.setenv("XDG_STATE_HOME", os.fspath(blocked / "state"))
    lock = lock_review(tmp_path / "vendors.toml", "ann")
    assert lock.writable
    assert lock.problem.startswith("no lock")
    assert lock.renew()
    lock.release()
