"""From the tables of a parsed checklist file to the model, with everything that is wrong.

A cattrs converter that coerces nothing: a number is no string, an unknown key no harmless one.
It visits the whole file before it gives up, so that all mistakes are told at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial
from typing import Any, NewType

from cattrs import ClassValidationError, Converter, ForbiddenExtraKeysError, IterableValidationError
from cattrs.gen import make_dict_structure_fn, override

from reviewtui.characters import visible
from reviewtui.checklists.model import Checklist, Requirement, Severity
from reviewtui.checklists.toml_lines import KeyPath

FORMAT = 1
ID_PATTERN = r"[A-Za-z0-9][A-Za-z0-9._-]{0,79}"
LANGUAGE_PATTERN = r"[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}"
CHECKLIST_KEYS = ("format", "id", "title", "version", "language", "requirement")
REQUIREMENT_KEYS = tuple(Requirement.__dataclass_fields__)

_ID_HELP = (
    'an id is up to 80 letters, digits, ".", "-" and "_" without accents, starting with a letter '
    'or digit: "retention", "art-13-1-a"'
)
_ATTRIBUTE_KEYS = {"requirements": "requirement"}
_EXAMPLES = {
    "id": '"retention"',
    "title": '"Retention period"',
    "text": '"Says how long personal data is kept."',
}


_Element = NewType("_Element", str)  # of an array of strings


class WrongValueError(ValueError):
    """A value that its key cannot have; the text says why, and what to write instead."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong at one key path of the file; the text is safe to show.

    `earlier` is where the same id stands already, `missing` the key that is not there, and
    `meant` the key that an unknown one seems to be.
    """

    path: KeyPath
    text: str
    earlier: KeyPath = ()
    missing: str = ""
    meant: str = ""


class FaultsError(Exception):
    """Raised when a file's tables make no checklist."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__(faults)
        self.faults = faults


def structure_checklist(tables: Mapping[str, Any]) -> Checklist:
    """The checklist that `tables`, as tomllib gives them, describe; without path and digest.

    Raises FaultsError with every fault, in no particular order.
    """
    faults = _format_faults(tables)
    if any(fault.path for fault in faults):  # another format: its other keys mean nothing here
        raise FaultsError(faults)
    try:
        checklist = _converter().structure(
            {key: value for key, value in tables.items() if key != "format"}, Checklist
        )
    except ClassValidationError as error:
        faults += tuple(_faults(error, (), tables))
        faults += tuple(_repeated_ids(tables))
        raise FaultsError(_without_echoes(faults)) from None
    faults += tuple(_repeated_ids(tables))
    if faults:
        raise FaultsError(faults)
    return checklist


def _format_faults(tables: Mapping[str, Any]) -> tuple[Fault, ...]:
    if "format" not in tables:
        return (Fault((), f'no "format"; start the file with: format = {FORMAT}'),)
    number = tables["format"]
    if type(number) is not int:
        return (Fault(("format",), f'"format" must be a number; write: format = {FORMAT}'),)
    if number > FORMAT:
        known = f"this reviewtui reads format {FORMAT}"
        return (Fault(("format",), f"format {number} is newer: {known}; update reviewtui"),)
    if number != FORMAT:
        return (Fault(("format",), f"unknown format {number}; write: format = {FORMAT}"),)
    return ()


@cache
def _converter() -> Converter:
    converter = Converter(forbid_extra_keys=True)
    identifier = override(struct_hook=partial(_identifier, "id"))
    converter.register_structure_hook(str, lambda value, _: _string(value))
    converter.register_structure_hook(_Element, _element)
    strings = partial(_array, converter.get_structure_hook(tuple[_Element, ...]))
    converter.register_structure_hook_func(lambda cls: cls == tuple[str, ...], strings)
    requirement = make_dict_structure_fn(
        Requirement,
        converter,
        id=identifier,
        title=override(struct_hook=partial(_line, "title")),
        text=override(struct_hook=partial(_words, "text")),
        section=override(struct_hook=partial(_optional_line, "section")),
        severity=override(struct_hook=_severity),
        _cattrs_forbid_extra_keys=True,
    )
    converter.register_structure_hook(Requirement, partial(_table, requirement))
    requirements = partial(_requirements, converter.get_structure_hook(tuple[Requirement, ...]))
    checklist = make_dict_structure_fn(
        Checklist,
        converter,
        id=identifier,
        title=override(struct_hook=partial(_line, "title")),
        requirements=override(rename="requirement", struct_hook=requirements),
        language=override(struct_hook=_language),
        path=override(omit=True),
        digest=override(omit=True),
        _cattrs_forbid_extra_keys=True,
    )
    converter.register_structure_hook(Checklist, checklist)
    return converter


# Each hook takes the value and the type cattrs looked for, after what `partial` gave it.


def _string(value: object) -> str:
    if type(value) is not str:
        raise WrongValueError(f"must be a string in quotes, not {_kind(value)}")
    return value


def _words(key: str, value: object, _: Any) -> str:
    text = _string(value)
    if not text.strip():
        raise WrongValueError(f"is empty; write what it says, such as: {key} = {_EXAMPLES[key]}")
    return text


def _line(key: str, value: object, _: Any) -> str:
    return _optional_line(key, _words(key, value, _), _)


def _element(value: object, _: Any) -> str:
    text = _string(value)
    if not text.strip():
        raise WrongValueError("is empty; take it out")
    return text


def _optional_line(_key: str, value: object, _: Any) -> str:
    text = _string(value)
    if "\n" in text:
        raise WrongValueError("must be one line; take the line breaks out")
    return text


def _identifier(key: str, value: object, _: Any) -> str:
    text = _words(key, value, _)
    if not re.fullmatch(ID_PATTERN, text):
        raise WrongValueError(f'"{_short(text)}" is no id; {_ID_HELP}')
    return text


