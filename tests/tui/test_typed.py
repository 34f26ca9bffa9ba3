"""The line that is typed in: the keys of a shell's line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.style import Style

from reviewtui.tui.typed import _BY_KEYS, LONGEST, Typed, typed
from reviewtui.tui.widgets.typed import typed_parts
from reviewtui.tui.wrapping import width_of

EDITS = [key for keys in _BY_KEYS for key in keys]


def pressed(line: Typed, *keys: str) -> Typed:
    for key in keys:
        after = line.press(key, key if len(key) == 1 else None)
        assert after is not None
        line = after
    return line


@pytest.mark.parametrize(
    ("keys", "text", "caret"),
    [
        ("a b c", "abc", 3),
        ("a b left x", "axb", 2),
        ("a b home x", "xab", 1),
        ("a b ctrl+a delete", "b", 0),
        ("a b backspace backspace backspace", "", 0),
        ("a b home right right right end c", "abc", 3),
        ("a b left ctrl+u", "b", 0),
        ("a b left ctrl+k", "a", 1),
        ("a b ctrl+left c", "cab", 1),
        ("a b home ctrl+right c", "abc", 3),
        ("a b home alt+d", "", 0),
    ],
)
def test_keys_do_what_they_do_in_a_shell(keys: str, text: str, caret: int) -> None:
    assert pressed(Typed(), *keys.split()) == Typed(text, caret)


def test_a_word_is_deleted_with_the_blanks_behind_it() -> None:
    assert pressed(typed("how long kept  "), "ctrl+w") == Typed("how long ", 9)
    assert pressed(typed("how long kept"), "ctrl+w", "ctrl+w", "ctrl+w", "ctrl+w") == Typed()


def test_what_is_to_be_replaced_goes_with_the_first_letter() -> None:
    line = typed("retention", replaced=True)
    assert pressed(line, "x") == Typed("x", 1)
    assert pressed(line, "backspace") == Typed()
    assert pressed(line, "left", "x") == Typed("retentioxn", 9)


def test_of_what_is_pasted_the_first_line_is_taken_and_what_acts_is_made_visible() -> None:
    assert typed("a").insert("b\x1b[31m\nsecond").text == "ab\u241b[31m"
    assert typed("a").insert("") == Typed("a", 1)
    assert len(typed("a").insert("b" * 1000).text) == LONGEST


def test_other_keys_do_nothing_to_it() -> None:
    assert typed("a").press("escape", None) is None
    assert typed("a").press("pagedown", None) is None


@given(st.lists(st.sampled_from([*EDITS, *"ab ü漢"]), max_size=40), st.booleans())
def test_the_caret_stays_in_the_line(keys: list[str], replaced: bool) -> None:
    line = pressed(typed("some words", replaced=replaced), *keys)
    assert 0 <= line.caret <= len(line.text)
    assert len(line.text) <= LONGEST


@given(st.text("ab ü漢字", max_size=80), st.integers(0, 80), st.integers(12, 60))
def test_the_caret_is_drawn_in_a_line_that_fits(text: str, caret: int, width: int) -> None:
    line = Typed(text, min(caret, len(text)))
    mark = Style(reverse=True)
    parts = typed_parts(
        line, width, "hint"[:width], lambda name: mark if name == "caret" else Style()
    )
    under = line.text[line.caret : line.caret + 1] or " "
    assert [words for words, style in parts if style == mark] == [under]
    assert sum(width_of(words) for words, _ in parts) <= width
