"""The screens that a reviewer meets less often, full of what acts on a terminal, byte for byte."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from textual.keys import key_to_character

from reviewtui.reviews import Verdict, load_review, lock_review, save_review
from reviewtui.tui.actions import ACTIONS
from tests.terminal.hostile import ACTING, EVERYTHING, MARKUP, acting, checklist, policies
from tests.terminal.terminal import PROGRAM, Terminal
from tests.terminal.test_hostile import hostile_review

_SIZES = [(80, 24), (140, 45)]
_ESC = "\x1b"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A project that is hostile throughout, with a review."""
    made = tmp_path / "project"
    policies(made / "policies")
    for path in sorted((made / "policies").iterdir())[2:]:
        path.unlink()  # the formats are tested elsewhere
    (made / "checklists").mkdir()
    (made / "checklists/small.toml").write_text(checklist(), encoding="utf-8")
    hostile_review(made)
    return made


@contextmanager
def app(folder: Path, *arguments: str, size: tuple[int, int] = (80, 24)) -> Iterator[Terminal]:
    """The program; in the end nothing that it sent may have acted."""
    command = [PROGRAM, *arguments, "--reviewer", "ann"]
    with Terminal(command, columns=size[0], rows=size[1], cwd=folder) as terminal:
        yield terminal
        assert acting(terminal.raw) == []


def press(terminal: Terminal, *keys: str) -> None:
    for key in keys:
        terminal.type(key)
        # what follows an escape at once would be one key with it
        terminal.wait_quiet(0.35 if key.endswith(_ESC) else 0.15)
        assert terminal.alive, key


def started_or_ended(terminal: Terminal) -> None:
    def one_of_them() -> bool:
        return not terminal.alive or "─ candidate " in terminal.text

    terminal.wait_until(one_of_them, "a start or an end")


@pytest.mark.parametrize("size", _SIZES)
def test_the_list_of_reviews(folder: Path, size: tuple[int, int]) -> None:
    other = checklist().replace('id = "small"', 'id = "large"')
    (folder / "checklists/l [@click=app.quit]x[bold].toml").write_text(other, encoding="utf-8")
    (folder / "reviews/r [@click=app.quit]x[bold].toml").write_text("format = 1\n" + EVERYTHING)
    with app(folder, size=size) as terminal:
        terminal.wait_for("[@click=app.quit]x[bold]")
        press(terminal, "j", "j", "k", "?", _ESC)
        terminal.type("q")
        terminal.wait_ended()


@pytest.mark.parametrize("size", _SIZES)
def test_what_somebody_else_decided_meanwhile(folder: Path, size: tuple[int, int]) -> None:
    path = folder / "reviews/small.toml"
    with app(folder, size=size) as terminal:
        terminal.wait_for("─ candidate ")
        press(terminal, "m")
        terminal.wait_for(" saved")
        review = load_review(path)
        (mine,) = [one for one in review.entries.values() if one.reviewer == "ann"]
        theirs = replace(
            mine, reviewer=f"bob {EVERYTHING} {MARKUP}", verdict=Verdict.MISSING,
            note=f"{MARKUP} {EVERYTHING}", searched=(EVERYTHING, MARKUP), step=mine.step,
            time=datetime(2031, 1, 2, tzinfo=UTC), history=(),
        )  # fmt: skip
        save_review(replace(review, entries={**review.entries, theirs.pair: theirs}), path)
        press(terminal, "k", "c")
        terminal.wait_quiet(0.5)
        press(terminal, "M", "j", "k", "?", _ESC, "t", _ESC, "v", _ESC, "V", _ESC)


