"""The controls of an OSCAL catalog in JSON as requirements.

The catalog model of OSCAL 1.x (https://pages.nist.gov/OSCAL/reference/latest/catalog/): groups
of controls, a control with parts of prose (`statement`, `guidance`), and parameters that are
put into it with `{{ insert: param, ID }}`.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from reviewtui.errors import InputError, shown
from reviewtui.importing.drafts import Draft, Imported

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_PARAMETER = re.compile(r"\{\{\s*(?:insert:\s*)?param\s*,\s*([^\s{}]{1,200})\s*\}\}")
_LINK = re.compile(r"\[([^\[\]\n]{1,200})\]\(#[^()\s]{1,200}\)")  # to another part of the catalog
_DEEPEST = 40  # groups, controls and parts within each other

Table = dict[str, Any]


def catalog(data: bytes, path: Path) -> Imported:
    """The controls of the catalog `data`; withdrawn ones are left out, and said to be.

    Raises InputError for what is no catalog, or one without controls.
    """
    name = shown(path)
    try:
        tables = json.loads(data)
    except (ValueError, RecursionError):
        raise InputError(f"{name}: no JSON; give an OSCAL catalog as JSON, CSV or XLSX") from None
    found = tables.get("catalog") if isinstance(tables, dict) else None
    if not isinstance(found, dict):
        raise InputError(
            f"{name}: no OSCAL catalog: it has no object named catalog; "
            "a profile has to be resolved into a catalog first"
        )
    left_out: list[str] = []
    drafts = tuple(_controls(found, "", {}, left_out, 0))
    if not drafts:
        raise InputError(f"{name}: no control in the catalog; give one that has some")
    metadata = found.get("metadata")
    metadata = metadata if isinstance(metadata, dict) else {}
    notes = [f"{name}: {len(left_out)} withdrawn controls left out"] if left_out else []
    return Imported(drafts, tuple(notes), _string(metadata, "title"), _string(metadata, "version"))


def _controls(
    holder: Table, section: str, known: dict[str, str], left_out: list[str], depth: int
) -> Iterator[Draft]:
    """The controls in a catalog, a group or a control, with those within them."""
    if depth > _DEEPEST:
        return
    known = known | dict(_parameters(holder))
    for control in _tables(holder, "controls"):
        name = _string(control, "id")
        if _property(control, "status").lower() == "withdrawn":
            left_out.append(name)
        else:
            yield _draft(control, section, known | dict(_parameters(control)))
        yield from _controls(control, section, known, left_out, depth + 1)
    for group in _tables(holder, "groups"):
        title = _string(group, "title")
        path = f"{section}: {title}" if section and title else title or section
        yield from _controls(group, path, known, left_out, depth + 1)


def _draft(control: Table, section: str, known: dict[str, str]) -> Draft:
    name, title = _string(control, "id"), _string(control, "title")
    parts = list(_tables(control, "parts"))
    text = "\n".join(_prose(parts, {"statement", "item", "control-objective"}, known, 0))
    guidance = "\n".join(_prose(parts, {"guidance"}, known, 0))
    label = _property(control, "label")
    return Draft(
        where=f"control {name}",
        id=name,
        section=section,
        title=_filled(title, known) or name,
        text=text or _filled(title, known) or name,
        guidance=guidance,
        references=(label,) if label else (),
    )


def _prose(parts: list[Table], names: set[str], known: dict[str, str], depth: int) -> Iterator[str]:
    """The prose of the parts of these names, with that of the parts within them."""
    if depth > _DEEPEST:
        return
    for part in parts:
        if depth == 0 and _string(part, "name") not in names:
            continue
        label = _property(part, "label")
        prose = _filled(_string(part, "prose"), known)
        if prose:
            yield f"{label} {prose}" if label and depth else prose
        yield from _prose(list(_tables(part, "parts")), names, known, depth + 1)


def _parameters(holder: Table) -> Iterator[tuple[str, str]]:
    """What stands for each parameter: its value, its choices or its label, in brackets."""
    for parameter in _tables(holder, "params"):
        values = _strings(parameter.get("values"))
        select = parameter.get("select")
        choices = _strings(select.get("choice")) if isinstance(select, dict) else []
        label = ", ".join(values) or " or ".join(choices) or _string(parameter, "label")
        yield _string(parameter, "id"), f"[{label or 'to be assigned'}]"


def _filled(text: str, known: dict[str, str]) -> str:
    for _ in range(3):  # a choice may hold parameters itself
        filled = _PARAMETER.sub(lambda m: known.get(m[1], f"[{m[1]}]"), text)[:100_000]
        if filled == text:
            break
        text = filled
    return _LINK.sub(r"\1", text)


def _property(holder: Table, name: str) -> str:
    """The value of a property; of several, that without a class: the plain one."""
    found = [one for one in _tables(holder, "props") if _string(one, "name") == name]
    plain = [one for one in found if not _string(one, "class")]
    return next((_string(one, "value") for one in (*plain, *found)), "")


def _tables(holder: Table, key: str) -> Iterator[Table]:
    values = holder.get(key)
    if isinstance(values, list):
        yield from (value for value in values if isinstance(value, dict))


def _string(holder: Table, key: str) -> str:
    value = holder.get(key)
    return value if isinstance(value, str) else ""


def _strings(values: object) -> list[str]:
    return [one for one in values if isinstance(one, str)] if isinstance(values, list) else []
