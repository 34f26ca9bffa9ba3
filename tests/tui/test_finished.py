"""The last screen: it names the last decision, and leads on from there in one key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.tui.driving import running

if TYPE_CHECKING:
    from pathlib import Path

END = "Every requirement is decided: 6 of 6."


async def test_the_last_decision_is_named_and_taken_back_with_one_key(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press(*"maxmax")
        assert driven.shows(END)
        assert driven.shows("Children: missing")
        await driven.press("u")
        assert not driven.shows(END)
        assert driven.desk.pair == ("birch", "children")
        assert driven.desk.progress().decided == 5
        assert driven.shows("undone")


async def test_one_key_leads_to_the_table_or_the_queues(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press(*"maxmax", "O")
        assert driven.shows("Overview  3 requirements × 2 policies")
        await driven.press("escape", "tab")
        assert driven.shows(END)
        assert not driven.shows("Children: missing"), "that was not just now"
        await driven.press("Q")
        assert driven.shows("What to go through")


async def test_so_it_does_where_the_end_was_reached_across(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press(*"maxma", "O", "G", "l", "A", "x")
        assert driven.shows(END)
        assert driven.shows("birch · Children")
        await driven.press("Q")
        assert driven.shows("What to go through")
        assert driven.app.screen is driven.app.review_screen
        await driven.press("escape", "u")
        assert driven.desk.pair == ("birch", "children")
        await driven.press("A", "x", "u")
        assert not driven.shows(END)
        assert driven.desk.progress().decided == 5


async def test_what_is_deferred_all_the_same_is_counted(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press(*"maxmax", "escape", "d")
        assert driven.shows(END)
        assert driven.shows("1  deferred all the same: Q leads to them")


async def test_q_quits_there_too_and_escape_alone_goes_back(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press(*"maxmax")
        assert driven.shows("q quit  escape back")
        await driven.press("escape")
        assert not driven.shows(END)
        assert driven.desk.pair == ("birch", "children")
        await driven.press("tab")
        assert driven.shows(END)
        await driven.press("q")
        assert not driven.app.is_running
        assert driven.app.return_code == 0


async def test_policies_stand_below_each_other_with_their_verdicts(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press(*"maxmmm")
        rows = [row.split() for row in driven.screen()]
        assert ["policy", "✓", "✗", "–"] in rows
        assert ["acorn", "1", "1", "1"] in rows
        assert ["birch", "3", "·", "·"] in rows


async def test_what_is_stale_is_counted(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press(*"maxmax")
    checklist = tmp_path / "small.toml"
    text = checklist.read_text(encoding="utf-8")
    checklist.write_text(text.replace("Says how", "Tells how"), encoding="utf-8")
    async with running(tmp_path) as driven:
        await driven.press("tab")
        assert driven.shows(END)
        assert driven.shows("2  stale, to be looked at again: Q leads to them")


async def test_the_file_that_holds_it_all_is_named(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press(*"maxmax")
        await driven.saved()
        await driven.settle()
        assert driven.shows(f"It is all in {driven.desk.review_path.name}.")


async def test_what_is_not_in_the_file_is_not_said_to_be(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press(*"maxma")
        await driven.saved()
        driven.path.unlink()
        driven.path.mkdir()
        await driven.press("x")
        assert driven.shows(END)
        assert not driven.saver.flush(10)
        await driven.settle()
        assert driven.shows("NOT SAVED")
        assert not driven.shows("It is all in")