@pytest.mark.parametrize("size", _SIZES)
def test_what_changed_since(folder: Path, size: tuple[int, int]) -> None:
    path = folder / "policies/a.txt"
    words = path.read_text(encoding="utf-8")
    assert "six years" in words
    changed = words.replace("six years", f"nine years {EVERYTHING} {MARKUP}")
    path.write_text(changed + f"\n\nWe keep invoices for ten years {EVERYTHING}.\n", "utf-8")
    asked = folder / "checklists/small.toml"
    asked.write_text(asked.read_text("utf-8").replace("Says how long", "Tells \\u001b[2J how long"))
    with app(folder, size=size) as terminal:
        terminal.wait_for("stale")
        press(terminal, "s", "v", "J", _ESC, "V", "J", _ESC, "n", "N", "S", _ESC, "\r", "u")


@pytest.mark.parametrize("size", _SIZES)
def test_a_damaged_review(folder: Path, size: tuple[int, int]) -> None:
    path = folder / "reviews/small.toml"
    with app(folder, size=size) as terminal:
        terminal.wait_for("─ candidate ")
        press(terminal, "m")
        terminal.wait_for(" saved")
        terminal.type("q")
        terminal.wait_ended()
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2] + EVERYTHING.encode())
    with app(folder, size=size) as terminal:
        terminal.wait_for("enter restores")
        press(terminal, "j", "k", "?", _ESC)
        terminal.type("q")
        terminal.wait_ended()


def test_a_review_that_is_open_elsewhere(folder: Path) -> None:
    lock = lock_review(folder / "reviews/small.toml", f"bob {EVERYTHING} {MARKUP}")
    try:
        with app(folder) as terminal:
            terminal.wait_for("bob")
            press(terminal, "j", "m", "?", _ESC)
            terminal.type("q")
    finally:
        lock.release()


@pytest.mark.parametrize("name", ["reviewtui.toml", "config"])
@pytest.mark.parametrize("kind", ["window title", "bidirectional override"])
def test_settings(
    folder: Path, name: str, kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    path = tmp_path / "config/reviewtui/config.toml" if name == "config" else folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    words = "".join(f"\\U{ord(c):08x}" for c in ACTING[kind])
    for line in (f'theme = "{words}"', f'"{words}" = 1', f"theme = {ACTING[kind]}",
                 f'reviewer = "x{words}"\neditor = "{words}"\n[snippets]\n"{words}" = "{words}"',
                 f'[keys]\n"{words}" = "{words}"\nmet = "{words}"'):  # fmt: skip
        path.write_text(line + "\n", encoding="utf-8")
        with app(folder) as terminal:
            started_or_ended(terminal)
            if terminal.alive:
                terminal.type("q")
                terminal.wait_ended()


def test_every_key_there_is(folder: Path) -> None:
    """One after the other, whatever they open, with pasted text between them."""
    keys = dict.fromkeys(key for action in ACTIONS for key in action.keys)
    pasted = f"{MARKUP} {EVERYTHING.replace(_ESC, '')}"
    with app(folder) as terminal:
        terminal.wait_for("─ candidate ")
        terminal.wait_quiet(0.3)
        for key in keys:
            if key in {"q", "ctrl+z"}:
                continue
            terminal.type(typed(key))
            terminal.wait_quiet(0.05)
            press(terminal, f"\x1b[200~{pasted}\x1b[201~{_ESC}")


def typed(key: str) -> str:
    """What a terminal sends for a key, by Textual's name of it."""
    if key in _SEQUENCES:
        return _SEQUENCES[key]
    if key.startswith("ctrl+") and len(key) == 6:
        return chr(ord(key[-1]) - 96)
    character = key_to_character(key)
    assert character is not None, key
    return character


_SEQUENCES = {
    "enter": "\r", "escape": _ESC, "tab": "\t", "shift+tab": "\x1b[Z", "backspace": "\x7f",
    "down": "\x1b[B", "up": "\x1b[A", "left": "\x1b[D", "right": "\x1b[C", "home": "\x1b[H",
    "end": "\x1b[F", "slash": "/", "backslash": "\\", "at": "@", "minus": "-", "plus": "+",
    "underscore": "_", "pageup": "\x1b[5~", "pagedown": "\x1b[6~", "delete": "\x1b[3~",
}  # fmt: skip
