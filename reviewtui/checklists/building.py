"""From the tables of a parsed checklist file to the model, as long as nothing is wrong.

A good checklist is the usual one and stands before the first screen, so it is built without
the machinery that tells every mistake; what this refuses, `reviewtui.checklists.structure`
explains. Both check values alike, with `reviewtui.checklists.values`.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from reviewtui.checklists import values
from reviewtui.checklists.model import FORMAT, Checklist, Requirement

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def _strings(value: object) -> tuple[str, ...]:
    return tuple(values.element(one) for one in values.array(value))


def _groups(value: object) -> tuple[tuple[str, ...], ...]:
    return tuple(
        tuple(values.element(one) for one in values.group(group)) for group in values.array(value)
    )


_REQUIREMENT: dict[str, Callable[[object], Any]] = {
    "id": values.identifier,
    "title": partial(values.line, "title"),
    "text": partial(values.words, "text"),
    "section": values.optional_line,
    "guidance": values.string,
    "severity": values.severity,
    "references": _strings,
    "terms": _strings,
    "examples": _strings,
}
_CHECKLIST: dict[str, Callable[[object], Any]] = {
    "id": values.identifier,
    "title": partial(values.line, "title"),
    "version": values.string,
    "language": values.language,
    "synonyms": _groups,
}


def build_checklist(tables: Mapping[str, Any]) -> Checklist | None:
    """The checklist that `tables` describe, without path and digest; None if anything is wrong."""
    number = tables.get("format")
    if type(number) is not int or number != FORMAT:
        return None
    try:
        rest = {key: tables[key] for key in tables if key not in {"format", "requirement"}}
        requirements = tuple(map(_requirement, values.tables(tables["requirement"])))
        checklist = Checklist(
            requirements=requirements,
            **{key: _CHECKLIST[key](value) for key, value in rest.items()},
        )
    except (values.WrongValueError, KeyError, TypeError):  # a wrong, unknown or missing key
        return None
    return checklist if len(checklist.by_id) == len(requirements) else None


def _requirement(table: object) -> Requirement:
    return Requirement(
        **{key: _REQUIREMENT[key](value) for key, value in values.table(table).items()}
    )
