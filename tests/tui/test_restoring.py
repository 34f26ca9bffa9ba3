"""A damaged review file: its good versions are offered, and nothing is touched unasked."""

from __future__ import annotations

from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reviewtui.reviews import load_review, lock_review
from reviewtui.reviews.backups import KeptKind, kept_versions
from reviewtui.reviews.damage import Damaged
from reviewtui.reviews.file import open_review
from reviewtui.tui.screens.restore import RestoreApp
from tests.tui.driving import running

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from textual.pilot import Pilot


@pytest.fixture
async def path(tmp_path: Path) -> Path:
    """A review with two verdicts, which were kept, half of it gone."""
    async with running(tmp_path) as driven:
        await driven.press("m", "x")
        await driven.saved()
    path = tmp_path / "r.toml"
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    return path


def damaged(path: Path) -> Damaged:
    with pytest.raises(Damaged) as caught:
        open_review(path)
    return caught.value


@asynccontextmanager
async def offered(path: Path) -> AsyncIterator[tuple[RestoreApp, Pilot[str]]]:
    app = RestoreApp(damaged(path), "ann")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        yield app, pilot


def screen(app: RestoreApp) -> str:
    return "\n".join(strip.text for strip in app.screen._compositor.render_strips())


async def test_versions_are_offered_with_their_verdicts(path: Path) -> None:
    async with offered(path) as (app, _):
        text = screen(app)
        assert "r.toml" in "".join(text.split())
        assert "2 verdicts" in text
        assert "enter restores" in text


async def test_enter_restores_and_keeps_the_damaged_one(path: Path) -> None:
    half = path.read_bytes()
    async with offered(path) as (app, pilot):
        await pilot.press("enter")
        await app.workers.wait_for_complete()
        await pilot.pause()
    assert app.return_value == "restored"
    assert len(load_review(path).entries) == 2
    kept = kept_versions(path, KeptKind.DAMAGED)
    assert [one.file.read_bytes() for one in kept] == [half]


async def test_q_leaves_everything_untouched(path: Path) -> None:
    half = path.read_bytes()
    async with offered(path) as (app, pilot):
        await pilot.press("j", "q")
    assert app.return_value is None
    assert path.read_bytes() == half
    assert kept_versions(path, KeptKind.DAMAGED) == ()


async def test_nothing_is_restored_under_somebody_who_has_it_open(path: Path) -> None:
    half = path.read_bytes()
    bobs = lock_review(path, "bob")
    async with offered(path) as (app, pilot):
        await pilot.press("enter")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert "Not restored: bob on " in screen(app)
        await pilot.press("q")
    bobs.release()
    assert path.read_bytes() == half


async def test_a_file_that_can_be_read_may_be_opened_as_it_is(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press("m", "x")
        await driven.saved()
    path = tmp_path / "r.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text[: text.rindex("[[verdict]]")], encoding="utf-8")
    async with offered(path) as (app, pilot):
        assert "as it is" in screen(app)
        await pilot.press("end", "enter")
    assert app.return_value == "as it is"
    assert len(open_review(path, as_it_is=True).review.entries) == 1
