"""A review over a real SSH line: one that is cut and gone on with, a slow one, another window."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from statistics import median

import pytest

from reviewtui.reviews import Verdict
from reviewtui.reviews.state import state_path
from tests.terminal.processes import MARK, living, marked
from tests.terminal.session import Session
from tests.terminal.slow_line import slow_line
from tests.terminal.ssh import Server, ssh_server
from tests.terminal.terminal import PROGRAM, Terminal

pytestmark = pytest.mark.ssh

NOTE = "Which sub-processors, and where"
GONE = 20.0  # seconds
RATE = 9600  # bytes a second of a slow line
HELD, MOST = 20, 6  # steps of a held key, and documents that they may send
_HERE = ("HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "LC_ALL", MARK)


@pytest.fixture
def mark(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    with marked(monkeypatch, "ssh") as name:
        yield name


@pytest.fixture
def server(mark: str, tmp_path: Path) -> Iterator[Server]:
    with ssh_server(tmp_path / "ssh") as started:
        yield started


class Remote(Session):
    """A reviewer whose program runs at the other end of a line."""

    server: Server

    @contextmanager
    def started(self, columns: int = 80, rows: int = 24) -> Iterator[Terminal]:
        program = [
            PROGRAM, "review", str(self.policies), "-c", str(self.checklist_path),
            "-r", str(self.review_path), "--reviewer", "ann",
        ]  # fmt: skip
        environment = {name: os.environ[name] for name in _HERE}
        command = self.server.command(program, self.review_path.parent, environment)
        with Terminal(command, columns=columns, rows=rows) as self._terminal:
            yield self._terminal


@pytest.fixture
def session(samples: Path, server: Server, tmp_path: Path) -> Remote:
    checklist = samples / "checklists/vendor-privacy.toml"
    remote = Remote(samples / "policies", checklist, tmp_path / "samples.toml")
    remote.server = server
    return remote


def cut(how: str, terminal: Terminal, server: Server) -> None:
    """Ends the line in the middle."""
    if how == "the server's child is ended":
        children = server.children()
        assert children, "nobody serves the connection"
        for child in children:
            with suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
    elif how == "the client is ended":
        terminal.signal(signal.SIGKILL)
    else:  # the lid is closed: the client is there and says nothing any more
        terminal.signal(signal.SIGSTOP)


def wait_none(mark: str) -> None:
    deadline = time.monotonic() + GONE
    while left := living(mark, PROGRAM):
        assert time.monotonic() < deadline, f"{left} are left behind after {GONE} s"
        time.sleep(0.05)


@pytest.mark.parametrize(
    "how", ["the server's child is ended", "the client is ended", "the lid is closed"]
)
def test_a_line_that_is_cut_loses_nothing(
    session: Remote, server: Server, mark: str, how: str
) -> None:
    with session.started() as terminal:
        session.wait_at(0)
        session.decide("m", then=1)
        session.decide("x", then=2)
        session.decide(" p", then=3)
        terminal.type("o")
        terminal.wait_for("Note:")
        terminal.type(NOTE)
        terminal.wait_for(NOTE)
        assert len(living(mark, PROGRAM)) >= 1
        cut(how, terminal, server)
        wait_none(mark)
    assert list(state_path("locks").glob("*.json")) == [], "the review is free again"
    verdicts = [session.entry(number).verdict for number in range(3)]
    assert verdicts == [Verdict.MET, Verdict.MISSING, Verdict.PARTIAL]
    with session.started(120, 40) as terminal:
        session.wait_at(3)
        terminal.type("o")
        terminal.wait_for(NOTE)
        terminal.type(" do they sit?\r")
        terminal.wait_for("Note kept")
        session.decide("w", then=4)
        session.quit()
        wait_none(mark)
    assert session.entry(3).note == f"{NOTE} do they sit?"
    assert session.entry(3).verdict is Verdict.UNCLEAR
    assert session.review().entries.keys() == {
        (session.policy_ids[0], one) for one in session.requirement_ids[:4]
    }


def test_cut_at_the_very_key(session: Remote, server: Server, mark: str) -> None:
    """The verdict is there or it is not; what was called saved is there."""
    with session.started() as terminal:
        session.wait_at(0)
        session.decide("m", then=1)
        terminal.type("x")
        cut("the client is ended", terminal, server)
        wait_none(mark)
    assert session.entry(0).verdict is Verdict.MET
    decided = len(session.review().entries)
    with session.started():
        session.wait_at(decided)
        session.quit()


def test_a_slow_line_is_not_flooded_and_shows_the_last_step(
    session: Remote, server: Server, mark: str
) -> None:
    with slow_line(server, RATE) as (session.server, line), session.started() as terminal:
        session.wait_at(0)
        terminal.wait_quiet(0.5)

        def sent(*keys: str) -> int:
            before = line.passed
            for key in keys:
                terminal.type(key)
                time.sleep(0.033)  # how a keyboard repeats
            terminal.wait_quiet(0.6)
            return line.passed - before

        one = median(sent("j") for _ in range(5))
        assert sent(*["j"] * HELD) <= MOST * one
        session.wait_at(5 + HELD)
        session.decide("m", then=6 + HELD)
        terminal.type("o")
        terminal.wait_for("Note:")
        terminal.type("from far away\r")
        terminal.wait_for("Note kept")
        session.wait_saved()
        session.quit()
        wait_none(mark)
    assert session.entry(5 + HELD).verdict is Verdict.MET
    assert session.entry(6 + HELD).note == "from far away"


@pytest.mark.parametrize("rate", [None, RATE])
def test_another_window_in_the_middle(
    session: Remote, server: Server, mark: str, rate: int | None
) -> None:
    with ExitStack() as lines:
        if rate is not None:
            session.server, _ = lines.enter_context(slow_line(server, rate))
        terminal = lines.enter_context(session.started())
        session.wait_at(0)
        session.decide("m", then=1)
        words = terminal.text.split("▌")[1].split()[:3]
        for columns, rows in ((120, 40), (60, 15), (200, 60), (80, 24)):
            terminal.resize(columns, rows)
            terminal.wait_quiet(0.6)
            session.wait_at(1)
            screen = terminal.text.split("\n")
            assert "? help" in screen[rows - 1], "the keys are in the last row"
            assert screen[0].endswith("saved")
            assert len(screen[0]) > columns - 3, "the header goes to the right edge"
            assert " ".join(words) in " ".join(terminal.text.split())
        terminal.type("o")
        terminal.wait_for("Note:")
        terminal.type("one ")
        terminal.resize(100, 30)
        terminal.type("two\r")
        terminal.wait_for("Note kept")
        terminal.wait_quiet(0.6)
        assert "? help" in terminal.text.split("\n")[29]
        session.decide("x", then=2)
        session.quit()
        wait_none(mark)
    assert session.entry(0).verdict is Verdict.MET
    assert session.entry(1).note == "one two"
    assert session.entry(1).verdict is Verdict.MISSING


def test_a_slow_line_that_drops_during_a_note_loses_nothing(
    session: Remote, server: Server, mark: str
) -> None:
    with slow_line(server, RATE) as (session.server, line), session.started() as terminal:
        session.wait_at(0)
        session.decide("m", then=1)
        terminal.type("o")
        terminal.wait_for("Note:")
        terminal.type(NOTE)
        terminal.wait_for(NOTE)
        line.close()
        wait_none(mark)
    session.server = server
    with session.started() as terminal:
        session.wait_at(1)
        terminal.type("o")
        terminal.wait_for(NOTE)
        terminal.type("?\r")
        terminal.wait_for("Note kept")
        session.wait_saved()
        session.quit()
        wait_none(mark)
    assert session.entry(0).verdict is Verdict.MET
    assert session.entry(1).note == f"{NOTE}?"
