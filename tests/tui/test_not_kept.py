"""What cannot be kept outside of the review is said once, and reviewing goes on."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from reviewtui.documents import cache
from reviewtui.reviews import places
from tests.tui.driving import Driven, running, write_project

PAGE = "<html><body><h1>Alder</h1><p>We keep orders for two years, then we delete them.</p></body>"


async def decided(driven: Driven) -> None:
    await driven.press("m")
    assert (await driven.saved()).entries


async def test_nothing_is_said_where_all_is_kept(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        assert not driven.shows("Not kept")


@pytest.mark.parametrize(
    ("blocked", "line"),
    [
        (["state"], "Not kept: your place, notes begun, earlier versions (Not a directory)."),
        (["cache"], "Not kept: parsed policies (Not a directory)."),
        (
            ["state", "cache"],
            "Not kept: your place, notes begun, earlier versions, parsed policies (Not a",
        ),
    ],
)
async def test_folders_that_cannot_be_made(
    tmp_path: Path, home: Path, blocked: list[str], line: str
) -> None:
    for name in blocked:
        (home / name).write_text("in the way", encoding="utf-8")
    async with running(tmp_path) as driven:
        assert driven.shows(line)
        await driven.press("j")
        assert not driven.shows("Not kept")
        await decided(driven)
        assert driven.saver.close(10)
        await driven.settle()
        assert not driven.shows("o earlier versions are kept"), "it was said already"


async def test_without_the_cache_it_is_not_missed(
    tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / "cache").write_text("in the way", encoding="utf-8")
    monkeypatch.setattr(cache, "_on", False)
    async with running(tmp_path) as driven:
        assert not driven.shows("Not kept")


async def test_a_cache_that_fills_the_disk_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache, "write_private", _full)
    write_project(tmp_path)
    for name in ("alder", "aspen"):
        (tmp_path / f"policies/{name}.html").write_text(PAGE, encoding="utf-8")
    async with running(tmp_path) as driven:
        await driven.press("]")
        assert driven.shows("Not kept: parsed policies (No space left on device).")
        await driven.press("[", "]")
        assert not driven.shows("Not kept")


async def test_a_place_that_cannot_be_written_any_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(tmp_path) as driven:
        monkeypatch.setattr(places, "write_private", _full)
        await driven.pilot.press("j")
        driven.app.remember_place(0)
        deadline = time.monotonic() + 10
        while not driven.shows("Not kept: your place, marks and notes begun; is the disk full?"):
            assert time.monotonic() < deadline
            await driven.settle()


def _full(path: Path, text: str, *, flush: bool = False) -> None:
    raise OSError(28, "No space left on device")
