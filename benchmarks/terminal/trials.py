"""What is pressed to try every action of the registry in every place where it applies."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from benchmarks.terminal.projects import CHECKLIST, REVIEW, begun, done, several
from reviewtui.tui.actions import ACTIONS, Where, own

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from reviewtui.tui.actions import Action

ESCAPE = "escape"
# Textual's name of a key → what a terminal sends
_SENT = {
    "enter": "\r", "escape": "\x1b", "tab": "\t", "space": " ", "backspace": "\x7f",
    "delete": "\x1b[3~",
    "pagedown": "\x1b[6~", "pageup": "\x1b[5~", "down": "\x1b[B", "up": "\x1b[A",
    "right": "\x1b[C", "left": "\x1b[D", "home": "\x1b[H", "end": "\x1b[F",
    "asterisk": "*", "circumflex_accent": "^", "dollar_sign": "$", "apostrophe": "'",
    "plus": "+", "minus": "-", "equals_sign": "=", "vertical_line": "|", "backslash": "\\",
    "left_parenthesis": "(", "right_parenthesis": ")", "left_curly_bracket": "{",
    "right_curly_bracket": "}", "left_square_bracket": "[", "right_square_bracket": "]",
    "greater_than_sign": ">", "less_than_sign": "<", "slash": "/", "question_mark": "?",
    "colon": ":",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Scene:
    """How to come from the review's screen to a place and back, in which project."""

    enter: tuple[str, ...]
    leave: tuple[str, ...] = (ESCAPE,)
    project: Callable[[Path], None] = begun
    arguments: tuple[str, ...] = ("policies", "-c", CHECKLIST, "-r", REVIEW)


@dataclass(frozen=True, slots=True)
class Trial:
    """One action in one place: what is pressed before its key, and after it to come back to the
    review's screen with all as it was; None where the program has to be started anew for it."""

    action: Action
    where: Where
    before: tuple[str, ...]
    after: tuple[str, ...] | None

    @property
    def key(self) -> str:
        """The first of its keys; in a list that takes letters as typed the first that is none."""
        keys = self.action.keys
        if self.where is Where.LIST:
            return next((key for key in keys if len(sent(key)) > 1), keys[0])
        return keys[0]


@dataclass(frozen=True, slots=True)
class _Special:
    before: tuple[str, ...] = ()
    after: tuple[str, ...] | None = field(default=(ESCAPE,))


