"""The verdicts of a review as reviewtui itself writes them, read in half of tomllib's time.

Only what is written so is taken: one key a line, strings in double quotes, whole seconds in UTC.
Anything else, whatever somebody has edited by hand, is left to tomllib: with its meaning, its
mistakes and their lines.
"""

from __future__ import annotations

import re
from datetime import datetime
from json import loads
from typing import Any

# possessive throughout: time is linear
_STRING = r'(?:[^"\\\x00-\x1f\x7f]++|\\["\\bfnrt]|\\u(?![dD][89a-fA-F])[0-9a-fA-F]{4})*+'
_LINE = re.compile(
    r"(?P<key>[A-Za-z0-9_-]++) = (?:"
    rf'"(?P<string>{_STRING})"'
    r"|(?P<integer>0|-?[1-9][0-9]{0,17})"
    r"|(?P<float>-?(?:0|[1-9][0-9]*+)\.[0-9]++)"
    r"|(?P<time>[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z)"
    r"|(?P<truth>true|false)"
    rf'|\[\n(?P<strings>(?:    "{_STRING}",\n)++)\]'
    r")\n"
    r"|\[\[verdict(?:\.(?P<part>[a-z]++)(?:\.(?P<inner>[a-z]++))?)?\]\]\n"
    r"|(?:#[^\x00-\x08\x0a-\x1f\x7f]*+)?\n"
)
_STRINGS = re.compile(rf'    "({_STRING})",\n')


class _OtherwiseError(Exception):
    """Something that reviewtui does not write."""


def plain_verdicts(text: str) -> list[dict[str, Any]] | None:
    """The tables of `text`, which begins with `[[verdict]]` and holds nothing but verdicts.

    None where any of it is not as reviewtui writes it.
    """
    try:
        return _verdicts(text if text.endswith("\n") else f"{text}\n")
    except (_OtherwiseError, ValueError):  # ValueError: a time or a float that is none
        return None


def _verdicts(text: str) -> list[dict[str, Any]]:
    verdicts: list[dict[str, Any]] = []
    table: dict[str, Any] = {}
    times: dict[str, datetime] = {}
    at, end = 0, len(text)
    match = _LINE.match
    while at < end:
        line = match(text, at)
        if line is None:
            raise _OtherwiseError
        at = line.end()
        kind = line.lastgroup
        if kind == "string":
            value: Any = line["string"]
            if "\\" in value:
                value = loads(f'"{value}"')
        elif kind == "integer":
            value = int(line["integer"])
        elif kind is None or kind in ("part", "inner"):
            if text.startswith("[[", line.start()):
                table = _begun(verdicts, line["part"], line["inner"])
            continue
        else:
            value = _value(line, kind, times)
        key = line["key"]
        if key in table or not verdicts:
            raise _OtherwiseError
        table[key] = value
    return verdicts


def _value(line: re.Match[str], kind: str, times: dict[str, datetime]) -> Any:
    """A value that is neither a string nor an integer."""
    written = line[kind]
    if kind == "time":
        if written not in times:
            times[written] = datetime.fromisoformat(written)
        return times[written]
    if kind == "strings":
        return [loads(f'"{one}"') if "\\" in one else one for one in _STRINGS.findall(written)]
    return float(written) if kind == "float" else written == "true"


def _begun(verdicts: list[dict[str, Any]], part: str | None, inner: str | None) -> dict[str, Any]:
    """A new table: a verdict, a part of the last one, or a part of the last one's last part."""
    table: dict[str, Any] = {}
    if part is None:
        verdicts.append(table)
        return table
    if not verdicts:
        raise _OtherwiseError
    above, name = verdicts[-1], part
    if inner is not None:
        above, name = _tables(above, part)[-1], inner
    if name in above:
        _tables(above, name).append(table)
    else:
        above[name] = [table]
    return table


def _tables(above: dict[str, Any], name: str) -> list[dict[str, Any]]:
    """The tables called so. Lists of strings, which are never empty, and values are none."""
    held = above.get(name)
    if not isinstance(held, list) or not isinstance(held[0], dict):
        raise _OtherwiseError
    return held
