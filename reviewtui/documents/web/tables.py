"""Tables: rows of a table of data stay together; one that only sets a page is passed through."""

from __future__ import annotations

from dataclasses import dataclass, field

from reviewtui.documents.web.lines import Line, LineKind

_SPAN = 50  # columns: wider tables are read as their cells come
_CELL = 2_500  # characters: a longer cell is a page's column, not a cell


@dataclass(slots=True)
class _Cell:
    header: bool
    over: int = 1  # columns
    down: int = 1  # rows
    lines: list[Line] = field(default_factory=list)


class Table:
    """The table that is open: holds its lines until it is known what kind it is."""

    def __init__(self) -> None:
        self._layout = False
        self._before: list[Line] = []  # a caption, and what stands outside of cells
        self._rows: list[list[_Cell]] = []
        self._cell: _Cell | None = None

    def begin_row(self) -> None:
        """`<tr>`"""
        self._cell = None
        if not self._layout:
            self._rows.append([])

    def begin_cell(self, *, header: bool, over: int = 1, down: int = 1) -> None:
        """`<td>` or `<th>`, over so many columns and down so many rows."""
        if self._layout:
            return
        if not self._rows:
            self._rows.append([])
        self._cell = _Cell(header, max(1, over), max(1, down))
        self._rows[-1].append(self._cell)

    def end_cell(self) -> None:
        """`</td>` or `</th>`"""
        self._cell = None

    def takes(self, line: Line) -> bool:
        """Whether the table holds back a line; False once it only sets the page."""
        if self._layout:
            return False
        (self._cell.lines if self._cell else self._before).append(line)
        return True

    def give_up(self) -> list[Line]:
        """What was held back: a table inside tells that this one sets the page."""
        self._layout = True
        held = [*self._before, *(line for row in self._rows for c in row for line in c.lines)]
        self._before, self._rows, self._cell = [], [], None
        return held

    def finished(self) -> list[Line]:
        """The lines of the whole table."""
        if self._layout or not self._is_data():
            return self.give_up()
        lines = list(self._before)
        rows = [row for row in _aligned(self._rows) if any(cell.lines for cell in row)]
        for number, row in enumerate(rows):
            lines.append(_row(row))
            heads = [cell.header for cell in row if cell.lines]
            if number == 0 and len(rows) > 1 and all(heads) and len(heads) > 1:
                rule = "|" + " --- |" * len(row)
                lines.append(Line(rule, LineKind.RULE, region=lines[-1].region))
        return lines

    def _is_data(self) -> bool:
        rows = [[cell for cell in row if cell.lines] for row in self._rows]
        rows = [row for row in rows if row]
        several = sum(len(row) > 1 for row in rows)
        if not several or several * 2 < len(rows):
            return False
        for row in rows:
            for cell in row:
                if sum(len(line.words) for line in cell.lines) > _CELL:
                    return False
                heading = any(line.kind is LineKind.HEADING for line in cell.lines)
                if heading and len(cell.lines) > 2:
                    return False
        return True


def _aligned(rows: list[list[_Cell]]) -> list[list[_Cell]]:
    """The rows with an empty cell wherever one beside or above reaches to."""
    if all(cell.over == cell.down == 1 for row in rows for cell in row):
        return rows
    reached: dict[int, int] = {}  # columns that a cell above reaches to, for how many rows more
    aligned = []
    for row in rows:
        cells: list[_Cell] = []
        below = {column: left - 1 for column, left in reached.items() if left > 1}
        alone = len(row) == 1 and not reached  # a line over the whole table
        for cell in row:
            while len(cells) in reached:
                cells.append(_Cell(cell.header))
            for column in range(len(cells), len(cells) + min(cell.over, _SPAN)):
                if cell.down > 1 and column < _SPAN:
                    below[column] = cell.down - 1
            cells.append(cell)
            if not alone:
                room = max(0, min(cell.over, _SPAN - len(cells)) - 1)
                cells += [_Cell(cell.header) for _ in range(room)]
        reached = below
        aligned.append(cells)
    return aligned


def _row(cells: list[_Cell]) -> Line:
    """One line: `| cell | cell |`; lists in a cell keep their bullets."""
    parts: list[str] = []
    row = Line("", LineKind.ROW)
    for cell in cells:
        words: list[str] = []
        for line in cell.lines:
            row.region = row.region or line.region
            row.linked += line.linked
            text = " ".join(line.words.split())
            words.append(f"{line.marker} {text}" if line.marker else text)
        parts.append(" ".join(words))
    row.words = "| " + " | ".join(parts) + " |"
    return row
