"""Rows are cut where marks begin and end."""

from hypothesis import given
from hypothesis import strategies as st

from reviewtui.tui.marks import Mark, MarkKind, pieces


def test_a_row_is_cut_at_its_marks() -> None:
    marks = [Mark(2, 8, MarkKind.CURRENT), Mark(4, 6, MarkKind.WORDS), Mark(20, 30, MarkKind.HIT)]
    assert [(s, e, set(kinds)) for s, e, kinds in pieces(0, 10, marks)] == [
        (0, 2, set()),
        (2, 4, {MarkKind.CURRENT}),
        (4, 6, {MarkKind.CURRENT, MarkKind.WORDS}),
        (6, 8, {MarkKind.CURRENT}),
        (8, 10, set()),
    ]


SPANS = st.tuples(st.integers(0, 50), st.integers(1, 20)).map(lambda t: (t[0], t[0] + t[1]))


@given(SPANS, st.lists(st.tuples(SPANS, st.sampled_from(MarkKind))))
def test_pieces_cover_the_row_once(
    row: tuple[int, int], spans: list[tuple[tuple[int, int], MarkKind]]
) -> None:
    marks = [Mark(start, end, kind) for (start, end), kind in spans]
    position = row[0]
    for start, end, kinds in pieces(*row, marks):
        assert start == position < end
        for at in (start, end - 1):
            assert kinds == {m.kind for m in marks if m.start <= at < m.end}
        position = end
    assert position == row[1]