SCENES = {
    Where.REVIEW: Scene(()),
    Where.FIND: Scene(("/", *"data", "enter")),
    Where.TYPING: Scene(("/", *"data")),
    Where.HAND: Scene(("e",)),
    Where.LIST: Scene(("?",)),
    Where.CHOICE: Scene(("Q",)),
    Where.EVIDENCE: Scene(("space", "D"), (ESCAPE, "space")),
    Where.PICK: Scene(("'",)),
    Where.CONFLICT: Scene(("M",), ()),
    Where.FINISHED: Scene(("tab",), (), done),
    Where.OVERVIEW: Scene(("O",)),
    Where.ACROSS: Scene(("A",)),
    Where.FILTER: Scene(("O", "/"), (ESCAPE, ESCAPE)),
    Where.NOTE: Scene(("o",)),
    Where.START: Scene((), (), several, ()),
    Where.REVIEWS: Scene((), (), several, ()),
    Where.REVIEWS_FILTER: Scene(("/",), (ESCAPE,), several, ()),
}
_VERDICTS = ("met", "partial", "missing", "contradicted", "unclear", "not-applicable", "defer")
_UNDONE = _Special((), ("u",))
_ON_STALE = ("s",)
_BACK = (ESCAPE, "tab")  # to something undecided
_ANEW = _Special((), None)
# What the place's own way in and out does not do.
_SPECIAL: dict[tuple[Where, str], _Special] = {
    **{(Where.REVIEW, verdict): _UNDONE for verdict in _VERDICTS},
    (Where.REVIEW, "undo"): _Special(("m",), ()),
    (Where.REVIEW, "redo"): _Special(("m", "u"), ("u",)),
    (Where.REVIEW, "confirm"): _Special(_ON_STALE, ("u", *_BACK)),
    (Where.REVIEW, "compare"): _Special(_ON_STALE, (ESCAPE, *_BACK)),
    (Where.REVIEW, "take"): _Special((), ("space",)),
    (Where.REVIEW, "learning"): _Special((), ("L",)),
    (Where.REVIEW, "mark"): _Special((), ("B", "B", ESCAPE)),
    (Where.REVIEW, "marks"): _Special(("b",), ("B", ESCAPE)),
    (Where.REVIEW, "previous-candidate"): _Special(("n",), ()),
    (Where.REVIEW, "next-requirement"): _Special((), ("k",)),
    (Where.REVIEW, "previous-requirement"): _Special(("j",), ()),
    (Where.REVIEW, "next-stale"): _Special((), _BACK),
    (Where.REVIEW, "next-moved"): _Special((), _BACK),
    (Where.REVIEW, "next-policy"): _Special((), ("[",)),
    (Where.REVIEW, "previous-policy"): _Special(("]",), ()),
    (Where.REVIEW, "page-up"): _Special(("G",), ("z",)),
    (Where.REVIEW, "half-page-up"): _Special(("G",), ("z",)),
    (Where.REVIEW, "line-up"): _Special(("G",), ("z",)),
    (Where.REVIEW, "page-down"): _Special(("g",), ("z",)),
    (Where.REVIEW, "half-page-down"): _Special(("g",), ("z",)),
    (Where.REVIEW, "line-down"): _Special(("g",), ("z",)),
    (Where.REVIEW, "top"): _Special(("G",), ("z",)),
    (Where.REVIEW, "bottom"): _Special(("g",), ("z",)),
    (Where.REVIEW, "to-candidate"): _Special(("g",), ()),
    (Where.REVIEW, "menus"): _Special((), ("f",)),
    (Where.REVIEW, "close"): _Special(("/", *"data", "enter"), ()),
    (Where.REVIEW, "details"): _Special((), ("i",)),
    (Where.REVIEW, "way"): _Special((), ("t", ESCAPE)),
    (Where.REVIEW, "checklist-shown"): _Special((), ("=",)),
    (Where.REVIEW, "checklist-wider"): _Special((), ("=",)),
    (Where.REVIEW, "checklist-narrower"): _Special((), ("=",)),
    (Where.REVIEW, "checklist-side"): _Special((), ("=",)),
    (Where.REVIEW, "candidates-shown"): _Special((), ("=",)),
    (Where.REVIEW, "candidates-larger"): _Special((), ("=",)),
    (Where.REVIEW, "candidates-smaller"): _Special((), ("=",)),
    (Where.REVIEW, "candidates-side"): _Special((), ("=",)),
    (Where.REVIEW, "requirement-larger"): _Special((), ("=",)),
    (Where.REVIEW, "requirement-smaller"): _Special((), ("=",)),
    (Where.REVIEW, "as-it-was"): _Special(("+",), ()),
    (Where.REVIEW, "candidate"): _Special(("n",), ("1",)),
    (Where.REVIEW, "quit"): _ANEW,
    (Where.REVIEW, "take-over"): _ANEW,
    (Where.REVIEW, "save-copy"): _ANEW,
    (Where.FIND, "previous-hit"): _Special(("n",), (ESCAPE,)),
    (Where.TYPING, "find-previous"): _Special(("down",)),
    (Where.HAND, "hand-take"): _Special((), ("space", ESCAPE)),
    (Where.HAND, "hand-previous"): _Special(("j",)),
    (Where.HAND, "hand-previous-paragraph"): _Special(("}",)),
    (Where.HAND, "hand-previous-heading"): _Special(("J",)),
    (Where.HAND, "hand-narrower"): _Special(("e",)),
    (Where.HAND, "hand-end-earlier"): _Special(("l",)),
    (Where.HAND, "hand-start-earlier"): _Special(("L",)),
    (Where.HAND, "hand-previous-hit"): _Special(("n",)),
    (Where.LIST, "list-up"): _Special(("down",)),
    (Where.LIST, "list-page-up"): _Special(("pagedown",)),
    (Where.LIST, "list-top"): _Special(("end",)),
    (Where.LIST, "list-narrow"): _Special((), (ESCAPE, ESCAPE)),
    (Where.LIST, "list-close"): _Special((), ()),
    (Where.LIST, "list-enter"): _Special((), ()),
    (Where.CHOICE, "previous-line"): _Special(("j",)),
    (Where.CHOICE, "lines-up"): _Special(("G",)),
    (Where.CHOICE, "first-line"): _Special(("G",)),
    (Where.CHOICE, "choose"): _Special((), (ESCAPE,)),
    (Where.CHOICE, "leave"): _Special((), ()),
    (Where.CHOICE, "narrow"): _Special(("G",), (ESCAPE, ESCAPE)),
    (Where.PICK, "pick"): _Special(("down",), ("tab",)),
    (Where.PICK, "pick-previous"): _Special(("down",)),
    (Where.PICK, "pick-page-up"): _Special(("pagedown",)),
    (Where.PICK, "pick-nothing"): _Special((), ()),
    **{
        (Where.OVERVIEW, verdict): _Special(("b", "j", "b"), (ESCAPE, "u"))
        for verdict in (*_VERDICTS, "undo", "redo")
    },
    (Where.OVERVIEW, "mark"): _Special((), ("b", ESCAPE)),
    (Where.OVERVIEW, "mark-row"): _Special((), ("*", ESCAPE)),
    (Where.OVERVIEW, "previous-line"): _Special(("j",)),
    (Where.OVERVIEW, "lines-up"): _Special(("G",)),
    (Where.OVERVIEW, "first-line"): _Special(("G",)),
    (Where.OVERVIEW, "open-cell"): _Special(("j", "l"), ("tab",)),
    (Where.OVERVIEW, "leave"): _Special((), ()),
    (Where.OVERVIEW, "previous-column"): _Special(("$",)),
    (Where.OVERVIEW, "first-column"): _Special(("$",)),
    (Where.OVERVIEW, "last-column"): _Special(("0",)),
    (Where.OVERVIEW, "columns-left"): _Special(("$",)),
    (Where.OVERVIEW, "columns-right"): _Special(("0",)),
    (Where.OVERVIEW, "filter"): _Special((), (ESCAPE, ESCAPE)),
    (Where.OVERVIEW, "only"): _Special((), (ESCAPE, ESCAPE)),
    (Where.OVERVIEW, "only-before"): _Special((), (ESCAPE, ESCAPE)),
    (Where.OVERVIEW, "across"): _Special((), (ESCAPE, ESCAPE)),
    (Where.OVERVIEW, "marks"): _Special(("b",), (ESCAPE, "b", ESCAPE)),
    (Where.OVERVIEW, "help"): _Special((), (ESCAPE, ESCAPE)),
    **{(Where.ACROSS, verdict): _Special((), ("u", ESCAPE)) for verdict in _VERDICTS},
    (Where.ACROSS, "undo"): _Special(("m",), (ESCAPE,)),
    (Where.ACROSS, "redo"): _Special(("m", "u"), ("u", ESCAPE)),
    (Where.ACROSS, "mark"): _Special((), ("b", ESCAPE)),
    (Where.ACROSS, "marks"): _Special(("b",), (ESCAPE, "b", ESCAPE)),
    (Where.ACROSS, "previous-candidate"): _Special(("n",)),
    (Where.ACROSS, "previous-line"): _Special(("j",)),
    (Where.ACROSS, "lines-up"): _Special(("G",)),
    (Where.ACROSS, "first-line"): _Special(("G",)),
    (Where.ACROSS, "across-previous"): _Special(("l",)),
    (Where.ACROSS, "open-cell"): _Special(("j",), ("tab",)),
    (Where.ACROSS, "leave"): _Special((), ()),
    (Where.ACROSS, "help"): _Special((), (ESCAPE, ESCAPE)),
    (Where.NOTE, "note-save"): _Special(("a",), ("u",)),
    (Where.NOTE, "note-line"): _Special((), ("backspace", ESCAPE)),
    (Where.NOTE, "note-aside"): _Special((), ()),
    (Where.LIST, "help"): _Special((), (ESCAPE, ESCAPE)),
    (Where.CHOICE, "help"): _Special((), (ESCAPE, ESCAPE)),
    (Where.CONFLICT, "help"): _Special((), (ESCAPE,)),
    (Where.FINISHED, "help"): _Special((), (ESCAPE, ESCAPE)),
    (Where.START, "choose"): _ANEW,
    (Where.START, "leave"): _ANEW,
    (Where.START, "help"): _Special((), (ESCAPE,)),
    (Where.START, "next-line"): _Special(("g",), ()),
    (Where.START, "previous-line"): _Special(("G",), ()),
    (Where.START, "lines-down"): _Special(("g",), ()),
    (Where.START, "lines-up"): _Special(("G",), ()),
    (Where.START, "first-line"): _Special(("G",), ()),
    (Where.START, "last-line"): _Special(("g",), ()),
    (Where.REVIEWS, "reviews-filter"): _Special((), (ESCAPE,)),
    (Where.FILTER, "filter-done"): _Special(("d", "a"), (ESCAPE, ESCAPE)),
    (Where.FILTER, "filter-close"): _Special(("d", "a"), (ESCAPE, ESCAPE)),
    (Where.REVIEWS_FILTER, "filter-done"): _ANEW,
    (Where.REVIEWS_FILTER, "filter-close"): _Special((), ()),
    (Where.FINISHED, "list-up"): _Special(("j",), (ESCAPE,)),
    (Where.FINISHED, "list-page-up"): _Special((" ",), (ESCAPE,)),
    (Where.FINISHED, "list-top"): _Special(("G",), (ESCAPE,)),
    (Where.FINISHED, "list-enter"): _Special((), ()),
    (Where.FINISHED, "list-narrow"): _Special((), (ESCAPE, ESCAPE)),
    (Where.FINISHED, "report"): _Special((), (ESCAPE, ESCAPE)),
    (Where.FINISHED, "quit"): _ANEW,
    (Where.FINISHED, "undo"): _Special((), ("ctrl+r",)),
    (Where.FINISHED, "overview"): _Special(),
    (Where.FINISHED, "queues"): _Special(),
}


def trials() -> Iterator[Trial]:
    """Each action in each of its places; where nothing else is said its place is entered, its
    first key is pressed and the place is left."""
    for where, scene in SCENES.items():
        for action in own(ACTIONS, where):
            usual = _Special((), None if where is Where.CONFLICT else scene.leave)
            special = _SPECIAL.get((where, action.id), usual)
            yield Trial(action, where, (*scene.enter, *special.before), special.after)


def sent(key: str) -> str:
    """What a terminal sends for a key, by Textual's name of it or as itself."""
    if key.startswith("ctrl+") and len(key) == 6:
        return chr(ord(key[-1]) - 96)
    found = _SENT.get(key, key)
    if len(key) > 1 and key not in _SENT:
        raise KeyError(f"no terminal sends {key}")
    return found
