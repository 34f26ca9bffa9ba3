"""Lines that drop, signals, terminals that answer no more: all is kept, and nothing is left."""

from __future__ import annotations

import os
import shutil
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pytest

from reviewtui.reviews import Verdict, load_review
from reviewtui.reviews.state import state_path
from tests.cli.program import CHECKLIST, folder_with_all
from tests.terminal.processes import living, marked, seconds_used
from tests.terminal.session import Session
from tests.terminal.terminal import PROGRAM, Terminal

NOTE = "Ask the vendor about “backups”, and"
GONE = 20.0  # seconds


@pytest.fixture
def session(tmp_path: Path) -> Session:
    folder = folder_with_all(tmp_path)
    return Session(folder / "policies", folder / "checklists/small.toml", tmp_path / "r.toml")


@pytest.fixture
def mark(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    with marked(monkeypatch, "leaving") as name:
        yield name


def wait(holds: Callable[[], bool], what: str) -> None:
    deadline = time.monotonic() + GONE
    while not holds():
        assert time.monotonic() < deadline, f"waited {GONE} s for {what}"
        time.sleep(0.02)


def locks() -> list[str]:
    """The records of who has a review open."""
    return [one.name for one in state_path("locks").glob("*.json")]


@pytest.mark.parametrize("how", ["hang up", "SIGHUP", "SIGTERM", "SIGKILL"])
def test_a_note_half_typed_is_there_again(session: Session, mark: str, how: str) -> None:
    with session.started() as terminal:
        session.wait_at(0)
        session.decide("m", then=1)
        terminal.type("o")
        terminal.wait_for("Note:")
        terminal.type(NOTE)
        terminal.wait_for(NOTE)
        if how == "SIGKILL":  # it is kept while it is written, soon after each change
            places = state_path("places")
            wait(
                lambda: any("backups" in f.read_text() for f in places.glob("*.json")), "the draft"
            )
        if how == "hang up":
            terminal.hang_up()
        else:
            terminal.signal(signal.Signals[how])
        terminal.wait_ended()
        wait(lambda: not living(mark), "all processes to end")
    assert how == "SIGKILL" or locks() == []
    assert session.entry(0).verdict is Verdict.MET
    with session.started() as terminal:
        session.wait_at(1)
        terminal.type("o")
        terminal.wait_for(NOTE)
        terminal.type(" logs\r")
        terminal.wait_for("Note kept")
        session.wait_saved()
        session.quit()
    assert session.entry(1).note == f"{NOTE} logs"


def test_the_shell_gets_its_terminal_back(session: Session) -> None:
    for number in (signal.SIGTERM, signal.SIGHUP):
        with session.started() as terminal:
            session.wait_at(0)
            terminal.type("o")
            terminal.wait_for("Note:")
            terminal.signal(number)
            assert terminal.wait_ended() == 128 + number
            assert terminal.raw.count(b"\x1b[?1049h") == terminal.raw.count(b"\x1b[?1049l")
            assert terminal.raw.rfind(b"\x1b[?25h") > terminal.raw.rfind(b"\x1b[?25l")
    assert locks() == []


def test_an_app_that_a_shell_told_to_ignore_hang_ups_ends_all_the_same(
    session: Session, mark: str
) -> None:
    command = ["sh", "-c", f"trap '' HUP; {PROGRAM} -r r.toml --reviewer ann; sleep 0.1"]
    with Terminal(command, cwd=session.review_path.parent) as terminal:
        terminal.wait_for("Retention period", "─ candidate ")
        terminal.wait_quiet()  # a key decides from a moment after it was written on
        terminal.type("m")
        terminal.wait_for("Recipients", " saved")
        terminal.hang_up()
        wait(lambda: not living(mark, PROGRAM), "the program to end")
    assert session.entry(0).verdict is Verdict.MET
    assert locks() == []


@pytest.mark.skipif(shutil.which("setsid") is None, reason="needs setsid (util-linux)")
def test_a_terminal_that_goes_without_a_signal_leaves_no_orphan(
    session: Session, mark: str
) -> None:
    """Where the terminal is not the process's own, nothing tells it of a hang-up."""
    command = ["sh", "-c", f"setsid {PROGRAM} -r r.toml --reviewer ann; true"]
    with Terminal(command, cwd=session.review_path.parent) as terminal:
        terminal.wait_for("Retention period", "─ candidate ")
        terminal.wait_quiet()  # a key decides from a moment after it was written on
        terminal.type("m")
        terminal.wait_for("Recipients", " saved")
        assert living(mark, PROGRAM)
        terminal.hang_up()
        wait(lambda: not living(mark, PROGRAM), "the program to end")
    assert session.entry(0).verdict is Verdict.MET
    assert locks() == []


def test_a_line_that_takes_nothing_any_more_does_not_hold_the_end_up(
    session: Session, mark: str
) -> None:
    with session.started() as terminal:
        session.wait_at(0)
        session.decide("m", then=1)
        terminal.stall()
        (program,) = living(mark, PROGRAM)
        used, still, turn = -1.0, 0, 0
        while still < 5:  # until it waits for the terminal and does nothing else
            terminal.type("j" if turn % 2 else "k")  # each shows another requirement
            turn += 1
            time.sleep(0.15)
            still = still + 1 if seconds_used(program) == used else 0
            used = seconds_used(program)
        terminal.signal(signal.SIGTERM)
        terminal.wait_ended()
        wait(lambda: not living(mark), "all processes to end")
    assert session.entry(0).verdict is Verdict.MET
    assert locks() == []
    with session.started() as terminal:
        terminal.wait_for("1/2 decided", "─ candidate ")  # where it was is whatever came last
        session.quit()


@pytest.mark.parametrize("then", ["hang up", "SIGTERM"])
def test_ended_while_it_sleeps_behind_a_shell(
    session: Session, mark: str, monkeypatch: pytest.MonkeyPatch, then: str
) -> None:
    monkeypatch.setenv("PS1", "shell> ")
    monkeypatch.setenv("ENV", "")
    with Terminal(["/bin/sh", "-i"], cwd=session.review_path.parent) as terminal:
        terminal.wait_for("shell>")
        terminal.type(f"{PROGRAM} -r r.toml --reviewer ann\n")
        terminal.wait_for("Retention period", "─ candidate ")
        terminal.wait_quiet()  # a key decides from a moment after it was written on
        terminal.type("m")
        terminal.wait_for("Recipients", " saved")
        terminal.type("\x1a")
        terminal.wait_for("shell>")
        (program,) = living(mark, PROGRAM)
        if then == "SIGTERM":
            os.kill(program, signal.SIGTERM)
            terminal.type("fg\n")
        else:
            terminal.hang_up()
        wait(lambda: not living(mark, PROGRAM), "the program to end")
    assert session.entry(0).verdict is Verdict.MET
    assert locks() == []


SLOW = """
import os, sys, time
real = os.fsync
def fsync(handle):
    time.sleep(1.5)
    real(handle)
os.fsync = fsync
from reviewtui.cli import run
sys.argv = ["reviewtui", "-r", "r.toml", "--reviewer", "ann"]
run()
"""


def test_signals_that_come_in_a_row_do_not_kill_what_is_being_saved(session: Session) -> None:
    """The system tells the group of a terminal that it is gone, and the shell tells it again."""
    command = [sys.executable, "-c", SLOW]
    with Terminal(command, cwd=session.review_path.parent) as terminal:
        terminal.wait_for("Retention period", "─ candidate ")
        terminal.wait_quiet()
        terminal.type("m")
        terminal.wait_for("Recipients")
        for number in (signal.SIGHUP, signal.SIGHUP, signal.SIGTERM):
            terminal.signal(number)
            terminal.wait_quiet(0.2)
        terminal.signal(signal.SIGHUP)
        assert terminal.wait_ended() == 128 + signal.SIGHUP
    assert session.entry(0).verdict is Verdict.MET


STUCK = """
import sys
from textual.drivers.linux_driver import LinuxDriver
def fail(self):
    raise OSError(5, "Input/output error")
LinuxDriver.disable_input = fail
from reviewtui.cli import run
sys.argv = ["reviewtui", "-r", "r.toml", "--reviewer", "ann"]
run()
"""


def test_a_driver_that_cannot_let_go_of_the_terminal_leaves_no_orphan(
    session: Session, mark: str
) -> None:
    """Its thread reads the end of the input for ever; nobody waits for it."""
    with Terminal([sys.executable, "-c", STUCK], cwd=session.review_path.parent) as terminal:
        terminal.wait_for("Retention period", "─ candidate ")
        terminal.wait_quiet()  # a key decides from a moment after it was written on
        terminal.type("m")
        terminal.wait_for("Recipients", " saved")
        terminal.hang_up()
        wait(lambda: not living(mark), "all processes to end")
    assert session.entry(0).verdict is Verdict.MET
    assert locks() == []


@pytest.mark.parametrize("seed", range(3))
def test_a_line_that_drops_while_it_starts_or_reads_leaves_no_orphan(
    tmp_path: Path, mark: str, seed: int
) -> None:
    folder_with_all(tmp_path)
    kites = (tmp_path / "policies/kites.txt").read_text(encoding="utf-8")
    for number in range(12):  # enough to be read, ranked and compared while the line drops
        text = "\n\n".join(f"Part {part}.\n\n{kites}" for part in range(60))
        (tmp_path / f"policies/long-{number}.txt").write_text(text, encoding="utf-8")
        page = "".join(f"<h2>Part {part}</h2><p>{kites}</p>" for part in range(60))
        (tmp_path / f"policies/page-{number}.html").write_text(page, encoding="utf-8")
    moments = Random(seed)  # noqa: S311
    for _ in range(4):
        with Terminal([PROGRAM], cwd=tmp_path) as terminal:
            if moments.random() < 0.5:
                terminal.wait_for("Retention period")
            time.sleep(moments.random())  # the moment is what this test is about
            terminal.hang_up()
            wait(lambda: not living(mark), "all processes to end")
        assert locks() == []


def test_the_list_before_a_review_leaves_in_order_too(tmp_path: Path) -> None:
    folder_with_all(tmp_path)
    (tmp_path / "checklists/other.toml").write_text(
        CHECKLIST.replace('"small"', '"other"'), encoding="utf-8"
    )
    with Terminal([PROGRAM], cwd=tmp_path) as terminal:
        terminal.wait_for("checklists/other.toml")
        terminal.signal(signal.SIGTERM)
        assert terminal.wait_ended() == 128 + signal.SIGTERM
        assert terminal.raw.count(b"\x1b[?1049h") == terminal.raw.count(b"\x1b[?1049l")
    assert not (tmp_path / "reviews").exists()


def test_a_disk_that_is_full_when_the_line_drops(session: Session) -> None:
    """What could not be saved is there again when the disk has room."""
    broken = SLOW.replace(
        "    time.sleep(1.5)\n    real", "    raise OSError(28, 'full')\n    real"
    )
    marker = "if 'r.toml' in os.readlink(f'/proc/self/fd/{handle}'): "
    broken = broken.replace("raise OSError", f"{marker}raise OSError")
    command = [sys.executable, "-c", broken]
    with Terminal(command, cwd=session.review_path.parent) as terminal:
        terminal.wait_for("Retention period", "─ candidate ")
        terminal.wait_quiet()
        terminal.type("m")
        terminal.wait_for("Recipients", "NOT SAVED")
        terminal.hang_up()
        terminal.wait_ended()
    assert not session.review_path.exists()
    with session.started() as terminal:
        session.wait_at(1)
        session.wait_saved()
        session.quit()
    assert load_review(session.review_path).entries
    assert session.entry(0).verdict is Verdict.MET
