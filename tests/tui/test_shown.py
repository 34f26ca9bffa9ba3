"""What the terminal shows already is not sent again, and it shows what it would have shown."""

from __future__ import annotations

from itertools import pairwise
from unittest.mock import patch

import pyte
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import set_cell_size

from reviewtui.reviews.signs import VERDICT_SIGNS
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


def test_the_terminals_own_colours_are_no_news() -> None:
    shown = Shown()
    shown.erased()
    shown.news(piece(1, 1, "one") + piece(2, 1, "two", "31") + "\x1b[3;1Hthree" + END)
    frame = piece(1, 1, "one", "1;39;49") + piece(2, 1, "two", "31;49")
    assert (
        shown.news(frame + piece(3, 1, "three ", "39;49") + piece(4, 1, "  ", "39;49") + END) == ""
    )
    assert shown.news(piece(2, 1, "two", "39;49") + END) == piece(2, 1, "two", "39;49") + END


def test_what_was_written_over_is_sent_again() -> None:
    shown = Shown()
    shown.news(piece(1, 1, "one two") + END)
    shown.news(piece(1, 5, "TWO") + END)
    assert shown.news(piece(1, 1, "one two") + END) == piece(1, 5, "two") + END


def test_of_a_line_only_the_stretches_that_changed_are_sent() -> None:
    shown = Shown()
    before = "same" + "a" + "." * 20 + "b" + "-" * 5 + "c" + "rest"
    shown.news(piece(1, 3, before) + END)
    after = "same" + "A" + "." * 20 + "B" + "-" * 5 + "C" + "rest"
    assert shown.news(piece(1, 3, after) + END) == (
        piece(1, 7, "A") + piece(1, 28, "B" + "-" * 5 + "C") + END
    )


def test_a_stretch_has_the_styles_of_its_cells() -> None:
    shown = Shown()
    shown.news("\x1b[2;1Hone \x1b[1mtwo\x1b[0m three" + END)
    assert shown.news("\x1b[2;1Hone \x1b[1mtwI\x1b[0m, tree" + END) == (
        "\x1b[2;7H\x1b[1mI\x1b[0m, t" + END
    )


def test_an_erased_terminal_shows_blanks_and_no_style() -> None:
    shown = Shown()
    shown.erased()
    frame = "\x1b[1;1H  words       \n\x1b[2;1H            \n" + piece(3, 1, "  ") + END
    assert shown.news(frame) == "\x1b[1;3Hwords" + piece(3, 1, "  ") + END


def test_modes_write_nothing_on_the_screen() -> None:
    shown = Shown()
    frame = piece(1, 1, "one") + END
    shown.news(frame)
    for mode in ("\x1b[?25l", "\x1b[?1003h", "\x1b[>25u", "\x1b[?2026$p", "\x1b]22;default\x07"):
        assert shown.news(mode) == mode
    assert shown.news(frame) == ""


def test_text_with_wide_characters_is_sent_as_a_whole() -> None:
    """Terminals differ in how wide they are: what follows in the piece moves with them."""
    shown = Shown()
    shown.news(piece(1, 1, "字 one") + END)
    assert shown.news(piece(1, 1, "字 one") + END) == ""
    assert shown.news(piece(1, 1, "字 onE") + END) == piece(1, 1, "字 onE") + END
    assert shown.news(piece(1, 1, "xx onE") + END) == piece(1, 1, "xx onE") + END


def test_what_a_wide_piece_may_have_been_written_over_is_sent_again() -> None:
    shown = Shown()
    rule, below = piece(1, 7, "│ right"), piece(2, 7, "│ right")
    shown.news(piece(1, 1, "☂ one ") + rule + piece(2, 1, "below ") + below + END)
    frame = piece(1, 1, "☂ two ") + rule + piece(2, 1, "below ") + below + END
    assert shown.news(frame) == piece(1, 1, "☂ two ") + piece(1, 7, "│ righ") + END


def test_letters_of_other_scripts_are_sent_as_stretches_too() -> None:
    for before, after in (("срок хранения", "Срок хранения"), ("λέξεις", "Λέξεις")):
        shown = Shown()
        shown.news(piece(1, 1, before) + END)
        assert shown.news(piece(1, 1, after) + END) == piece(1, 1, after[0]) + END


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
    st.sampled_from(
        ["1", "31", "7", "39;49", "1;39;49", "39;42", "31;39", "93;49", "38;5;39;49", "31m\x1b[39"]
    ),
)
frames = st.lists(pieces, min_size=1, max_size=6).map(lambda many: "".join(many) + END)


@given(st.lists(frames, max_size=12), st.booleans())
def test_the_screen_is_that_of_all_that_was_to_be_sent(sent: list[str], erased: bool) -> None:
    whole, saved = pyte.Screen(COLUMNS, ROWS), pyte.Screen(COLUMNS, ROWS)
    shown = Shown()
    if erased:
        shown.erased()
    for frame in sent:
        pyte.Stream(whole).feed(frame)
        pyte.Stream(saved).feed(shown.news(frame))
        assert saved.display == whole.display
        cells = [(row, column) for row in range(ROWS) for column in range(COLUMNS)]
        for row, column in cells:
            assert saved.buffer[row][column] == whole.buffer[row][column]


PARTS = (0, 9, 10, 22, 30)  # columns where the panes of a screen begin, and its end


@st.composite
def screens(draw: st.DrawFn) -> list[list[str]]:
    """Frames of whole screens: in each, some of the parts of its lines are others."""
    words = st.text(alphabet="ab aé─▶…字한☂🫨😀±°\u00a0\u0301", min_size=12, max_size=12)
    parts: dict[tuple[int, int], str] = {}
    found = []
    for _ in range(draw(st.integers(2, 5))):
        for row in range(2):
            for start, end in pairwise(PARTS):
                if (row, start) not in parts or draw(st.booleans()):
                    text = set_cell_size("a" + draw(words), end - start)
                    style = draw(st.sampled_from(["1", "31", "7"]))
                    parts[row, start] = piece(row + 1, start + 1, text, style)
        found.append([*parts.values(), END])
    return found


@given(screens(), st.booleans(), st.sampled_from([{}, {"☂": 2, "🫨": 1}]))
def test_terminals_with_other_widths_show_the_same(
    sent: list[list[str]], erased: bool, widths: dict[str, int]
) -> None:
    known = pyte.screens.wcwidth
    with patch("pyte.screens.wcwidth", lambda one: widths.get(one, known(one))):
        # no line is as long as the terminal is wide: an app has wrapping switched off
        whole, saved = pyte.Screen(2 * PARTS[-1], 2), pyte.Screen(2 * PARTS[-1], 2)
        shown = Shown()
        if erased:
            shown.erased()
        for pieces in sent:
            frame = "".join(pieces)
            pyte.Stream(whole).feed(frame)
            pyte.Stream(saved).feed(shown.news(frame))
            for row in range(2):
                for column in range(PARTS[-1]):
                    assert saved.buffer[row][column] == whole.buffer[row][column]


def test_a_line_with_the_signs_of_verdicts_is_known_however_it_is_cut() -> None:
    shown = Shown()
    one = "▶✓ Retention │ Says how long."
    for sign in VERDICT_SIGNS.values():
        line = one.replace("✓", sign)
        shown.news(piece(2, 1, line) + END)
        assert shown.news(piece(2, 1, line[:14]) + "\n" + piece(2, 15, line[14:]) + END) == ""
