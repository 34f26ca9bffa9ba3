"""What the terminal shows, so that nothing is sent that stands there already.

A change of the layout makes Textual paint a region with the layout, and again for each widget in
it that has another size; a screen that is opened is painted when it is laid out, and again when it
is current. On a slow line each of them is seconds. So each cell of a frame is compared with what
was sent to it last, and of a line that changed only the stretches that did are sent.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import chain, repeat
from operator import ne
from typing import NamedTuple

from rich.cells import cell_len

from reviewtui.tui.wrapping import is_plain

ERASE = "\x1b[0m\x1b[2J"  # makes the whole screen blank
APART = 10  # equal cells between two changed ones that are not sent: a move costs as many bytes

_MOVE = re.compile(r"\x1b\[(\d+);(\d+)H")
_STYLE = re.compile(r"(\x1b\[[0-9;:]*m)")
_RESETS = frozenset({"\x1b[0m", "\x1b[m"})
# the sequences for the terminal's own colours, of letters and behind them, and those for others
_OWN_COLOURS = tuple(
    (
        str(first + 9),
        frozenset(map(str, (*range(first, first + 8), *range(first + 60, first + 68)))),
    )
    for first in (30, 40)
)
_LONGER = ("38", "48", "58")  # codes are followed by more
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
# Modes and questions that Textual sends: mouse, cursor, focus, pasting, wrapping, keyboard, whether
# output is synchronized, the pointer's shape. None of them writes on the screen.
_SILENT = re.compile(
    r"(?:\x1b\[\?(?:7|25|100[0-6]|101[56]|2004|2026|2027|2031|2048)(?:[hl]|\$p)"
    r"|\x1b\[[<>=]\d*u|\x1b\]22;[a-z-]*\x07)+"
)
_CHANGED = re.compile(rb"\x01+(?:\x00{1,%d}\x01+)*" % APART)
_UNKNOWN, _BLANK = "\x00", " "


class _Row(NamedTuple):
    """The cells of a row, from column 1: a character, and the sequences that style it. A piece
    that has other than narrow characters is kept as a whole, in its first cell; "" follows."""

    characters: list[str]
    styles: list[str]


class Shown:
    """The cells of the terminal, as far as they are known."""

    def __init__(self) -> None:
        self._rows: dict[int, _Row] = {}
        self._elsewhere = _UNKNOWN  # what stands in all other cells
        self._cursor = ""

    def forget(self) -> None:
        """Something else may have written on the terminal: from now on everything is sent."""
        self._rows.clear()
        self._elsewhere, self._cursor = _UNKNOWN, ""

    def erased(self) -> None:
        """The terminal shows nothing."""
        self.forget()
        self._elsewhere = _BLANK

    def news(self, data: str) -> str:
        """What of `data` the terminal does not show yet. All of it where it is not a frame or not
        understood; then what it shows is not known any more."""
        first, *rest = _MOVE.split(data)
        if first or not rest:
            if not _SILENT.fullmatch(data):
                self.forget()
            return data
        fresh: list[str] = []
        for row, column, piece in zip(rest[::3], rest[1::3], rest[2::3], strict=True):
            text = piece.rstrip("\n")  # a line feed before a move to a cell moves nothing
            if not text:
                continue
            parts = _STYLE.split(text)
            bare = "".join(parts[::2])
            if _CONTROL.search(bare) or (len(parts) > 1 and parts[-2] not in _RESETS):
                self.forget()
                return data
            if is_plain(bare):
                fresh += self._put(int(row), int(column), bare, _styles(parts), text)
            elif self._put_whole(int(row), int(column), cell_len(bare), text):
                fresh.append(f"\x1b[{row};{column}H{text}")
        return self._with_cursor(fresh, rest)

    def _put(self, row: int, column: int, bare: str, styles: list[str], text: str) -> list[str]:
        """Notes a piece that is `text` as it comes; the stretches of it that are to be sent."""
        known = self._row(row, column + len(bare))
        cells = slice(column, column + len(bare))
        before, worn = known.characters[cells], known.styles[cells]
        known.characters[cells], known.styles[cells] = bare, styles
        changed = _either(bytes(map(ne, before, bare)), bytes(map(ne, worn, styles)))
        fresh = []
        for found in _CHANGED.finditer(changed):
            start, end = found.span()
            whole = end - start == len(bare)
            fresh.append(f"\x1b[{row};{column + start}H")
            fresh.append(text if whole else _styled(bare, styles, start, end))
        return fresh

    def _put_whole(self, row: int, column: int, width: int, text: str) -> bool:
        """Notes a piece that is sent as a whole; False if it stands there already.

        Terminals differ in how wide it is: where it is wider than here, up to twice, it was
        written over what follows, which is sent again.
        """
        known = self._row(row, column + 2 * width)
        cells = slice(column, column + width)
        now = [text, *repeat("", width - 1)][:width]
        if known.characters[cells] == now:
            return False
        known.characters[cells], known.styles[cells] = now, [""] * width
        known.characters[column + width : column + 2 * width] = [_UNKNOWN] * width
        return True

    def _row(self, row: int, end: int) -> _Row:
        """What is known of a row, which has cells up to the column before `end`."""
        known = self._rows.get(row)
        if known is None:
            known = self._rows[row] = _Row([], [])
        missing = end - len(known.characters)
        if missing > 0:
            known.characters.extend(repeat(self._elsewhere, missing))
            known.styles.extend(repeat("", missing))
        return known

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


def _either(one: bytes, other: bytes) -> bytes:
    """Each byte of both or-ed: a loop over cells would take as long as all the rest."""
    ored = int.from_bytes(one, "big") | int.from_bytes(other, "big")
    return ored.to_bytes(len(one), "big")


def _styles(parts: list[str]) -> list[str]:
    """The style of each cell of a piece that was split at its style sequences."""
    style = ""
    worn: list[list[str]] = []
    for at, part in enumerate(parts):
        if not at % 2:
            worn.append([style] * len(part))
        else:
            style = "" if part in _RESETS else style + (part if style else _bare(part))
    return [*chain.from_iterable(worn)]


@lru_cache(maxsize=1000)
def _bare(sequence: str) -> str:
    """A style that begins, without the terminal's own colours where it names no others: those are
    worn already. Textual names them for what is seen through a screen, and only there."""
    codes = sequence[2:-1].split(";")
    if any(":" in code or code in _LONGER for code in codes):
        return sequence
    for own, others in _OWN_COLOURS:
        if own in codes and others.isdisjoint(codes):
            codes = [code for code in codes if code != own]
    return f"\x1b[{';'.join(codes)}m" if codes else ""


def _styled(bare: str, styles: list[str], start: int, end: int) -> str:
    """A stretch of a piece, each style begun and ended."""
    found: list[str] = []
    while start < end:
        style, stop = styles[start], start + 1
        while stop < end and styles[stop] == style:
            stop += 1
        words = bare[start:stop]
        found.append(f"{style}{words}\x1b[0m" if style else words)
        start = stop
    return "".join(found)
