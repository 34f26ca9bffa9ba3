"""The JSON Schema says what the reader takes and the writer gives."""

import re
import tomllib
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator

from reviewtui.errors import InputError
from reviewtui.reviews import Action, Review, Verdict, review_schema
from reviewtui.reviews.file import opened
from reviewtui.reviews.writing import review_bytes
from tests.reviews.samples import reviews
from tests.reviews.test_file import decided

ROOT = Path(__file__).parents[2]
SCHEMA = review_schema()
VALIDATOR = Draft202012Validator(SCHEMA)


def as_json(value: Any) -> Any:
    """A value of TOML as JSON has it."""
    if isinstance(value, dict):
        return {key: as_json(item) for key, item in value.items()}
    if isinstance(value, list):
        return [as_json(item) for item in value]
    return value.isoformat() if isinstance(value, datetime) else value


def wrong(content: bytes) -> list[str]:
    tables = as_json(tomllib.loads(content.decode()))
    return [error.message for error in VALIDATOR.iter_errors(tables)]


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    entry = SCHEMA["$defs"]["entry"]["properties"]
    assert entry["verdict"]["enum"] == list(Verdict)
    assert SCHEMA["$defs"]["past"]["properties"]["action"]["enum"] == list(Action)


@given(reviews())
def test_whatever_is_written_is_valid(made: Review) -> None:
    assert wrong(review_bytes(made)) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('verdict = "met"', 'verdict = "mett"'),
        ("step = 1", "step = -1"),
        ("start = 10", "start = -10"),
        ('exact = "', 'exacty = "'),
        ('reviewer = "ann"', "reviewer = 3"),
        ("time = 2026-03-01T12:01:00Z\n", ""),
        ('policy = "mossgate"', 'policy = ""'),
        ('id = "retention"', "id = 7"),
        ("[checklist]", "[list]"),
    ],
)
def test_schema_and_reader_refuse_the_same(old: str, new: str) -> None:
    content = review_bytes(decided())
    assert wrong(content) == []
    assert old.encode() in content
    edited = content.replace(old.encode(), new.encode())
    assert wrong(edited)
    with pytest.raises(InputError):
        opened(edited, Path("vendors.toml"))


def test_the_examples_of_this_repository_are_valid_and_in_their_written_form() -> None:
    page = (ROOT / "docs/review-format.md").read_text("utf-8")
    (example,) = re.findall(r"```toml\n(# written by reviewtui.*?)```", page, re.DOTALL)
    reviews_here = [path.read_text("utf-8") for path in (ROOT / "reviews").glob("*.toml")]
    for text in (example, *reviews_here):
        assert wrong(text.encode()) == []
        again = opened(text.encode(), Path("vendors.toml")).review
        assert review_bytes(again).decode() == text


def test_every_key_is_documented() -> None:
    page = (ROOT / "docs/review-format.md").read_text("utf-8")
    named = set(re.findall(r"`([a-z_]+)`", page))

    def keys(schema: dict[str, Any]) -> set[str]:
        found = set(schema.get("properties", {}))
        for part in schema.get("properties", {}).values():
            found |= keys(part) | keys(part.get("items", {}))
        return found

    all_keys = keys(SCHEMA).union(*(keys(part) for part in SCHEMA["$defs"].values()))
    assert all_keys - named == set()
