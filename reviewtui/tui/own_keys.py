"""The keys of a user's config: read as people write keys, checked, and put over the defaults."""

from __future__ import annotations

from collections import defaultdict
from difflib import get_close_matches
from typing import TYPE_CHECKING

from textual.binding import Binding
from textual.keys import Keys as Named

from reviewtui.characters import visible
from reviewtui.errors import InputError
from reviewtui.toml_keys import place_in
from reviewtui.tui.actions import ACTIONS, BY_ID, TITLES, WRITING, Where, own, shown_key
from reviewtui.tui.actions.leaving import trapped

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from reviewtui.tui.actions import Keys

_SPELLINGS = {"pgdn": "pagedown", "pgup": "pageup", "esc": "escape", "del": "delete",
              "return": "enter", "ins": "insert"}  # fmt: skip
_SEPARATORS = {" ": "space", ",": "comma"}  # what parts keys for Textual
_NAMED = frozenset(key.value for key in Named if not key.value.startswith("<"))
_UNUSABLE = {
    "ctrl+q": "Textual's own, and it quits always",
    "ctrl+c": "Textual's own, and says how to quit",
    "ctrl+i": "tab to a terminal; write tab",
    "ctrl+m": "enter to a terminal; write enter",
    "ctrl+h": "backspace to many terminals",
    "ctrl+s": "what stops the output of many terminals",
}


def keys_with(wanted: Mapping[str, Sequence[str]], path: Path) -> Keys:
    """The keys of every action: those that `wanted` in the file `path` names, else the defaults.

    Raises InputError with a line for each unknown action, each key that is none, each key that
    would mean two things in one place, and each place that no key would lead out of.
    """
    faults: list[str] = []
    keys: dict[str, Sequence[str]] = {action.id: action.keys for action in ACTIONS}
    for action, written in wanted.items():
        if action not in BY_ID:
            near = get_close_matches(action, BY_ID, n=1)
            hint = f'did you mean "{near[0]}"?' if near else "docs/keys.md lists them"
            where = place_in(path, "keys", action)
            faults.append(f'{where}: unknown action "{visible(action)}"; {hint}')
            continue
        read = [(one, key_named(one)) for one in written]
        for one, key in read:
            if not key or key in _UNUSABLE:
                where = place_in(path, "keys", action)
                faults.append(f'{where}: "{visible(one[:30])}" {_why_not(key)}')
            elif (place := _written_in(action)) and (len(one) == 1 or key == "space"):
                where = place_in(path, "keys", action)
                faults.append(
                    f'{where}: "{visible(one)}" is text there ({TITLES[place].lower()}); write a '
                    'key that is none, such as "ctrl+o"'
                )
        keys[action] = tuple(key for _, key in read if key)
    if not faults:
        faults = [
            f'{place_in(path, "keys", mine)}: key "{shown_key(key)}" would be both "{mine}" and '
            f'"{other}" ({TITLES[where].lower()}); give one of them another key'
            for where, key, mine, other in _conflicts(keys, wanted)
        ]
    if not faults:
        faults = [*_traps(keys, wanted, path)]
    if faults:
        raise InputError(*faults)
    return keys


def _traps(keys: Keys, wanted: Mapping[str, Sequence[str]], path: Path) -> Iterator[str]:
    """A line for each place that no key would lead out of."""
    for where, ways, typed in trapped(ACTIONS, keys):
        changed = next((one for one in ways if one in wanted), next(iter(wanted)))
        names = " or ".join(f'"{one}"' for one in ways)
        kind = 'a key that types nothing, such as "escape"' if typed else "a key"
        yield (
            f"{place_in(path, 'keys', changed)}: no key would lead out "
            f"({TITLES[where].lower()}); give {names} {kind}"
        )


def _conflicts(
    keys: Keys, wanted: Mapping[str, Sequence[str]]
) -> Iterator[tuple[Where, str, str, str]]:
    """Place, key, the user's action and the other one; each pair of actions once a key."""
    said = set()
    for where in Where:
        users = defaultdict(list)
        for action in own(ACTIONS, where):
            for key in keys[action.id]:
                users[key].append(action.id)
        for key, ids in users.items():
            mine = next((one for one in ids if one in wanted), ids[0])
            for other in ids:
                if other != mine and (key, mine, other) not in said:
                    said.add((key, mine, other))
                    yield where, key, mine, other


def _written_in(action: str) -> Where | None:
    """A place of the action in which characters are text."""
    return next((place for place in BY_ID[action].where if place in WRITING), None)


def key_named(written: str) -> str:
    """Textual's name of a key as people write it (`?`, `ctrl+r`, `pgdn`); "" where it is none."""
    if len(written) == 1:
        return _name_of(written) if written.isprintable() else ""
    *modifiers, key = written.strip().replace("-", "+").lower().split("+")
    key = _SPELLINGS.get(key, key)
    name = "+".join([*sorted(modifiers), key])
    if name in _NAMED:
        return name
    letter = len(key) == 1 and key.isascii() and key.isalnum()
    return name if letter and modifiers and {*modifiers} <= {"ctrl", "alt"} else ""


def _name_of(character: str) -> str:
    if character in _SEPARATORS:
        return _SEPARATORS[character]
    return next(iter(Binding.make_bindings([(character, "", "")]))).key


def _why_not(key: str) -> str:
    if key in _UNUSABLE:
        return f"cannot be used: it is {_UNUSABLE[key]}"
    return 'is no key; write one character, "space", "enter", "pgdn", "ctrl+r" and the like'
