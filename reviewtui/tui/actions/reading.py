"""Reading: moving about, scrolling, finding."""

from __future__ import annotations

from reviewtui.tui.actions.model import Action, Group, Where

READING: tuple[Action, ...] = (
    Action("next-requirement", ("j", "down"), "requirement", "next requirement", Group.MOVE),
    Action("previous-requirement", ("k", "up"), "previous", "previous requirement", Group.MOVE),
    Action(
        "next-undecided",
        ("tab",),
        "undecided",
        "next requirement that is not decided, or the next one of the queue",
        Group.MOVE,
    ),
    Action(
        "next-stale",
        ("s",),
        "next stale",
        "through the stale verdicts, one after the other; again: the next one",
        Group.MOVE,
    ),
    Action(
        "next-moved",
        ("S",),
        "next moved",
        "through the verdicts on moved evidence: its neighbours or its heading are others now",
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
    Action("page-down", ("pagedown", "ctrl+f"), "page", "one page down in the policy", Group.READ),
    Action("page-up", ("pageup", "ctrl+b"), "page", "one page up", Group.READ),
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
        "leave find (n and N are candidates again), guidance, or the queue; clear the message",
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
        "find-done",
        ("enter",),
        "done",
        "n and N go through the hits from now on; nothing typed: what was found last",
        Group.READ,
        (Where.TYPING,),
    ),
    Action("find-next", ("down",), "next hit", "next hit", Group.READ, (Where.TYPING,)),
    Action("find-previous", ("up",), "previous hit", "previous hit", Group.READ, (Where.TYPING,)),
    Action("next-hit", ("n",), "next hit", "next hit", Group.READ, (Where.FIND,)),
    Action("previous-hit", ("N",), "previous hit", "previous hit", Group.READ, (Where.FIND,)),
)
