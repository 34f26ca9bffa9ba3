"""What no registry names does nothing, in any place."""

from __future__ import annotations

import string
from pathlib import Path

import pytest

from reviewtui.tui.actions import ACTIONS, WRITING, Where, meanings, types
from reviewtui.tui.keys_page import NOTE_KEYS
from reviewtui.tui.own_keys import key_named
from reviewtui.tui.typed import EDITING
from tests.tui.driving import running

TEXTUALS_OWN = {"ctrl+q", "ctrl+c"}  # the one quits, the other says how to
EVERY = [
    *(key_named(character) for character in string.printable if character.isprintable()),
    *(f"ctrl+{letter}" for letter in string.ascii_lowercase),
    *("enter", "escape", "tab", "shift+tab", "up", "down", "left", "right", "home", "end"),
    *("pageup", "pagedown", "backspace", "delete", "insert", "f1", "f5", "ctrl+up", "ctrl+end"),
]
OPENED = {
    Where.REVIEW: (),
    Where.FIND: ("slash", *"cook", "enter"),
    Where.TYPING: ("slash", *"cook"),
    Where.HAND: ("e",),
    Where.LIST: ("V",),
    Where.CHOICE: ("Q",),
    Where.EVIDENCE: ("space", "D"),
    Where.PICK: ("apostrophe",),
    Where.OVERVIEW: ("O",),
    Where.ACROSS: ("A",),
    Where.FILTER: ("O", "slash", *"coo"),
    Where.NOTE: ("o", *"ab c"),
}


def others(where: Where) -> list[str]:
    """The keys that neither do anything in a place nor edit what is typed there."""
    meant = meanings(ACTIONS, {action.id: action.keys for action in ACTIONS}, where).keys()
    used = {*meant, *TEXTUALS_OWN, *OPENED[where][:1]}  # what opened a list closes it
    keys = [key for key in EVERY if key not in used]
    if where not in WRITING:
        return keys
    edits = EDITING | {key for row, _ in NOTE_KEYS for key in row}
    return [key for key in keys if not types(key) and key not in edits]


@pytest.mark.parametrize("where", OPENED)
async def test_a_key_that_nothing_names_does_nothing(tmp_path: Path, where: Where) -> None:
    keys = others(where)
    assert len(keys) > 10
    async with running(tmp_path) as driven:
        await driven.press(*OPENED[where])
        before = driven.screen()
        await driven.pilot.press(*keys)
        await driven.settle()
        assert driven.screen()[:-2] == before[:-2], "but for the message that it does nothing"
        assert driven.app.return_value is None
        assert driven.desk.review.entries == {}
