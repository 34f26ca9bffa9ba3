"""A candidate as a card: where candidates stand beside the policy, with room for their words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reviewtui.tui.widgets.pane import Pane, Part, line
from reviewtui.tui.wrapping import crop, drawn, wrap_rows, wrap_words

if TYPE_CHECKING:
    from textual.strip import Strip

    from reviewtui.matching import Candidate

ROWS, CURRENT_ROWS = 3, 10  # of a candidate's words, and of the current one's
WHY_ROWS = 3
BEFORE = 40  # characters before the first match that are kept where the words begin later
BAR = "│"  # between the policy and the cards
_INDENT = 2


def card(
    pane: Pane, candidate: Candidate, front: list[Part], width: int, *, current: bool
) -> list[Strip]:
    """Its lines: `front`, why it was chosen (in full for the current one), its words, a blank."""
    from reviewtui.tui.widgets.candidates import FRONT, brief_reason

    bar: Part = (f"{BAR} ", pane.named("quiet"))
    brief = "" if current else brief_reason(candidate.why, width - FRONT - 2)[0]
    lines = [line(width, [(BAR, pane.named("quiet")), *front, (brief, pane.named("why"))])]
    room = max(8, width - 2 - _INDENT)
    rows: list[list[Part]] = []
    if current:
        why = wrap_words("; ".join(candidate.why), room)
        if len(why) > WHY_ROWS:
            why[WHY_ROWS - 1] = crop(f"{why[WHY_ROWS - 1]} …", room)
        rows += [[(words, pane.named("why"))] for words in why[:WHY_ROWS]]
    rows += _words(pane, candidate, room, CURRENT_ROWS if current else ROWS, current=current)
    lines += [line(width, [bar, (" " * _INDENT, None), *parts]) for parts in rows]
    return [*lines, line(width, [bar])]


def _words(
    pane: Pane, candidate: Candidate, room: int, most: int, *, current: bool
) -> list[list[Part]]:
    """The rows of its words, with the matched ones marked; from the first match on where there is
    no room for all."""
    text = re.sub(r"\s", " ", candidate.text)
    inside = [
        (start - candidate.start, end - candidate.start)
        for start, end in candidate.highlights
        if candidate.start <= start and end <= candidate.end
    ]
    rows = wrap_rows(text, room)
    if inside and len(rows) > most and inside[0][0] > rows[most - 1].start:
        begin = text.rfind(" ", 0, max(0, inside[0][0] - BEFORE)) + 1
        rows = [
            row._replace(start=row.start + begin, end=row.end + begin)
            for row in wrap_rows(text[begin:], room)
        ]
    plain, matched = (pane.named("current") if current else None), pane.named("matched")
    lines: list[list[Part]] = []
    for row in rows[:most]:
        parts: list[Part] = []
        at = row.start
        for start, end in inside:
            first, last = max(start, row.start, at), min(end, row.end)
            if first < last:
                parts += [(drawn(text[at:first]), plain), (drawn(text[first:last]), matched)]
                at = last
        lines.append([*parts, (drawn(text[at : row.end]), plain)])
    if len(rows) > most and lines:
        words, style = lines[-1][-1]
        lines[-1][-1] = (crop(words, max(1, len(words) - 1), "") + "…", style)
    return lines
