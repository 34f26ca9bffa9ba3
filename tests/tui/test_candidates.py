"""The candidates below the policy and beside it: strength and reason of each."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewtui.tui.widgets.candidates import brief_reason
from reviewtui.tui.wrapping import width_of
from tests.tui.driving import running, write_project

WHY = ("names, address, opening", "under “What we collect”", "like what you accepted in acorn")


@pytest.mark.parametrize(
    ("room", "said"),
    [
        (90, ("; ".join(WHY), 3)),
        (50, ("names, address, opening; under “What we collect” …", 2)),
        (40, ("names, address, opening; under “What we…", 1)),
        (30, ("names, address, opening …", 1)),
        (23, ("names, address, opening", 1)),
        (20, ("names, address, ope…", 0)),
        (9, ("names, a…", 0)),
        (4, ("nam…", 0)),
    ],
)
def test_reasons_are_said_as_far_as_there_is_room(room: int, said: tuple[str, int]) -> None:
    assert brief_reason(WHY, room) == said


def test_no_reason_is_none() -> None:
    assert brief_reason((), 20) == ("", 0)


@given(st.lists(st.text(min_size=1), max_size=4), st.integers(1, 80))
def test_reasons_never_take_more_room_than_they_have(why: list[str], room: int) -> None:
    said, count = brief_reason(why, room)
    assert width_of(said) <= room
    assert said.startswith("; ".join(why[:count]))


TEXT = """How long we keep it

We retain orders for ten years because tax law asks for it.

Support messages are kept for two years.

Nothing else is retained, and what personal data was kept is wiped.
"""


@pytest.mark.parametrize("size", [(60, 15), (80, 24), (100, 30), (120, 40), (200, 60)])
async def test_each_candidate_says_its_strength_and_its_reason(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    write_project(tmp_path)
    (tmp_path / "policies" / "acorn.txt").write_text(TEXT, encoding="utf-8")
    async with running(tmp_path, size=size) as driven:
        candidates = driven.desk.candidates
        assert candidates and len(candidates) >= 3
        shown = [row for row in driven.screen() if "●" in row]
        assert len(shown) >= (1 if size[1] < 20 else 3)
        for candidate, row in zip(candidates, shown, strict=False):
            assert candidate.strength in row
            named = candidate.why[0].split(", ")[0][:12]
            below = size[0] >= 160 and candidate is candidates[0]  # a card, with all of it
            assert named in ("\n".join(driven.screen()) if below else row)
