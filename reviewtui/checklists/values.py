"""What each key of a checklist may hold; a value that it may not is told with the remedy."""

from __future__ import annotations

import re

from reviewtui.characters import visible
from reviewtui.checklists.model import Severity

ID_PATTERN = r"[A-Za-z0-9][A-Za-z0-9._-]{0,79}"
LANGUAGE_PATTERN = r"[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}"
EXAMPLES = {
    "id": '"retention"',
    "title": '"Retention period"',
    "text": '"Says how long personal data is kept."',
}
_ID_HELP = (
    'an id is up to 80 letters, digits, ".", "-" and "_" without accents, starting with a letter '
    'or digit: "retention", "art-13-1-a"'
)
_GROUPS_HELP = 'write groups: synonyms = [["retain", "keep on file"]]'
SAME_AT_LEAST = 2


class WrongValueError(ValueError):
    """A value that its key cannot have; the text says why, and what to write instead."""


def string(value: object) -> str:
    """Any string."""
    if type(value) is not str:
        raise WrongValueError(f"must be a string in quotes, not {kind(value)}")
    return value


def words(key: str, value: object) -> str:
    """A string that says something."""
    text = string(value)
    if not text.strip():
        raise WrongValueError(f"is empty; write what it says, such as: {key} = {EXAMPLES[key]}")
    return text


def line(key: str, value: object) -> str:
    """A string that says something, on one line."""
    return optional_line(words(key, value))


def element(value: object) -> str:
    """A string of an array."""
    text = string(value)
    if not text.strip():
        raise WrongValueError("is empty; take it out")
    return text


def optional_line(value: object) -> str:
    """A string on one line, empty or not."""
    text = string(value)
    if "\n" in text:
        raise WrongValueError("must be one line; take the line breaks out")
    return text


def identifier(value: object) -> str:
    """An id."""
    text = words("id", value)
    if not re.fullmatch(ID_PATTERN, text):
        raise WrongValueError(f'"{short(text)}" is no id; {_ID_HELP}')
    return text


def severity(value: object) -> Severity:
    """One of the severities."""
    text = string(value)
    if text not in set(Severity):
        known = ", ".join(f'"{severity}"' for severity in Severity)
        raise WrongValueError(f'is "{short(text)}", but must be one of {known}')
    return Severity(text)


def language(value: object) -> str:
    """A language code."""
    text = string(value)
    if not re.fullmatch(LANGUAGE_PATTERN, text):
        raise WrongValueError(
            f'"{short(text)}" is no language code; write one such as "en" or "pt-BR"'
        )
    return text


def array(value: object) -> list[object]:
    """An array, of whatever."""
    if type(value) is not list:
        raise WrongValueError(f'must be an array, ["…", "…"], not {kind(value)}')
    return value


def group(value: object) -> list[object]:
    """An array that says the same in several ways, of whatever."""
    if type(value) is not list:
        raise WrongValueError(f'must be an array, ["…", "…"], not {kind(value)}; {_GROUPS_HELP}')
    if len(value) < SAME_AT_LEAST:
        raise WrongValueError(f"needs two words or phrases that say the same; {_GROUPS_HELP}")
    return value


def tables(value: object) -> list[object]:
    """The array of requirements, of whatever, not empty."""
    if type(value) is dict:
        raise WrongValueError("must be written [[requirement]], with two brackets on each side")
    if type(value) is not list:
        raise WrongValueError(f"must be [[requirement]] tables, not {kind(value)}")
    if not value:
        raise WrongValueError(
            "is empty; write at least one [[requirement]] with id, title and text"
        )
    return value


def table(value: object) -> dict[str, object]:
    """One requirement's table, of whatever."""
    if type(value) is not dict:
        raise WrongValueError(f"must be a [[requirement]] table, not {kind(value)}")
    return value


def kind(value: object) -> str:
    """What TOML calls the type of a value, with its article."""
    kinds = {bool: "true or false", int: "a number", float: "a number", str: "a string"}
    containers = {list: "an array", dict: "a table"}
    return (kinds | containers).get(type(value), "a date or time")


def short(text: str) -> str:
    """`text` on one line, made safe to show, and cut where nobody would read on."""
    return visible(text if len(text) <= 60 else text[:59] + "…")
