"""The first run in a real terminal: explained, a sample made on demand, left alone otherwise."""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING

from tests.cli.program import POLICY, contents
from tests.terminal.terminal import PROGRAM, Terminal

if TYPE_CHECKING:
    from pathlib import Path


def test_an_empty_folder_explains_and_offers_a_sample(tmp_path: Path) -> None:
    with Terminal([PROGRAM], cwd=tmp_path) as terminal:
        terminal.wait_for("Welcome to reviewtui", "nothing to review", "▶ Make a sample review")
        assert contents(tmp_path) == {}
        terminal.type("\r")
        terminal.wait_for("What personal data is collected", "─ candidate ", " 1 of 44")
        terminal.wait_quiet()
        terminal.type("m")
        terminal.wait_for(" saved")
        terminal.type("q")
        assert terminal.wait_ended() == 0
    assert (tmp_path / "reviews" / "vendor-privacy.toml").is_file()


def test_declined_nothing_is_made(tmp_path: Path) -> None:
    with Terminal([PROGRAM], cwd=tmp_path) as terminal:
        terminal.wait_for("Welcome to reviewtui", "▶ Make a sample review")
        terminal.type("q")
        assert terminal.wait_ended() == 2
        assert b"reviewtui new sample" in terminal.raw
    assert contents(tmp_path) == {}


def test_policies_without_a_checklist_get_the_one_that_comes_along(tmp_path: Path) -> None:
    (tmp_path / "policies").mkdir()
    (tmp_path / "policies" / "kites.txt").write_text(POLICY, encoding="utf-8")
    with Terminal([PROGRAM], cwd=tmp_path) as terminal:
        terminal.wait_for("no checklist", "▶ Copy that checklist")
        terminal.type("\r")
        terminal.wait_for("kites", " 1 of 44")
    assert [path.name for path in (tmp_path / "policies").iterdir()] == ["kites.txt"]


def test_without_a_terminal_a_line_says_what_to_type(tmp_path: Path) -> None:
    ran = subprocess.run(
        [PROGRAM], check=False, cwd=tmp_path, stdin=subprocess.DEVNULL, capture_output=True
    )
    assert ran.returncode == 2
    assert b"reviewtui new sample" in ran.stderr
    made = subprocess.run(
        [PROGRAM, "new", "sample", "trial"], check=False, cwd=tmp_path, capture_output=True
    )
    assert made.returncode == 0
    assert b"trial/checklists/vendor-privacy.toml" in made.stdout
    again = subprocess.run(
        [PROGRAM, "new", "sample", "trial"], check=False, cwd=tmp_path, capture_output=True
    )
    assert again.returncode == 2


def test_without_colours_there_are_none_before_the_review_either(tmp_path: Path) -> None:
    with Terminal([PROGRAM], cwd=tmp_path, environment={"NO_COLOR": "1"}) as terminal:
        terminal.wait_for("Welcome to reviewtui", "▶ Make a sample review")
        for codes in re.findall(rb"\x1b\[([0-9;]*)m", terminal.raw):
            assert not {b"38", b"48"} & {*codes.split(b";")}, codes
        terminal.type("q")
        assert terminal.wait_ended() == 2
