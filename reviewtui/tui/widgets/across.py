"""Policies under each other, each with what holds for one requirement and the words for it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.strip import Strip

from reviewtui.reviews.overview import standing_words, sum_up
from reviewtui.tui.glyphs import STRENGTH_GLYPHS, entry_glyph
from reviewtui.tui.widgets.grid_words import in_words
from reviewtui.tui.widgets.pane import Pane, Part, line
from reviewtui.tui.wrapping import crop, drawn, width_of, wrap_rows, wrap_words

if TYPE_CHECKING:
    from collections.abc import Collection

    from reviewtui.reviews import Pair
    from reviewtui.session.across import Across

INDENT = 4
BRIEF, MOST = 3, 8  # rows of a policy that is not the current one
_STYLES = {"strong": "good", "likely": "warning", "weak": "quiet"}


class AcrossPane(Pane):
    """The requirement above; then the policies in view, the current one with all of its words."""

    DEFAULT_CSS = "AcrossPane { height: 1fr; width: 1fr; background: $background; }"

    def __init__(self, across: Across) -> None:
        super().__init__("across")
        self.across = across
        self.stale: Collection[Pair] = frozenset()
        self.top = 0
        self._heads_alone = False
        self._lines: list[Strip] = []  # what was drawn last, and how many of them are heads
        self._head_count = 0

    def repaint_heads(self) -> None:
        """See `Pane.repaint`; what the policies have for the requirement follows later."""
        self._heads_alone = bool(self._lines)
        try:
            self.repaint()
        finally:
            self._heads_alone = False

    @property
    def _height(self) -> int:
        """Rows that it has, or will have about."""
        return self.size.height or self.app.size.height

    @property
    def brief(self) -> int:
        """How many rows a policy takes that is not the current one: more where there is room."""
        return max(BRIEF, min((self._height - 4) // len(self.across.policies), MOST))

    @property
    def in_view(self) -> range:
        """The policies in view, or about to be."""
        count = max(1, self._height // self.brief)
        return range(self.top, min(len(self.across.policies), self.top + count))

    def draw(self, width: int, height: int) -> list[Strip]:
        """See `Pane.draw`."""
        heads = self._heads(width, height)
        if self._heads_alone and self._lines[0].cell_length == width:
            heads += [line(width, [])] * (self._head_count - len(heads))
            return [*heads, *self._lines[len(heads) :]]
        room = height - len(heads)
        current = self._block(self.across.row, width, max(self.brief, room))
        above = max(0, room - len(current)) // self.brief
        row, count = self.across.row, len(self.across.policies)
        self.top = max(row - above, min(self.top, row))
        self.top = max(0, min(self.top, max(row, count) - 1))
        lines = list[Strip]()
        for at in range(self.top, count):
            if len(lines) >= room:
                break
            lines += current if at == row else self._block(at, width, self.brief)
        lines = [*lines[:room], *[line(width, [])] * (room - len(lines))]
        self._lines, self._head_count = [*heads, *lines], len(heads)
        return self._lines

    def _heads(self, width: int, height: int) -> list[Strip]:
        """The requirement, what it asks for, and how it stands over all policies."""
        across, desk = self.across, self.across.desk
        asked = desk.checklist.by_id[across.requirement]
        at = desk.requirement_ids.index(asked.id) + 1
        right: list[Part] = [(f"{at} of {len(desk.requirement_ids)} ", self.named("quiet"))]
        lines = [
            line(
                width,
                [
                    (f" {asked.title}", self.named("title")),
                    (f"  {asked.severity}", self.named("quiet")),
                ],
                right,
            )
        ]
        rows = wrap_words(asked.text, width - 2)[: 1 if height < 20 else 2]
        lines += [line(width, [(f" {row}", None)]) for row in rows]
        sums = sum_up(desk.review, [asked.id], across.policies, self.stale).whole
        told = in_words(sums)
        marked = f"   {len(desk.marks)} marked" if desk.marks else ""
        used = 4 + width_of(told) + width_of(marked) + 1
        rule = "─" * max(0, width - used)
        parts: list[Part] = [
            ("── ", self.named("quiet")),
            (told, None),
            (marked, self.named("warning")),
        ]
        return [*lines, line(width, [*parts, (f" {rule}", self.named("quiet"))])]

    def _block(self, at: int, width: int, most: int) -> list[Strip]:
        """One policy: what holds in a line, then its words; `most` rows at most."""
        across = self.across
        policy, is_current = across.policies[at], at == across.row
        words = self._words(policy, width)
        shown = words[: most - 1]
        if len(words) > len(shown) and shown:
            shown[-1] = self._cut(shown[-1], width)
        shown += [line(width, [])] * (self.brief - 1 - len(shown))
        return [self._standing(policy, is_current, width), *shown]

    def _standing(self, policy: str, is_current: bool, width: int) -> Strip:
        across = self.across
        pair = (policy, across.requirement)
        entry, stale = across.entry(policy), pair in self.stale
        glyph, style = entry_glyph(entry, stale)
        held = standing_words(entry, stale)
        if entry is not None and entry.verdict is not None:
            held += f" · {entry.reviewer} {entry.time:%Y-%m-%d}"
        if entry is not None and entry.note:
            held += f" · note: {' '.join(entry.note.split())}"
        mark = "+" if pair in across.desk.marks else " "
        parts: list[Part] = [
            ("▶" if is_current else " ", self.named("cursor")),
            (mark, self.named("warning")),
            (f"{glyph} ", self.named(style)),
            (crop(policy, max(12, width // 3)), self.named("title" if is_current else "current")),
            (f"  {held}", self.named(style)),
        ]
        return line(width, parts, self._place(policy))

    def _place(self, policy: str) -> list[Part]:
        """Which candidate is shown, and how strong it is; or that it is cited."""
        across, known = self.across, self.across.known.get(policy)
        shown = across.candidate(policy)
        if known is None:
            return []
        if shown is None:
            cited = len(across.cited(policy))
            return (
                [(f"✓ cited, {cited} " if cited > 1 else "✓ cited ", self.named("evidence"))]
                if cited
                else []
            )
        at, one = shown
        style = self.named(_STYLES[one.strength])
        taken = len(across.taken(policy))
        return [
            (f"✓ {taken} taken  " if taken else "", self.named("evidence")),
            (f"{STRENGTH_GLYPHS[one.strength]} {one.strength}", style),
            (f"  {at + 1} of {len(known.candidates)} ", self.named("quiet")),
        ]

    def _words(self, policy: str, width: int) -> list[Strip]:
        """The words that the verdict cites, or those of the candidate that is shown."""
        across = self.across
        if policy in across.failures:
            rows = wrap_words(across.failures[policy], width - INDENT - 1)
            return [line(width, [(" " * INDENT + row, self.named("bad"))]) for row in rows]
        if policy not in across.known:
            return [line(width, [(" " * INDENT + "reading…", self.named("quiet"))])]
        shown, cited = across.candidate(policy), across.cited(policy)
        if cited:
            return [strip for text in cited for strip in self._wrapped(text, [], width)]
        if shown is None:
            return [line(width, [(" " * INDENT + "no passage comes near", self.named("quiet"))])]
        one, taken = shown[1], across.taken(policy)
        span = (one.start, one.end)
        front = "  ✓ " if span in taken else ""
        others = [across.words_of(policy, piece) for piece in sorted(taken) if piece != span]
        spans = [(start - one.start, end - one.start) for start, end in one.highlights]
        inside = [(start, end) for start, end in spans if start >= 0 and end <= len(one.text)]
        strips = self._wrapped(one.text, inside, width, front)
        return strips + [s for text in others for s in self._wrapped(text, [], width, "  ✓ ")]

    def _wrapped(
        self, text: str, spans: list[tuple[int, int]], width: int, front: str = ""
    ) -> list[Strip]:
        """A passage in lines, the words that matched marked; `front` stands before the first."""
        text = re.sub(r"\s", " ", text)
        strips = []
        for row in wrap_rows(text, width - INDENT - 1):
            begun = Segment(front or " " * INDENT, self.named("evidence") if front else None)
            segments, at, front = [begun], row.start, ""
            for start, end in [*sorted(spans), (row.end, row.end)]:
                begin, stop = max(start, at), min(end, row.end)
                if begin > row.end or (stop <= begin and start != row.end):
                    continue
                segments.append(Segment(drawn(text[at:begin])))
                segments.append(Segment(drawn(text[begin:stop]), self.named("matched")))
                at = max(at, stop)
            strips.append(Strip(segments).adjust_cell_length(width))
        return strips

    def _cut(self, strip: Strip, width: int) -> Strip:
        """A line that is not the last one, ending in dots."""
        return Strip([*strip.crop(0, width - 2), Segment(" …", self.named("quiet"))], width)
