"""How the options of a folder stand."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from reviewtui.projects import Choice, Option, resolve, standing_of, touched
from tests.cli.program import CHECKLIST, folder_with_all


def options(folder: Path) -> dict[str, Option]:
    found = resolve(cwd=folder)
    assert isinstance(found, Choice)
    return {option.path.name: option for option in found.options}


def folder_of_two(tmp_path: Path) -> Path:
    folder = folder_with_all(tmp_path / "project")
    text = CHECKLIST.replace('"small"', '"large"').replace("A small", "A large")
    (folder / "checklists/large.toml").write_text(text, encoding="utf-8")
    return folder


def test_what_is_yet_to_begin_has_everything_to_decide(tmp_path: Path) -> None:
    large = options(folder_of_two(tmp_path))["large.toml"]
    found = standing_of(large)
    assert (found.checklist, found.decided, found.total) == ("A large checklist", 0, 2)
    assert touched(large) is None


def test_what_cannot_be_opened_says_why_and_whether_it_is_damaged(tmp_path: Path) -> None:
    folder = folder_of_two(tmp_path)
    (folder / "reviews").mkdir()
    (folder / "reviews/empty.toml").write_text("")
    (folder / "checklists/wrong.toml").write_text("format = 1\nid = 3\n")
    found = options(folder)
    empty = standing_of(found["empty.toml"])
    assert empty.damaged
    assert "empty" in empty.fault
    wrong = standing_of(found["wrong.toml"])
    assert not wrong.damaged
    assert "wrong.toml:1" in wrong.fault


def test_the_time_is_that_of_the_file(tmp_path: Path) -> None:
    import os

    folder = folder_of_two(tmp_path)
    (folder / "reviews").mkdir()
    path = folder / "reviews/old.toml"
    path.write_text("")
    os.utime(path, (1_700_000_000, 1_700_000_000))
    found = options(folder)["old.toml"]
    assert touched(found) == datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)
    path.unlink()
    assert touched(found) is None
