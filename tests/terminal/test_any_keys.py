"""Whatever is pressed, typed and pasted, and however the window is resized meanwhile: the app runs
on, leaves when it is told to, and what it has written can be read."""

from __future__ import annotations

import os
import random
import shutil
import time
from typing import TYPE_CHECKING

import pytest

from benchmarks.terminal.trials import sent
from reviewtui.reviews import load_review
from reviewtui.tui.actions import ACTIONS
from tests.terminal.terminal import PROGRAM, Terminal

if TYPE_CHECKING:
    from pathlib import Path

ENDING = {"q", "ctrl+z"}
KEYS = [sent(key) for action in ACTIONS for key in action.keys if key not in ENDING]
TYPED = ["retention", "é", "漢", "\x1b[200~pasted\nlines\x1b[201~", "\x7f", "\x0e", "1m"]
COLUMNS, ROWS = (20, 60, 80, 100, 120, 200), (5, 12, 15, 24, 40, 60)
PRESSED = 200


@pytest.mark.parametrize("seed", [2, 4, 6, 9])
def test_any_keys_at_any_size(samples: Path, tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - chosen for a test, and the same each time
    for name in ("policies", "checklists"):
        shutil.copytree(samples / name, tmp_path / name)
    shutil.copytree(samples / "reviews", tmp_path / "reviews")
    review = tmp_path / "reviews" / "sample.toml"
    edited = tmp_path / "policies" / "quillmark.md"
    text = edited.read_text(encoding="utf-8")
    edited.write_text(text.replace("days", "weeks") + "\nWe keep all of it.\n", encoding="utf-8")
    command = [PROGRAM, "policies", "-c", "checklists/vendor-privacy.toml", "-r", str(review)]
    with Terminal(command, cwd=tmp_path) as terminal:
        terminal.wait_for("─ candidate ")
        pressed: list[str] = []
        for _ in range(PRESSED):
            if chance.random() < 0.08:
                size = chance.choice(COLUMNS), chance.choice(ROWS)
                pressed.append(f"{size}")
                terminal.resize(*size)
            keys = chance.choice(TYPED if chance.random() < 0.05 else KEYS)
            keys *= chance.choice((1, 1, 1, 1, 1, 12))
            pressed.append(keys)
            terminal.type(keys)
            time.sleep(chance.choice((0, 0.01, 0.05)))  # a person's pace, not to wait for anything
            assert terminal.alive, (pressed, terminal.text)
        terminal.resize(80, 24)
        terminal.wait_quiet()
        terminal.type("\x11")  # ctrl+q, which means the same everywhere
        assert terminal.wait_ended() == 0, pressed
    load_review(review)
    assert not list((tmp_path / os.environ["XDG_STATE_HOME"]).rglob("errors/*"))
