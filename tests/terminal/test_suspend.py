"""Leaving to the shell and coming back; terminals without colours, or with few."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.cli.program import folder_with_all
from tests.terminal.terminal import PROGRAM, Cell, Terminal

PROMPT = "shell>"
SUSPEND = "\x1a"
COLOURS = frozenset((*range(30, 39), *range(40, 49), *range(90, 98), *range(100, 108)))


@contextmanager
def opened(folder: Path, **environment: str) -> Iterator[Terminal]:
    """The app on a review of a small policy, its first requirement painted."""
    folder_with_all(folder)
    with Terminal([PROGRAM], cwd=folder, environment=environment) as terminal:
        terminal.wait_for("Retention period", "candidate 1")
        terminal.wait_quiet()
        yield terminal


def cells(terminal: Terminal, word: str) -> list[Cell]:
    """The cells of `word` where the document says what the best candidate says."""
    row, column = terminal.find("We keep your order records")
    start = column + "We keep your order records".index(word)
    return [terminal.cell(row, place) for place in range(start, start + len(word))]


def colours_sent(terminal: Terminal) -> set[int]:
    """The numbers of the colours that the program asked for."""
    asked = re.findall(rb"\x1b\[([\d;:]*)m", terminal.raw)
    numbers = {int(number) for one in asked for number in re.split(rb"[;:]", one) if number}
    return numbers & COLOURS


@pytest.mark.parametrize("times", [1, 2])
def test_fg_shows_the_whole_screen_again(tmp_path: Path, times: int) -> None:
    folder_with_all(tmp_path)
    shell = ["/bin/sh", "-i"]
    with Terminal(shell, cwd=tmp_path, environment={"PS1": f"{PROMPT} ", "ENV": ""}) as terminal:
        terminal.wait_for(PROMPT)
        terminal.type(f"{PROGRAM}\n")
        terminal.wait_for("Retention period", "candidate 1")
        terminal.wait_quiet()
        before = terminal.text
        assert PROMPT not in before
        for _ in range(times):
            terminal.type(SUSPEND)
            terminal.wait_for(PROMPT)
            # the emulator has no second screen to go back to: the shell empties the one it has
            terminal.type("printf '\\033[2J\\033[H'; echo $((6 * 7)) still here\n")
            terminal.wait_for("42 still here", PROMPT)
            assert "Retention period" not in terminal.text
            terminal.type("fg\n")
            terminal.wait_until(lambda: terminal.text == before, "the screen as it was")
        terminal.type("m")
        terminal.wait_for("Recipients", " saved")
        terminal.type("q")
        terminal.wait_for(PROMPT)
    assert (tmp_path / "reviews/small.toml").read_text().count('verdict = "met"') == 1


def test_without_colours_highlights_are_bold_and_underlined(tmp_path: Path) -> None:
    with opened(tmp_path, NO_COLOR="1") as terminal:
        assert all(cell.bold and cell.underline for cell in cells(terminal, "keep"))
        assert not any(cell.underline for cell in cells(terminal, "your order"))
        terminal.type("?")
        terminal.wait_gone("Retention period")
        terminal.wait_quiet()
        assert colours_sent(terminal) == set()


def test_of_256_colours_the_nearest_are_asked_for(tmp_path: Path) -> None:
    with opened(tmp_path, TERM="xterm-256color") as terminal:
        terminal.type("Y")
        terminal.wait_for("high-contrast")
        terminal.type("high\r")
        terminal.wait_for("Theme high-contrast")
        terminal.wait_quiet()
        assert b"48;5;" in terminal.raw
        assert b"48;2;" not in terminal.raw
        marked = {cell.background for cell in cells(terminal, "keep")}
        assert marked.isdisjoint({cell.background for cell in cells(terminal, "your order")})


@pytest.mark.parametrize("how", ["TERM=linux", "--ascii", "config", "LC_ALL"])
def test_ascii_in_place_of_every_sign_and_line(tmp_path: Path, home: Path, how: str) -> None:
    folder_with_all(tmp_path)
    environment, options = {}, []
    if how == "TERM=linux":
        environment = {"TERM": "linux"}
    elif how == "LC_ALL":
        environment = {"PYTHONIOENCODING": "latin-1"}
    elif how == "--ascii":
        options = ["review", "--ascii"]
    else:
        config = home / "config" / "reviewtui" / "config.toml"
        config.parent.mkdir(parents=True)
        config.write_text("ascii = true\n", encoding="utf-8")
    command = [PROGRAM, *options]
    with Terminal(command, cwd=tmp_path, columns=120, environment=environment) as terminal:
        terminal.wait_for("Retention period", "candidate 1", "-- ")
        terminal.type("m")
        terminal.wait_for("Recipients", " saved", "v Retention period")
        terminal.type("?")
        terminal.wait_gone("Recipients")
        terminal.wait_quiet()
        assert terminal.raw.isascii()
        terminal.type("\x1b")
        terminal.wait_for("Recipients")
        terminal.type("o")
        terminal.wait_for("Note:")
        terminal.wait_quiet()
        assert terminal.raw.isascii()


def test_a_terminal_of_sixteen_colours_shows_highlights(tmp_path: Path) -> None:
    with opened(tmp_path, TERM="linux") as terminal:
        assert all(cell.bold and cell.underline for cell in cells(terminal, "keep"))
        marked = {cell.background for cell in cells(terminal, "keep")}
        assert marked.isdisjoint({cell.background for cell in cells(terminal, "your order")})
        assert colours_sent(terminal)
        assert colours_sent(terminal).isdisjoint({38, 48})
