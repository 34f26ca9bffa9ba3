"""The registry of actions: what the bindings, the footer, the help and the docs come from."""

import importlib
import pkgutil
import string
from collections import Counter
from pathlib import Path
from typing import TypeVar

import pytest

from reviewtui.tui import screens, widgets
from reviewtui.tui.actions import (
    ACTIONS,
    BY_ID,
    TITLES,
    WRITING,
    WRITTEN_FROM,
    Action,
    Where,
    meanings,
    own,
    shown_key,
    types,
    within,
)
from reviewtui.tui.actions.leaving import WAYS_OUT, trapped
from reviewtui.tui.keyed import Keyed
from reviewtui.tui.keys_page import NOTE_KEYS, TEXT_KEYS, keys_page
from reviewtui.tui.own_keys import key_named
from reviewtui.tui.screens.deciding import DECISIONS
from reviewtui.tui.screens.help import help_rows
from reviewtui.tui.screens.note import NoteArea
from reviewtui.tui.typed import EDITING
from reviewtui.tui.widgets.field import InputField
from reviewtui.tui.widgets.footer import DECIDING, FINDING, MORE, READING, SELECTING
from reviewtui.tui.widgets.over import Over

Kind = TypeVar("Kind")
PAGE = Path(__file__).parents[2] / "docs" / "keys.md"


@pytest.mark.parametrize("where", Where)
def test_no_key_does_two_things_in_one_place(where: Where) -> None:
    counts = Counter(key for action in own(ACTIONS, where) for key in action.keys)
    assert [key for key, count in counts.items() if count > 1] == []


def test_every_action_has_a_name_of_its_own() -> None:
    assert len(BY_ID) == len(ACTIONS)


def keyed_screens() -> list[type[Keyed]]:
    """Every screen with keys of the registry, whichever module it is in."""
    for package in (screens, widgets):
        for module in pkgutil.iter_modules(package.__path__):
            importlib.import_module(f"{package.__name__}.{module.name}")
    return [one for one in subclasses(Keyed) if hasattr(one, "places")]


def subclasses(kind: type[Kind]) -> list[type[Kind]]:
    """All of them, those of those too."""
    return [one for sub in kind.__subclasses__() for one in (sub, *subclasses(sub))]


def test_every_action_can_be_done_wherever_it_applies() -> None:
    done = set()
    for screen in keyed_screens():
        for where in screen.places:
            done.add(where)
            for action in within(ACTIONS, where):
                method = f"_do_{action.id.replace('-', '_')}"
                assert action.id in DECISIONS or hasattr(screen, method), (screen, action.id)
    done.add(Where.NOTE)
    assert NoteArea.ACTIONS.keys() == {action.id for action in own(ACTIONS, Where.NOTE)}
    for method in NoteArea.ACTIONS.values():
        assert hasattr(NoteArea, f"action_{method}")
    for pane in subclasses(Over):
        done.add(pane.where)
        for action in own(ACTIONS, pane.where):
            assert hasattr(pane, f"_do_{action.id.replace('-', '_')}"), (pane, action.id)
    assert done == {*Where}


def test_the_footer_names_actions() -> None:
    assert {*DECIDING, *READING, *FINDING, *MORE, *SELECTING} <= BY_ID.keys()


# without a plain key: each has another one, or stands in the list of commands; where a note is
# written a plain key is text
BY_NAME = {"redo", "half-page-down", "half-page-up", "suspend", "repaint", "note-line"}
# What never arrives, and who has it; what VS Code keeps from its terminal is in
# `commandsToSkipShell` of its settings, and ctrl+k begins its chords.
SWALLOWED = {
    "ctrl+a": "the prefix of screen",
    "ctrl+b": "the prefix of tmux",
    "ctrl+c": "Textual, and copying in VS Code",
    "ctrl+e": "VS Code: a file opened before",
    "ctrl+f": "VS Code: find in the terminal",
    "ctrl+g": "VS Code: a folder opened before",
    "ctrl+h": "backspace",
    "ctrl+i": "tab",
    "ctrl+j": "VS Code: its panel",
    "ctrl+k": "VS Code: chords",
    "ctrl+m": "enter",
    "ctrl+p": "VS Code: a file",
    "ctrl+q": "flow control, and Textual",
    "ctrl+s": "flow control",
    "ctrl+v": "pasting in VS Code on Windows",
    "ctrl+w": "VS Code and browsers: closes",
}


