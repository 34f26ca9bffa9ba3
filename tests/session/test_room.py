"""The room on the screen: what each pane gets, at any size and whatever was asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reviewtui.reviews.state import state_path
from reviewtui.session.room import (
    BY_SIZE,
    LEAST_DOCUMENT,
    LEAST_ROWS,
    READ_ROWS,
    Room,
    View,
    beside_comparison,
    load_view,
    resized,
    room,
    save_view,
)

if TYPE_CHECKING:
    from pathlib import Path

SIZES = st.integers(0, 300)
VIEWS = st.builds(
    View,
    checklist=st.none() | st.booleans(),
    right=st.booleans(),
    candidates=st.booleans(),
    beside=st.none() | st.booleans(),
    checklist_columns=SIZES,
    candidate_rows=SIZES,
    candidate_columns=SIZES,
    requirement_rows=SIZES,
)


def test_each_size_of_screen_uses_its_room() -> None:
    assert room(80, 24, View()) == Room(0, False, 4, 4, False)  # noqa: FBT003
    assert room(100, 24, View()).checklist == 26
    assert room(120, 40, View()) == Room(36, False, 7, 7, False)  # noqa: FBT003
    assert room(160, 40, View()).beside
    wide = room(200, 60, View())
    assert (wide.checklist, wide.candidates, wide.beside) == (46, 54, True)
    assert room(80, 60, View()).candidates == 11


@given(st.integers(60, 300), st.integers(15, 100), VIEWS, st.integers(0, 90))
def test_what_changed_under_a_verdict_leaves_ten_lines_of_the_policy(
    width: int, height: int, view: View, needed: int
) -> None:
    before = room(width, height, view)
    got, comparison = beside_comparison(before, height, needed)
    assert (needed == 0) == (comparison == 0)
    assert comparison <= needed
    below = 0 if got.beside else got.candidates
    left = height - 3 - got.requirement - comparison - below
    as_little_as_can_be = (got.requirement, comparison, below)
    assert (
        left >= READ_ROWS
        or not needed
        or all(have <= least for have, least in zip(as_little_as_can_be, (3, 3, 2), strict=True))
    )
    assert got._replace(requirement=0, candidates=0) == before._replace(requirement=0, candidates=0)


def test_at_80_by_24_the_three_candidates_stay_beside_what_changed() -> None:
    got, comparison = beside_comparison(room(80, 24, BY_SIZE), 24, 9)
    assert (got.requirement, comparison, got.candidates) == (3, 3, 4)
    got, comparison = beside_comparison(room(80, 24, BY_SIZE), 24, 2)
    assert (got.requirement, comparison, got.candidates) == (4, 2, 4)


@given(st.integers(60, 300), st.integers(15, 100), VIEWS)
def test_the_policy_keeps_what_it_needs(width: int, height: int, view: View) -> None:
    got = room(width, height, view)
    columns = width - got.checklist - (got.candidates if got.beside else 0)
    rows = height - 3 - got.requirement - (0 if got.beside else got.candidates)
    assert columns >= LEAST_DOCUMENT
    assert rows >= LEAST_ROWS
    assert got.requirement >= 4
    assert bool(got.candidates) <= view.candidates


@example(80, 48, View(requirement_rows=1), "requirement", -4)
@given(
    st.integers(60, 300),
    st.integers(15, 100),
    VIEWS,
    st.sampled_from(["checklist", "candidates", "requirement"]),
    st.sampled_from([-4, -1, 1, 4]),
)
def test_a_pane_grows_and_shrinks_or_nothing_changes(
    width: int, height: int, view: View, pane: str, by: int
) -> None:
    before = room(width, height, view)
    wanted = resized(view, pane, by, width, height)
    after = room(width, height, wanted)
    if wanted == view:
        return
    changed = getattr(after, pane) - getattr(before, pane)
    assert changed
    assert (changed > 0) == (by > 0)
    assert resized(wanted, pane, by, width, height) != wanted or room(width, height, wanted)


@given(VIEWS)
def test_what_is_kept_comes_back(view: View) -> None:
    view = view._replace(theme="dark")
    assert save_view(view)
    assert load_view() == view


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"theme": 3}', '{"right": "x"}', "null", '"' + "x" * 20_000 + '"']
)
def test_what_cannot_be_read_is_not_there(home: Path, text: str) -> None:
    assert save_view(View(right=True))
    (state_path() / "view.json").write_text(text, encoding="utf-8")
    assert load_view() == View()
    assert home.is_dir()


def test_nobody_else_can_read_it() -> None:
    assert save_view(View())
    assert (state_path() / "view.json").stat().st_mode & 0o777 == 0o600
