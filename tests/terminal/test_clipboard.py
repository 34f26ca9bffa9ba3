"""Copying through the terminal, with the mouse left to it."""

from __future__ import annotations

from base64 import b64decode
from pathlib import Path
from re import findall

from tests.cli.program import folder_with_all
from tests.terminal.terminal import PROGRAM, Terminal


def test_words_reach_the_terminal_as_osc_52_and_the_mouse_is_left_alone(tmp_path: Path) -> None:
    folder_with_all(tmp_path)
    with Terminal([PROGRAM, "--no-mouse"], cwd=tmp_path, environment={"TMUX": ""}) as terminal:
        terminal.wait_for("Retention period", "─ candidate ")
        terminal.wait_quiet()
        terminal.type("y")
        terminal.wait_for("sent to the terminal's clipboard.")
        (sent,) = findall(rb"\x1b\]52;c;([A-Za-z0-9+/=]*)\x07", terminal.raw)
        assert " ".join(b64decode(sent).decode().split()).startswith("We keep your order records")
        assert b"\x1b[?1000h" not in terminal.raw
        assert b"\x1b[?1003h" not in terminal.raw
