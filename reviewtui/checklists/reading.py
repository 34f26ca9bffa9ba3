"""Reading a checklist file: the checklist, or every mistake in it with file and line."""

from __future__ import annotations

import re
import stat
import tomllib
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reviewtui.characters import visible
from reviewtui.checklists.building import build_checklist
from reviewtui.checklists.model import Checklist
from reviewtui.errors import InputError, cannot_read

if TYPE_CHECKING:
    from reviewtui.checklists.toml_lines import KeyPath

SIZE_LIMIT = 4_000_000  # bytes; 200 requirements with all their terms and examples are 200 kB

_POSITION = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
_DOTTED_KEY = re.compile(r"""(?<![\w"'.-])(?:[\w"'-]+[ \t]*\.[ \t]*)+""")
_REMEDIES = {  # by how tomllib's message begins
    "Expected '=' after": "write key = value",
    "Cannot overwrite": "the key stands here twice; take one out",
    "Cannot declare": "the table stands here twice; did you mean [[requirement]]?",
    "Cannot mutate": "the key stands here twice; take one out",
    "Invalid value": "strings need straight quotes, and true and false small letters",
    "Unterminated string": "close it with the quotes that it began with",
    "Unclosed array": "its values need commas between them and ] at the end",
    "Unclosed inline": "its values need commas between them and } at the end, on one line",
    "Invalid statement": "a line is key = value, [[requirement]] or a # comment",
    "Illegal character '\\n'": 'close the string on its line, or use """ for several lines',
    "Illegal character": "take it out",
    "Unescaped": r"write \\ for a backslash, or put the string in single quotes",
    "Expected newline": "one key = value a line, and quotes around what is no number",
}
_ELSE = "compare it with a checklist that works"


@dataclass(frozen=True, slots=True)
class Mistake:
    """Something in a checklist file that must be put right.

    `path` is the file as the caller named it, `line` counts from 1 and is None for what is
    wrong with the whole file; `message` says what is wrong and what to do. `str()` is the
    line to print, with what could act on a terminal made visible.
    """

    path: Path
    line: int | None
    message: str

    def __str__(self) -> str:
        place = visible(str(self.path)) + (f":{self.line}" if self.line else "")
        return f"{place}: {self.message}"


def load_checklist(path: str | Path) -> Checklist:
    """The checklist in the TOML file `path` (docs/checklists.md has the format).

    Raises InputError with one line for every mistake: `FILE:LINE: what is wrong; remedy`.
    """
    result = _read(Path(path))
    if isinstance(result, Checklist):
        return result
    raise InputError(*map(str, result))


def check_checklist(path: str | Path) -> tuple[Mistake, ...]:
    """Every mistake in the checklist file `path`, by line; none if `load_checklist` takes it."""
    result = _read(Path(path))
    return () if isinstance(result, Checklist) else result


def checklist_schema() -> dict[str, Any]:
    """The JSON Schema of a checklist file, for editors that check TOML against one."""
    import json
    from importlib.resources import files

    text = files("reviewtui.checklists").joinpath("schema.json").read_text("utf-8")
    schema: dict[str, Any] = json.loads(text)
    return schema


def _read(path: Path) -> Checklist | tuple[Mistake, ...]:
    data = _bytes(path)
    if isinstance(data, Mistake):
        return (data,)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return (Mistake(path, line, "not UTF-8; save the file with that encoding"),)
    if not text.strip():
        return (Mistake(path, None, "is empty; a checklist begins with: format = 1"),)
    if line_number := _endless_key(text):
        return (Mistake(path, line_number, "a key of over 100 parts; no checklist has one"),)
    return _parse(path, text, data)


def _bytes(path: Path) -> bytes | Mistake:
    try:
        mode = path.stat().st_mode
        if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
            return Mistake(path, None, "is a device or pipe; a file was expected")
        with path.open("rb") as file:
            data = file.read(SIZE_LIMIT + 1)
    except (OSError, ValueError) as error:
        # ValueError: a NUL in the name, which no file can have
        known = error if isinstance(error, OSError) else FileNotFoundError()
        message = cannot_read(path, known).lines[0].removeprefix(f"{visible(str(path))}: ")
        return Mistake(path, None, message)
    if len(data) > SIZE_LIMIT:
        limit = f"{SIZE_LIMIT // 1_000_000} MB"
        return Mistake(path, None, f"larger than {limit}; is it a checklist?")
    return data


def _endless_key(text: str) -> int | None:
    """The line of a dotted key with over 100 parts: tomllib's time grows with their square."""
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) < 4000:  # takes tomllib no time
            continue
        if any(key[0].count(".") > 100 for key in _DOTTED_KEY.finditer(line)):
            return number
    return None


def _parse(path: Path, text: str, data: bytes) -> Checklist | tuple[Mistake, ...]:
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return (_broken_toml(path, text, str(error)),)
    except RecursionError:
        return (Mistake(path, None, "broken TOML: nested too deeply; no checklist needs that"),)
    except ValueError:  # int() refuses more than 4,300 digits
        return (Mistake(path, None, "broken TOML: a number of thousands of digits"),)
    checklist = build_checklist(tables)
    if checklist is None:
        return _mistakes(path, text, tables)
    return replace(checklist, path=path, digest="sha256:" + sha256(data).hexdigest())


def _mistakes(path: Path, text: str, tables: dict[str, Any]) -> tuple[Mistake, ...]:
    # cattrs takes ten milliseconds to import: only for what is wrong
    from reviewtui.checklists.structure import find_faults
    from reviewtui.checklists.toml_lines import toml_lines

    lines = toml_lines(text)
    mistakes = []
    for fault in find_faults(tables):
        line = _line_of(fault.path, lines)
        earlier = f" (line {_line_of(fault.earlier, lines)} has it)" if fault.earlier else ""
        mistakes.append(Mistake(path, line, fault.text + earlier))
    return tuple(sorted(mistakes, key=lambda mistake: mistake.line or 0))


def _line_of(path: KeyPath, lines: dict[KeyPath, int]) -> int:
    """Where `path` begins, else the nearest table around it, else the file."""
    above = (path[:length] for length in range(len(path), 0, -1))
    return next((lines[at] for at in above if at in lines), 1)


def _broken_toml(path: Path, text: str, message: str) -> Mistake:
    """tomllib's message with its place in front and what to do behind it."""
    position = _POSITION.search(message)
    reason = _POSITION.sub("", message)
    remedy = next((text for key, text in _REMEDIES.items() if reason.startswith(key)), _ELSE)
    line, column = text.rstrip().count("\n") + 1, ""
    if position and position[1]:
        line, column = int(position[1]), f" at column {position[2]}"
    reason = reason[:1].lower() + reason[1:]
    return Mistake(path, line, visible(f"broken TOML{column}: {reason}; {remedy}"))
