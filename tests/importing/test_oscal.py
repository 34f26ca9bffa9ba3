"""OSCAL catalogs become checklists."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewtui.checklists import check_checklist, load_checklist
from reviewtui.errors import InputError
from reviewtui.importing.oscal import catalog
from reviewtui.importing.sources import from_file

PERIOD = "{{ insert: param, st_p }}"
CATALOG: dict[str, Any] = {
    "catalog": {
        "uuid": "8f0c7d6e-0000-4000-8000-000000000001",
        "metadata": {"title": "House rules for data", "version": "3.1"},
        "groups": [
            {
                "id": "st",
                "title": "Storage",
                "params": [{"id": "st_p", "label": "a period"}],
                "controls": [
                    {
                        "id": "st-1",
                        "title": "Deletion",
                        "params": [
                            {"id": "st-1_a", "select": {"choice": ["weekly", PERIOD]}},
                            {"id": "st-1_b", "values": ["ten years"]},
                        ],
                        "props": [
                            {"name": "label", "class": "padded", "value": "ST-01"},
                            {"name": "label", "value": "ST-1"},
                        ],
                        "parts": [
                            {
                                "name": "statement",
                                "prose": "Data is:",
                                "parts": [
                                    {
                                        "name": "item",
                                        "props": [{"name": "label", "value": "a."}],
                                        "prose": "deleted {{ insert: param, st-1_a }};",
                                    },
                                    {"name": "item", "prose": "kept {{insert: param, st-1_b}}."},
                                ],
                            },
                            {"name": "guidance", "prose": "Look for [a schedule](#b-1)."},
                            {"name": "assessment", "prose": "Not for us."},
                        ],
                        "controls": [{"id": "st-1.1", "title": "Deletion of copies"}],
                    },
                    {
                        "id": "st-2",
                        "title": "Old",
                        "props": [{"name": "status", "value": "withdrawn"}],
                    },
                ],
                "groups": [{"title": "Backups", "controls": [{"id": "b-1", "title": "Copies"}]}],
            }
        ],
        "controls": [{"id": "top-1", "title": "Somebody answers"}],
    }
}  # fmt: skip


def test_a_catalog(tmp_path: Path) -> None:
    source, path = tmp_path / "rules.json", tmp_path / "rules.toml"
    source.write_text(json.dumps(CATALOG))
    made = from_file(source, "rules")
    path.write_text(made.text)
    assert check_checklist(path) == ()
    checklist = load_checklist(path)
    assert (checklist.id, checklist.title, checklist.version) == (
        "rules", "House rules for data", "3.1"
    )  # fmt: skip
    assert made.notes == (f"{source}: 1 withdrawn controls left out",)
    by_id = checklist.by_id
    assert list(by_id) == ["top-1", "st-1", "st-1.1", "b-1"]
    deletion = by_id["st-1"]
    assert (deletion.section, deletion.title) == ("Storage", "Deletion")
    assert deletion.text == "Data is:\na. deleted [weekly or [a period]];\nkept [ten years]."
    assert (deletion.guidance, deletion.references) == ("Look for a schedule.", ("ST-1",))
    assert (by_id["b-1"].section, by_id["st-1.1"].text) == (
        "Storage: Backups",
        "Deletion of copies",
    )


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "no JSON"),
        (b"[" * 100_000, "no JSON"),
        (b"[]", "no OSCAL catalog"),
        (b'{"profile": {}}', "no OSCAL catalog"),
        (b'{"catalog": {"groups": [{"controls": 5}]}}', "no control in the catalog"),
    ],
)
def test_what_is_no_catalog(content: bytes, said: str) -> None:
    with pytest.raises(InputError, match=said):
        catalog(content, Path("rules.json"))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from(["id", "title", "controls", "groups", "parts", "prose", "params", "props",
                         "name", "value", "select", "choice", "values", "metadata"]),
        inner, max_size=5,
    ),
    max_leaves=30,
)  # fmt: skip


@given(JSON)
def test_odd_catalogs_are_drafts_or_one_line(value: Any) -> None:
    try:
        found = catalog(json.dumps({"catalog": value}).encode(), Path("rules.json"))
    except InputError as error:
        assert len(error.lines) == 1
    else:
        assert found.drafts


def test_parameters_that_hold_each_other_end() -> None:
    grows = "{{ insert: param, a }}" * 50
    tables = {"catalog": {"controls": [
        {"id": "x", "title": "X", "params": [{"id": "a", "label": grows}],
         "parts": [{"name": "statement", "prose": grows}]},
    ]}}  # fmt: skip
    (draft,) = catalog(json.dumps(tables).encode(), Path("rules.json")).drafts
    assert len(draft.text) <= 200_000
