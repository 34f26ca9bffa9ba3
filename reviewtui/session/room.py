"""The room on the screen: what a reviewer has made of it, and what each pane gets. Pure but for
keeping it, in the user's state folder, for all of their reviews."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from reviewtui.private import read_private_json, write_private

if TYPE_CHECKING:
    from pathlib import Path

LEAST_DOCUMENT = 44  # columns that the policy keeps beside the others
LEAST_ROWS = 5  # of the policy, above the candidates and below the requirement
READ_ROWS = 11  # of the policy while a verdict is compared: ten lines and the rule above them
COMPARISON_ROWS = 6  # that what changed under a verdict may take, at least, where there is room
LEAST_CHECKLIST, LEAST_BESIDE = 18, 28  # columns
LEAST_REQUIREMENT, LEAST_CANDIDATES = 4, 2  # rows
_FILE, _SIZE = "view.json", 10_000


class View(NamedTuple):
    """What a reviewer has made of the room; 0, None and "" leave it to the size of the screen.

    `checklist` and `beside` say whether the checklist is shown, and the candidates beside the
    policy instead of below it; `right` puts the checklist on the right. Sizes are columns and
    rows. `theme` is the one that was chosen in the app.
    """

    theme: str = ""
    checklist: bool | None = None
    right: bool = False
    candidates: bool = True
    beside: bool | None = None
    checklist_columns: int = 0
    candidate_rows: int = 0
    candidate_columns: int = 0
    requirement_rows: int = 0


BY_SIZE = View()  # all of it left to the size of the screen


class Room(NamedTuple):
    """What the panes get: columns of the checklist (0: not shown), and whether it stands on the
    right; rows of the requirement; rows of the candidates, or columns where they stand `beside`
    the policy (0: not shown)."""

    checklist: int = 0
    right: bool = False
    requirement: int = 0
    candidates: int = 0
    beside: bool = False


def room(width: int, height: int, view: View) -> Room:
    """What each pane gets of a screen of that size. The policy keeps what it needs."""
    shown = view.checklist if view.checklist is not None else width >= 100
    columns = view.checklist_columns or min(46 if width >= 190 else 36, max(26, width - 74))
    checklist = _within(columns, LEAST_CHECKLIST, width - LEAST_DOCUMENT) if shown else 0
    left = width - checklist
    beside = view.beside if view.beside is not None else width >= 160
    beside = beside and left >= LEAST_DOCUMENT + LEAST_BESIDE
    requirement = view.requirement_rows or _by_height(height, 4, 5, 7, 7)
    requirement = max(
        LEAST_REQUIREMENT, min(requirement, height - 3 - LEAST_ROWS - LEAST_CANDIDATES)
    )
    if not view.candidates:
        candidates = 0
    elif beside:
        columns = view.candidate_columns or (54 if width >= 190 else 46)
        candidates = _within(columns, LEAST_BESIDE, left - LEAST_DOCUMENT)
    else:
        rows = view.candidate_rows or _by_height(height, 4, 5, 7, 11)
        most = height - 3 - requirement - LEAST_ROWS - 1
        candidates = max(LEAST_CANDIDATES, min(rows, most))
    return Room(checklist, view.right, requirement, candidates, beside)


def beside_comparison(room: Room, height: int, needed: int) -> tuple[Room, int]:
    """`room` where what changed under a verdict needs so many rows, and those that it gets.

    So that READ_ROWS of the policy stay, first the requirement gives a row, then the comparison
    gets less, then the candidates give way, as far as all of them can.
    """
    if not needed:
        return room, 0
    comparison = min(needed, max(COMPARISON_ROWS, height // 4))
    below = 0 if room.beside else room.candidates
    over = room.requirement + comparison + below + 3 + READ_ROWS - height
    requirement, over = _less(room.requirement, 3, over)
    comparison, over = _less(comparison, 3, over)
    below, over = _less(below, 2, over)
    given = room._replace(requirement=requirement)
    return (given if room.beside else given._replace(candidates=below)), comparison


def _less(rows: int, least: int, over: int) -> tuple[int, int]:
    """`rows` without what is `over`, down to `least`; and what is over then."""
    gives = max(0, min(rows - least, over))
    return rows - gives, over - gives


def _within(wanted: int, least: int, most: int) -> int:
    """`wanted`, within what there is; 0 where that is too little."""
    return 0 if most < least else max(least, min(wanted, most))


def _by_height(height: int, low: int, roomy: int, tall: int, high: int) -> int:
    if height >= 50:
        return high
    if height >= 36:
        return tall
    return roomy if height >= 28 else low


def resized(view: View, pane: str, by: int, width: int, height: int) -> View:
    """`view` with a pane (`checklist`, `candidates`, `requirement`) larger or smaller by so many
    columns or rows; the same where there is no room for that."""
    now = room(width, height, view)
    if pane == "checklist":
        wanted = view._replace(checklist_columns=max(1, now.checklist + by))
        wanted = wanted._replace(checklist_columns=room(width, height, wanted).checklist)
    elif pane == "requirement":
        wanted = view._replace(requirement_rows=max(1, now.requirement + by))
        wanted = wanted._replace(requirement_rows=room(width, height, wanted).requirement)
    elif now.beside:
        wanted = view._replace(candidate_columns=max(1, now.candidates + by))
        wanted = wanted._replace(candidate_columns=room(width, height, wanted).candidates)
    else:
        wanted = view._replace(candidate_rows=max(1, now.candidates + by))
        wanted = wanted._replace(candidate_rows=room(width, height, wanted).candidates)
    return wanted if room(width, height, wanted) != now else view


# keeping it


def load_view(layout: View = BY_SIZE) -> View:
    """What was kept; `layout`, that of the user's config, where nothing was, or nothing that can
    be read. A layout that is another than it was then holds again, with the theme that was kept."""
    from reviewtui.reviews.state import state_path

    try:
        held = read_private_json(state_path() / _FILE, _SIZE)
        kept = View(**{name: _fitting(name, held[name]) for name in View._fields})
    except (OSError, ValueError, KeyError, TypeError):
        return layout
    same = held.get("layout", BY_SIZE._asdict()) == layout._asdict()
    return kept if same else layout._replace(theme=kept.theme)


def _fitting(name: str, value: Any) -> Any:
    """Raises ValueError for what such a field cannot hold."""
    default = getattr(View(), name)
    fits = {
        bool: isinstance(value, bool),
        int: isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 1000,
        str: isinstance(value, str) and len(value) < 100,
        type(None): value is None or isinstance(value, bool),
    }
    if not fits[type(default)]:
        raise ValueError(name)
    return value


def save_view(view: View, layout: View = BY_SIZE) -> bool:
    """Keeps it, with the layout of the config that it changed; False where that cannot be."""
    import json

    from reviewtui.reviews.state import state_folder

    try:
        folder: Path = state_folder()
        write_private(folder / _FILE, json.dumps({**view._asdict(), "layout": layout._asdict()}))
    except (OSError, ValueError):
        return False
    return True
