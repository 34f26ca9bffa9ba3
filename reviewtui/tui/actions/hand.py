"""Evidence by hand: walking through the document, selecting, taking; seeing what is taken."""

from __future__ import annotations

from reviewtui.tui.actions.model import Action, Group, Where

_HAND = (Where.HAND,)

HAND: tuple[Action, ...] = (
    Action(
        "hand",
        ("e",),
        "select",
        "evidence by hand: walk through the policy and select words of it",
        Group.EVIDENCE,
    ),
    Action(
        "candidate",
        ("1", "2", "3", "4", "5", "6", "7", "8", "9"),
        "number",
        "the candidate with that number: 3 m decides on the third",
        Group.EVIDENCE,
    ),
    Action(
        "evidence",
        ("D",),
        "evidence",
        "the evidence of the verdict, or what is taken so far: see it, drop pieces of it",
        Group.EVIDENCE,
    ),
    Action(
        "copy",
        ("y",),
        "copy",
        "copy what is selected, the hit or the candidate, through the terminal (OSC 52)",
        Group.EVIDENCE,
    ),
    Action(
        "drop-piece",
        ("space", "x", "delete"),
        "drop",
        "drop this piece of evidence, or keep it",
        Group.EVIDENCE,
        (Where.EVIDENCE,),
    ),
    Action(
        "why",
        ("r",),
        "why silent",
        "why nothing strong is found: the terms looked for, the best there is, how much was shown",
        Group.EVIDENCE,
    ),
    Action("hand-take", ("space",), "take", "take what is selected, or drop it", Group.READ, _HAND),
    Action("hand-next", ("j", "down"), "sentence", "next sentence", Group.READ, _HAND),
    Action("hand-previous", ("k", "up"), "back", "previous sentence", Group.READ, _HAND),
    Action(
        "hand-next-paragraph",
        ("right_curly_bracket", "right_parenthesis"),
        "paragraph",
        "next paragraph or list item",
        Group.READ,
        _HAND,
    ),
    Action(
        "hand-previous-paragraph",
        ("left_curly_bracket", "left_parenthesis"),
        "paragraph",
        "previous paragraph or list item",
        Group.READ,
        _HAND,
    ),
    Action("hand-next-heading", ("J",), "heading", "next heading", Group.READ, _HAND),
    Action("hand-previous-heading", ("K",), "heading", "previous heading", Group.READ, _HAND),
    Action(
        "hand-extend",
        ("v",),
        "extend",
        "extend what is selected by moving; again: move it",
        Group.READ,
        _HAND,
    ),
    Action(
        "hand-wider",
        ("e",),
        "wider",
        "wider: the sentence around, then its paragraph, then its section",
        Group.READ,
        _HAND,
    ),
    Action(
        "hand-narrower",
        ("E",),
        "narrower",
        "narrower: back to what was widened, down to the hit of a find",
        Group.READ,
        _HAND,
    ),
    Action(
        "hand-end-later", ("l", "right"), "longer", "one word more at the end", Group.READ, _HAND
    ),
    Action(
        "hand-end-earlier", ("h", "left"), "shorter", "one word less at the end", Group.READ, _HAND
    ),
    Action("hand-start-later", ("L",), "later", "one word less at the start", Group.READ, _HAND),
    Action(
        "hand-start-earlier", ("H",), "earlier", "one word more at the start", Group.READ, _HAND
    ),
    Action(
        "hand-next-hit",
        ("n",),
        "hit",
        "next hit, where a find is open, or next candidate",
        Group.READ,
        _HAND,
    ),
    Action("hand-previous-hit", ("N",), "hit", "previous hit or candidate", Group.READ, _HAND),
)