def arrives(key: str) -> bool:
    """Whether a key arrives everywhere: no function key, no alt, no chord that others take."""
    function = key[0] == "f" and key[1:].isdigit()
    modified = key.rpartition("+")[0] not in ("", "ctrl")
    return not function and not modified and key not in SWALLOWED


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.id)
def test_no_action_needs_a_key_that_is_swallowed_on_the_way(action: Action) -> None:
    assert any(map(arrives, action.keys)), action.keys
    plain = [key for key in action.keys if not key.startswith("ctrl+")]
    assert plain or action.id in BY_NAME
    assert not any("alt+" in key for key in action.keys)
    for key in action.keys:
        if key in SWALLOWED:
            assert action.keys.index(key) > 0, "what is shown first arrives"


def test_the_page_of_keys_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == keys_page(), "run: make keys"


@pytest.mark.parametrize("where", Where)
def test_help_lists_every_action_of_a_place(where: Where) -> None:
    rows = help_rows({action.id: action.keys for action in ACTIONS}, where)
    shown = {action.help for action in within(ACTIONS, where)}
    assert shown <= {text for _, _, text in rows}
    for written in WRITTEN_FROM.get(where, ()):  # where ? is text, nobody can ask
        shown |= {action.help for action in own(ACTIONS, written)}
    elsewhere = {action.help for action in ACTIONS} - shown
    assert not elsewhere & {text for _, _, text in rows}


@pytest.mark.parametrize("where", Where)
def test_signs_are_explained_where_there_are_any(where: Where) -> None:
    rows = help_rows({action.id: action.keys for action in ACTIONS}, where)
    before = where in {Where.START, Where.REVIEWS, Where.REVIEWS_FILTER}
    assert (("title", "", "Signs") in rows) is not before


def test_a_mode_gives_keys_another_meaning_and_leaves_the_others() -> None:
    keys = {action.id: action.keys for action in ACTIONS}
    review = meanings(ACTIONS, keys, Where.REVIEW)
    find = meanings(ACTIONS, keys, Where.FIND)
    assert (review["n"], find["n"]) == ("next-candidate", "next-hit")
    assert find["m"] == review["m"] == "met"


def test_every_place_has_a_title_for_help_and_docs() -> None:
    assert {*TITLES} == {*Where}


def test_what_is_written_is_explained_where_help_can_be_asked_for() -> None:
    assert {one for places in WRITTEN_FROM.values() for one in places} == WRITING


@pytest.mark.parametrize("character", string.punctuation + string.ascii_letters + "é ß 7")
def test_a_key_is_shown_as_it_is_typed(character: str) -> None:
    key = key_named(character)
    assert types(key)
    assert shown_key(key) == ("space" if character == " " else character)


@pytest.mark.parametrize("key", ["enter", "escape", "tab", "up", "f5", "ctrl+r", "pagedown"])
def test_other_keys_type_nothing(key: str) -> None:
    assert not types(key)


def test_the_keys_that_edit_text_do_so_wherever_it_is_typed() -> None:
    keys = {key for row, _ in TEXT_KEYS for key in row}
    line, note = InputField(), NoteArea()
    assert keys <= EDITING
    assert keys <= line._bindings.key_to_bindings.keys()
    assert (
        keys | {key for row, _ in NOTE_KEYS for key in row} <= note._bindings.key_to_bindings.keys()
    )


def test_there_is_a_way_out_of_every_place() -> None:
    keys = {action.id: action.keys for action in ACTIONS}
    assert WAYS_OUT.keys() == {*Where}
    assert {way for ways in WAYS_OUT.values() for way in ways} <= BY_ID.keys()
    assert [*trapped(ACTIONS, keys)] == []
    for where, ways in WAYS_OUT.items():
        without = {one: () if one in ways else keys for one, keys in keys.items()}
        assert where in {trap.where for trap in trapped(ACTIONS, without)}
