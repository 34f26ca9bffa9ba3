"""Lines to choose from, with a cursor; only those in view are drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reviewtui.tui.widgets.pane import Pane, Part, line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.strip import Strip


class Row(NamedTuple):
    """One line: `front` is a column at the left, `right` stands at the right; a heading cannot be
    chosen."""

    text: str
    right: str = ""
    front: str = ""
    style: str = ""
    heading: bool = False


class ChoicePane(Pane):
    """A title, the rows in view, and a line that says what the keys do."""

    DEFAULT_CSS = "ChoicePane { height: 1fr; width: 1fr; background: $background; }"

    def __init__(self, title: str, rows: Sequence[Row], keys: str) -> None:
        super().__init__("choice")
        self.title, self.rows, self.keys = title, rows, keys
        self.cursor = next((at for at, row in enumerate(rows) if not row.heading), 0)
        self.top = 0

    @property
    def page(self) -> int:
        """How many rows fit."""
        return max(1, self.size.height - 2)

    def move(self, by: int) -> None:
        """Moves the cursor by rows that can be chosen, to the last of them at most."""
        free = [at for at, row in enumerate(self.rows) if not row.heading]
        if not free:
            return
        place = min(range(len(free)), key=lambda index: abs(free[index] - self.cursor))
        self.cursor = free[max(0, min(len(free) - 1, place + by))]
        self.repaint()

    def draw(self, width: int, height: int) -> list[Strip]:
        """See `Pane.draw`."""
        shown = height - 2
        if not self.top < self.cursor < self.top + shown:
            self.top = self.cursor - shown // 2
        self.top = max(0, min(self.top, len(self.rows) - shown))
        lines = [self._row(at, width) for at in range(self.top, self.top + shown)]
        more = "   more below" if self.top + shown < len(self.rows) else ""
        return [
            line(width, [(f" {self.title}", self.named("title"))]),
            *lines,
            line(width, [(f" {self.keys}{more}", self.named("quiet"))]),
        ]

    def _row(self, at: int, width: int) -> Strip:
        if at >= len(self.rows):
            return line(width, [])
        row, is_current = self.rows[at], at == self.cursor
        style = self.named("cursor") if is_current else self.named(row.style) if row.style else None
        if row.heading:
            return line(width, [(f" {row.text}", self.named("quiet"))])
        parts: list[Part] = [("▶ " if is_current else "  ", self.named("cursor"))]
        parts += [(row.front, None), (row.text, style)]
        return line(width, parts, [(f"{row.right} ", None if row.right else self.named("quiet"))])
