"""Finding one's way: the commands by name, going to anything, help that is typed into."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewtui.tui.actions import ACTIONS, Where, within
from reviewtui.tui.widgets.listing import narrowed
from tests.tui.driving import Driven, running

if TYPE_CHECKING:
    from pathlib import Path


async def typed(driven: Driven, text: str) -> None:
    """Types as one who does not look: all keys at once."""
    await driven.pilot.press(*text)
    await driven.settle()


def listed(driven: Driven) -> list[str]:
    """The lines of the list, without the line that is typed in."""
    return [row for row in driven.screen()[2:] if row.strip()]


async def test_every_command_of_a_place_is_offered_by_its_name(tmp_path: Path) -> None:
    async with running(tmp_path, size=(100, 90)) as driven:
        await driven.press("colon")
        rows = "\n".join(listed(driven))
        for action in within(ACTIONS, Where.REVIEW):
            assert (action.help[:50] in rows) == (action.id not in ("commands", "jump"))


async def test_enter_on_what_is_offered_first_decides_nothing(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press("colon", "enter")
        assert driven.desk.progress().decided == 0
        assert driven.app.review_screen.over is None


async def test_a_command_typed_ahead_does_what_it_says(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.pilot.press("colon", *"missing", "enter")
        await driven.settle()
        entry = driven.desk.review.entries["acorn", "retention"]
        assert entry.verdict is not None
        assert entry.verdict.value == "missing"


async def test_going_to_a_requirement_a_policy_and_a_heading(tmp_path: Path) -> None:
    async with running(tmp_path, size=(80, 16)) as driven:
        await driven.press("apostrophe")
        await typed(driven, "chldren")
        assert "Children" in listed(driven)[0]
        await driven.press("enter")
        assert driven.desk.pair == ("acorn", "children")
        await driven.press("apostrophe", *"birch", "enter")
        assert driven.desk.pair == ("birch", "retention")
        await driven.press("apostrophe", *"acorn", "enter")
        await driven.press("apostrophe")
        await typed(driven, "how long")
        assert "heading" in listed(driven)[0]
        await driven.press("enter")
        assert driven.shows("How long we keep it")


async def test_the_cursor_moves_and_escape_goes_nowhere(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press("apostrophe", "down")
        assert "▶" in listed(driven)[1]
        await driven.press("up", "up", "pagedown", "pageup")
        assert "▶" in listed(driven)[0]
        await driven.press("escape")
        assert driven.desk.pair == ("acorn", "retention")
        assert driven.app.review_screen.over is None


async def test_nothing_is_called_that(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press("apostrophe", *"zzzz", "enter")
        assert driven.shows("nothing is called that")


async def test_help_is_narrowed_by_typing(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press("question_mark")
        assert driven.shows("met: the policy says it")
        await typed(driven, "undo")
        assert driven.shows("take back your last decision") or driven.shows("undo")
        assert not driven.shows("met: the policy says it")
        await driven.press("escape")
        assert driven.app.review_screen.over is None


async def test_help_is_of_the_place_one_is_in(tmp_path: Path) -> None:
    async with running(tmp_path, size=(80, 60)) as driven:
        await driven.press("slash", *"cookies", "enter", "question_mark")
        assert driven.screen()[1].strip() == "While a find is open"


async def test_other_lists_are_narrowed_on_demand(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press("V", "slash")
        await typed(driven, "to go")
        assert driven.shows("to go")
        await driven.press("enter", "q")
        assert driven.app.review_screen.over is None


def test_titles_stay_above_what_is_left_of_them() -> None:
    rows = [
        ("title", "", "Decide"),
        ("quiet", "m", "met"),
        ("quiet", "", ""),
        ("title", "", "Move"),
        ("quiet", "j", "next requirement"),
    ]
    assert narrowed(rows, "next") == rows[3:]
    assert narrowed(rows, " ") == rows
    assert narrowed(rows, "zzz") == [("quiet", "", "nothing here holds that")]


async def test_the_key_that_opened_a_page_closes_it(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        for key in ("r", "V", "i"):
            await driven.press(key)
            if key == "i" and driven.app.review_screen.over is None:
                continue  # there was room for it in its place
            assert driven.app.review_screen.over is not None, key
            await driven.press(key)
            assert driven.app.review_screen.over is None, key
        await driven.press("r", "slash", "r")
        assert driven.app.review_screen.over is not None, "that r was typed"
        await driven.press("escape", "escape", "m")
        assert driven.desk.progress().decided == 1
