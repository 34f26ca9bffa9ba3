"""What cannot be saved: said, tried again, copied, and back at the next start."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from reviewtui.reviews import load_review
from tests.tui.driving import Driven, running


@contextmanager
def unwritable(path: Path) -> Iterator[None]:
    """A folder stands where the review's file would be."""
    path.mkdir()
    try:
        yield
    finally:
        path.rmdir()


async def decide_unsaved(driven: Driven) -> None:
    await driven.press("m")
    assert not driven.saver.flush(10)
    await driven.settle()


async def test_the_reason_the_retry_and_the_key_are_said(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        with unwritable(driven.path):
            await decide_unsaved(driven)
            assert driven.shows("NOT SAVED, trying again")
            assert driven.shows("Not saved (W: save a copy): Is a folder")
            await driven.press("j", "x")
            assert len(driven.desk.review.entries) == 2, "nothing else is blocked"
        await driven.press("d")
        await driven.saved()
        assert not driven.shows("NOT SAVED")


async def test_a_copy_is_saved_elsewhere_and_kept_up_to_date(tmp_path: Path, home: Path) -> None:
    async with running(tmp_path) as driven:
        with unwritable(driven.path):
            await decide_unsaved(driven)
            await driven.press("W")
            assert driven.shows("Not saved: Is a folder")
            assert driven.shows(str(home)[:20])
            await driven.press("enter")
            assert len(load_review(home / "r.toml").entries) == 1
            await driven.press("x")
            driven.saver.flush(10)
            assert len(load_review(home / "r.toml").entries) == 2


async def test_a_copy_replaces_no_file(tmp_path: Path, home: Path) -> None:
    (home / "r.toml").write_text("mine")
    async with running(tmp_path) as driven:
        with unwritable(driven.path):
            await decide_unsaved(driven)
            await driven.press("W", "ctrl+u", *f"{home}/r.toml", "enter")
            assert driven.shows("No copy: ")
            assert (home / "r.toml").read_text() == "mine"
            await driven.press("W", "enter")
            assert len(load_review(home / "r-2.toml").entries) == 1


async def test_escape_saves_no_copy(tmp_path: Path, home: Path) -> None:
    async with running(tmp_path) as driven:
        with unwritable(driven.path):
            await decide_unsaved(driven)
            await driven.press("W", "escape")
            assert not (home / "r.toml").exists()
            assert driven.desk.pair == ("acorn", "cookies")


async def test_where_all_is_saved_there_is_nothing_to_copy(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press("m")
        await driven.saved()
        await driven.press("W")
        assert driven.shows("There is nothing that could not be saved.")


async def test_leaving_asks_once_and_the_next_start_has_it_back(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        with unwritable(driven.path):
            await decide_unsaved(driven)
            await driven.press("q")
            assert driven.shows("NOT saved: W saves a copy elsewhere; q again quits")
            await driven.press("q")
            assert not driven.saver.close(10)
    async with running(tmp_path) as driven:
        assert driven.shows("1 decision that the last session could not save: back")
        assert len((await driven.saved()).entries) == 1
    async with running(tmp_path) as driven:
        assert not driven.shows("could not save")


async def test_the_reminder_is_for_every_failure(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        with unwritable(driven.path):
            await decide_unsaved(driven)
            await driven.press("q", "j", "q")
            assert driven.shows("q again quits"), "another key in between: asked again"


@pytest.mark.parametrize("size", [(80, 24), (60, 15), (120, 40)])
async def test_the_question_fits(tmp_path: Path, size: tuple[int, int]) -> None:
    async with running(tmp_path, size=size) as driven:
        with unwritable(driven.path):
            await decide_unsaved(driven)
            await driven.press("W")
            assert driven.shows("enter saves a copy there")
            assert driven.shows("Not saved: ")
