"""What a reviewer who comes back is told, on a small screen too."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reviewtui.reviews.opening import Opening
from reviewtui.tui.messages import Stored
from tests.tui.driving import running
from tests.tui.test_stale import decide_on_ten_years, edit, reword

if TYPE_CHECKING:
    from pathlib import Path

ALL = Opening(2, 11, 3, 1, 1, 1, 41, 200)


@pytest.mark.parametrize(
    ("room", "line"),
    [
        (
            200,
            "2 policies changed, 1 policy added, 1 policy removed, 1 policy renamed, "
            "11 verdicts stale, 3 pieces of evidence moved, 41 of 200 to go",
        ),
        (80, "2 changed, 1 added, 1 removed, 1 renamed, 11 stale, 3 moved, 41 of 200 to go"),
        (70, "2 changed, 1 removed, 1 renamed, 11 stale, 3 moved, 41 of 200 to go"),
        (50, "2 changed, 1 removed, 11 stale, 41 of 200 to go"),
        (30, "11 stale, 41 of 200 to go"),
        (5, "41 of 200 to go"),
    ],
)
def test_the_line_gives_up_what_matters_least(room: int, line: str) -> None:
    assert ALL.fitting(room) == line


async def test_eighty_columns_show_what_is_to_do_and_how(tmp_path: Path) -> None:
    async with running(tmp_path, size=(80, 24)) as driven:
        await decide_on_ten_years(driven)
        await driven.press("m", "m")
        await driven.saved()
    edit(tmp_path, "ten years", "nine years")
    (tmp_path / "policies/cedar.txt").write_text("Cedar keeps everything for a day.\n")
    (tmp_path / "policies/birch.txt").rename(tmp_path / "policies/birch-maps.txt")
    async with running(tmp_path, size=(80, 24)) as driven:
        assert driven.shows("1 changed, 1 renamed, 1 stale, 1 moved, ")
        assert driven.shows("5 of 9 to go  s: stale  V: more")
        await driven.press("V")
        assert driven.shows("5 of 9 to go.")


async def test_somebody_who_was_never_here_is_not_welcomed_back(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press("m")
        await driven.saved()
    async with running(tmp_path, reviewer="bob") as driven:
        assert driven.shows("New to bob: 5 of 6 to go")
        assert not driven.shows("Welcome back")


async def test_the_word_on_leaving_unsaved_is_not_overwritten(tmp_path: Path) -> None:
    async with running(tmp_path, size=(80, 24)) as driven:
        await driven.press("m")
        await driven.saved()
        screen = driven.app.review_screen
        screen.post_message(Stored("No space left."))
        await driven.press("q")
        assert driven.shows("NOT saved: ")
        screen.post_message(Stored("No space left."))
        await driven.settle()
        assert driven.shows("q again quits")


async def test_undoing_a_note_says_that_it_was_one(tmp_path: Path) -> None:
    async with running(tmp_path, size=(80, 24)) as driven:
        await driven.press("o", *"Ask", "enter", "u")
        assert driven.shows("Retention period: note undone")
        await driven.press("ctrl+r")
        assert driven.shows("Retention period: note given again")
        await driven.press("m", "u")
        assert driven.shows("Retention period: undone · ctrl+r gives it again")


async def test_a_queue_does_not_call_a_policy_done(tmp_path: Path) -> None:
    async with running(tmp_path, size=(80, 24)) as driven:
        await driven.press("m", "right_square_bracket", "m", "m")
    reword(tmp_path, "Says how", "Tells how")
    async with running(tmp_path, size=(80, 24)) as driven:
        await driven.press("s", "enter")
        assert driven.shows("next: birch")
        assert not driven.shows("is done")
        await driven.press("enter")
        assert driven.shows("That was the last of the stale verdicts.")


@pytest.mark.parametrize("size", [(80, 24), (60, 15)])
async def test_what_is_shown_stays_in_view_when_other_panes_take_its_rows(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with running(tmp_path, size=size) as driven:
        await decide_on_ten_years(driven)
    edit(tmp_path, "ten years", "nine years")
    filler = "".join(f"Line number {i} says nothing of interest.\n" for i in range(80))
    edit(tmp_path, "How long we keep it", f"{filler}How long we keep it")
    async with running(tmp_path, size=size) as driven:
        await driven.press("s", "enter", "u")
        document, candidate = driven.app.review_screen.document, driven.desk.candidate
        assert candidate is not None
        first, last = document.visible_span()
        assert first <= candidate.start < candidate.end <= last
        top = document.top
        document.styles.height = 3
        document.scroll_to_row(0)
        document.show_span(candidate.start, candidate.end)
        await driven.settle()
        first, last = document.visible_span()
        assert first <= candidate.start < last, top
