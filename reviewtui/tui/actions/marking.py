"""Marking several for one verdict."""

from __future__ import annotations

from reviewtui.tui.actions.model import Action, Group, Where

MARKING: tuple[Action, ...] = (
    Action(
        "mark",
        ("b",),
        "mark",
        "mark for one verdict on several, or take the mark away; then a verdict key decides all",
        Group.DECIDE,
        (Where.REVIEW, Where.OVERVIEW, Where.ACROSS),
    ),
    Action(
        "marks",
        ("B",),
        "marks",
        "what is marked: look, go there, take marks away; again: take all away",
        Group.DECIDE,
        (Where.REVIEW, Where.OVERVIEW, Where.ACROSS, Where.CHOICE),
    ),
    Action(
        "mark-row",
        ("asterisk",),
        "mark row",
        "mark all policies of this requirement that are undecided, or take these marks away",
        Group.DECIDE,
        (Where.OVERVIEW,),
    ),
)
