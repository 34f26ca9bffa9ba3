"""The keys of a place and the signs, from the registry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewtui.tui.actions import ACTIONS, OVER, TITLES, WRITTEN_FROM, Group, Where, own, shown_keys
from reviewtui.tui.glyphs import DEFERRED, STALE, STRENGTH_GLYPHS, UNDECIDED, VERDICT_GLYPHS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reviewtui.tui.actions import Action, Keys
    from reviewtui.tui.widgets.listing import Row


def help_rows(keys: Keys, where: Where = Where.REVIEW) -> list[Row]:
    """The rows of the help screen in a place, for these keys by action: what is its own, then
    what it lies over, then the signs."""
    rows: list[Row] = []
    under = OVER.get(where)
    if under is not None:
        rows += _rows(TITLES[where], own(ACTIONS, where), keys)
    actions = [one for one in own(ACTIONS, under or where) if not under or where not in one.where]
    for group in Group:
        rows += _rows(group.value, (one for one in actions if one.group is group), keys)
    for written in WRITTEN_FROM.get(where, ()):
        rows += _rows(TITLES[written], own(ACTIONS, written), keys)
    before = where is Where.START or under is Where.START  # there is no review yet, nor signs of it
    return rows[1:] + ([] if before else sign_rows())


def _rows(title: str, actions: Iterable[Action], keys: Keys) -> list[Row]:
    """A heading and its actions, as far as they have keys; nothing where none has."""
    rows = [
        ("quiet", shown_keys(keys[action.id]), action.help)
        for action in actions
        if keys.get(action.id)
    ]
    return [("quiet", "", ""), ("title", "", title), *rows] if rows else []


def sign_rows() -> list[Row]:
    """What the signs beside requirements, passages and in the policy mean."""
    signs = [(glyph, verdict.words) for verdict, glyph in VERDICT_GLYPHS.items()]
    signs += [(UNDECIDED, "undecided"), (DEFERRED, "deferred"), (STALE, "a stale verdict")]
    signs += [(glyph, f"a {strength} candidate") for strength, glyph in STRENGTH_GLYPHS.items()]
    signs += [
        ("▌", "in the policy: the current candidate; the words that made the match are marked"),
        ("✓ │", "in the policy: evidence"),
        (">", "in the policy: what is selected by hand"),
        ("[-…-] {+…+}", "then and now: what was deleted, what was inserted"),
        ("1 … 9", "in the policy: where the candidate with that number begins"),
    ]
    rows = [("quiet", "", ""), ("title", "", "Signs")]
    return rows + [("quiet", glyph, meaning) for glyph, meaning in signs]