def _severity(value: object, _: Any) -> Severity:
    text = _string(value)
    if text not in set(Severity):
        known = ", ".join(f'"{severity}"' for severity in Severity)
        raise WrongValueError(f'is "{_short(text)}", but must be one of {known}')
    return Severity(text)


def _language(value: object, _: Any) -> str:
    text = _string(value)
    if not re.fullmatch(LANGUAGE_PATTERN, text):
        raise WrongValueError(
            f'"{_short(text)}" is no language code; write one such as "en" or "pt-BR"'
        )
    return text


def _array(base: Any, value: object, _: Any) -> tuple[str, ...]:
    if type(value) is not list:
        raise WrongValueError(f'must be an array, ["…", "…"], not {_kind(value)}')
    strings: tuple[str, ...] = base(value, tuple[_Element, ...])
    return strings


def _requirements(base: Any, value: object, cls: Any) -> tuple[Requirement, ...]:
    if type(value) is dict:
        raise WrongValueError("must be written [[requirement]], with two brackets on each side")
    if type(value) is not list:
        raise WrongValueError(f"must be [[requirement]] tables, not {_kind(value)}")
    if not value:
        raise WrongValueError(
            "is empty; write at least one [[requirement]] with id, title and text"
        )
    requirements: tuple[Requirement, ...] = base(value, cls)
    return requirements


def _table(base: Any, value: object, cls: Any) -> Requirement:
    if type(value) is not dict:
        raise WrongValueError(f"must be a [[requirement]] table, not {_kind(value)}")
    requirement: Requirement = base(value, cls)
    return requirement


def _kind(value: object) -> str:
    kinds = {bool: "true or false", int: "a number", float: "a number", str: "a string"}
    containers = {list: "an array", dict: "a table"}
    return (kinds | containers).get(type(value), "a date or time")


# From what cattrs raised to faults.


def _faults(error: BaseException, path: KeyPath, tables: Mapping[str, Any]) -> Iterator[Fault]:
    if isinstance(error, ClassValidationError | IterableValidationError):
        located, others = error.group_exceptions()
        for inner, note in located:
            name = note.name if hasattr(note, "name") else note.index
            key = _ATTRIBUTE_KEYS.get(str(name), name)
            yield from _faults(inner, (*path, key), tables)
        for inner in others:
            yield from _faults(inner, path, tables)
    elif isinstance(error, ForbiddenExtraKeysError):
        known = REQUIREMENT_KEYS if path else CHECKLIST_KEYS
        for key in sorted(error.extra_fields):
            yield _unknown_key((*path, key), known, _place(path, tables))
    elif isinstance(error, KeyError):
        key = str(path[-1])
        yield Fault(path[:-1], _place(path[:-1], tables) + _missing(key), missing=key)
    else:
        reason = str(error) if isinstance(error, WrongValueError) else "has a wrong value"
        yield Fault(path, f"{_place(path, tables)}{_named(path)}{reason}")


def _unknown_key(path: KeyPath, known: tuple[str, ...], place: str) -> Fault:
    key = str(path[-1])
    near = _nearest(key, known)
    hint = f'did you mean "{near}"?' if near else f"the keys here are {', '.join(known)}"
    return Fault(path, f'{place}unknown key "{_short(key)}"; {hint}', meant=near)


def _missing(key: str) -> str:
    if key == "requirement":
        return "no requirements; write at least one [[requirement]] with id, title and text"
    return f'no "{key}"; add one, such as: {key} = {_EXAMPLES[key]}'


def _place(path: KeyPath, tables: Mapping[str, Any]) -> str:
    """`requirement "retention": ` for what stands in one, else nothing."""
    if len(path) < 2:
        return ""
    index = path[1]
    requirement = tables["requirement"][index]
    name = requirement.get("id") if isinstance(requirement, dict) else None
    if isinstance(name, str) and name.strip():
        return f'requirement "{_short(name)}": '
    return f"requirement {int(index) + 1}: "


def _named(path: KeyPath) -> str:
    """The key that a value belongs to: `"terms" 3 ` for the third of an array."""
    keys = path[2:] if len(path) > 1 else path
    match keys:
        case (key, int(index)):
            return f'"{key}" {index + 1} '
        case (key,):
            return f'"{key}" '
        case _:
            return ""


def _repeated_ids(tables: Mapping[str, Any]) -> Iterator[Fault]:
    first: dict[str, KeyPath] = {}
    requirements = tables.get("requirement")
    for index, requirement in enumerate(requirements if type(requirements) is list else ()):
        name = requirement.get("id") if isinstance(requirement, dict) else None
        if not isinstance(name, str) or not name.strip():
            continue
        path: KeyPath = ("requirement", index, "id")
        if name in first:
            text = f"{_place(path, tables)}the id is taken already; give each requirement its own"
            yield Fault(path, text, earlier=first[name])
        else:
            first[name] = path


def _without_echoes(faults: tuple[Fault, ...]) -> tuple[Fault, ...]:
    """`faults` without a missing key where a misspelt one beside it is told already."""
    meant = {(fault.path[:-1], fault.meant) for fault in faults if fault.meant}
    return tuple(fault for fault in faults if (fault.path, fault.missing) not in meant)


def _nearest(word: str, known: tuple[str, ...]) -> str:
    """The one of `known` that `word` seems to mean, or nothing."""
    if len(word) > 40:
        return ""
    from difflib import get_close_matches

    return next(iter(get_close_matches(word.lower(), known, n=1, cutoff=0.6)), "")


def _short(text: str) -> str:
    """`text` on one line, made safe to show, and cut where nobody would read on."""
    return visible(text if len(text) <= 60 else text[:59] + "…")
