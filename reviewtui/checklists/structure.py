"""From the tables of a parsed checklist file to everything that is wrong with it.

Loaded only for a file that `reviewtui.checklists.building` does not take. A cattrs converter
that coerces nothing: a number is no string, an unknown key no harmless one. It visits the whole
file before it gives up, so that all mistakes are told at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial
from typing import Any, NewType

from cattrs import ClassValidationError, Converter, ForbiddenExtraKeysError, IterableValidationError
from cattrs.gen import make_dict_structure_fn, override

from reviewtui.checklists import values
from reviewtui.checklists.model import FORMAT, Checklist, Requirement
from reviewtui.toml_lines import KeyPath

CHECKLIST_KEYS = ("format", "id", "title", "version", "language", "synonyms", "requirement")
REQUIREMENT_KEYS = tuple(Requirement.__dataclass_fields__)

_ATTRIBUTE_KEYS = {"requirements": "requirement"}


_Element = NewType("_Element", str)  # of an array of strings
_Group = NewType("_Group", tuple)  # type: ignore[type-arg]  # of synonyms: strings, two or more


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


def find_faults(tables: Mapping[str, Any]) -> tuple[Fault, ...]:
    """Every fault in `tables`, as tomllib gives them, in no particular order."""
    faults = _format_faults(tables)
    if any(fault.path for fault in faults):  # another format: its other keys mean nothing here
        return faults
    known = {key: value for key, value in tables.items() if key != "format"}
    try:
        _converter().structure(known, Checklist)
    except ClassValidationError as error:
        faults += tuple(_faults(error, (), tables))
    return _without_echoes((*faults, *_repeated_ids(tables)))


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
    identifier = override(struct_hook=_hook(values.identifier))
    converter.register_structure_hook(str, _hook(values.string))
    converter.register_structure_hook(_Element, _hook(values.element))
    elements = tuple[_Element, ...]
    strings = _checked(values.array, converter.get_structure_hook(elements), elements)
    converter.register_structure_hook_func(lambda cls: cls == tuple[str, ...], strings)
    converter.register_structure_hook(_Group, _checked(values.group, strings))
    groups = converter.get_structure_hook(tuple[_Group, ...])
    requirement = make_dict_structure_fn(
        Requirement,
        converter,
        id=identifier,
        title=override(struct_hook=_hook(partial(values.line, "title"))),
        text=override(struct_hook=_hook(partial(values.words, "text"))),
        section=override(struct_hook=_hook(values.optional_line)),
        severity=override(struct_hook=_hook(values.severity)),
        _cattrs_forbid_extra_keys=True,
    )
    converter.register_structure_hook(Requirement, _checked(values.table, requirement))
    several = converter.get_structure_hook(tuple[Requirement, ...])
    checklist = make_dict_structure_fn(
        Checklist,
        converter,
        id=identifier,
        title=override(struct_hook=_hook(partial(values.line, "title"))),
        requirements=override(rename="requirement", struct_hook=_checked(values.tables, several)),
        language=override(struct_hook=_hook(values.language)),
        synonyms=override(struct_hook=_checked(values.array, groups, tuple[_Group, ...])),
        path=override(omit=True),
        digest=override(omit=True),
        _cattrs_forbid_extra_keys=True,
    )
    converter.register_structure_hook(Checklist, checklist)
    return converter


# A hook of cattrs takes the value and the type that is looked for.


def _hook(check: Callable[[object], object]) -> Callable[[object, Any], Any]:
    return lambda value, _: check(value)


def _checked(
    check: Callable[[object], object], base: Any, array: Any = None
) -> Callable[[object, Any], Any]:
    """`base`, for a value that `check` lets pass; `array` is the type of one, for its parts."""
    return lambda value, cls: base(check(value), array or cls)


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
        reason = str(error) if isinstance(error, values.WrongValueError) else "has a wrong value"
        yield Fault(path, f"{_place(path, tables)}{_named(path)}{reason}")


def _unknown_key(path: KeyPath, known: tuple[str, ...], place: str) -> Fault:
    key = str(path[-1])
    near = _nearest(key, known)
    if len(path) > 1 and key in CHECKLIST_KEYS and near != key:
        text = f'{place}the key "{key}" is the checklist\'s; put it above the first [[requirement]]'
        return Fault(path, text)
    hint = f'did you mean "{near}"?' if near else f"the keys here are {', '.join(known)}"
    return Fault(path, f'{place}unknown key "{values.short(key)}"; {hint}', meant=near)


def _missing(key: str) -> str:
    if key == "requirement":
        return "no requirements; write at least one [[requirement]] with id, title and text"
    return f'no "{key}"; add one, such as: {key} = {values.EXAMPLES[key]}'


def _place(path: KeyPath, tables: Mapping[str, Any]) -> str:
    """`requirement "retention": ` for what stands in one, else nothing."""
    if len(path) < 2 or path[0] != "requirement":
        return ""
    index = path[1]
    requirement = tables["requirement"][index]
    name = requirement.get("id") if isinstance(requirement, dict) else None
    if isinstance(name, str) and name.strip():
        return f'requirement "{values.short(name)}": '
    return f"requirement {int(index) + 1}: "


def _named(path: KeyPath) -> str:
    """The key that a value belongs to: `"terms" 3 ` for the third of an array, `"synonyms" 3,
    part 1, ` for the first in the third of an array of arrays."""
    keys = path[2:] if path[0] == "requirement" and len(path) > 1 else path
    match keys:
        case (key, int(index), int(inner)):
            return f'"{key}" {index + 1}, part {inner + 1}, '
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
