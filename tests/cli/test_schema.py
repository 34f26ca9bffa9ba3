"""`reviewtui schema`: each schema takes what is written, and refuses what is not."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from reviewtui.cli.schema import SCHEMAS, schema_text
from tests.cli.program import POLICY, folder_with_all, reviewtui

REVIEW = "reviews/small.toml"
NEW = ("-c", "checklists/small.toml", "--policies", "policies")


def validator(name: str) -> Draft202012Validator:
    return Draft202012Validator(json.loads(schema_text(name)))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A review with a verdict that an edit made stale, and one that is missing."""
    folder = folder_with_all(tmp_path / "project")
    quote = "We keep your order records for six years"
    for more in (
        ("--requirement", "retention", "--verdict", "met", "--quote", quote),
        ("--requirement", "sharing", "--verdict", "missing"),
    ):
        assert reviewtui("decide", REVIEW, "--policy", "kites", *more, *NEW, cwd=folder).status == 0
    (folder / "policies/kites.txt").write_text(POLICY.replace("six years", "nine years"))
    return folder


COMMANDS = {
    "match": ("match", "policies", "-c", "checklists/small.toml", "--format", "json"),
    "check": ("check", REVIEW, "--format", "json"),
    "status": ("status", REVIEW, "--format", "json"),
    "report": ("report", REVIEW, "--format", "json"),
}


@pytest.mark.parametrize("name", SCHEMAS)
def test_what_is_printed_is_a_schema(folder: Path, name: str) -> None:
    ended = reviewtui("schema", name, cwd=folder)
    assert (ended.status, ended.errors) == (0, "")
    assert ended.output == schema_text(name)
    Draft202012Validator.check_schema(json.loads(ended.output))


@pytest.mark.parametrize("name", COMMANDS)
def test_what_a_command_prints_is_valid_and_what_is_broken_is_not(folder: Path, name: str) -> None:
    output = reviewtui(*COMMANDS[name], cwd=folder).output
    values = list(map(json.loads, [output] if name == "report" else output.splitlines()))
    assert values
    schema = validator(name)
    for value in values:
        assert [error.message for error in schema.iter_errors(value)] == []
        for broken in damaged(value):
            assert not schema.is_valid(broken), broken


def damaged(value: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """`value` with one key less, one more, and each value of another type, at every depth."""
    for path, table in tables(value):
        yield changed(value, (*path, "colour"), "red")
        for key in table:
            yield changed(value, (*path, key), None, drop=True)
            yield changed(value, (*path, key), {"no": 5})


def tables(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Any]]:
    """Every object in `value`, with the way to it."""
    if isinstance(value, dict):
        if path[-1:] != ("policies_renamed",):
            yield path, value
        items: Any = value.items()
    elif isinstance(value, list):
        items = enumerate(value[:3])
    else:
        return
    for key, part in items:
        yield from tables(part, (*path, key))


def changed(value: Any, path: tuple[Any, ...], new: Any, *, drop: bool = False) -> Any:
    """A copy of `value` with another value at `path`, or without it."""
    copy = deepcopy(value)
    at = copy
    for key in path[:-1]:
        at = at[key]
    if drop:
        del at[path[-1]]
    else:
        at[path[-1]] = new
    return copy


def test_what_is_in_the_middle_may_be_null_only_where_that_is_said(folder: Path) -> None:
    named = ("--policy", "kites", "--requirement", "retention", "--defer")
    assert reviewtui("decide", "new.toml", *named, *NEW, cwd=folder).status == 0
    lines = reviewtui("check", "new.toml", "--format", "json", cwd=folder).output.splitlines()
    schema = validator("check")
    for line in lines:
        value = json.loads(line)
        assert (value["verdict"], value["reviewer"], value["time"]) == (None, None, None)
        assert schema.is_valid(value)
        assert not schema.is_valid({**value, "severity": None})


def test_the_checklists_that_come_along_point_to_their_schema(samples: Path) -> None:
    schema = validator("checklist")
    for path in sorted((samples / "checklists").glob("*.toml")):
        text = path.read_text("utf-8")
        directive, _, place = text.split("\n", 1)[0].partition(" ")
        assert directive == "#:schema", path.name
        assert json.loads((path.parent / place).read_text("utf-8")) == schema.schema
        assert schema.is_valid(tomllib.loads(text))


def test_no_such_schema(tmp_path: Path) -> None:
    ended = reviewtui("schema", "nothing", cwd=tmp_path)
    assert (ended.status, ended.output) == (2, "")
    assert "checklist" in ended.errors
