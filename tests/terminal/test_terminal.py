"""The terminal that other tests rely on shows what a program does."""

import signal
import sys
from pathlib import Path

import pytest

from tests.terminal.terminal import Terminal

ECHO = """
import os, shutil, sys, tty
tty.setraw(0)
sys.stdout.write("\\x1b[2J\\x1b[H\\x1b[1;31mready\\x1b[0m %dx%d" % shutil.get_terminal_size())
sys.stdout.flush()
while (key := os.read(0, 100)) != b"q":
    sys.stdout.write("\\r\\n<%s> %dx%d" % (key.decode(), *os.get_terminal_size()))
    sys.stdout.flush()
print("stdout", sys.stdout.isatty(), open("/dev/tty").isatty())
sys.exit(7)
"""


def test_shows_text_colours_keys_size_and_status() -> None:
    with Terminal([sys.executable, "-c", ECHO], columns=60, rows=10) as terminal:
        terminal.wait_for("ready 60x10")
        row, column = terminal.find("ready")
        assert terminal.cell(row, column).bold
        assert terminal.cell(row, column).foreground == "red"
        assert not terminal.cell(row, column + 6).bold
        terminal.resize(70, 12)
        terminal.type("abc")
        terminal.wait_for("<abc> 70x12")
        terminal.type("q")
        assert terminal.wait_ended() == 7
        assert "stdout True True" in terminal.text
        assert b"\x1b[1;31mready" in terminal.raw


def test_says_what_it_waited_for_and_what_was_there() -> None:
    with Terminal([sys.executable, "-c", ECHO]) as terminal:
        terminal.wait_for("ready")
        with pytest.raises(AssertionError, match=r"(?s)'never'.*ready"):
            terminal.wait_for("never", patience=0.2)
        terminal.signal(signal.SIGTERM)
        assert terminal.wait_ended() == -signal.SIGTERM


def test_a_dropped_line_reaches_the_program() -> None:
    heard = "import signal, time; signal.signal(signal.SIGHUP, signal.SIG_DFL); "  # under nohup too
    program = f"{heard}print('ready', flush=True); time.sleep(100)"
    with Terminal([sys.executable, "-c", program]) as terminal:
        terminal.wait_for("ready")
        terminal.hang_up()
        assert terminal.wait_ended() == -signal.SIGHUP


def test_a_flood_never_holds_the_program_up(tmp_path: Path) -> None:
    program = "import sys; [sys.stdout.write('x' * 79 + chr(10)) for _ in range(5000)]"
    with Terminal([sys.executable, "-c", program], cwd=tmp_path) as terminal:
        assert terminal.wait_ended() == 0
