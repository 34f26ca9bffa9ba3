"""The layout of a user's config: checked, begun with, and gone back to."""

from pathlib import Path
from typing import Any

import pytest

from reviewtui.errors import InputError
from reviewtui.session.layout import RANGES, SIZES, view_of
from reviewtui.session.room import LEAST_DOCUMENT, LEAST_ROWS, View, load_view, room, save_view
from reviewtui.settings import load_settings


def written(folder: Path, table: str) -> Path:
    path = folder / "config.toml"
    path.write_text(f'reviewer = "ann"\n\n[layout]\n{table}\n', encoding="utf-8")
    return path


def view(folder: Path, table: str) -> View:
    path = written(folder, table)
    return view_of(load_settings(path).layout, path)


def test_switches_and_sizes(tmp_path: Path) -> None:
    asked = view(tmp_path, "checklist = false\ncandidates-beside = true\ncandidate-columns = 50")
    assert asked == View(checklist=False, beside=True, candidate_columns=50)


@pytest.mark.parametrize(
    ("table", "fault"),
    [
        ("checklst = true", 'unknown "checklst" in [layout]; did you mean "checklist"?'),
        ("zzz = 3", 'unknown "zzz" in [layout]; docs/config.md lists them'),
        ("checklist = 3", '"checklist" in [layout] must be true or false'),
        ("candidate-rows = true", "must be a whole number from 2 to 60"),
        ("candidate-rows = 1", "must be a whole number from 2 to 60"),
        ("requirement-rows = 61", "must be a whole number from 4 to 60"),
        ("checklist-columns = 400", "must be a whole number from 18 to 200"),
        ("candidate-columns = -1", "must be a whole number from 28 to 200"),
        ("candidate-rows = 1.5", "must be true, false or a whole number"),
    ],
)
def test_a_mistake_is_told_with_its_line(tmp_path: Path, table: str, fault: str) -> None:
    with pytest.raises(InputError) as caught:
        view(tmp_path, table)
    [line] = caught.value.lines
    assert "config.toml:4: " in line
    assert fault in line


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
@pytest.mark.parametrize("name", SIZES)
def test_every_size_that_is_allowed_leaves_the_policy_its_room(
    name: str, size: tuple[int, int]
) -> None:
    width, height = size
    for value in RANGES[name]:
        for beside in (False, True):
            fields: dict[str, Any] = {"checklist": True, "beside": beside, SIZES[name]: value}
            wanted = View(**fields)
            given = room(width, height, wanted)
            columns = width - given.checklist - (given.candidates if given.beside else 0)
            rows = height - 3 - given.requirement - (0 if given.beside else given.candidates)
            assert columns >= LEAST_DOCUMENT
            assert rows >= LEAST_ROWS


def test_what_was_changed_by_key_goes_before_it_until_it_is_another() -> None:
    layout = View(right=True)
    assert load_view(layout) == layout
    changed = View(right=True, candidate_rows=8, theme="dark")
    assert save_view(changed, layout)
    assert load_view(layout) == changed
    other = View(beside=True)
    assert load_view(other) == View(beside=True, theme="dark")
    assert load_view() == View(theme="dark")
