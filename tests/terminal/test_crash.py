"""What an unexpected error leaves behind: one line, a restored terminal, no word of a policy."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.cli.program import CHECKLIST, folder_with_all
from tests.terminal.terminal import PROGRAM, Terminal

FAULTY = """
import sys

def fail(*arguments, **options):
    secret = "words of a confidential policy"
    raise RuntimeError(secret)

{}
from reviewtui.cli import run
sys.argv[0] = "reviewtui"
run()
"""
FAULTS = {
    "reading": "from reviewtui.session.library import Library; Library.prepare = fail",
    "a list to choose from": "from reviewtui.tui.screens.choose import ChooseApp;"
    " ChooseApp.on_mount = fail",
    "what is typed": "from textual._xterm_parser import XTermParser; XTermParser.feed = fail",
}


@pytest.mark.parametrize("place", FAULTS)
def test_an_unexpected_error_is_one_line_and_a_log_without_words(
    tmp_path: Path, home: Path, place: str
) -> None:
    folder = folder_with_all(tmp_path)
    if place == "a list to choose from":
        (folder / "checklists/large.toml").write_text(
            CHECKLIST.replace('"small"', '"large"'), encoding="utf-8"
        )
    with Terminal([sys.executable, "-c", FAULTY.format(FAULTS[place])], cwd=folder) as terminal:
        if place == "what is typed":
            terminal.wait_for("─ candidate ")
            terminal.type("x")
        assert terminal.wait_ended() not in (0, 2)
        said = terminal.raw.decode()
    assert "confidential" not in said
    assert "Traceback" not in said
    assert said.count("\x1b[?1049h") == said.count("\x1b[?1049l"), "the first screen is back"
    logs = list(home.rglob("*.log"))
    assert len(logs) == 1
    log = logs[0].read_text(encoding="utf-8")
    assert "RuntimeError" in log
    assert " fail\n" in log, "where it happened"
    assert "confidential" not in log
    assert logs[0].stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    "noise",
    [b"\xff", b"\xe9t\xe9", b"\xc3(", b"\xed\xa0\x80", b"\x1b[M\xff\xfe\xfd", b"\x80" * 300],
)
def test_bytes_that_are_no_utf8_end_nothing(tmp_path: Path, home: Path, noise: bytes) -> None:
    folder = folder_with_all(tmp_path)
    with Terminal([PROGRAM], cwd=folder) as terminal:
        terminal.wait_for("─ candidate ")
        terminal.wait_quiet(0.1)
        terminal.type(noise)
        terminal.wait_quiet(0.3)
        terminal.type("m")
        terminal.wait_for(" saved")
        terminal.type("q")
        assert terminal.wait_ended() == 0
        assert b"Traceback" not in terminal.raw
    assert not list(home.rglob("*.log"))
