"""What an action is, and the places where it applies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

Keys = Mapping[str, Sequence[str]]
"""The keys of each action, by its id; none for one that has lost them to the user's config."""


class Group(StrEnum):
    """The headings under which the help screen lists actions."""

    DECIDE = "Decide"
    EVIDENCE = "Candidates and evidence"
    MOVE = "Move"
    READ = "Read"
    ROOM = "The room on the screen"
    PROGRAM = "reviewtui"


class Where(StrEnum):
    """A place where keys have a meaning: a screen, or a mode of the review screen."""

    REVIEW = "review"
    FIND = "find"
    TYPING = "typing"
    HAND = "hand"
    LIST = "list"
    CHOICE = "choice"
    EVIDENCE = "evidence"
    PICK = "pick"
    CONFLICT = "conflict"
    FINISHED = "finished"
    OVERVIEW = "overview"
    ACROSS = "across"
    FILTER = "filter"
    NOTE = "note"
    START = "start"
    REVIEWS = "reviews"
    REVIEWS_FILTER = "reviews-filter"


TITLES = {
    Where.REVIEW: "Reviewing",
    Where.FIND: "While a find is open",
    Where.TYPING: "While the words to find are typed",
    Where.HAND: "While evidence is selected by hand",
    Where.LIST: "In a list to read",
    Where.CHOICE: "In a list to choose from",
    Where.EVIDENCE: "In the list of a verdict's evidence",
    Where.PICK: "In a list to pick from, or a line to type",
    Where.CONFLICT: "Where two decided the same",
    Where.FINISHED: "When all is decided",
    Where.OVERVIEW: "In the overview",
    Where.ACROSS: "One requirement across the policies",
    Where.FILTER: "While words are typed that filter the overview",
    Where.NOTE: "While a note is written",
    Where.START: "In a list before a review",
    Where.REVIEWS: "In the list of reviews",
    Where.REVIEWS_FILTER: "While words are typed that filter the list of reviews",
}
# A mode lies over a screen: keys that mean nothing in it mean what they do there.
OVER = {
    Where.FIND: Where.REVIEW,
    Where.TYPING: Where.REVIEW,
    Where.HAND: Where.REVIEW,
    Where.EVIDENCE: Where.CHOICE,
    Where.FILTER: Where.OVERVIEW,
    Where.REVIEWS: Where.START,
    Where.REVIEWS_FILTER: Where.START,
}
# Where what is typed is text: a key that writes a character means nothing else there.
WRITING = frozenset({Where.NOTE, Where.PICK, Where.TYPING, Where.FILTER, Where.REVIEWS_FILTER})
# There, nobody can ask for help with a letter: the help of the place before lists their keys.
WRITTEN_FROM = {
    Where.REVIEW: (Where.TYPING, Where.PICK, Where.NOTE),
    Where.OVERVIEW: (Where.FILTER,),
    Where.REVIEWS: (Where.REVIEWS_FILTER,),
}


class Action(NamedTuple):
    """One thing a reviewer can do.

    `id` names it for good (configurations refer to it); `keys` are the default keys, named as
    Textual names them, the first one is shown; `label` stands in the footer, `help` in the help
    screen; `where` is where they have that meaning.
    """

    id: str
    keys: tuple[str, ...]
    label: str
    help: str
    group: Group
    where: tuple[Where, ...] = (Where.REVIEW,)


def own(actions: Iterable[Action], where: Where) -> list[Action]:
    """The actions that are listed for a place itself, not for what it lies over."""
    return [action for action in actions if where in action.where]


def within(actions: Iterable[Action], where: Where) -> list[Action]:
    """All that can be done in a place: its own actions first, then those that it lies over."""
    found = [*actions]
    under = OVER.get(where)
    below = [one for one in own(found, under) if where not in one.where] if under else []
    return own(found, where) + below


def meanings(actions: Iterable[Action], keys: Keys, where: Where) -> dict[str, str]:
    """The action's id for each key of a place; a mode's own keys hide those it lies over."""
    meant: dict[str, str] = {}
    for action in within(actions, where):
        for key in keys.get(action.id, ()):
            meant.setdefault(key, action.id)
    return meant


_SHOWN = {
    "asterisk": "*",
    "circumflex_accent": "^",
    "dollar_sign": "$",
    "apostrophe": "'",
    "plus": "+",
    "minus": "-",
    "equals_sign": "=",
    "vertical_line": "|",
    "backslash": "\\",
    "left_parenthesis": "(",
    "right_parenthesis": ")",
    "left_curly_bracket": "{",
    "right_curly_bracket": "}",
    "right_square_bracket": "]",
    "left_square_bracket": "[",
    "greater_than_sign": ">",
    "less_than_sign": "<",
    "slash": "/",
    "question_mark": "?",
    "colon": ":",
    "comma": ",",
    "semicolon": ";",
    "ampersand": "&",
    "underscore": "_",
    "tilde": "~",
    "at": "@",
    "pagedown": "pgdn",
    "pageup": "pgup",
}


def shown_key(key: str) -> str:
    """A key as it is printed: `?`, `ctrl+r`, `space`."""
    if (shown := _SHOWN.get(key)) is not None or "_" not in key:
        return shown or key
    from textual.keys import format_key

    return format_key(key)


def types(key: str) -> bool:
    """Whether a key types a character where text is written."""
    return key == "space" or len(shown_key(key)) == 1


_DIGITS = tuple("123456789")


def shown_keys(keys: Sequence[str]) -> str:
    """All keys of an action as they are printed: `j down`, `1…9`."""
    if tuple(keys) == _DIGITS:
        return "1…9"
    return " ".join(map(shown_key, keys))
