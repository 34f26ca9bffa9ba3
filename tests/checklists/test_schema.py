"""The JSON Schema for editors says the same as the model and the reader."""

import re
import tomllib
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from reviewtui.checklists import Requirement, Severity, check_checklist, checklist_schema
from reviewtui.checklists.model import FORMAT
from reviewtui.checklists.structure import CHECKLIST_KEYS, REQUIREMENT_KEYS
from reviewtui.checklists.values import ID_PATTERN, LANGUAGE_PATTERN

CHECKLISTS = sorted((Path(__file__).parents[2] / "checklists").glob("*.toml"))
SCHEMA = checklist_schema()
TYPES = {"string": str, "integer": int, "array": list, "object": dict}
GOOD: dict[str, Any] = {
    "format": 1,
    "id": "storage",
    "title": "Storage",
    "requirement": [{"id": "retention", "title": "Retention", "text": "Says how long."}],
}


def agrees(value: Any, schema: dict[str, Any]) -> bool:
    """Whether `value` is valid by the part of JSON Schema that the schema uses."""
    if "$ref" in schema:
        schema = SCHEMA["$defs"][schema["$ref"].removeprefix("#/$defs/")] | {
            key: schema[key] for key in schema if key != "$ref"
        }
    assert set(schema) <= {
        *("type", "pattern", "const", "enum", "items", "minItems", "properties", "required"),
        *("additionalProperties", "description", "title", "default", "$schema", "$defs"),
    }
    if type(value) is not TYPES[schema["type"]]:
        return False
    if isinstance(value, dict):
        return (
            set(schema["required"]) <= set(value) <= set(schema["properties"])
            and schema["additionalProperties"] is False
            and all(agrees(value[key], schema["properties"][key]) for key in value)
        )
    if isinstance(value, list):
        return len(value) >= schema.get("minItems", 0) and all(
            agrees(item, schema["items"]) for item in value
        )
    return (
        (not isinstance(value, str) or bool(re.search(schema.get("pattern", ""), value)))
        and value in schema.get("enum", [value])
        and value == schema.get("const", value)
    )


def test_the_schema_is_in_the_package() -> None:
    assert files("reviewtui.checklists").joinpath("schema.json").is_file()
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_keys_and_patterns_are_those_of_the_reader() -> None:
    requirement = SCHEMA["$defs"]["requirement"]
    assert tuple(SCHEMA["properties"]) == CHECKLIST_KEYS
    assert set(requirement["properties"]) == set(REQUIREMENT_KEYS)
    assert tuple(Requirement.__dataclass_fields__) == REQUIREMENT_KEYS
    assert requirement["required"] == ["id", "title", "text"]
    assert SCHEMA["properties"]["format"]["const"] == FORMAT
    assert SCHEMA["$defs"]["id"]["pattern"] == f"^{ID_PATTERN}$"
    assert SCHEMA["properties"]["language"]["pattern"] == f"^{LANGUAGE_PATTERN}$"
    assert requirement["properties"]["severity"]["enum"] == [str(one) for one in Severity]


@pytest.mark.parametrize("path", CHECKLISTS, ids=lambda path: path.stem)
def test_the_checklists_that_come_along_are_good(path: Path) -> None:
    assert check_checklist(path) == ()
    assert agrees(tomllib.loads(path.read_text("utf-8")), SCHEMA)


VALUES: list[Any] = [
    *("a", "", " ", "a b", "a\nb", "a\x1bb", "-x", "must", "Must", "en", "pt-BR", "English"),
    *(1, 2, True, 1.5, [], ["a"], [""], ["a\n"], [1], {}, [{}]),
    *([["a", "b"]], [["a", ""]], [["a"]], [["a", "b"], "c"], [["a", 1]], [[]]),
]


@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_schema_and_reader_take_and_refuse_the_same_values(tmp_path: Path, value: Any) -> None:
    path = tmp_path / "list.toml"
    for key in CHECKLIST_KEYS:
        _compare(path, GOOD | {key: value})
    for key in REQUIREMENT_KEYS:
        _compare(path, GOOD | {"requirement": [GOOD["requirement"][0] | {key: value}]})


def test_schema_and_reader_want_the_same_keys(tmp_path: Path) -> None:
    path = tmp_path / "list.toml"
    _compare(path, GOOD)
    _compare(path, GOOD | {"colour": "red"})
    for key in GOOD:
        _compare(path, {name: value for name, value in GOOD.items() if name != key})
    requirement = GOOD["requirement"][0]
    for key in requirement:
        less = {name: value for name, value in requirement.items() if name != key}
        _compare(path, GOOD | {"requirement": [less]})


def _compare(path: Path, tables: dict[str, Any]) -> None:
    import tomli_w

    path.write_text(tomli_w.dumps(tables), "utf-8")
    assert agrees(tables, SCHEMA) == (not check_checklist(path)), tables
