"""Small TOML files of known keys: a user's config, a folder's `reviewtui.toml`."""

from __future__ import annotations

import re
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from reviewtui.characters import visible
from reviewtui.errors import InputError, cannot_read, shown
from reviewtui.files import read_bytes
from reviewtui.toml_text import TomlError, decode, parse

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from reviewtui.toml_lines import KeyPath

SIZE_LIMIT = 1_000_000  # bytes
_NAME = r"[^\W_][\w-]{0,39}"


class Kind(StrEnum):
    """What a key may hold."""

    STRING = "a string in quotes"
    STRINGS = "a string in quotes, or an array of them"
    TEXTS = "a table of names, each with a string in quotes"
    LISTS = "a table of names, each with a string in quotes, or an array of them"
    SWITCH = "true or false"
    VALUE = "true, false or a whole number"
    VALUES = "a table of names, each with true, false or a whole number"


_ENTRIES = {Kind.TEXTS: Kind.STRING, Kind.LISTS: Kind.STRINGS, Kind.VALUES: Kind.VALUE}


def read_keys(
    path: Path, known: Mapping[str, Kind], elsewhere: Mapping[str, str] = MappingProxyType({})
) -> dict[str, Any]:
    """What the TOML file `path` says for the keys of `known`; nothing where there is no file.

    A value is a `str` for `Kind.STRING`, a `bool` for `Kind.SWITCH`, a `tuple[str, ...]` for
    `Kind.STRINGS`, a `dict[str, str]` for `Kind.TEXTS` and a `dict[str, tuple[str, ...]]` for
    `Kind.LISTS`, where an array may be empty, and a `dict[str, bool | int]` for `Kind.VALUES`.
    Raises InputError with a line for every unknown key, wrong value or fault of the syntax;
    `elsewhere` says of keys that belong into another file what to do.
    """
    try:
        content = read_bytes(path, SIZE_LIMIT, "config")
    except FileNotFoundError:
        if path.is_symlink():
            raise InputError(f"{shown(path)}: a link to nothing; mend it or remove it") from None
        return {}
    except OSError as error:
        raise cannot_read(path, error) from None
    name = shown(path)
    try:
        text = decode(content)
        tables = parse(text, "config")
    except TomlError as fault:
        place = f":{fault.line}" if fault.line else ""
        raise InputError(f"{name}{place}: {fault.what}; {fault.remedy}") from None
    faults = list(_faults(tables, known, elsewhere))
    if faults:
        raise InputError(*_located(faults, text, name))
    return {key: _value(known[key], value) for key, value in tables.items()}


def place_in(path: Path, *key: str | int) -> str:
    """`config.toml:7`, where a key stands in a file that `read_keys` has read, or a value of its
    array, by its index; for messages."""
    from reviewtui.toml_lines import toml_lines

    try:
        lines = toml_lines(decode(read_bytes(path, SIZE_LIMIT, "config")))
    except (OSError, InputError, TomlError):  # gone meanwhile
        return shown(path)
    return f"{shown(path)}:{lines.get(key) or lines.get(key[:1], 1)}"


def _value(kind: Kind, value: Any) -> Any:
    if kind is Kind.STRINGS:
        return _strings(value)
    if kind is Kind.LISTS:
        return {name: _strings(one) for name, one in value.items()}
    return value


def _strings(value: str | list[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def _faults(
    tables: Mapping[str, Any], known: Mapping[str, Kind], elsewhere: Mapping[str, str]
) -> Iterator[tuple[KeyPath, str]]:
    """Where each wrong key is, and what is wrong with it."""
    for key, value in tables.items():
        shown = visible(key[:60])
        if key in elsewhere:
            yield (key,), f'"{shown}" is not for this file; {elsewhere[key]}'
        elif key not in known:
            from difflib import get_close_matches

            near = get_close_matches(key.lower(), known, n=1) if len(key) <= 60 else []
            hint = f'did you mean "{near[0]}"?' if near else f"it may set {', '.join(known)}"
            yield (key,), f'unknown key "{shown}"; {hint}'
        elif known[key] in _ENTRIES and isinstance(value, dict):
            yield from _faulty_entries(key, value, _ENTRIES[known[key]])
        elif not _is(known[key], value):
            yield (key,), f'"{shown}" {_wrong(known[key], value)}'


def _faulty_entries(
    key: str, entries: Mapping[str, Any], kind: Kind
) -> Iterator[tuple[KeyPath, str]]:
    """What is wrong in a table of names, each with one value of that kind."""
    for name, value in entries.items():
        shown = f'"{visible(name[:60])}" in [{key}]'
        if not re.fullmatch(_NAME, name):
            yield (key, name), f"{shown}: a name is letters, digits, - and _, 40 at most"
        elif not _is(kind, value) and not (kind is Kind.STRINGS and value == []):
            yield (key, name), f"{shown} {_wrong(kind, value)}"


def _wrong(kind: Kind, value: object) -> str:
    """What is wrong with a value that is not of that kind."""
    nothing = value.strip() == "" if isinstance(value, str) else value == []
    if nothing and kind in (Kind.STRING, Kind.STRINGS):
        return "is empty; write what it is to be, or take the line out"
    return f"must be {kind}"


def _is(kind: Kind, value: object) -> bool:
    if kind in (Kind.SWITCH, Kind.VALUE):
        return isinstance(value, bool) or (kind is Kind.VALUE and isinstance(value, int))
    if isinstance(value, str) and kind in (Kind.STRING, Kind.STRINGS):
        return bool(value.strip()) and "\0" not in value
    several = kind is Kind.STRINGS and isinstance(value, list) and bool(value)
    return several and all(isinstance(one, str) and _is(kind, one) for one in value)  # type: ignore[attr-defined]


def _located(faults: list[tuple[KeyPath, str]], text: str, name: str) -> list[str]:
    from reviewtui.toml_lines import toml_lines

    lines = toml_lines(text)
    return [f"{name}:{lines.get(path, 1)}: {what}" for path, what in faults]
