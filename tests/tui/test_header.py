"""The header says what is needed at every width, and the severity stands beside the title."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewtui.tui.widgets.header import LAST, Saved, Words, fitted
from reviewtui.tui.wrapping import crop, width_of
from tests.tui.driving import CHECKLIST, running, write_project

LONG = "a-long-name-of-a-vendor-that-has-many-products-and-tells-of-all-of-them"


def test_the_least_needed_goes_first_and_as_little_as_will_do() -> None:
    parts = [
        Words("policy", ((2, "pol"), (4, "p"))),
        Words(" by section", ((1, ""),)),
        Words(" 1/2"),
    ]
    said = [[part.said for part in fitted(parts, room)] for room in (21, 20, 9, 6, 1)]
    assert said == [
        ["policy", " by section", " 1/2"],
        ["policy", "", " 1/2"],
        ["pol", "", " 1/2"],
        ["p", "", " 1/2"],
        ["p", "", " 1/2"],
    ]


forms = st.lists(st.tuples(st.integers(1, LAST - 1), st.text(max_size=6)), max_size=3)


@given(
    st.lists(st.builds(Words, st.text(max_size=12), forms.map(tuple)), max_size=6),
    st.integers(0, 40),
)
def test_what_does_not_fit_has_nothing_left_to_shorten(parts: list[Words], room: int) -> None:
    fitting = fitted(parts, room)
    too_long = sum(width_of(part.said) for part in fitting) > room
    assert len(fitting) == len(parts)
    assert not too_long or not any(part.shorter for part in fitting)


def shorter_and_shorter(ranked: list[tuple[int, str]]) -> Words:
    texts = sorted((said for _, said in ranked), key=width_of, reverse=True)
    ranks = [rank for rank, _ in ranked]
    return Words(texts[0], tuple(zip(ranks[1:], texts[1:], strict=True)))


@given(
    st.lists(
        st.lists(st.tuples(st.integers(1, LAST - 1), st.text(max_size=12)), min_size=1, max_size=4)
        .map(shorter_and_shorter),
        max_size=6,
    ),
    st.integers(0, 40),
)  # fmt: skip
def test_nothing_is_cut_that_there_is_room_for(parts: list[Words], room: int) -> None:
    fitting = fitted(parts, room)
    spare = room - sum(width_of(part.said) for part in fitting)
    for whole, part in zip(parts, fitting, strict=True) if spare >= 0 else ():
        forms_of = [whole.said, *(said for _, said in whole.shorter)]
        for longer in forms_of[: forms_of.index(part.said)]:
            assert width_of(longer) > width_of(part.said) + spare


def test_a_name_takes_what_room_is_left() -> None:
    def said(most: int) -> str:
        return " " + crop("brackenfield-payroll", most)

    name = Words(said(20), ((1, said(12)), (3, said(6))), "", said)
    parts = [name, Words(" 1/2"), Words(" by policy", ((2, ""),))]
    lines = ["".join(part.said for part in fitted(parts, room)) for room in (35, 34, 28, 25, 20)]
    assert lines == [
        " brackenfield-payroll 1/2 by policy",
        " brackenfield-payro… 1/2 by policy",
        " brackenfield… 1/2 by policy",
        " brackenfield-payroll 1/2",
        " brackenfield-p… 1/2",
    ]


def write_many(folder: Path, policies: int) -> None:
    """Policies with long names, and requirements with long titles in a section."""
    write_project(folder)
    for name in ("acorn", "birch"):
        (folder / "policies" / f"{name}.txt").unlink()
    for number in range(policies):
        text = f"We retain records for {number} days, and use cookies."
        (folder / "policies" / f"{LONG}-{number:03}.txt").write_text(text, encoding="utf-8")
    title = "Retention period, and how it is decided where no period is told to anybody who asks"
    wordy = CHECKLIST.replace('title = "Retention period"', f'title = "{title}"').replace(
        'section = "Storage"', 'section = "Storage, retention, deletion and their proof"'
    )
    (folder / "small.toml").write_text(wordy, encoding="utf-8")


@pytest.mark.parametrize("width", [60, 80, 100, 120, 200])
async def test_progress_queue_and_severity_stay_whatever_else_there_is_to_say(
    tmp_path: Path, width: int
) -> None:
    write_many(tmp_path, 12)
    async with running(
        tmp_path, size=(width, 24), reviewer="Maximiliane Wohlgemuth-Sonnenschein"
    ) as driven:
        screen = driven.app.review_screen
        screen.header.conflicts = 12
        await driven.press("d", "k", "b", "L", "Q", "G", "enter")
        screen.header.saved = Saved.FAILED
        screen.header.repaint()
        await driven.settle()
        rows = driven.screen()
        assert "0/3" in rows[0]
        assert "0/36" in rows[0]
        assert "NOT SAVED" in rows[0]
        assert "left" in rows[0]
        assert rows[0].startswith(" a-long")
        assert "  must" in rows[1]
        assert " of 3" in rows[1]
        assert rows[1].startswith(" Retention") or width >= 100


async def test_where_there_is_room_all_of_it_is_said(tmp_path: Path) -> None:
    async with running(tmp_path, size=(200, 60)) as driven:
        await driven.press("d")
        for words in (
            "0/3 decided, 1 deferred", "policy 1/2", "all 0/6", "by policy", "ann", "saved",
        ):  # fmt: skip
            assert words in driven.screen()[0], words
