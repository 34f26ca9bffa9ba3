"""Tab completes the ids of what the line names."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.cli.program import POLICY, folder_with_all, reviewtui

REVIEW = "reviews/small.toml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = folder_with_all(tmp_path / "project")
    (folder / "policies/boats.txt").write_text(POLICY, encoding="utf-8")
    new = ("new", "review", REVIEW, "-c", "checklists/small.toml", "--policies", "policies")
    assert reviewtui(*new, cwd=folder).status == 0
    return folder


def completed(folder: Path, *words: str) -> list[str]:
    """What bash is offered for the last of `words`."""
    environment = {
        **os.environ,
        "_REVIEWTUI_COMPLETE": "bash_complete",
        "COMP_WORDS": " ".join(("reviewtui", *words)),
        "COMP_CWORD": str(len(words)),
    }
    ended = reviewtui(cwd=folder, environment=environment)
    assert (ended.status, ended.errors) == (0, "")
    return [line.partition(",")[2] for line in ended.output.splitlines() if line]


def test_ids_of_the_review(folder: Path) -> None:
    assert completed(folder, "decide", REVIEW, "--policy", "") == ["boats", "kites"]
    assert completed(folder, "decide", REVIEW, "--policy", "k") == ["kites"]
    assert completed(folder, "decide", REVIEW, "--requirement", "") == ["retention", "sharing"]
    assert completed(folder, "decide", REVIEW, "--verdict", "m") == ["met", "missing"]


def test_ids_of_what_is_named(folder: Path) -> None:
    line = ("decide", "new.toml", "-c", "checklists/small.toml", "--policies", "policies")
    assert completed(folder, *line, "--policy", "b") == ["boats"]
    assert completed(folder, *line, "--requirement", "s") == ["sharing"]
    assert completed(folder, "match", "policies", "--requirement", "r") == ["retention"]


def test_nothing_where_nothing_can_be_read(folder: Path) -> None:
    (folder / REVIEW).write_text("no review")
    for option in ("--policy", "--requirement"):
        assert completed(folder, "decide", "nothing.toml", "--policy", "") == []
        assert completed(folder, "decide", REVIEW, option, "z") == []


def test_new_and_schema(folder: Path) -> None:
    assert {"checklist", "review"} <= set(completed(folder, "new", ""))
    assert "checklist" in completed(folder, "schema", "")
