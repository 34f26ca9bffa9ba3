"""Another size, another terminal, the same place: windows that change while one works."""

from __future__ import annotations

import os
import shutil
import subprocess
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from tests.cli.program import folder_with_all
from tests.terminal.session import Session
from tests.terminal.terminal import PROGRAM, Terminal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SIZES = [(200, 60), (120, 40), (60, 15), (100, 30)]


@pytest.fixture
def session(samples: Path, tmp_path: Path) -> Session:
    checklist = samples / "checklists/vendor-privacy.toml"
    return Session(samples / "policies", checklist, tmp_path / "sizes.toml")


def current(terminal: Terminal) -> str:
    """The words of the policy that the bar of the current candidate stands beside."""
    lines = [line.partition("▌")[2].split("  ")[0] for line in terminal.text.split("\n")]
    return " ".join(" ".join(line.split()) for line in lines if line)


def test_any_size_and_back_shows_what_was_there(session: Session) -> None:
    with session.started() as terminal:
        session.wait_at(0)
        terminal.type("j")
        session.wait_at(1)
        terminal.wait_quiet()
        words = " ".join(current(terminal).split()[10:13])  # within the candidate
        assert words
        for size in [*SIZES, (80, 24)]:
            terminal.resize(*size)
            terminal.wait_quiet()
            session.wait_at(1)
            footer = terminal.text.split("\n")[size[1] - 1]
            assert "met" in footer
            assert words in current(terminal)
        session.decide("m", then=2)


def test_what_is_typed_while_the_window_changes_is_kept(session: Session) -> None:
    with session.started(120, 40) as terminal:
        session.wait_at(0)
        terminal.type("o")
        terminal.wait_for("Note:")
        terminal.type("one ")
        terminal.resize(60, 15)
        terminal.type("two ")
        terminal.resize(200, 60)
        terminal.type("three\r")
        terminal.wait_for("Note kept")
        terminal.type("O")
        terminal.wait_gone("Note kept")
        terminal.resize(80, 24)
        terminal.wait_quiet()
        terminal.type("\x1b")
        session.wait_at(0)
        session.wait_saved()
    assert session.entry(0).note == "one two three"


@contextmanager
def tmux(folder: Path) -> Iterator[list[str]]:
    """A server of its own, and the command that talks to it."""
    if shutil.which("tmux") is None:
        pytest.skip("tmux is not installed")
    command = ["tmux", "-S", str(folder / "socket"), "-f", os.devnull]
    try:
        yield command
    finally:
        subprocess.run([*command, "kill-server"], capture_output=True, check=False)


@pytest.mark.tmux
def test_detached_and_attached_in_another_window(tmp_path: Path) -> None:
    folder_with_all(tmp_path)
    environment = {"TMUX": "", "HOME": os.environ["HOME"]}
    with tmux(tmp_path) as command:
        with Terminal(
            [*command, "new-session", PROGRAM], cwd=tmp_path, environment=environment
        ) as terminal:
            terminal.wait_for("Retention period", "─ candidate ")
            terminal.type("o")
            terminal.wait_for("Note:")
            terminal.type("half a no")
            terminal.wait_for("half a no")
            subprocess.run([*command, "detach-client"], check=True)
            terminal.wait_ended()
        again = [*command, "attach-session"]
        with Terminal(again, columns=120, rows=40, environment=environment) as terminal:
            terminal.wait_for("Retention period", "half a no")
            terminal.type("te\r")
            terminal.wait_for("Note kept", " saved")
            terminal.type("m")
            terminal.wait_for("Recipients", "─ candidate ")
            terminal.wait_until(lambda: " saved" in terminal.text.split("\n")[0], "saved")
            terminal.type("q")
            terminal.wait_ended()
    review = (tmp_path / "reviews" / "small.toml").read_text(encoding="utf-8")
    assert 'note = "half a note"' in review
    assert 'verdict = "met"' in review


@pytest.mark.tmux
def test_suspended_in_tmux_and_back(tmp_path: Path) -> None:
    folder_with_all(tmp_path)
    environment = {"TMUX": "", "HOME": os.environ["HOME"], "ENV": ""}
    with (
        tmux(tmp_path) as command,
        Terminal(
            [*command, "new-session", "/bin/sh -i"], cwd=tmp_path, environment=environment
        ) as terminal,
    ):
        terminal.wait_quiet()
        terminal.type("PS1='shell''> '\r")
        terminal.wait_for("shell>")
        terminal.type(f"{PROGRAM}\r")
        terminal.wait_for("Retention period", "─ candidate ")
        terminal.wait_quiet()
        before = terminal.text.split("\n")[:20]
        terminal.type("\x1a")
        terminal.wait_for("shell>")
        terminal.wait_gone("Retention period")
        terminal.type("fg\r")
        terminal.wait_until(lambda: terminal.text.split("\n")[:20] == before, "the same screen")
        terminal.type("m")
        terminal.wait_for("Recipients", " saved")
        terminal.type("q")
        terminal.wait_for("shell>")


@pytest.mark.parametrize("term", ["linux", "screen", "vt100", "xterm-mono"])
def test_a_whole_decision_on_other_terminals(tmp_path: Path, term: str) -> None:
    folder_with_all(tmp_path)
    with Terminal([PROGRAM], cwd=tmp_path, environment={"TERM": term}) as terminal:
        terminal.wait_for("Retention period", "candidate 1")
        terminal.type("O")
        terminal.wait_gone("candidate 1")
        terminal.wait_quiet()
        terminal.type("\x1b")
        terminal.wait_for("Retention period", "candidate 1")
        terminal.wait_quiet()
        terminal.type("m")
        terminal.wait_for("Recipients", " saved")
        terminal.type("q")
        assert terminal.wait_ended() == 0
    review = (tmp_path / "reviews" / "small.toml").read_text(encoding="utf-8")
    assert review.count('verdict = "met"') == 1


def test_the_overview_without_colours_asks_for_none(tmp_path: Path) -> None:
    folder_with_all(tmp_path)
    with Terminal([PROGRAM], cwd=tmp_path, environment={"NO_COLOR": "1"}) as terminal:
        terminal.wait_for("Retention period", "─ candidate ")
        terminal.type("m")
        terminal.wait_for("Recipients", " saved")
        for key in "OA":
            terminal.type(key)
            terminal.wait_gone("── candidate ")
            terminal.wait_quiet()
            terminal.type("\x1b")
            terminal.wait_for("Recipients", "── candidate ")
            terminal.wait_quiet()
        for number in range(30, 38):
            assert f"\x1b[{number}".encode() not in terminal.raw
            assert f";{number}m".encode() not in terminal.raw
        assert b"38;" not in terminal.raw
        assert b"48;" not in terminal.raw
