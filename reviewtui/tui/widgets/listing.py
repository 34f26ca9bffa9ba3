"""Lines to read: help, what changed, a requirement in full."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewtui.tui.actions import Where
from reviewtui.tui.fuzzy import holding
from reviewtui.tui.widgets.over import Over
from reviewtui.tui.widgets.pane import Part, line
from reviewtui.tui.wrapping import wrap_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.strip import Strip

KEY_COLUMN = 16
Row = tuple[str, str, str]
"""A style's name, what stands in the column of keys, a text; an empty key spans the line."""


class Listing(Over):
    """Lines that can be scrolled, and narrowed to those that hold some words."""

    where = Where.LIST

    def __init__(self, rows: Sequence[Row], keys: str = "", *, typing: bool = False) -> None:
        """`keys` stands in the last line, else how to scroll and close; with `typing` one types at
        once."""
        super().__init__(typing=typing)
        self.rows, self.keys = rows, keys

    def _usual_keys(self) -> str:
        key = self.pane.key_of
        if self.typing:
            typed = self.typing_key
            closes = typed("list-close") or typed("list-enter")
            return f"{typed('list-up')} {typed('list-down')} scroll   {closes} closes"
        scroll = f"{key('list-down')} {key('list-up')} scroll"
        return f"{scroll}   {key('list-narrow')} narrows   {key('list-close')} closes"

    def narrow(self) -> None:
        """See `Over.narrow`."""
        self.top = 0

    def lines(self, width: int) -> list[Strip]:
        """All lines at `width`."""
        lines = []
        for style, key, text in narrowed(self.rows, self.query):
            if not key:
                lines += [
                    line(width, [(" " + words, self.named(style))])
                    for words in wrap_words(text, max(8, width - 2)) or [""]
                ]
                continue
            for index, words in enumerate(wrap_words(text, max(8, width - KEY_COLUMN - 2))):
                shown: Part = (f"  {key if not index else '':<{KEY_COLUMN - 2}}", self.named("key"))
                lines.append(line(width, [shown, (words, None)]))
        return lines

    @property
    def page(self) -> int:
        """Lines that a page scrolls by: two stay."""
        return max(1, self.pane.size.height - 3)

    def scroll(self, by: int) -> None:
        """Scrolls by rows."""
        self.top = max(0, self.top + by)
        self.moved()

    def _do_list_down(self) -> None:
        self.scroll(1)

    def _do_list_up(self) -> None:
        self.scroll(-1)

    def _do_list_page_down(self) -> None:
        self.scroll(self.page)

    def _do_list_page_up(self) -> None:
        self.scroll(-self.page)

    def _do_list_top(self) -> None:
        self.scroll(-self.top)

    def _do_list_bottom(self) -> None:
        self.scroll(len(self.lines(self.pane.size.width)))

    def _do_list_narrow(self) -> None:
        self.typing = True
        self.repaint()

    def _do_list_enter(self) -> None:
        """Typed to the end: j and k scroll what is left; else closes."""
        if self.typing and self.query:
            self.typing = False
            self.repaint()
        else:
            self.close()

    def _do_list_close(self) -> None:
        self.close()

    def draw(self, width: int, height: int) -> list[Strip]:
        """See `Pane.draw`."""
        head = []
        if self.typing or self.query:
            head = [line(width, self.typed_parts(width, "type to find"))]
        lines, room = self.lines(width), height - 1 - len(head)
        self.top = max(0, min(self.top, len(lines) - room))
        more = len(lines) - self.top > room
        hint = (self.keys or self._usual_keys()) + ("   more below" if more else "")
        shown = lines[self.top : self.top + room]
        blank = [line(width, [])] * (room - len(shown))
        return [
            *head,
            *shown,
            *blank,
            line(width, [(" " + hint, self.named("quiet"))], self.help_hint()),
        ]


def narrowed(rows: Sequence[Row], query: str) -> list[Row]:
    """The rows that hold the words of `query`, with the titles above them; all without one."""
    if not query.strip():
        return [*rows]
    texts = [f"{key} {text}" if style != "title" else "" for style, key, text in rows]
    kept = {index for index in holding(query, texts) if texts[index].strip()}
    found: list[Row] = []
    title: Row | None = None
    for index, row in enumerate(rows):
        if row[0] == "title":
            title = row
        elif index in kept:
            found += [row] if title is None else [title, row]
            title = None
    return found or [("quiet", "", "nothing here holds that")]
