"""The program: what it says of itself and keeps, and leaving it."""

from __future__ import annotations

from reviewtui.tui.actions.model import Action, Group, Where

_EVERYWHERE = (
    Where.REVIEW, Where.OVERVIEW, Where.ACROSS, Where.START,
    Where.LIST, Where.CHOICE, Where.CONFLICT, Where.FINISHED,
)  # fmt: skip

PROGRAM: tuple[Action, ...] = (
    Action(
        "news",
        ("V",),
        "news",
        "what changed since the verdicts were given: policies, requirements, verdicts",
        Group.PROGRAM,
    ),
    Action(
        "report",
        ("R",),
        "report",
        "write a report: for people, for a spreadsheet, for programs",
        Group.PROGRAM,
        (Where.REVIEW, Where.FINISHED),
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
    Action("help", ("question_mark",), "help", "these keys", Group.PROGRAM, _EVERYWHERE),
    Action(
        "commands", ("colon", "ctrl+p"), "commands", "every command, by its name", Group.PROGRAM
    ),
    Action(
        "jump",
        ("apostrophe",),
        "go to",
        "go to any requirement, policy or heading, by a few letters of it",
        Group.MOVE,
    ),
    Action("theme", ("Y",), "theme", "choose a theme", Group.PROGRAM),
    Action(
        "repaint",
        ("ctrl+l",),
        "repaint",
        "paint the whole screen again, where something else wrote on it",
        Group.PROGRAM,
    ),
    Action(
        "suspend",
        ("ctrl+z",),
        "suspend",
        "back to the shell; fg returns here",
        Group.PROGRAM,
    ),
    Action(
        "quit",
        ("q",),
        "quit",
        "quit; everything decided is saved",
        Group.PROGRAM,
        (Where.REVIEW, Where.FINISHED),
    ),
)
