"""Wrapping a policy's text to rows of a width in cells; pure, and testable alone.

A row is a span of the text, so that whatever is marked in the text is found in the rows, and
every character of the text stays where it is: nothing is removed, only white space at the
ends of rows is not drawn.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import get_character_cell_size

from reviewtui.characters import has_hidden, picture

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reviewtui.documents import Fold, Policy

TAB = "  "
# letters, digits, punctuation, lines, arrows and the signs of verdicts, of which each takes one
# cell wherever Rich's table holds, and joins with none before it: nearly every line
_PLAIN = re.compile(
    "[\x20-\x7e\xa0-\xac\xae-\u02ff\u0370-\u0482\u048a-\u0530\u2010-\u2027\u2030-\u205e"
    "\u20a0-\u20bf\u2122\u2190-\u2319\u2500-\u25fc\u2713\u2717]*"
)
_NUMBER_OR_BULLET = re.compile(
    r"(?:[•●▪◦‣·*–—-]|\(?[0-9a-zA-Z]{1,3}[.)]|[0-9]+(?:\.[0-9]+)+\.?)\s+"
)


class Row(NamedTuple):
    """One row on the screen: `text[start:end]` behind `indent` blank cells.

    With `folded`, the row stands for so many lines of the text that are not drawn.
    """

    start: int
    end: int
    indent: int = 0
    folded: int = 0


class Layout:
    """The rows of one text at one width, in order."""

    def __init__(self, rows: tuple[Row, ...], width: int) -> None:
        self.rows, self.width = rows, width

    @cached_property
    def _starts(self) -> list[int]:
        return [row.start for row in self.rows]

    def row_at(self, position: int) -> int:
        """The index of the row that shows the character at `position`, or the one before it."""
        return max(0, bisect_right(self._starts, position) - 1)


@lru_cache(maxsize=4096)
def shown(character: str) -> str:
    """What is drawn for one character: itself, its picture if it would act, blanks for a tab."""
    if character == "\t":
        return TAB
    return picture(character) if has_hidden(character) else character


@lru_cache(maxsize=4096)
def cells(character: str) -> int:
    """How many cells one character takes as it is drawn."""
    drawn = shown(character)
    return sum(get_character_cell_size(c) for c in drawn)


def is_plain(text: str) -> bool:
    """Whether every character of `text` is drawn as itself, in one cell."""
    return _PLAIN.fullmatch(text) is not None


def drawn(text: str) -> str:
    """`text` as it is drawn."""
    return text if is_plain(text) else "".join(map(shown, text))


def width_of(text: str) -> int:
    """How many cells `text` takes as it is drawn."""
    return len(text) if is_plain(text) else sum(map(cells, text))


def crop(text: str, width: int, ellipsis: str = "…") -> str:
    """`text` as it is drawn, in at most `width` cells, ending in `ellipsis` where it is cut."""
    if width_of(text) <= width:
        return drawn(text)
    room, used, end = width - len(ellipsis), 0, 0
    for character in text:
        used += cells(character)
        if used > room:
            break
        end += 1
    return drawn(text[:end]) + ellipsis[: max(0, width)]


def wrap_words(text: str, width: int) -> list[str]:
    """`text` as it is drawn, in lines of at most `width` cells."""
    return [
        drawn(text[row.start : row.end])
        for first, last in _lines(text, 0, len(text))
        for row in _wrap(text, first, last, width)
    ]


def wrap_rows(text: str, width: int, hang: int = 0) -> list[Row]:
    """The rows of `text` at `width` cells; all but the first of a line behind `hang` cells."""
    return [
        row
        for first, last in _lines(text, 0, len(text))
        for row in _wrap(text, first, last, width, hang)
    ]


def lay_out(policy: Policy, width: int, folded: Sequence[Fold] = ()) -> Layout:
    """The rows of a policy at `width` cells.

    Blocks begin a row of their own even where the text runs on (headings inside one long
    paragraph), items hang behind their bullet, and runs of empty lines become one empty row.
    Each of the `folded` runs is one row. Takes time linear in the text.
    """
    from reviewtui.documents import BlockKind

    text, rows = policy.text, list[Row]()
    width = max(width, 8)
    breaks = {0: BlockKind.PARAGRAPH, **{block.start: block.kind for block in policy.blocks}}
    starts = [*sorted(breaks), len(text)]
    closed = {fold.start: fold for fold in folded}
    behind = 0  # the last fold
    for begin, end in pairwise(starts):
        kind = breaks[begin]
        if (fold := closed.get(begin)) is not None:
            rows.append(Row(begin, fold.end, 0, fold.lines))
            behind = fold.end
        start = max(begin, min(behind, end))
        if kind is BlockKind.HEADING and _runs_on(text, start) and rows and _filled(rows[-1]):
            rows.append(Row(start, start))
        for first, last in _lines(text, start, end):
            if first == last:
                if rows and _filled(rows[-1]):
                    rows.append(Row(first, first))
                continue
            hang = 0
            if kind is BlockKind.ITEM and (bullet := _NUMBER_OR_BULLET.match(text, first, last)):
                hang = min(bullet.end() - first, 6)
            rows += _wrap(text, first, last, width, hang)
    while rows and not _filled(rows[-1]):
        rows.pop()
    return Layout(tuple(rows) or (Row(0, 0),), width)


def _filled(row: Row) -> bool:
    return row.start < row.end


def _runs_on(text: str, position: int) -> bool:
    """Whether words stand before `position` on its line."""
    while position and text[position - 1] in " \t\xa0":
        position -= 1
    return position > 0 and text[position - 1] != "\n"


def _lines(text: str, start: int, end: int) -> Iterable[tuple[int, int]]:
    """The lines of a span, without white space at their ends; empty ones as empty spans."""
    position = start
    while position < end:
        stop = text.find("\n", position, end)
        stop = end if stop < 0 else stop
        first, last = position, stop
        while first < last and text[first] in " \t\xa0":
            first += 1
        while last > first and text[last - 1] in " \t\xa0":
            last -= 1
        if first < last or stop < end:
            yield first, last
        position = stop + 1


def _wrap(text: str, start: int, end: int, width: int, hang: int = 0) -> Iterator[Row]:
    """The rows of one line; all but its first stand behind `hang` blank cells."""
    plain = is_plain(text[start:end])
    position, indent = start, 0
    while position < end:
        room = max(1, width - indent)  # panes have no width while they are not shown
        fit = min(end, position + room) if plain else _fitting(text, position, end, room)
        if fit < end and text[fit] not in " \t":
            space = max(text.rfind(" ", position + 1, fit), text.rfind("\t", position + 1, fit))
            fit = space if space > position else fit
        last = fit
        while last > position + 1 and text[last - 1] in " \t":
            last -= 1
        yield Row(position, last, indent)
        position, indent = fit, hang
        while position < end and text[position] in " \t":
            position += 1


def _fitting(text: str, start: int, end: int, room: int) -> int:
    """The position up to which `text` from `start` fits into `room` cells; one at least."""
    used = 0
    for position in range(start, end):
        used += cells(text[position])
        if used > room:
            return max(position, start + 1)
    return end
