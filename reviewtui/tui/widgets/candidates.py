"""The candidates: ranked, with strength and reason, and what is taken."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.strip import Strip

from reviewtui.tui.glyphs import STRENGTH_GLYPHS
from reviewtui.tui.widgets.pane import Pane, Part, line
from reviewtui.tui.wrapping import crop, drawn, width_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.style import Style

    from reviewtui.matching import Candidate
    from reviewtui.session.desk import Desk


LEAST_SEEN = 3  # lines of a card that is cut: its words have begun
FRONT = 17  # cells of a candidate's number and strength
LEAST_WHY = 12  # cells of a reason behind a candidate's words
LEAST_MORE = 14  # cells for another reason of which only the beginning fits


class CandidatesPane(Pane):
    """A title line with more of the current one's reason, then one line a candidate."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("candidates")
        self.desk = desk
        self.first = 0
        self.beside = False  # the policy, not below it
        self.weak_hint = ""  # how to see why all candidates are weak

    @property
    def end_shown(self) -> int:
        """How many candidates are on the screen, or above it."""
        return self.first + self._rows_shown()

    def _rows_shown(self) -> int:
        if not self.display:
            return 0
        if self.beside:
            cards = self._cards(*self.size)
            if not cards:
                return 0  # there are none, or no room: a wide screen of few rows shows no pane
            cut = sum(map(len, cards)) - (self.size.height - 1)  # lines of the last one
            return len(cards) - (cut > 0 and len(cards[-1]) - cut < LEAST_SEEN)
        return max(1, self.size.height - 1)

    def _follow(self) -> None:
        """Keeps the current candidate in view."""
        current = self.desk.current
        if self.beside:
            self.first = min(self.first, current)
            while self.first < current:
                cards = self._cards(*self.size)
                whole = sum(map(len, cards)) < self.size.height
                if current < self.first + len(cards) - (0 if whole else 1):
                    break
                self.first += 1
            return
        shown = self._rows_shown()
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
        self._follow()
        if self.beside:
            from reviewtui.tui.widgets.cards import BAR

            title = f"candidate {desk.current + 1} of {len(candidates)}"
            cards = [row for rows in self._cards(width, height) for row in rows]
            bar = line(width, [(BAR, quiet)])
            return [self._rule(width, title, ""), *cards, *[bar] * (height - 1 - len(cards))]
        ranks = range(self.first, min(len(candidates), self.first + height - 1))
        most = max(LEAST_WHY, (width - FRONT) * 2 // 5)
        whys = {rank: brief_reason(candidates[rank].why, most) for rank in ranks}
        column = max((width_of(words) for words, _ in whys.values()), default=0)
        current = candidates[desk.current].why
        said = whys[desk.current][1] if desk.current in whys else 0
        title = f"candidate {desk.current + 1} of {len(candidates)}"
        rule = self._rule(width, title, "; ".join(current[said:]))
        return [
            rule,
            *(self._candidate(at, candidates[at], whys[at][0], width, column) for at in ranks),
        ]

    def _rule(self, width: int, title: str, why: str) -> Strip:
        quiet = self.named("quiet")
        title = f"{title} " if title else ""
        parts: list[Part] = [("── ", quiet), (title, None)]
        if why:
            parts.append((f"{why} ", self.named("why")))
        used = 3 + width_of(title) + (width_of(why) + 1 if why else 0)
        right: list[Part] = []
        if self.weak_hint and all(one.strength == "weak" for one in self.desk.candidates or ()):
            right = [(f" {self.weak_hint} ──", quiet)]
        room = width - used - sum(width_of(text) + 1 for text, _ in right)
        return line(width, [*parts, ("─" * max(0, room), quiet)], right)

    def _candidate(
        self, rank: int, candidate: Candidate, why: str, width: int, column: int
    ) -> Strip:
        """Its line: the reason stands at the right, in a `column` of so many cells."""
        segments = [Segment(*part) for part in self._front(rank, candidate)]
        room = width - FRONT - column - 3
        segments += self._snippet(candidate, room, rank == self.desk.current)
        used = sum(width_of(s.text) for s in segments)
        segments.append(Segment(" " * max(0, width - used - column - 1)))
        segments.append(
            Segment(f"{drawn(why)}{' ' * (column - width_of(why))} ", self.named("why"))
        )
        return Strip(segments).adjust_cell_length(width)

    def _front(self, rank: int, candidate: Candidate) -> list[Part]:
        """Its number and strength, and whether it is the current one, and taken."""
        is_current = rank == self.desk.current
        taken = (candidate.start, candidate.end) in self.desk.pieces
        style = {"strong": "good", "likely": "warning", "weak": "quiet"}[candidate.strength]
        front = f"{'▶' if is_current else ' '}{rank + 1:>2} {'✓' if taken else ' '}"
        strength = f"{STRENGTH_GLYPHS[candidate.strength]} {candidate.strength:<6} "
        return [
            (front, self.named("cursor") if is_current else None),
            (strength, self.named(style)),
        ]

    def _cards(self, width: int, height: int) -> list[list[Strip]]:
        """The cards from the first one shown on, as many as have room; the last may be cut."""
        from reviewtui.tui.widgets.cards import card

        candidates, cards = self.desk.candidates or (), list[list[Strip]]()
        used = 1  # the rule above them
        for rank in range(self.first, len(candidates)):
            if used >= height:
                break
            candidate, current = candidates[rank], rank == self.desk.current
            cards.append(
                card(self, candidate, self._front(rank, candidate), width, current=current)
            )
            used += len(cards[-1])
        return cards

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


def brief_reason(why: Sequence[str], room: int) -> tuple[str, int]:
    """The reasons for a candidate in at most `room` cells, and how many of them are said in full.

    As many as fit, then the beginning of the next one.
    """
    for count in range(len(why), 0, -1):
        said = "; ".join(why[:count])
        left = room - width_of(said)
        if left < 0:
            continue
        if count < len(why) and left >= LEAST_MORE:
            said += f"; {crop(why[count], left - 2)}"
        elif count < len(why) and left >= 2:
            said += " …"
        return said, count
    return crop(why[0], room) if why else "", 0
