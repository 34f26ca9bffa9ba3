"""Rows are spans of the text: nothing is lost, nothing is wider than the screen."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewtui.documents import Block, BlockKind, Policy
from reviewtui.tui.wrapping import (
    Layout,
    crop,
    drawn,
    lay_out,
    width_of,
    wrap_rows,
    wrap_words,
)

TEXT = st.text(
    st.one_of(
        st.characters(codec="utf-8"), st.sampled_from("ab é“ \n\t\x1b\u200b\u202e表👍\u0301-•")
    ),
    max_size=200,
)


def policy(text: str, *blocks: Block) -> Policy:
    return Policy("p", "P", text, (), blocks, Path("p.txt"), "", "")


def texts(layout: Layout, text: str) -> list[str]:
    return [text[row.start : row.end] for row in layout.rows]


def test_words_wrap_at_spaces() -> None:
    text = "We keep your data for thirty days."
    assert texts(lay_out(policy(text), 12), text) == ["We keep your", "data for", "thirty days."]


def test_a_square_of_two_cells_takes_two() -> None:
    assert width_of("◽◾") == 4
    assert width_of("■◼") == 2


def test_words_wrap_at_tabs() -> None:
    text = "kept\tfor\tten\tyears, then\tgone"
    assert texts(lay_out(policy(text), 12), text) == ["kept\tfor", "ten\tyears,", "then\tgone"]


def test_a_word_wider_than_the_screen_is_cut() -> None:
    text = "see https://long.example/path"
    assert texts(lay_out(policy(text), 12), text) == ["see", "https://long", ".example/pat", "h"]


@pytest.mark.parametrize("width", [1, 0, -2])
def test_without_room_every_row_is_one_character(width: int) -> None:
    assert wrap_words("of it ✓", width) == ["o", "f", "i", "t", "✓"]
    assert len(wrap_rows("data", width, hang=2)) == 4


def test_lines_end_rows_and_empty_lines_fold_to_one() -> None:
    text = "one\n\n\n  \ntwo\nthree\n\n"
    assert texts(lay_out(policy(text), 20), text) == ["one", "", "two", "three"]


def test_a_heading_inside_a_paragraph_begins_its_own_row() -> None:
    text = "We collect data. SECURITY: We encrypt it."
    heading = Block(17, 26, BlockKind.HEADING)
    after = Block(27, 41, BlockKind.PARAGRAPH)
    layout = lay_out(policy(text, Block(0, 16, BlockKind.PARAGRAPH), heading, after), 60)
    assert texts(layout, text) == ["We collect data.", "", "SECURITY:", "We encrypt it."]


def test_items_hang_behind_their_bullet() -> None:
    text = "• to answer your questions"
    layout = lay_out(policy(text, Block(0, len(text), BlockKind.ITEM)), 14)
    assert texts(layout, text) == ["• to answer", "your", "questions"]
    assert [row.indent for row in layout.rows] == [0, 2, 2]


def test_wide_and_acting_characters_are_counted_as_drawn() -> None:
    assert width_of("表") == 2
    assert drawn("a\x1b[31mb\u202ec") == "a␛[31mb\\u202ec"
    assert width_of("a\u202e") == 7


@given(TEXT, st.integers(12, 40))
def test_rows_are_in_order_fit_and_hold_every_visible_character(text: str, width: int) -> None:
    layout = lay_out(policy(text), width)
    position = 0
    for row in layout.rows:
        assert position <= row.start <= row.end
        assert not text[position : row.start].strip(" \n\t\xa0")
        assert row.indent + width_of(text[row.start : row.end]) <= width
        position = row.end
    assert not text[position:].strip(" \n\t\xa0")


@given(TEXT.filter(bool), st.integers(12, 40), st.data())
def test_every_position_has_its_row(text: str, width: int, data: st.DataObject) -> None:
    layout = lay_out(policy(text), width)
    position = data.draw(st.integers(0, len(text) - 1))
    index = layout.row_at(position)
    assert layout.rows[index].start <= position or index == 0
    if index + 1 < len(layout.rows):
        assert position < layout.rows[index + 1].start


@given(TEXT, st.integers(0, 30))
def test_cropped_text_fits(text: str, width: int) -> None:
    assert sum(width_of(c) for c in crop(text, width)) <= max(width, 0)


@given(TEXT, st.integers(12, 30))
def test_wrapped_words_fit(text: str, width: int) -> None:
    assert all(width_of(words) <= width for words in wrap_words(text, width))
