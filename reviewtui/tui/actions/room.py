"""The room on the screen: panes larger, smaller, hidden, on the other side."""

from __future__ import annotations

from reviewtui.tui.actions.model import Action, Group

ROOM: tuple[Action, ...] = (
    Action(
        "checklist-shown",
        ("H",),
        "checklist",
        "show the checklist beside the policy, or hide it",
        Group.ROOM,
    ),
    Action("checklist-wider", ("right_parenthesis",), "wider", "the checklist wider", Group.ROOM),
    Action(
        "checklist-narrower",
        ("left_parenthesis",),
        "narrower",
        "the checklist narrower",
        Group.ROOM,
    ),
    Action(
        "checklist-side", ("vertical_line",), "side", "the checklist on the other side", Group.ROOM
    ),
    Action(
        "candidates-shown", ("C",), "candidates", "show the candidates, or hide them", Group.ROOM
    ),
    Action(
        "candidates-larger",
        ("right_curly_bracket",),
        "larger",
        "more room for the candidates",
        Group.ROOM,
    ),
    Action(
        "candidates-smaller",
        ("left_curly_bracket",),
        "smaller",
        "less room for the candidates",
        Group.ROOM,
    ),
    Action(
        "candidates-side",
        ("backslash",),
        "beside",
        "the candidates beside the policy, or below it",
        Group.ROOM,
    ),
    Action(
        "requirement-larger", ("plus",), "larger", "one more line of the requirement", Group.ROOM
    ),
    Action(
        "requirement-smaller", ("minus",), "smaller", "one line less of the requirement", Group.ROOM
    ),
    Action(
        "as-it-was",
        ("equals_sign",),
        "as it was",
        "all panes as the screen has room for them",
        Group.ROOM,
    ),
)
