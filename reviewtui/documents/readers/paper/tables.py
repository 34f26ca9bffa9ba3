"""Tables: rows whose cells may have several lines each, found by the order they were written in.

Programs write a table cell by cell and row by row. So lines that follow each other in the file
and stand below each other are one cell; cells that follow each other and stand side by side
are a row; and rows below each other that leave the same strips empty are a table. Columns of
running text are written one after the other, and are none.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reviewtui.documents.readers.paper.model import Line

_STEP = 2.2  # sizes from one line of a cell to the next, at most
_PARAGRAPH = 3.2  # sizes from one paragraph of a cell to the next, at most
_ALIKE = 0.25  # of the size by which lines of a cell differ at most
_STRIP = 0.3  # sizes that columns are apart
_ALIGNED = 3.0  # points
_ROWS = 3  # that a table of single lines has at least; one with longer cells has two
_WIDER = 1.5  # times as wide as another: no columns of text
_HEAD = 6  # lines of the first cell of a table that are looked at
_APART = 1.25  # times the step between lines of a paragraph: something else begins
_LONGEST = 500  # lines of a cell: more than a page has
_WIDEST = 40  # cells of a row: more is a drawing
_RUNNING = 14  # characters of a line of running text
_GOING_ON = 0.4  # of its lines begin with a small letter
_MARK = re.compile(
    r"[^\w\s]{1,3}|o|[(\[]?(?:\d{1,3}(?:\.\d{1,3}){0,4}|[a-zA-Z]|[ivxlIVXL]{2,5})[.)\]]?"
)
_ITEM = re.compile(r"[•●▪◦‣■□➢✓·∙⁃–—o-]|[(\[]?(?:\d{1,3}|[a-zA-Z]|[ivxl]{2,5})[.)\]]")
_MARK_APART = 3.0  # sizes from the mark of an item to its words
_LEADERS = re.compile(r"(?:\.\s?){5}")


class _Cell(NamedTuple):
    """Lines below each other, and the box around them."""

    lines: tuple[Line, ...]
    left: float
    right: float
    top: float
    bottom: float

    @property
    def size(self) -> float:
        return self.lines[0].size


_Row = list[_Cell]
_Strip = tuple[float, float]  # from left to right


def with_tables(lines: Sequence[Line]) -> list[Line]:
    """The lines of a page, in the order of the file, each row of a table as one with `cells`."""
    out: list[Line] = []
    table: list[_Row] = []
    strips: list[_Strip] = []  # that its rows leave empty
    for row in _rows(_cells(_marked(lines))):
        if table and not _goes_on(table[-1], strips, row):
            out += _written(table)
            table = []
        table.append(row)
        wider = len(row) > len(strips) + 1 or len(table) == 1
        strips = _strips(table) if wider else [_clear(strip, row) for strip in strips]
    return [*out, *_written(table)]


def _marked(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines, marks of items together with the words beside them."""
    mark: Line | None = None
    for line in lines:
        if mark is not None:
            beside = abs(mark.base - line.base) <= 0.4 * line.size and mark.turn == line.turn
            if beside and 0 <= line.left - mark.right <= _MARK_APART * line.size:
                yield replace(line, text=f"{mark.text} {line.text}", left=mark.left)
                mark = None
                continue
            yield mark
        mark = line if _ITEM.fullmatch(line.text) else None
        if mark is None:
            yield line
    if mark is not None:
        yield mark


def _cells(lines: Iterator[Line]) -> Iterator[_Cell]:
    """Lines that follow and stand below each other, together."""
    stack: list[Line] = []
    for line in lines:
        if stack and not _is_below(stack[-1], line):
            yield _cell(stack)
            stack = []
        stack.append(line)
    if stack:
        yield _cell(stack)


def _cell(lines: Sequence[Line]) -> _Cell:
    return _Cell(
        tuple(lines),
        min(line.left for line in lines),
        max(line.right for line in lines),
        max(line.base + 0.7 * line.size for line in lines),
        min(line.base for line in lines),
    )


def _is_below(line: Line, other: Line) -> bool:
    """Whether `other` is the next line of the same cell or paragraph."""
    return (
        line.turn == other.turn
        and 0 < line.base - other.base <= _STEP * max(line.size, other.size)
        and abs(line.size - other.size) <= _ALIKE * line.size
        and min(line.right, other.right) > max(line.left, other.left)
    )


def _rows(cells: Iterator[_Cell]) -> Iterator[_Row]:
    """Cells that follow each other from left to right and stand side by side."""
    row: _Row = []
    for cell in cells:
        if len(row) == 1 and (at := _begins_row(row[0], cell)):
            yield [_cell(row[0].lines[:at])]
            row = [_cell(row[0].lines[at:])]
        if row and len(row) < _WIDEST and _is_beside(row, cell):
            row.append(cell)
        elif len(row) > 1 and _is_paragraph_of(row[-1], cell):
            row[-1] = _cell([*row[-1].lines, *cell.lines])
        else:
            if row:
                yield row
            row = [cell]
    if row:
        yield row


