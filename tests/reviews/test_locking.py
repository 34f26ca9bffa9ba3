"""One writer a review."""

import json
import os
import signal
import stat
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest

from reviewtui.reviews import lock_review, now
from reviewtui.reviews.state import path_key, state_folder

HOLDER = """
import sys
from reviewtui.reviews import lock_review
lock = lock_review(sys.argv[1], sys.argv[2], take_over=len(sys.argv) > 3)
print(lock.writable, flush=True)
for command in sys.stdin:
    print(lock.renew() if command == "renew\\n" else lock.owned(), flush=True)
lock.release()
"""


class Holder:
    """A process that locks a review, or tries to, and keeps it until its input ends."""

    def __init__(
        self,
        path: Path,
        name: str = "ann",
        *,
        host: str = "",
        state: Path | None = None,
        take_over: bool = False,
    ) -> None:
        program = HOLDER
        if host:  # what the system calls this machine there
            name_of = f"type('U', (), {{'nodename': {host!r}}})()"
            program = f"import os\nos.uname = lambda: {name_of}\n{HOLDER}"
        self.process = subprocess.Popen(
            [sys.executable, "-c", program, str(path), name, *(["x"] if take_over else [])],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "XDG_STATE_HOME": str(state)} if state else None,
        )
        self.writable = self._answer()

    def ask(self, command: str) -> bool:
        assert self.process.stdin is not None
        self.process.stdin.write(command + "\n")
        self.process.stdin.flush()
        return self._answer()

    def end(self) -> None:
        self.process.communicate()

    def _answer(self) -> bool:
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert line in {"True\n", "False\n"}
        return line == "True\n"


def record_of(path: Path) -> Path:
    return state_folder("locks") / f"{path_key(path)}.json"


def aged(path: Path, seconds: float) -> None:
    """Makes the owner's last renewal that old, by the clock of the disk."""
    then = time.time() - seconds
    os.utime(record_of(path), (then, then))


def elsewhere(path: Path, seconds: float = 0.0) -> None:
    """An owner on another host, whose locks do not reach this one; heard of so long ago."""
    stamp = now().isoformat()
    values = {"name": "cleo", "host": "elsewhere", "process": 7, "token": "t", "count": 3}
    record_of(path).write_text(json.dumps({**values, "since": stamp, "renewed": stamp}))
    aged(path, seconds)


def test_the_second_learns_who_has_it_and_gets_it_when_it_is_free(tmp_path: Path) -> None:
    path = tmp_path / "vendors.toml"
    first = Holder(path)
    second = lock_review(path, "bob")
    assert not second.writable
    assert not second.takeable
    assert second.owner is not None
    assert (second.owner.name, second.owner.process) == ("ann", first.process.pid)
    assert second.owner.host == os.uname().nodename
    assert abs(now() - second.owner.since) < timedelta(minutes=1)
    assert not lock_review(path, "bob", take_over=True).writable, "its owner lives, on this host"
    assert first.ask("owned")
    first.end()
    third = lock_review(path, "bob", after=second)
    assert third.writable
    third.release()
    third.release()


def test_the_lock_of_a_killed_process_is_free(tmp_path: Path) -> None:
    path = tmp_path / "vendors.toml"
    first = Holder(path)
    first.process.send_signal(signal.SIGKILL)
    first.end()
    lock = lock_review(path, "bob")
    assert lock.writable
    assert lock.renew()
    assert lock.owned()
    lock.release()


def test_a_stopped_process_keeps_it(tmp_path: Path) -> None:
    path = tmp_path / "vendors.toml"
    first = Holder(path)
    first.process.send_signal(signal.SIGSTOP)
    aged(path, 4000)
    lock = lock_review(path, "bob", take_over=True)
    assert not lock.writable
    assert not lock.takeable
    first.process.send_signal(signal.SIGCONT)
    first.end()


def test_another_link_to_the_file_is_the_same_review(tmp_path: Path) -> None:
    path = tmp_path / "vendors.toml"
    path.write_text("")
    (tmp_path / "link.toml").symlink_to(path)
    first = Holder(path)
    assert not lock_review(tmp_path / "link.toml", "bob").writable
    first.end()


@pytest.mark.parametrize("seconds", [0, 290, -86_400])
def test_an_owner_on_another_host_is_believed_for_five_minutes(
    tmp_path: Path, seconds: float
) -> None:
    path = tmp_path / "vendors.toml"
    elsewhere(path, seconds)
    for take_over in (False, True):
        lock = lock_review(path, "bob", take_over=take_over)
        assert lock.owner is not None
        assert (lock.owner.name, lock.owner.host) == ("cleo", "elsewhere")
        assert not lock.writable
        assert not lock.takeable
        lock.release()
    assert json.loads(record_of(path).read_text())["name"] == "cleo"


