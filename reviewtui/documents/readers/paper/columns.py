"""The order in which lines are read: down one column, then the next.

A gutter is a place that few lines cross, with lines of text on both sides of it for some way
down. What crosses it (a title, a wide table) parts the page into bands, and within a band the
left column comes before the right one. Cells of a table are no columns: they are short, or do
not fill their width; they stay in their rows.
"""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING

from reviewtui.documents.readers.paper.model import Line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_STEP = 3.0  # points between two places that may be a gutter
_LEAST = 5  # lines on each side of a gutter
_CROSSING = 0.3  # of all lines may cross it
_FILLED = 0.6  # of a column's width that its typical line takes
_WORDS = 14  # characters of its typical line
_MOST = 4  # columns within columns


def in_order(lines: Sequence[Line], depth: int = 0) -> list[Line]:
    """The lines of a page in reading order, what stands on one line joined."""
    gutter = _gutter(lines) if depth < _MOST else None
    if gutter is None:
        return list(_rows(lines))
    ordered: list[Line] = []
    crossing = sorted((one for one in lines if _crosses(one, gutter)), key=lambda one: -one.base)
    beside = [one for one in lines if not _crosses(one, gutter)]
    for wide in [*crossing, None]:
        band = [one for one in beside if wide is None or one.base > wide.base]
        beside = [one for one in beside if not (wide is None or one.base > wide.base)]
        if band:
            ordered += in_order([one for one in band if one.right <= gutter], depth + 1)
            ordered += in_order([one for one in band if one.right > gutter], depth + 1)
        if wide is not None:
            ordered.append(wide)
    # several parts of one crossing line were taken one by one
    return list(_rows_of_run(ordered, crossing))


def _rows_of_run(ordered: list[Line], crossing: list[Line]) -> Iterator[Line]:
    """Joins neighbours that are on one line and were parted only for looking for gutters."""
    wide = set(map(id, crossing))
    run: list[Line] = []
    for line in ordered:
        if id(line) in wide:
            run.append(line)
            continue
        yield from _rows(run)
        run = []
        yield line
    yield from _rows(run)


def _crosses(line: Line, gutter: float) -> bool:
    return line.left < gutter - 1 and line.right > gutter + 1


def _gutter(lines: Sequence[Line]) -> float | None:
    """Where the page is parted into two columns; None if it is not."""
    if len(lines) < 2 * _LEAST:
        return None
    left, right = min(one.left for one in lines), max(one.right for one in lines)
    best: tuple[int, float] | None = None
    place = left + 0.15 * (right - left)
    clear: list[float] = []
    while place < right - 0.15 * (right - left):
        crossing = sum(_crosses(one, place) for one in lines)
        if best is None or crossing < best[0]:
            best, clear = (crossing, place), [place]
        elif crossing == best[0]:
            clear.append(place)
        place += _STEP
    if best is None or best[0] > _CROSSING * len(lines):
        return None
    return next((one for one in _middles(clear) if _parts(lines, one)), None)


def _middles(places: list[float]) -> Iterator[float]:
    """The middle of each run of neighbouring places, the longest run first."""
    runs: list[list[float]] = []
    for place in places:
        if runs and place - runs[-1][-1] <= _STEP + 0.1:
            runs[-1].append(place)
        else:
            runs.append([place])
    for run in sorted(runs, key=len, reverse=True)[:5]:
        yield run[len(run) // 2]


def _parts(lines: Sequence[Line], gutter: float) -> bool:
    """Whether there are columns of text on both sides of a place."""
    before = [one for one in lines if one.right <= gutter + 1]
    after = [one for one in lines if one.left >= gutter - 1]
    if min(len(before), len(after)) < _LEAST:
        return False
    low, high = min(one.base for one in after), max(one.base for one in after)
    beside = sum(low <= one.base <= high for one in before)
    return beside >= _LEAST and _is_column(before) and _is_column(after)


def _is_column(lines: list[Line]) -> bool:
    left = min(one.left for one in lines)
    width = sorted(one.right for one in lines)[len(lines) * 9 // 10] - left
    if width <= 0:
        return False
    typical = median(one.width for one in lines)
    return typical >= _FILLED * width and median(len(one.text) for one in lines) >= _WORDS


def _rows(lines: Sequence[Line]) -> Iterator[Line]:
    """Lines from top to bottom; parts of one line from left to right, joined."""
    row: list[Line] = []
    for line in sorted(lines, key=lambda one: (-one.base, one.left)):
        if row and abs(row[0].base - line.base) > 0.4 * max(min(row[0].size, line.size), 2.0):
            yield _joined(row)
            row = []
        row.append(line)
    if row:
        yield _joined(row)


def _joined(row: list[Line]) -> Line:
    if len(row) == 1:
        return row[0]
    row.sort(key=lambda one: one.left)
    longest = max(row, key=lambda one: len(one.text))
    return Line(
        longest.page,
        " ".join(one.text for one in row),
        row[0].left,
        max(one.right for one in row),
        longest.base,
        longest.size,
        all(one.bold for one in row),
        row[-1].broken,
    )
