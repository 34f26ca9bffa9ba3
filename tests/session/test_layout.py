"""The layout of a user's config: checked, begun with, and gone back to."""

from pathlib import Path

import pytest

from reviewtui.errors import InputError
from reviewtui.session.layout import view_of
from reviewtui.session.room import View, load_view, save_view
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
        ("candidate-rows = true", "must be a whole number from 1 to 500"),
        ("candidate-rows = 0", "must be a whole number from 1 to 500"),
        ("candidate-rows = 1.5", "must be true, false or a whole number"),
    ],
)
def test_a_mistake_is_told_with_its_line(tmp_path: Path, table: str, fault: str) -> None:
    with pytest.raises(InputError) as caught:
        view(tmp_path, table)
    [line] = caught.value.lines
    assert "config.toml:4: " in line
    assert fault in line


def test_what_was_changed_by_key_goes_before_it_until_it_is_another() -> None:
    layout = View(right=True)
    assert load_view(layout) == layout
    changed = View(right=True, candidate_rows=8, theme="dark")
    assert save_view(changed, layout)
    assert load_view(layout) == changed
    other = View(beside=True)
    assert load_view(other) == View(beside=True, theme="dark")
    assert load_view() == View(theme="dark")
