"""The candidates: ranked, with strength, the reason for the current one, and what is taken."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.strip import Strip

from reviewtui.tui.glyphs import STRENGTH_GLYPHS
from reviewtui.tui.widgets.pane import Pane, Part, line
from reviewtui.tui.wrapping import crop, drawn, width_of

if TYPE_CHECKING:
    from rich.style import Style

    from reviewtui.matching import Candidate
    from reviewtui.session.desk import Desk


class CandidatesPane(Pane):
    """A title line with the reason, then one line a candidate."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("candidates")
        self.desk = desk
        self.first = 0
        self.weak_hint = ""  # how to see why there is no strong candidate

    @property
    def rows_shown(self) -> int:
        """How many candidates fit."""
        return max(1, self.size.height - 1)

    def follow(self) -> None:
        """Keeps the current candidate in view."""
        current, shown = self.desk.current, self.rows_shown
        self.first = max(min(self.first, current), current - shown + 1)
        if not current:
            self.first = 0

    def draw(self, width: int, height: int) -> list[Strip]:
        """See `Pane.draw`."""
        desk, quiet = self.desk, self.named("quiet")
        candidates = desk.candidates
        if candidates is None:
            return [self._rule(width, "ranking…" if desk.policy else "", "")]
        if not candidates:
            empty = line(width, [("   no passage comes near this requirement", quiet)])
            return [self._rule(width, "no candidates", ""), empty]
        current = candidates[desk.current]
        lines = [
            self._rule(
                width, f"candidate {desk.current + 1} of {len(candidates)}", "; ".join(current.why)
            )
        ]
        ranks = range(self.first, min(len(candidates), self.first + height - 1))
        return lines + [self._candidate(rank, candidates[rank], width) for rank in ranks]

    def _rule(self, width: int, title: str, why: str) -> Strip:
        quiet = self.named("quiet")
        title = f"{title} " if title else ""
        parts: list[Part] = [("── ", quiet), (title, None)]
        if why:
            parts.append((f"{why} ", self.named("why")))
        used = 3 + width_of(title) + (width_of(why) + 1 if why else 0)
        right: list[Part] = []
        if self.weak_hint and not any(c.strength == "strong" for c in self.desk.candidates or ()):
            right = [(f" {self.weak_hint} ──", quiet)]
        room = width - used - sum(width_of(text) + 1 for text, _ in right)
        return line(width, [*parts, ("─" * max(0, room), quiet)], right)

    def _candidate(self, rank: int, candidate: Candidate, width: int) -> Strip:
        is_current = rank == self.desk.current
        taken = (candidate.start, candidate.end) in self.desk.pieces
        style = {"strong": "good", "likely": "warning", "weak": "quiet"}[candidate.strength]
        front = f"{'▶' if is_current else ' '}{rank + 1:>2} {'✓' if taken else ' '}"
        strength = f"{STRENGTH_GLYPHS[candidate.strength]} {candidate.strength:<6} "
        segments = [
            Segment(front, self.named("cursor") if is_current else None),
            Segment(strength, self.named(style)),
        ]
        room = width - len(front) - len(strength) - 1
        segments += self._snippet(candidate, room, is_current)
        used = sum(width_of(s.text) for s in segments)
        segments.append(Segment(" " * max(0, width - used)))
        return Strip(segments, width)

    def _snippet(self, candidate: Candidate, room: int, is_current: bool) -> list[Segment]:
        """The words around the first match, white space folded, in `room` cells."""
        text = re.sub(r"\s", " ", candidate.text)
        inside = [
            (start - candidate.start, end - candidate.start)
            for start, end in candidate.highlights
            if candidate.start <= start and end <= candidate.end
        ]
        begin = 0
        if inside and len(text) > room and inside[0][0] > room * 2 // 3:
            begin = text.rfind(" ", 0, inside[0][0] - room // 4) + 1
        segments = [Segment("…")] if begin else []
        used, position = len(segments), begin
        plain, words = (self.named("current") if is_current else None), self.named("matched")
        cuts = [(s, e, words) for s, e in inside if s >= begin]
        pieces: list[tuple[str, Style | None]] = []
        for start, end, style in [*cuts, (len(text), len(text), plain)]:
            pieces += [(text[position:start], plain), (text[start:end], style)]
            position = max(position, end)
        left = sum(width_of(piece) for piece, _ in pieces)
        for piece, style in pieces:
            room_left = room - used
            if not piece or room_left <= 0:
                continue
            fits = left <= room_left
            cut = drawn(piece) if fits else crop(piece, room_left, "…")
            if not fits and width_of(piece) == room_left:
                cut = crop(piece, room_left - 1, "") + "…"
            segments.append(Segment(cut, style))
            used += width_of(cut)
            left -= width_of(piece)
        return segments