def _begins_row(cell: _Cell, other: _Cell) -> int:
    """Which line of a paragraph above a table is its first cell, beside the `other`; 0: none."""
    lines = cell.lines
    for at in range(len(lines) - 1, max(0, len(lines) - _HEAD), -1):
        above, line = lines[at - 1], lines[at]
        if above.base < other.top:
            continue
        before = lines[at - 2].base - above.base if at > 1 else _STEP * line.size
        apart = above.base - line.base > _APART * before
        if (apart or above.bold != line.bold or abs(above.size - line.size) > 0.3) and _is_beside(
            [_cell(lines[at:])], other
        ):
            return at
    return 0


def _is_beside(row: _Row, cell: _Cell) -> bool:
    if cell.lines[0].turn != row[0].lines[0].turn or cell.left < row[-1].right:
        return False
    top, bottom = max(one.top for one in row), min(one.bottom for one in row)
    return cell.bottom < top and cell.top > bottom


def _is_paragraph_of(cell: _Cell, other: _Cell) -> bool:
    """Whether `other` is another paragraph of a cell: the first column never is."""
    return (
        other.lines[0].turn == cell.lines[0].turn
        and abs(other.left - cell.left) <= _ALIGNED
        and len(cell.lines) < _LONGEST
        and 0 < cell.bottom - other.top <= (_PARAGRAPH - 0.7) * cell.size
        and other.size <= (1 + _ALIKE) * cell.size
    )


def _goes_on(last: _Row, strips: list[_Strip], row: _Row) -> bool:
    """Whether a row is the next one of a table with that `last` row and those empty strips."""
    if row[0].lines[0].turn != last[0].lines[0].turn or not _is_tabular(row):
        return False
    if max(cell.top for cell in row) > min(cell.bottom for cell in last) + 0.3 * row[0].size:
        return False
    return bool(strips) and _keeps_clear(row, strips)


def _is_tabular(row: _Row) -> bool:
    """Whether a row has cells, and is not an item with its mark or a line with leaders."""
    if len(row) < 2 or any(_LEADERS.search(line.text) for cell in row for line in cell.lines):
        return False
    return not (len(row) == 2 and _MARK.fullmatch(" ".join(o.text for o in row[0].lines)))


def _strips(table: list[_Row]) -> list[_Strip]:
    """What all rows of a table leave empty between its columns."""
    first = table[0]
    if not _is_tabular(first):
        return []
    widest = max(table, key=len)
    strips = [(one.right, two.left) for one, two in pairwise(widest)]
    for row in table:
        strips = [_clear(strip, row) for strip in strips]
    return strips


def _clear(strip: _Strip, row: _Row) -> _Strip:
    """The widest part of a strip that a row leaves empty."""
    edges = [strip[0], *(edge for cell in row for edge in (cell.left, cell.right)), strip[1]]
    inner = [min(max(edge, strip[0]), strip[1]) for edge in edges]
    empty = zip(inner[::2], inner[1::2], strict=True)
    return max(empty, key=lambda one: one[1] - one[0])


def _keeps_clear(row: _Row, strips: list[_Strip]) -> bool:
    """Whether a row has its cells in the columns between strips."""
    narrowest = _STRIP * row[0].size
    left = [_clear(strip, row) for strip in strips]
    kept = sum(
        b - a >= min(narrowest, 0.9 * (d - c)) for (a, b), (c, d) in zip(left, strips, strict=True)
    )
    return kept == len(strips) or (len(row) > len(strips) + 1 and kept >= 1)


def _written(table: list[_Row]) -> Iterator[Line]:
    """The rows of a table as a line each; the lines as they are of what is none."""
    if not _is_table(table):
        yield from (line for row in table for cell in row for line in cell.lines)
        return
    for row in table:
        first = row[0].lines[0]
        yield replace(
            first,
            text=" ".join(line.text for cell in row for line in cell.lines),
            left=min(cell.left for cell in row),
            right=max(cell.right for cell in row),
            base=max(line.base for cell in row for line in cell.lines),
            bold=all(line.bold for cell in row for line in cell.lines),
            broken=False,
            cells=tuple(cell.lines for cell in row),
        )


def _is_table(table: list[_Row]) -> bool:
    if not all(map(_is_tabular, table)):
        return False
    if len(table) == 1:
        return _is_row_alone(table[0])
    if _is_text(table):
        return False
    if any(len(cell.lines) > 1 for row in table for cell in row):
        return True
    return len(table) >= _ROWS and _is_aligned(table)


def _is_row_alone(row: _Row) -> bool:
    """Whether cells are a row of a table without others on the page, and not columns of text,
    which begin at the same height and are of the same width."""
    if len(row) < _ROWS or sum(len(cell.lines) > 1 for cell in row) < 2:
        return False
    tops = [cell.top for cell in row]
    widths = [cell.right - cell.left for cell in row]
    return max(tops) - min(tops) > _ALIGNED or max(widths) > _WIDER * min(widths)


def _is_aligned(table: list[_Row]) -> bool:
    """Whether the last cells begin, end or have their middle at the same place."""
    last = [row[-1] for row in table]
    return any(
        max(places) - min(places) <= _ALIGNED
        for places in (
            [cell.left for cell in last],
            [cell.right for cell in last],
            [(cell.left + cell.right) / 2 for cell in last],
        )
    )


def _is_text(table: list[_Row]) -> bool:
    """Whether the cells are lines of columns of text, written across."""
    texts = [cell.lines[0].text for row in table for cell in row]
    going_on = sum(text[0].islower() and len(text) >= _RUNNING for text in texts)
    return going_on >= _GOING_ON * len(texts)
