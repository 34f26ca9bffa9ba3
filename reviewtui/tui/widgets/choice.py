"""Lines to choose from, with a cursor, over a screen; only those in view are drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reviewtui.tui.actions import Where, shown_key
from reviewtui.tui.widgets.over import Over
from reviewtui.tui.widgets.pane import Part, line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.strip import Strip

    from reviewtui.tui.actions import Keys

END = 1 << 30


class Row(NamedTuple):
    """One line: `front` before it, `right` at the right; a heading cannot be chosen. `style` is
    the name of the text's style."""

    text: str
    right: str = ""
    front: str = ""
    style: str = ""
    heading: bool = False


class Choosing(Over):
    """A title, the rows in view, and a line that says what the keys do.

    Who makes one says what is chosen in `_do_choose`.
    """

    where = Where.CHOICE

    def __init__(self, title: str, rows: Sequence[Row], keys: str) -> None:
        super().__init__()
        self.title, self.rows, self.keys = title, rows, keys
        self.cursor = next((at for at, row in enumerate(rows) if not row.heading), 0)

    @property
    def page(self) -> int:
        """How many rows fit."""
        return max(1, self.pane.size.height - 2)

    def move(self, by: int) -> None:
        """Moves the cursor by rows that can be chosen, to the last of them at most."""
        free = [at for at, row in enumerate(self.rows) if not row.heading]
        if not free:
            return
        place = min(range(len(free)), key=lambda index: abs(free[index] - self.cursor))
        self.cursor = free[max(0, min(len(free) - 1, place + by))]
        self.moved()

    def scroll(self, by: int) -> None:
        """See `Over.scroll`."""
        self.move(by)

    def click(self, row: int) -> None:
        """See `Over.click`."""
        at = self.top + row - 1
        if 0 <= at < len(self.rows) and not self.rows[at].heading:
            self.cursor = at
            self.do("choose")

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
            line(width, [(f" {self.keys}{more}", self.named("quiet"))], self.help_hint()),
        ]

    def _row(self, at: int, width: int) -> Strip:
        if at >= len(self.rows):
            return line(width, [])
        row, is_current = self.rows[at], at == self.cursor
        if row.heading:
            return line(width, [(f" {row.text}", self.named("quiet"))])
        parts: list[Part] = [("▶ " if is_current else "  ", self.named("cursor"))]
        style = self.named("cursor") if is_current else self.named(row.style) if row.style else None
        parts += [(row.front, None), (row.text, style)]
        return line(width, parts, [(f"{row.right} ", None)])

    def _do_next_line(self) -> None:
        self.move(1)

    def _do_previous_line(self) -> None:
        self.move(-1)

    def _do_lines_down(self) -> None:
        self.move(self.page - 1)

    def _do_lines_up(self) -> None:
        self.move(1 - self.page)

    def _do_first_line(self) -> None:
        self.move(-END)

    def _do_last_line(self) -> None:
        self.move(END)

    def _do_leave(self) -> None:
        self.close()

    def _do_choose(self) -> None:
        raise NotImplementedError

    def _do_narrow(self) -> None:
        """Where there is nothing to narrow, nothing happens."""

    def _do_marks(self) -> None:
        """Nor where there are no marks."""


def keys_line(keys: Keys, *actions: tuple[str, str]) -> str:
    """What the keys of these actions do, in a line: `enter goes there   escape back`."""
    said = [
        f"{shown_key(keys[action][0])} {words}" for action, words in actions if keys.get(action)
    ]
    return "   ".join(said)
