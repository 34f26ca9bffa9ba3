"""The registry: everything the app can be asked to do, with its keys and its words.

Bindings, the footer, the help screen, the command palette and the page of keys all come from
here. Keys are named as Textual names them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Group(StrEnum):
    """The headings under which the help screen lists actions."""

    DECIDE = "Decide"
    EVIDENCE = "Candidates and evidence"
    MOVE = "Move"
    READ = "Read"
    PROGRAM = "reviewtui"


@dataclass(frozen=True, slots=True)
class Action:
    """One thing a reviewer can do.

    `id` names it for good (configurations refer to it); `keys` are the default keys, the
    first one is shown; `label` stands in the footer, `help` in the help screen.
    """

    id: str
    keys: tuple[str, ...]
    label: str
    help: str
    group: Group


ACTIONS: tuple[Action, ...] = (
    Action("met", ("m",), "met", "met: the policy says it", Group.DECIDE),
    Action("partial", ("p",), "partial", "partial: it says some of it", Group.DECIDE),
    Action(
        "missing",
        ("x",),
        "missing",
        "missing: it does not say it; records what was looked for and what was shown",
        Group.DECIDE,
    ),
    Action("contradicted", ("c",), "contra", "contradicted: it says otherwise", Group.DECIDE),
    Action(
        "unclear",
        ("w",),
        "unclear",
        "unclear (what?): it cannot be told from the text",
        Group.DECIDE,
    ),
    Action("not-applicable", ("a",), "n/a", "not applicable to this policy", Group.DECIDE),
    Action("defer", ("d",), "defer", "come back to it later; again: no longer", Group.DECIDE),
    Action("note", ("o",), "note", "write or change the note", Group.DECIDE),
    Action("undo", ("u",), "undo", "take back your last decision", Group.DECIDE),
    Action("redo", ("ctrl+r",), "redo", "give it again", Group.DECIDE),
    Action(
        "confirm",
        ("enter",),
        "confirm",
        "confirm a verdict as it stands, where it is stale or its evidence moved",
        Group.DECIDE,
    ),
    Action(
        "compare",
        ("v",),
        "then and now",
        "a verdict then and now, in full: what changed in its evidence and requirement",
        Group.DECIDE,
    ),
    Action(
        "conflicts",
        ("M",),
        "both",
        "what somebody else decided too, while you did: both versions, to choose from",
        Group.DECIDE,
    ),
    Action(
        "take",
        ("space",),
        "take",
        "take the candidate as evidence, or drop it; several may be taken",
        Group.EVIDENCE,
    ),
    Action("next-candidate", ("n",), "next", "next candidate", Group.EVIDENCE),
    Action("previous-candidate", ("N",), "previous", "previous candidate", Group.EVIDENCE),
    Action(
        "learning",
        ("L",),
        "learning",
        "learn from earlier verdicts in the ranking, or not",
        Group.EVIDENCE,
    ),
    Action("next-requirement", ("j", "down"), "next", "next requirement", Group.MOVE),
    Action("previous-requirement", ("k", "up"), "previous", "previous requirement", Group.MOVE),
    Action(
        "next-undecided",
        ("tab",),
        "undecided",
        "next requirement that is not decided",
        Group.MOVE,
    ),
    Action(
        "next-stale",
        ("s",),
        "stale",
        "through the stale verdicts, one after the other; again: the next one",
        Group.MOVE,
    ),
    Action(
        "next-moved",
        ("S",),
        "moved",
        "through verdicts whose evidence has other neighbours or another heading now",
        Group.MOVE,
    ),
    Action(
        "next-policy",
        ("right_square_bracket", "greater_than_sign"),
        "policy",
        "next policy",
        Group.MOVE,
    ),
    Action(
        "previous-policy",
        ("left_square_bracket", "less_than_sign"),
        "policy",
        "previous policy",
        Group.MOVE,
    ),
    Action("page-down", ("pagedown",), "page", "one page down in the policy", Group.READ),
    Action("page-up", ("pageup",), "page", "one page up", Group.READ),
    Action("half-page-down", ("ctrl+d",), "half", "half a page down", Group.READ),
    Action("half-page-up", ("ctrl+u",), "half", "half a page up", Group.READ),
    Action("line-down", ("J",), "line", "one line down", Group.READ),
    Action("line-up", ("K",), "line", "one line up", Group.READ),
    Action("top", ("g", "home"), "top", "the policy's first line", Group.READ),
    Action("bottom", ("G", "end"), "bottom", "the policy's last line", Group.READ),
    Action("to-candidate", ("z",), "candidate", "back to the current candidate", Group.READ),
    Action("menus", ("f",), "menus", "show the menus of saved pages, or fold them", Group.READ),
    Action(
        "find",
        ("slash",),
        "find",
        "find words in the policy as you type; then n and N go through the hits",
        Group.READ,
    ),
    Action(
        "close",
        ("escape",),
        "close",
        "leave find (n and N are candidates again), or the queue; clear the message",
        Group.READ,
    ),
    Action(
        "details",
        ("i",),
        "guidance",
        "guidance, references and terms of the requirement, in full or in short",
        Group.READ,
    ),
    Action(
        "news",
        ("V",),
        "news",
        "what changed since the verdicts were given: policies, requirements, verdicts",
        Group.PROGRAM,
    ),
    Action(
        "save-copy",
        ("W",),
        "save a copy",
        "save a copy elsewhere, when the review cannot be saved",
        Group.PROGRAM,
    ),
    Action(
        "take-over",
        ("T",),
        "take over",
        "begin to write a review that somebody else had open, as soon as that may be",
        Group.PROGRAM,
    ),
    Action("help", ("question_mark",), "help", "these keys", Group.PROGRAM),
    Action("commands", ("colon", "ctrl+p"), "commands", "every command by its name", Group.PROGRAM),
    Action(
        "suspend",
        ("ctrl+z",),
        "suspend",
        "back to the shell; fg returns here",
        Group.PROGRAM,
    ),
    Action("quit", ("q",), "quit", "quit; everything decided is saved", Group.PROGRAM),
)

BY_ID = {action.id: action for action in ACTIONS}

_SHOWN = {
    "right_square_bracket": "]",
    "left_square_bracket": "[",
    "greater_than_sign": ">",
    "less_than_sign": "<",
    "slash": "/",
    "question_mark": "?",
    "colon": ":",
    "pagedown": "pgdn",
    "pageup": "pgup",
}


def shown_key(key: str) -> str:
    """A key as it is printed: `?`, `ctrl+r`, `space`."""
    return _SHOWN.get(key, key)
