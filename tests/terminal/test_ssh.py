"""A review over a real SSH line that is cut, and gone on with on the next one."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from reviewtui.reviews import Verdict
from reviewtui.reviews.state import state_path
from tests.terminal.processes import MARK, living, marked
from tests.terminal.session import Session
from tests.terminal.ssh import Server, ssh_server
from tests.terminal.terminal import PROGRAM, Terminal

pytestmark = pytest.mark.ssh

NOTE = "Which sub-processors, and where"
GONE = 20.0  # seconds
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
