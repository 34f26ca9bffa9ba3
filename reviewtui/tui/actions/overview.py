"""The overview, and one requirement across the policies."""

from __future__ import annotations

from reviewtui.tui.actions.model import Action, Group, Where

_GRID = (Where.OVERVIEW,)
_ACROSS = (Where.ACROSS,)
_FILTERS = (Where.FILTER, Where.REVIEWS_FILTER)

OVERVIEW: tuple[Action, ...] = (
    Action(
        "overview",
        ("O",),
        "overview",
        "all requirements and policies in a table: what was decided, sums, to jump from",
        Group.MOVE,
        (Where.REVIEW, Where.FINISHED),
    ),
    Action(
        "open-cell",
        ("enter",),
        "open",
        "open what the cursor is at in the review",
        Group.MOVE,
        (Where.OVERVIEW, Where.ACROSS),
    ),
    Action("next-column", ("l", "right"), "right", "one policy to the right", Group.MOVE, _GRID),
    Action("previous-column", ("h", "left"), "left", "one policy to the left", Group.MOVE, _GRID),
    Action(
        "first-column", ("0", "circumflex_accent"), "first", "the first policy", Group.MOVE, _GRID
    ),
    Action("last-column", ("dollar_sign",), "last", "the last policy", Group.MOVE, _GRID),
    Action(
        "columns-right",
        ("right_square_bracket", "greater_than_sign"),
        "page",
        "a page of policies to the right",
        Group.MOVE,
        _GRID,
    ),
    Action(
        "columns-left",
        ("left_square_bracket", "less_than_sign"),
        "page",
        "a page of policies to the left",
        Group.MOVE,
        _GRID,
    ),
    Action(
        "filter",
        ("slash",),
        "filter",
        "show only what has these words: a requirement's, or a policy's name; as you type",
        Group.READ,
        _GRID,
    ),
    Action(
        "filter-done",
        ("enter",),
        "what is left",
        "move in what is left of the table, or open the review that is marked",
        Group.READ,
        _FILTERS,
    ),
    Action(
        "filter-close",
        ("escape",),
        "back",
        "close the line: the overview stays filtered until it is pressed again, the list of "
        "reviews is whole again",
        Group.READ,
        _FILTERS,
    ),
    Action(
        "only",
        ("f",),
        "one kind",
        "show one kind of cell only, the next one: met, missing, stale, undecided …",
        Group.READ,
        _GRID,
    ),
    Action("only-before", ("F",), "kind before", "the kind before", Group.READ, _GRID),
    Action(
        "across",
        ("A",),
        "across",
        "this requirement in all policies under each other: verdicts, and the words for them",
        Group.MOVE,
        (Where.REVIEW, Where.OVERVIEW),
    ),
    Action(
        "across-next",
        ("l", "right", "right_square_bracket", "greater_than_sign"),
        "next requirement",
        "the next requirement across the policies",
        Group.MOVE,
        _ACROSS,
    ),
    Action(
        "across-previous",
        ("h", "left", "left_square_bracket", "less_than_sign"),
        "previous requirement",
        "the requirement before",
        Group.MOVE,
        _ACROSS,
    ),
)
