"""Reading a checklist file: the checklist, or every mistake in it with file and line."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from reviewtui.checklists.building import build_checklist
from reviewtui.checklists.model import Checklist
from reviewtui.errors import InputError, reason, shown
from reviewtui.files import read_bytes
from reviewtui.toml_text import TomlError, decode, parse

if TYPE_CHECKING:
    from reviewtui.toml_lines import KeyPath

SIZE_LIMIT = 4_000_000  # bytes; 200 requirements with all their terms and examples are 200 kB

LINES_AT_MOST = 20


class Mistake(NamedTuple):
    """Something in a checklist file that must be put right.

    `path` is the file as the caller named it, `line` counts from 1 and is None for what is
    wrong with the whole file; `message` says what is wrong and what to do. `str()` is the
    line to print, with what could act on a terminal made visible.
    """

    path: Path
    line: int | None
    message: str

    def __str__(self) -> str:
        place = shown(self.path) + (f":{self.line}" if self.line else "")
        return f"{place}: {self.message}"


def load_checklist(path: str | Path) -> Checklist:
    """The checklist in the TOML file `path` (docs/checklists.md has the format).

    Raises InputError with one line for every mistake, `FILE:LINE: what is wrong; remedy`, and
    after twenty with a line that says how many more there are.
    """
    result = _read(Path(path))
    if isinstance(result, Checklist):
        return result
    lines = [str(mistake) for mistake in result[:LINES_AT_MOST]]
    if len(result) > LINES_AT_MOST:
        name = shown(path)
        lines.append(
            f"{name}: and {len(result) - LINES_AT_MOST} more; reviewtui lint {name} lists them all"
        )
    raise InputError(*lines)


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
    try:
        data = read_bytes(path, SIZE_LIMIT, "checklist")
    except OSError as error:
        return (Mistake(path, None, reason(error)),)
    except InputError as error:
        return (Mistake(path, None, error.lines[0].removeprefix(f"{shown(path)}: ")),)
    try:
        text = decode(data)
        if not text.strip():
            return (Mistake(path, None, "is empty; a checklist begins with: format = 1"),)
        tables = parse(text, "checklist")
    except TomlError as fault:
        return (Mistake(path, fault.line, f"{fault.what}; {fault.remedy}"),)
    checklist = build_checklist(tables)
    if checklist is None:
        return _mistakes(path, text, tables)
    return replace(checklist, path=path, digest="sha256:" + sha256(data).hexdigest())


def _mistakes(path: Path, text: str, tables: dict[str, Any]) -> tuple[Mistake, ...]:
    # cattrs takes ten milliseconds to import: only for what is wrong
    from reviewtui.checklists.structure import find_faults
    from reviewtui.toml_lines import toml_lines

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