def test_an_owner_on_another_host_who_fell_silent_may_be_taken_over(tmp_path: Path) -> None:
    path = tmp_path / "vendors.toml"
    elsewhere(path, 301)
    lock = lock_review(path, "bob")
    assert lock.takeable
    assert not lock.writable, "only when the reviewer says so"
    assert lock.renewed is not None
    taken = lock_review(path, "bob", take_over=True, after=lock)
    assert taken.writable
    assert taken.owned()
    taken.release()


def test_our_own_clock_tells_too_where_theirs_was_set_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "vendors.toml"
    elsewhere(path, -86_400)  # by the clock of the disk it is to be renewed tomorrow
    first = lock_review(path, "bob")
    assert not first.takeable
    clock = time.monotonic
    monkeypatch.setattr(time, "monotonic", lambda: clock() + 200)
    second = lock_review(path, "bob", after=first)
    assert not second.takeable
    monkeypatch.setattr(time, "monotonic", lambda: clock() + 301)
    assert lock_review(path, "bob", after=second).takeable
    assert not lock_review(path, "bob").takeable, "seen only now"
    values = json.loads(record_of(path).read_text())
    record_of(path).write_text(json.dumps({**values, "count": values["count"] + 1}))
    aged(path, -86_400)
    assert not lock_review(path, "bob", after=second).takeable, "it was renewed"


def test_a_lock_that_the_system_holds_for_another_host_can_be_taken_over(tmp_path: Path) -> None:
    path = tmp_path / "vendors.toml"
    first = Holder(path, host="elsewhere")
    assert first.writable
    reader = Holder(path, "bob", take_over=True)
    assert not reader.writable
    reader.end()
    aged(path, 301)
    second = Holder(path, "bob", take_over=True)
    assert second.writable
    assert second.ask("owned")
    assert not first.ask("owned")
    assert not first.ask("renew")
    third = lock_review(path, "cleo")
    assert third.owner is not None
    assert third.owner.name == "bob"
    first.end()  # gives back nothing that is not its own
    assert second.ask("renew")
    assert not lock_review(path, "cleo").writable
    second.end()
    last = lock_review(path, "cleo")
    assert last.writable
    last.release()


def test_an_owner_who_renews_is_not_silent(tmp_path: Path) -> None:
    path = tmp_path / "vendors.toml"
    first = Holder(path, host="elsewhere")
    aged(path, 301)
    assert lock_review(path, "bob").takeable
    assert first.ask("renew")
    assert not lock_review(path, "bob", take_over=True).writable
    first.end()


def test_many_at_once_and_one_gets_it(tmp_path: Path) -> None:
    path = tmp_path / "vendors.toml"
    elsewhere(path, 301)
    rivals = [Holder(path, f"rival {number}", take_over=True) for number in range(5)]
    assert [rival.writable for rival in rivals].count(True) == 1
    assert [rival.writable and rival.ask("owned") for rival in rivals].count(True) == 1
    for rival in rivals:
        rival.end()


def test_an_owner_notices_that_it_was_taken_over(tmp_path: Path) -> None:
    path = tmp_path / "vendors.toml"
    lock = lock_review(path, "bob")
    elsewhere(path)
    assert not lock.owned()
    assert not lock.renew()
    assert lock.owner is not None
    assert lock.owner.name == "cleo"
    lock.release()
    assert record_of(path).exists()  # it is not ours any more


def test_locks_are_nobody_elses_and_leave_nothing(tmp_path: Path) -> None:
    lock = lock_review(tmp_path / "vendors.toml", "ann")
    lock.renew()
    folder = state_folder("locks")
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(file.stat().st_mode) for file in folder.iterdir()} == {0o600}
    lock.release()
    assert not list(folder.glob("*.json"))
    assert list(tmp_path.iterdir()) == []


def test_a_broken_record_does_not_disturb(tmp_path: Path) -> None:
    path = tmp_path / "vendors.toml"
    for text in ("", "[]", "{}", '{"since": 3}', "\0", '{"process": 1e999}'):
        record_of(path).write_text(text)
        lock = lock_review(path, "ann")
        assert lock.writable
        lock.release()
    first = Holder(path)
    record_of(path).write_text("{")
    second = lock_review(path, "bob", take_over=True)
    assert second.owner is not None
    assert second.owner.name == "somebody"
    assert not second.takeable
    assert first.ask("renew"), "nobody else has it"
    first.end()


def test_without_a_state_folder_reviewing_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    monkeypatch.setenv("XDG_STATE_HOME", os.fspath(blocked / "state"))
    lock = lock_review(tmp_path / "vendors.toml", "ann")
    assert lock.writable
    assert lock.problem.startswith("no lock")
    assert lock.owned()
    assert lock.renew()
    lock.release()
