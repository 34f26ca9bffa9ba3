"""The way out of every place: what a user's config may not take away."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reviewtui.tui.actions.model import WRITING, Where, meanings, types
from reviewtui.tui.typed import EDITING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reviewtui.tui.actions.model import Action, Keys

# By place, the actions that lead out of it; one of them is enough. `commands` lists the others.
WAYS_OUT: dict[Where, tuple[str, ...]] = {
    Where.REVIEW: ("quit", "commands"),
    Where.FIND: ("close", "commands"),
    Where.TYPING: ("find-done", "close", "commands"),
    Where.HAND: ("close", "commands"),
    Where.LIST: ("list-close", "list-enter"),
    Where.CHOICE: ("leave",),
    Where.EVIDENCE: ("leave",),
    Where.PICK: ("pick-nothing",),
    Where.CONFLICT: ("conflict-later", "conflict-keep"),
    Where.FINISHED: ("finished-back", "quit"),
    Where.OVERVIEW: ("leave",),
    Where.ACROSS: ("leave",),
    Where.FILTER: ("filter-close", "filter-done"),
    Where.NOTE: ("note-save", "note-aside"),
    Where.START: ("leave",),
    Where.REVIEWS: ("leave",),
    Where.REVIEWS_FILTER: ("filter-close",),
}
# Where a line is typed its editing keys come before those of the registry.
_EDITED = (Where.TYPING, Where.FILTER, Where.REVIEWS_FILTER)
# Lists that can be narrowed: while words are typed there, characters are none of their keys.
_NARROWED = {Where.LIST: WAYS_OUT[Where.LIST], Where.FINISHED: ("finished-back", "list-enter")}


class Trapped(NamedTuple):
    """A place that no key leads out of, and the actions of which one would; with `typed` while
    words are typed there."""

    where: Where
    ways: tuple[str, ...]
    typed: bool


def trapped(actions: Iterable[Action], keys: Keys) -> Iterator[Trapped]:
    """The places that nobody could leave with these keys."""
    every = [*actions]
    for where, ways in WAYS_OUT.items():
        meant = meanings(every, keys, where)
        out = {key for key, action in meant.items() if action in ways}
        narrowed = _NARROWED.get(where, ways)
        written = {key for key, action in meant.items() if action in narrowed and not types(key)}
        if where in _EDITED:
            written -= EDITING
        if where not in WRITING and not out:
            yield Trapped(where, ways, typed=False)
        elif (where in WRITING or where in _NARROWED) and not written:
            yield Trapped(where, narrowed, typed=True)
