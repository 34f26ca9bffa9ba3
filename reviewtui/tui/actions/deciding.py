"""Deciding: verdicts, notes, candidates and what is taken of them."""

from __future__ import annotations

from reviewtui.tui.actions.model import Action, Group, Where

_TABLES = (Where.REVIEW, Where.OVERVIEW, Where.ACROSS)  # several can be decided there
_PASSAGES = (Where.REVIEW, Where.ACROSS)

DECIDING: tuple[Action, ...] = (
    Action("met", ("m",), "met", "met: the policy says it", Group.DECIDE, _TABLES),
    Action("partial", ("p",), "partial", "partial: it says some of it", Group.DECIDE, _TABLES),
    Action(
        "missing",
        ("x",),
        "missing",
        "missing: it does not say it; records what was looked for and what was shown",
        Group.DECIDE,
        _TABLES,
    ),
    Action(
        "contradicted", ("c",), "contra", "contradicted: it says otherwise", Group.DECIDE, _TABLES
    ),
    Action(
        "unclear",
        ("w",),
        "unclear",
        "unclear: it cannot be told from the text (w as in “what?”)",
        Group.DECIDE,
        _TABLES,
    ),
    Action("not-applicable", ("a",), "n/a", "not applicable to this policy", Group.DECIDE, _TABLES),
    Action(
        "defer", ("d",), "defer", "come back to it later; again: no longer", Group.DECIDE, _TABLES
    ),
    Action("note", ("o",), "note", "write or change the note", Group.DECIDE),
    Action(
        "note-in-editor",
        ("E",),
        "editor",
        "write the note in your editor: of your config, else $VISUAL, else $EDITOR",
        Group.DECIDE,
    ),
    Action(
        "undo",
        ("u",),
        "undo",
        "take back your last decision",
        Group.DECIDE,
        (*_TABLES, Where.FINISHED),
    ),
    Action("redo", ("ctrl+r",), "redo", "give it again", Group.DECIDE, _TABLES),
    Action(
        "confirm",
        ("enter",),
        "confirm",
        "confirm a verdict as it stands, where it is stale or on moved evidence",
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
        _PASSAGES,
    ),
    Action("next-candidate", ("n",), "candidate", "next candidate", Group.EVIDENCE, _PASSAGES),
    Action(
        "previous-candidate", ("N",), "previous", "previous candidate", Group.EVIDENCE, _PASSAGES
    ),
    Action(
        "learning",
        ("L",),
        "learning",
        "learn from earlier verdicts in the ranking, or not",
        Group.EVIDENCE,
    ),
)
