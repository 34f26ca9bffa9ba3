"""The registry: everything the app can be asked to do, with its keys and its words.

Bindings, the footer, the help screen, the commands, a user's own keys and the page of keys in
the docs all come from here; an action is added to the module of its kind.
"""

from __future__ import annotations

from reviewtui.tui.actions.deciding import DECIDING
from reviewtui.tui.actions.hand import HAND
from reviewtui.tui.actions.lists import LISTS
from reviewtui.tui.actions.marking import MARKING
from reviewtui.tui.actions.model import (
    OVER,
    TITLES,
    WRITING,
    WRITTEN_FROM,
    Action,
    Group,
    Keys,
    Where,
    meanings,
    own,
    shown_key,
    shown_keys,
    types,
    within,
)
from reviewtui.tui.actions.notes import NOTES
from reviewtui.tui.actions.overview import OVERVIEW
from reviewtui.tui.actions.program import PROGRAM
from reviewtui.tui.actions.reading import READING
from reviewtui.tui.actions.room import ROOM
from reviewtui.tui.actions.walking import WALKING

__all__ = [
    "ACTIONS",
    "BY_ID",
    "OVER",
    "TITLES",
    "WRITING",
    "WRITTEN_FROM",
    "Action",
    "Group",
    "Keys",
    "Where",
    "meanings",
    "own",
    "shown_key",
    "shown_keys",
    "types",
    "within",
]

ACTIONS: tuple[Action, ...] = (
    *DECIDING,
    *MARKING,
    *HAND,
    *READING,
    *WALKING,
    *OVERVIEW,
    *LISTS,
    *ROOM,
    *PROGRAM,
    *NOTES,
)
BY_ID = {action.id: action for action in ACTIONS}
