"""Selecting by hand: whatever is pressed, what is selected is a run of the text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reviewtui.documents import policy_from_text
from reviewtui.documents.units import Unit, Units
from reviewtui.session.selecting import Selecting

POLICY = policy_from_text(
    "# Notice\n\nWe keep it. We say so.\n\n- an item,\n- another one.\n\n## End\n\nNo more.\n",
    suffix=".md",
)
MOVES = st.lists(st.sampled_from("jk}{JKveELHlhg"), max_size=40)


@given(MOVES)
def test_what_is_selected_is_words_of_the_text(moves: list[str]) -> None:
    units = Units(POLICY)
    first = units.at(0)
    assert first is not None
    selecting = Selecting(POLICY, units, first)
    steps = {"j": (Unit.SENTENCE, 1), "k": (Unit.SENTENCE, -1), "}": (Unit.PARAGRAPH, 1)}
    steps |= {"{": (Unit.PARAGRAPH, -1), "J": (Unit.HEADING, 1), "K": (Unit.HEADING, -1)}
    for key in moves:
        if key in steps:
            selecting.step(*steps[key])
        elif key == "v":
            selecting.extend()
        elif key in "eE":
            (selecting.widen if key == "e" else selecting.narrow)()
        elif key in "lh":
            selecting.move_end(1 if key == "l" else -1)
        elif key in "LH":
            selecting.move_start(1 if key == "L" else -1)
        else:
            selecting.move_to(0)
        start, end = selecting.span
        assert 0 <= start < end <= len(POLICY.text)
        assert start <= selecting.head[0] < selecting.head[1] <= end
        assert POLICY.text[start:end].strip() == POLICY.text[start:end]


def test_extending_keeps_where_it_began_in_both_directions() -> None:
    units = Units(POLICY)
    middle = units.at(POLICY.text.index("We say"))
    assert middle is not None
    selecting = Selecting(POLICY, units, middle)
    selecting.extend()
    selecting.step(Unit.SENTENCE, 1)
    assert selecting.span[0] == middle[0]
    selecting.step(Unit.SENTENCE, -1)
    selecting.step(Unit.SENTENCE, -1)
    assert selecting.span[1] == middle[1]
    assert selecting.span[0] == POLICY.text.index("We keep")
    selecting.extend()
    selecting.step(Unit.SENTENCE, 1)
    assert POLICY.text[slice(*selecting.span)] == "an item,"
