"""The page on both config files says what the code reads, no more and no less."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from reviewtui.projects.folder_file import FOLDER_KEYS
from reviewtui.session.layout import RANGES, SIZES, SWITCHES, view_of
from reviewtui.session.room import View
from reviewtui.settings import KEYS, load_settings
from reviewtui.toml_keys import Kind
from reviewtui.tui.actions import BY_ID
from reviewtui.tui.own_keys import keys_with

PAGE = (Path(__file__).parents[2] / "docs" / "config.md").read_text(encoding="utf-8")
OWN, FOLDERS = PAGE.split("## A folder's")
HELD = {
    Kind.STRING: "a string",
    Kind.STRINGS: "a string or an array",
    Kind.TEXTS: "a table",
    Kind.LISTS: "a table",
    Kind.SWITCH: "`true` or `false`",
    Kind.VALUES: "a table",
}


@pytest.mark.parametrize(("text", "known"), [(OWN, KEYS), (FOLDERS, FOLDER_KEYS)])
def test_every_key_has_its_row_with_what_it_holds(text: str, known: dict[str, Kind]) -> None:
    rows = dict(re.findall(r"^\| `(\w+)` \| ([^|]+) \|", text, re.MULTILINE))
    assert rows == {key: HELD[kind] for key, kind in known.items()}


def test_a_folder_sets_neither_a_name_nor_keys_nor_programs() -> None:
    assert set(FOLDER_KEYS) == {"checklist", "policies", "review", "theme"}


def test_the_example_is_read(tmp_path: Path) -> None:
    [example] = re.findall(r"```toml\n(.*?)```", OWN, re.DOTALL)
    path = tmp_path / "config.toml"
    path.write_text(example, encoding="utf-8")
    settings = load_settings(path)
    assert set(tomllib.loads(example)["keys"]) <= BY_ID.keys()
    assert keys_with(settings.keys, path)["learning"] == ()
    assert view_of(settings.layout, path) == View(right=True, candidate_rows=6)


def test_every_name_of_the_layout_is_explained() -> None:
    described = OWN.split("**Layout.**")[1].split("\n\n")[0]
    assert set(re.findall(r"`([a-z-]+)`", described)) >= {*SWITCHES, *SIZES}
    for name, (least, most) in RANGES.items():
        assert re.search(rf"`{name}`\s+\({least} to {most}\)", described)
