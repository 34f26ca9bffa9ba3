"""Lists that lie over a screen: to read, to pick from, to choose between two versions."""

from __future__ import annotations

from reviewtui.tui.actions.model import Action, Group, Where

_SCROLLED = (Where.LIST, Where.CONFLICT, Where.FINISHED)
_CLOSED = (Where.LIST, Where.FINISHED)

LISTS: tuple[Action, ...] = (
    Action("list-down", ("j", "down"), "down", "one line down", Group.READ, _SCROLLED),
    Action("list-up", ("k", "up"), "up", "one line up", Group.READ, _SCROLLED),
    Action(
        "list-page-down",
        ("pagedown", "space", "ctrl+d"),
        "page",
        "one page down",
        Group.READ,
        _SCROLLED,
    ),
    Action("list-page-up", ("pageup", "ctrl+u"), "page", "one page up", Group.READ, _SCROLLED),
    Action("list-top", ("g", "home"), "top", "the first line", Group.READ, _SCROLLED),
    Action("list-bottom", ("G", "end"), "bottom", "the last line", Group.READ, _SCROLLED),
    Action(
        "list-narrow",
        ("slash",),
        "narrow",
        "only the lines that hold what is typed",
        Group.READ,
        _CLOSED,
    ),
    Action(
        "list-close",
        ("escape", "q"),
        "close",
        "close the list",
        Group.READ,
        (Where.LIST,),
    ),
    Action(
        "finished-back",
        ("escape",),
        "back",
        "back to the last requirement, to look again",
        Group.READ,
        (Where.FINISHED,),
    ),
    Action(
        "list-enter",
        ("enter",),
        "done",
        "close the list; while one types: scroll what is left",
        Group.READ,
        _CLOSED,
    ),
    Action("pick", ("enter",), "pick", "what is marked", Group.MOVE, (Where.PICK,)),
    Action("pick-next", ("down", "ctrl+n"), "next", "down", Group.MOVE, (Where.PICK,)),
    Action("pick-previous", ("up", "ctrl+p"), "previous", "up", Group.MOVE, (Where.PICK,)),
    Action("pick-page-down", ("pagedown",), "page", "one page down", Group.MOVE, (Where.PICK,)),
    Action("pick-page-up", ("pageup",), "page", "one page up", Group.MOVE, (Where.PICK,)),
    Action("pick-nothing", ("escape",), "back", "back, nothing picked", Group.MOVE, (Where.PICK,)),
    Action(
        "conflict-keep",
        ("enter", "1"),
        "keep",
        "keep what holds now",
        Group.DECIDE,
        (Where.CONFLICT,),
    ),
    Action(
        "conflict-take",
        ("t", "2"),
        "take",
        "let the other version hold",
        Group.DECIDE,
        (Where.CONFLICT,),
    ),
    Action(
        "conflict-later",
        ("escape", "q"),
        "later",
        "decide that later",
        Group.DECIDE,
        (Where.CONFLICT,),
    ),
)
