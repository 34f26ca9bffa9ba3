"""What the terminal shows already is not sent again, and it shows what it would have shown."""

from __future__ import annotations

import pyte
from hypothesis import given
from hypothesis import strategies as st

from reviewtui.tui.shown import Shown

ROWS, COLUMNS = 4, 12


def piece(row: int, column: int, text: str, style: str = "1") -> str:
    return f"\x1b[{row};{column}H\x1b[{style}m{text}\x1b[0m"


END = "\x1b[1;1H"


def test_what_stands_there_is_not_sent_again() -> None:
    shown = Shown()
    first = piece(1, 1, "one") + "\n" + piece(2, 1, "two") + END
    assert shown.news(first) == piece(1, 1, "one") + piece(2, 1, "two") + END
    assert shown.news(first) == ""
    assert shown.news(piece(1, 1, "one") + "\n" + piece(2, 1, "2nd") + END) == (
        piece(2, 1, "2nd") + END
    )


def test_another_style_is_news() -> None:
    shown = Shown()
    shown.news(piece(1, 1, "one") + END)
    assert shown.news(piece(1, 1, "one", "31") + END) == piece(1, 1, "one", "31") + END


def test_what_was_written_over_is_sent_again() -> None:
    shown = Shown()
    shown.news(piece(1, 1, "one two") + END)
    shown.news(piece(1, 5, "TWO") + END)
    assert shown.news(piece(1, 1, "one two") + END) == piece(1, 1, "one two") + END


def test_half_of_a_wide_character_written_over_is_all_of_it() -> None:
    shown = Shown()
    shown.news(piece(1, 1, "字") + END)
    shown.news(piece(1, 2, "x") + END)
    assert shown.news(piece(1, 1, "字") + END) == piece(1, 1, "字") + END


def test_after_anything_else_everything_is_sent() -> None:
    frame = piece(1, 1, "one") + END
    for other in ("\x1b[?1049h", "\x07", "words", piece(1, 1, "a\x1b[2Jb")):
        shown = Shown()
        shown.news(frame)
        assert shown.news(other) == other
        assert shown.news(frame) == frame, other
    shown = Shown()
    shown.news(frame)
    shown.forget()
    assert shown.news(frame) == frame


def test_marks_around_a_frame_pass_and_change_nothing() -> None:
    shown = Shown()
    frame = piece(1, 1, "one") + END
    shown.news(frame)
    assert shown.news("\x1b[?2026h") == "\x1b[?2026h"
    assert shown.news(frame) == ""


def test_the_cursor_alone_is_moved() -> None:
    shown = Shown()
    shown.news(piece(1, 1, "one") + "\x1b[1;1H")
    assert shown.news(piece(1, 1, "one") + "\x1b[2;2H") == "\x1b[2;2H"


pieces = st.builds(
    piece,
    st.integers(1, ROWS),
    st.integers(1, COLUMNS - 8),
    st.text(alphabet="ab é", min_size=1, max_size=4),
    st.sampled_from(["1", "31", "7"]),
)
frames = st.lists(pieces, min_size=1, max_size=6).map(lambda many: "".join(many) + END)


@given(st.lists(frames, max_size=12))
def test_the_screen_is_that_of_all_that_was_to_be_sent(sent: list[str]) -> None:
    whole, saved = pyte.Screen(COLUMNS, ROWS), pyte.Screen(COLUMNS, ROWS)
    shown = Shown()
    for frame in sent:
        pyte.Stream(whole).feed(frame)
        pyte.Stream(saved).feed(shown.news(frame))
        assert saved.display == whole.display
        assert saved.buffer == whole.buffer
