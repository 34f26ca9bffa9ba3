"""The shell around a review in a real terminal: lumps of keys, mouse, own keys, repainting."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from tests.cli.program import folder_with_all
from tests.terminal.terminal import PROGRAM, Terminal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MOUSE = (b"\x1b[?1000h", b"\x1b[?1003h", b"\x1b[?1006h")


@contextmanager
def opened(folder: Path, *options: str, columns: int = 80) -> Iterator[Terminal]:
    folder_with_all(folder)
    with Terminal([PROGRAM, "review", *options], cwd=folder, columns=columns) as terminal:
        terminal.wait_for("Retention period", "─ candidate ")
        terminal.wait_quiet()
        yield terminal


def test_what_is_typed_with_the_key_that_opens_a_list_reaches_the_list(tmp_path: Path) -> None:
    with opened(tmp_path) as terminal:
        terminal.type("'recip\r")
        terminal.wait_for("Recipients", "─ candidate ")
        terminal.wait_gone("Go to")
        terminal.type(":suspend")
        terminal.wait_for("> suspend", "back to the shell")
        terminal.type("\x15met: the\r")
        terminal.wait_for(" saved")
        terminal.wait_quiet()
    review = (tmp_path / "reviews" / "small.toml").read_text(encoding="utf-8")
    assert review.count('verdict = "met"') == 1
    assert '"Sharing",' in review


def test_no_verdict_key_within_a_lump_gets_past_a_list(tmp_path: Path) -> None:
    with opened(tmp_path) as terminal:
        terminal.type("?mpxcwa\x1b")
        terminal.wait_quiet()
        terminal.wait_for("Retention period", "undecided")
    assert not (tmp_path / "reviews").exists()


@pytest.mark.parametrize("options", [(), ("--no-mouse",)])
def test_the_mouse_is_left_to_the_terminal_on_demand(
    tmp_path: Path, options: tuple[str, ...]
) -> None:
    with opened(tmp_path, *options) as terminal:
        assert all(one in terminal.raw for one in MOUSE) == (not options)
        assert any(one in terminal.raw for one in MOUSE) == (not options)


def test_own_keys_and_mistakes_in_them(tmp_path: Path, home: Path) -> None:
    config = home / "config" / "reviewtui" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text('[keys]\nmet = "é"\n', encoding="utf-8")
    with opened(tmp_path) as terminal:
        terminal.wait_for("é met")
        terminal.type("é")
        terminal.wait_for("Recipients", " saved")
    config.write_text('[keys]\nmet = "x"\n', encoding="utf-8")
    with Terminal([PROGRAM], cwd=tmp_path) as terminal:
        assert terminal.wait_ended() == 2
        said = terminal.raw.decode()  # not the screen, which breaks the line anywhere
        assert 'config.toml:2: key "x" would be both "met" and "missing"' in said


def test_what_another_program_wrote_on_the_screen_is_painted_over(tmp_path: Path) -> None:
    with opened(tmp_path) as terminal:
        sent = len(terminal.raw)
        terminal.type("\x0c")
        terminal.wait_until(lambda: len(terminal.raw) > sent, "a painting")
        terminal.wait_quiet()
        painted = terminal.raw[sent:]
        assert b"Retention" in painted
        assert b"help" in painted
        terminal.wait_quiet(0.5)


def test_nothing_is_sent_while_a_list_lies_over(tmp_path: Path) -> None:
    with opened(tmp_path) as terminal:
        terminal.type("'")
        terminal.wait_for("Go to")
        terminal.wait_quiet(0.5)
        sent = len(terminal.raw)
        with pytest.raises(AssertionError):
            terminal.wait_until(lambda: len(terminal.raw) > sent, "nothing", patience=2)
