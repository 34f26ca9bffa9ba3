"""Arranging the panes by key: larger, hidden, on the other side; and it stays so."""

from __future__ import annotations

from operator import is_
from typing import TYPE_CHECKING

import pytest

from reviewtui.tui.widgets.pane import _line
from tests.tui.driving import Driven, running

if TYPE_CHECKING:
    from pathlib import Path

    from reviewtui.tui.widgets.pane import Pane


def column_of(driven: Driven, words: str) -> int:
    return next(row.index(words) for row in driven.screen() if words in row)


async def test_80_by_24_shows_all_at_once(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        screen = driven.screen()
        assert "Retention period" in screen[1]
        assert driven.app.review_screen.document.text_height >= 10
        assert sum("●" in row for row in screen) >= 2
        assert "m met" in screen[-1]


@pytest.mark.parametrize("size", [(100, 24), (120, 40), (160, 40), (200, 60)])
async def test_larger_screens_show_checklist_and_candidates_beside(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with running(tmp_path, size=size) as driven:
        screen = driven.app.review_screen
        assert screen.checklist.display
        beside = screen.candidates.region.x > screen.document.region.x
        assert beside == (size[0] >= 160)
        assert screen.candidates.region.right == size[0]
        assert driven.shows("candidate 1 of")
        await driven.press("n", "m")
        assert driven.desk.progress().decided == 1


async def test_the_checklist_is_hidden_shown_and_resized(tmp_path: Path) -> None:
    async with running(tmp_path, size=(120, 30)) as driven:
        checklist = driven.app.review_screen.checklist
        before = checklist.size.width
        await driven.press("right_parenthesis")
        assert checklist.size.width == before + 4
        await driven.press("left_parenthesis", "left_parenthesis")
        assert checklist.size.width == before - 4
        await driven.press("H")
        assert not checklist.display
        assert driven.app.review_screen.document.size.width == 120
        await driven.press("H")
        assert checklist.size.width == before - 4
        await driven.press("vertical_line")
        assert checklist.region.right == 120
        assert driven.app.review_screen.document.region.x == 0
        await driven.press("equals_sign")
        assert (checklist.region.x, checklist.size.width) == (0, before)


async def test_candidates_are_put_beside_below_and_away(tmp_path: Path) -> None:
    async with running(tmp_path, size=(130, 30)) as driven:
        screen = driven.app.review_screen
        await driven.press("backslash")
        assert screen.candidates.region.x > screen.document.region.x
        width = screen.candidates.size.width
        await driven.press("right_curly_bracket")
        assert screen.candidates.size.width == width + 4
        await driven.press("backslash")
        assert screen.candidates.region.y > screen.document.region.y
        height = screen.candidates.size.height
        await driven.press("right_curly_bracket", "right_curly_bracket", "left_curly_bracket")
        assert screen.candidates.size.height == height + 1
        await driven.press("C")
        assert not screen.candidates.display
        assert driven.shows("C shows them")
        await driven.press("C")
        assert not driven.shows("C shows them")


async def test_hidden_candidates_count_as_not_seen(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press("C", "j", "x")
        entry = driven.desk.review.entries["acorn", "cookies"]
        assert len(entry.rejected) <= 1  # the current one is marked in the policy


async def test_the_requirement_gets_more_lines(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        requirement = driven.app.review_screen.requirement
        assert requirement.size.height == 4
        await driven.press("plus", "plus")
        assert requirement.size.height == 6
        await driven.press("i", "i")
        assert requirement.size.height == 6
        await driven.press("minus", "minus", "minus", "minus")
        assert requirement.size.height == 4
        assert driven.shows("There is no room for that.")
        await driven.press("plus")
        assert not driven.shows("There is no room for that.")


async def test_it_stays_so_also_after_a_restart(tmp_path: Path) -> None:
    async with running(tmp_path, size=(120, 30)) as driven:
        await driven.press("vertical_line", "right_parenthesis", "C")
        before = driven.app.review_screen.room
    async with running(tmp_path, size=(120, 30)) as driven:
        assert driven.app.review_screen.room == before
        assert driven.app.review_screen.checklist.region.right == 120
        assert column_of(driven, "▶") > 60


async def test_a_resized_window_keeps_what_was_asked_for(tmp_path: Path) -> None:
    async with running(tmp_path, size=(120, 30)) as driven:
        await driven.press("H")
        await driven.pilot.resize_terminal(200, 50)
        await driven.settle()
        assert not driven.app.review_screen.checklist.display
        await driven.pilot.resize_terminal(80, 24)
        await driven.settle()
        assert driven.shows("Retention period")
        assert driven.app.review_screen.document.text_height >= 10


async def test_the_current_card_is_always_in_view(tmp_path: Path) -> None:
    async with running(tmp_path, size=(160, 20)) as driven:
        for _ in range(len(driven.desk.candidates or ()) - 1):
            await driven.press("n")
            number = driven.desk.current + 1
            assert any(f"▶{number:>3}" in row or f"▶ {number}" in row for row in driven.screen())


async def test_a_key_that_changes_nothing_says_why_and_is_not_kept(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        before = driven.app.view
        for key in ("right_parenthesis", "left_parenthesis", "vertical_line"):
            await driven.press(key)
            assert driven.shows("The checklist is hidden: H shows it.")
        await driven.press("H")
        assert not driven.shows("The checklist is hidden")
        await driven.press("backslash")
        assert driven.shows("Beside the policy the candidates need 72 columns")
        await driven.press("H", "C", "right_curly_bracket")
        assert driven.shows("The candidates are hidden: C shows them.")
        await driven.press("C")
        await driven.pilot.resize_terminal(60, 24)
        await driven.settle()
        await driven.press("H")
        assert driven.shows("The checklist has no room below 62 columns.")
        assert driven.app.view == before._replace(checklist=False)


async def test_each_size_of_screen_comes_back_as_it_was_left(tmp_path: Path) -> None:
    async with running(tmp_path, size=(100, 30)) as driven:
        await driven.press("right_parenthesis", "vertical_line", "right_curly_bracket", "plus")
        seen = dict[tuple[int, int], object]()
        for size in ((100, 30), (200, 60), (120, 40), (60, 15), (80, 24), (100, 30)):
            await driven.pilot.resize_terminal(*size)
            await driven.settle()
            assert driven.shows("Retention period")
            assert driven.shows("candidate 1 of")
            seen.setdefault(size, driven.app.review_screen.room)
            assert seen[size] == driven.app.review_screen.room
    async with running(tmp_path, size=(200, 60)) as driven:
        assert driven.app.review_screen.room == seen[200, 60]


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_lines_that_stay_are_drawn_once_and_never_as_they_were(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with running(tmp_path, size=size) as driven:
        panes = driven.app.review_screen.panes
        for key in ("j", "m", "b", "u", "n", "space", "t", "slash", "c", "escape", "]"):
            await driven.press(key)
            for pane in panes:
                kept = pane._strips
                if pane.display:
                    forget_lines(pane)
                    assert pane._strips == kept, (key, pane.id)
        await driven.press("k", "j", "k")
        before = [*driven.app.review_screen.checklist._strips]
        await driven.press("j")
        after = driven.app.review_screen.checklist._strips
        assert sum(map(is_, before, after)) >= len(after) - 3
        driven.app.theme = "textual-light"
        await driven.settle()
        for pane in panes:
            kept = pane._strips
            forget_lines(pane)
            assert pane._strips == kept
        assert not any(map(is_, after, driven.app.review_screen.checklist._strips))


def forget_lines(pane: Pane) -> None:
    """Draws it anew, with nothing of what was drawn before."""
    _line.cache_clear()
    pane._bare, pane._named_styles, pane._ground = [], {}, None
    pane._draw_all()
