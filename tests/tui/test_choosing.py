"""Several reviews in one folder: which, how far, when touched."""

from __future__ import annotations

import os
import time
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from textual.events import Key

from reviewtui.projects import Choice, resolve
from reviewtui.reviews import Decision, Verdict, decide, new_review, record_policies, save_review
from reviewtui.tui.actions import ACTIONS
from reviewtui.tui.screens.choose import ChooseApp
from reviewtui.tui.screens.start import StartScreen
from tests.cli.program import CHECKLIST, folder_with_all

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from textual.pilot import Pilot

TIME = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two reviews, one of them damaged, and a checklist without a review."""
    made = folder_with_all(tmp_path / "project")
    other = CHECKLIST.replace('"small"', '"large"').replace("A small", "A large")
    (made / "checklists/large.toml").write_text(other, encoding="utf-8")
    save_a_review(made, "reviews/small.toml")
    (made / "reviews/broken.toml").write_text('format = 1\nid = "cut', encoding="utf-8")
    return made


def save_a_review(folder: Path, name: str) -> None:
    from reviewtui import load_checklist, load_policy

    checklist, path = load_checklist(folder / "checklists/small.toml"), folder / name
    policy = load_policy(folder / "policies/kites.txt")
    decision = Decision(policy.id, policy.text_digest, checklist.requirements[0], Verdict.UNCLEAR)
    review = record_policies(new_review(checklist, path), [policy], path)
    save_review(decide(review, [decision], reviewer="ann", time=TIME), path)


@asynccontextmanager
async def choosing(
    folder: Path, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[tuple[ChooseApp, Pilot[int]]]:
    found = resolve(cwd=folder)
    assert isinstance(found, Choice)
    app = ChooseApp("What is to be reviewed?", found)
    async with app.run_test(size=size) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        yield app, pilot


def rows(app: ChooseApp) -> list[str]:
    strips = app.screen._compositor.render_strips()
    return [strip.text.rstrip() for strip in strips]


def row_with(app: ChooseApp, words: str) -> str:
    (row,) = [row for row in rows(app) if words in row]
    return row


async def test_reviews_say_how_far_they_are_and_when_they_were_touched(folder: Path) -> None:
    os.utime(folder / "reviews/small.toml", (1_700_000_000, 1_700_000_000))
    async with choosing(folder) as (app, _):
        row = row_with(app, "reviews/small.toml")
        assert "1 of 2 decided" in row
        assert row.endswith("2023-11-14 22:13")
        assert "2 to decide" in row_with(app, "new: checklists/large.toml")


async def test_times_are_those_of_the_wall(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.utime(folder / "reviews/small.toml", (1_700_000_000, 1_700_000_000))
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    time.tzset()
    try:
        async with choosing(folder) as (app, _):
            assert row_with(app, "reviews/small.toml").endswith("2023-11-15 07:13")
    finally:
        monkeypatch.undo()
        time.tzset()


async def test_a_damaged_review_is_listed_as_such(folder: Path) -> None:
    async with choosing(folder) as (app, pilot):
        assert "damaged" in row_with(app, " reviews/broken.toml")
        await pilot.press("g")
        await pilot.pause()
        assert any("broken.toml:2" in row for row in rows(app)), "and why"
        assert row_with(app, " reviews/broken.toml").strip().startswith("▶")
        await pilot.press("enter")
        await pilot.pause()
        assert app.is_running, "there is nothing to open, and nothing kept of it"


async def test_the_cursor_begins_at_what_was_touched_last(folder: Path) -> None:
    os.utime(folder / "reviews/broken.toml", (1_600_000_000, 1_600_000_000))
    async with choosing(folder) as (app, pilot):
        await pilot.press("enter")
    assert found_option(folder, app) == "small.toml"


def found_option(folder: Path, app: ChooseApp) -> str:
    choice = resolve(cwd=folder)
    assert isinstance(choice, Choice)
    assert app.return_value is not None
    return choice.options[app.return_value].path.name


async def test_a_name_typed_in_part_finds_it(folder: Path) -> None:
    async with choosing(folder) as (app, pilot):
        await pilot.press("slash", *"large")
        await pilot.pause()
        shown = [row for row in rows(app) if ".toml" in row]
        assert len(shown) == 1
        assert "new: checklists/large.toml" in shown[0]
        await pilot.press("enter")
    assert found_option(folder, app) == "large.toml"


async def test_escape_shows_all_again_and_then_leaves(folder: Path) -> None:
    async with choosing(folder) as (app, pilot):
        await pilot.press("slash", *"qq")
        await pilot.pause()
        assert any("Nothing is called that." in row for row in rows(app))
        await pilot.press("enter")
        await pilot.press("escape")
        await pilot.pause()
        assert row_with(app, "reviews/small.toml")
        await pilot.press("escape")
    assert app.return_value is None


async def test_j_and_k_move_and_q_leaves(folder: Path) -> None:
    async with choosing(folder) as (app, pilot):
        await pilot.press("g", "j", "k", "j", "enter")
    assert found_option(folder, app) == "small.toml"
    async with choosing(folder) as (app, pilot):
        await pilot.press("q")
    assert app.return_value is None


async def test_what_files_are_called_is_shown_and_never_acted_on(folder: Path) -> None:
    save_a_review(folder, "reviews/a\x1b[31m[red]\u202eb.toml")
    async with choosing(folder, size=(120, 40)) as (app, _):
        assert any("␛[31m[red]\\u202eb.toml" in row for row in rows(app))
        assert all(row.isprintable() for row in rows(app))


async def test_its_keys_are_those_of_the_registry_and_ones_own(folder: Path) -> None:
    keys = {action.id: action.keys for action in ACTIONS} | {"leave": ("X",), "next-line": ("n",)}
    found = resolve(cwd=folder)
    assert isinstance(found, Choice)
    app = ChooseApp("What is to be reviewed?", found, keys=keys)
    async with app.run_test() as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert "n k choose   enter opens   / filters   X quits   ? keys" in text(app)
        before = app.lines.highlighted
        await pilot.press("n", "j", "down", "q", "escape")
        assert app.lines.highlighted == (before or 0) + 1, "the others have no meaning any more"
        await pilot.press("question_mark")
        await pilot.pause()
        assert "In the list of reviews" in text(app)
        assert "choose what the cursor is at" in text(app)
        await pilot.press("escape")
        await pilot.pause()
        assert "What is to be reviewed?" in text(app)
        await pilot.press("X")
    assert app.return_value is None


def text(app: ChooseApp) -> str:
    return "\n".join(strip.text for strip in app.screen._compositor.render_strips())


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """Thirty reviews."""
    made = folder_with_all(tmp_path / "project")
    for number in range(30):
        save_a_review(made, f"reviews/number-{number:02}.toml")
    return made


def hold(app: ChooseApp, key: str, times: int) -> None:
    for _ in range(times):
        app.post_message(Key(key, key if len(key) == 1 else None))


async def at_rest(app: ChooseApp, pilot: Pilot[int]) -> None:
    """Until nothing is held back any more."""
    await pilot.pause()
    deadline = time.monotonic() + 10
    while isinstance(app.screen, StartScreen) and app.screen.holding:
        assert time.monotonic() < deadline
        await pilot.pause(0.02)
    await pilot.pause()


@pytest.mark.parametrize(("key", "at"), [("j", 20), ("down", 20), ("k", 11)])
async def test_a_held_key_is_painted_few_times_and_shows_the_last(
    many: Path, key: str, at: int
) -> None:
    async with choosing(many) as (app, pilot):
        await pilot.press("g")
        await at_rest(app, pilot)
        moves = 0

        def moved() -> None:
            nonlocal moves
            moves += 1

        app.watch(app.lines, "highlighted", moved, init=False)
        hold(app, key, 20)
        await at_rest(app, pilot)
        assert app.lines.highlighted == at
        assert 1 <= moves <= 5
        assert f"▶ {app._names[at]}" in row_with(app, "▶")


async def test_what_is_chosen_is_where_held_keys_led(many: Path) -> None:
    async with choosing(many) as (app, pilot):
        await pilot.press("g")
        await at_rest(app, pilot)
        hold(app, "j", 7)
        await pilot.press("enter")
    assert app.return_value == 7


async def test_a_filter_begins_at_the_first_line_whatever_moves_were_on_the_way(
    many: Path,
) -> None:
    async with choosing(many) as (app, pilot):
        await pilot.press("g", "slash", *"number")
        hold(app, "down", 5)
        await pilot.press("-")
        await at_rest(app, pilot)
        assert app.lines.highlighted == 0
