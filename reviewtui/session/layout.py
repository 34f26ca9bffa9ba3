"""The layout that a user's config asks for: what the app begins with, and `=` goes back to."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from reviewtui.characters import visible
from reviewtui.errors import InputError
from reviewtui.session.room import (
    LEAST_BESIDE,
    LEAST_CANDIDATES,
    LEAST_CHECKLIST,
    LEAST_REQUIREMENT,
    View,
)
from reviewtui.toml_keys import place_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

MOST_COLUMNS, MOST_ROWS = 200, 60  # a smaller screen gives less: see `reviewtui.session.room`
SWITCHES = {
    "checklist": "checklist",
    "checklist-right": "right",
    "candidates": "candidates",
    "candidates-beside": "beside",
}
SIZES = {
    "checklist-columns": "checklist_columns",
    "candidate-rows": "candidate_rows",
    "candidate-columns": "candidate_columns",
    "requirement-rows": "requirement_rows",
}
RANGES = {  # below the least a pane shows nothing that can be read
    "checklist-columns": (LEAST_CHECKLIST, MOST_COLUMNS),
    "candidate-rows": (LEAST_CANDIDATES, MOST_ROWS),
    "candidate-columns": (LEAST_BESIDE, MOST_COLUMNS),
    "requirement-rows": (LEAST_REQUIREMENT, MOST_ROWS),
}


def view_of(layout: Mapping[str, bool | int], path: Path) -> View:
    """The view that `layout`, the table of that name in the file `path`, asks for.

    Raises InputError with a line for each unknown name and each wrong value.
    """
    faults = list(_faults(layout))
    if faults:
        raise InputError(*(f"{place_in(path, 'layout', name)}: {what}" for name, what in faults))
    names = SWITCHES | SIZES
    return View(**{names[name]: value for name, value in layout.items()})  # type: ignore[arg-type]


def _faults(layout: Mapping[str, bool | int]) -> Iterator[tuple[str, str]]:
    """Each wrong name and what is wrong with it."""
    for name, value in layout.items():
        shown = f'"{visible(name[:60])}" in [layout]'
        if name in SWITCHES:
            if not isinstance(value, bool):
                yield name, f"{shown} must be true or false"
        elif name in SIZES:
            least, most = RANGES[name]
            if isinstance(value, bool) or not least <= value <= most:
                yield name, f"{shown} must be a whole number from {least} to {most}"
        else:
            near = get_close_matches(name, [*SWITCHES, *SIZES], n=1)
            hint = f'did you mean "{near[0]}"?' if near else "docs/config.md lists them"
            yield name, f"unknown {shown}; {hint}"
