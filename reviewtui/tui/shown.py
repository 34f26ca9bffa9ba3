"""What the terminal shows, so that nothing is sent that stands there already.

A change of the layout makes Textual paint a region with the layout, and again for each widget in
it that has another size; a screen that is opened is painted when it is laid out, and again when it
is current. On a slow line each of them is seconds. So each piece of a frame, a move to a cell and
the styled text from there, is compared with what was sent to these cells last.
"""

from __future__ import annotations

import re

from rich.cells import cell_len

_MOVE = re.compile(r"\x1b\[(\d+);(\d+)H")
_STYLE = re.compile(r"\x1b\[[0-9;:]*m")
_SYNCHRONIZED = frozenset({"\x1b[?2026h", "\x1b[?2026l"})
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


class Shown:
    """The pieces that were sent, by row and the column at which they begin."""

    def __init__(self) -> None:
        self._rows: dict[int, dict[int, tuple[int, str]]] = {}  # column → end, styled text
        self._cursor = ""

    def forget(self) -> None:
        """Something else may have written on the terminal: from now on everything is sent."""
        self._rows.clear()
        self._cursor = ""

    def news(self, data: str) -> str:
        """What of `data` the terminal does not show yet. All of it where it is not a frame or not
        understood; then what it shows is not known any more."""
        if data in _SYNCHRONIZED:
            return data
        first, *rest = _MOVE.split(data)
        if first or not rest:
            self.forget()
            return data
        fresh: list[str] = []
        for row, column, piece in zip(rest[::3], rest[1::3], rest[2::3], strict=True):
            text = piece.rstrip("\n")  # a line feed before a move to a cell moves nothing
            if not text:
                continue
            bare = _STYLE.sub("", text)
            if _CONTROL.search(bare):
                self.forget()
                return data
            if self._put(int(row), int(column), text, bare):
                fresh.append(f"\x1b[{row};{column}H{text}")
        return self._with_cursor(fresh, rest)

    def _put(self, row: int, column: int, text: str, bare: str) -> bool:
        """Notes a piece; False if it stands there already."""
        pieces = self._rows.setdefault(row, {})
        known = pieces.get(column)
        if known is not None and known[1] == text:
            return False
        end = column + cell_len(bare)
        for begin in [at for at, (to, _) in pieces.items() if at < end and to > column]:
            del pieces[begin]
        pieces[column] = (end, text)
        return True

    def _with_cursor(self, fresh: list[str], rest: list[str]) -> str:
        """A frame ends with where the cursor is to be; it is there, if nothing is sent."""
        row, column, text = rest[-3:]
        if text:
            self._cursor = ""
            return "".join(fresh)
        cursor = f"\x1b[{row};{column}H"
        if not fresh and cursor == self._cursor:
            return ""
        self._cursor = cursor
        return "".join(fresh) + cursor
