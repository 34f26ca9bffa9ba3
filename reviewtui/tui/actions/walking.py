"""Walking: queues, the two ways through a review, and lists to choose from."""

from __future__ import annotations

from reviewtui.tui.actions.model import Action, Group, Where

_CHOICE = (Where.CHOICE,)
_LISTS = (Where.CHOICE, Where.OVERVIEW, Where.ACROSS, Where.START)

WALKING: tuple[Action, ...] = (
    Action(
        "queues",
        ("Q",),
        "queues",
        "choose what to go through: a queue, a severity, a section, a policy",
        Group.MOVE,
        (Where.REVIEW, Where.FINISHED),
    ),
    Action(
        "way",
        ("t",),
        "way",
        "walk policy by policy, or requirement by requirement across the policies",
        Group.MOVE,
    ),
    Action(
        "choose",
        ("enter",),
        "choose",
        "choose what the cursor is at",
        Group.MOVE,
        (Where.CHOICE, Where.START),
    ),
    Action("next-line", ("j", "down"), "down", "one line down", Group.MOVE, _LISTS),
    Action("previous-line", ("k", "up"), "up", "one line up", Group.MOVE, _LISTS),
    Action("lines-down", ("pagedown", "ctrl+d"), "page", "one page down", Group.MOVE, _LISTS),
    Action("lines-up", ("pageup", "ctrl+u"), "page", "one page up", Group.MOVE, _LISTS),
    Action("first-line", ("g", "home"), "first", "the first line", Group.MOVE, _LISTS),
    Action("last-line", ("G", "end"), "last", "the last line", Group.MOVE, _LISTS),
    Action(
        "leave",
        ("escape", "q"),
        "back",
        "back to where you came from; before a review: leave everything as it is",
        Group.MOVE,
        _LISTS,
    ),
    Action(
        "reviews-filter",
        ("slash",),
        "filter",
        "show only what has these words in its name; as you type",
        Group.READ,
        (Where.REVIEWS,),
    ),
    Action(
        "narrow",
        ("space",),
        "only in",
        "in the queues: count them in this part of the review only; in the marks: take it away",
        Group.MOVE,
        _CHOICE,
    ),
)
