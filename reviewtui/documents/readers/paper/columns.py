"""The order in which lines are read: down one column, then the next.

A gutter is a strip that few rows cross, with rows of running text on both sides of it for some
way down: words of justified lines may stand as far apart as columns do, but not below each
other. What crosses it (a title, a wide table) parts the page into bands, and within a band the
left column comes before the right one. Cells of a table are no columns: they are short, do not
fill their width, or each begins anew; they stay in their rows.
"""

from __future__ import annotations

from collections import Counter
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from reviewtui.documents.readers.paper.rows import by_row, joined, rows_of
from reviewtui.documents.readers.paper.tables import with_tables

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reviewtui.documents.readers.paper.model import Line

_STEP = 2.0  # points between two places that may be a gutter
_LEAST = 5  # rows on each side of a gutter
_CROSSING = 0.3  # of all rows may cross it
_FILLED = 0.6  # of a column's width that its typical row takes
_WORDS = 14  # characters of its typical row
_GOING_ON = 0.3  # of its rows do not begin like a sentence or an item
_MOST = 4  # columns within columns
_NARROWEST = 6.0  # points from one column to the next


class _Gutter(NamedTuple):
    """A strip between two columns, in points from the left."""

    left: float
    right: float

    def is_crossed_by(self, line: Line) -> bool:
        middle = (self.left + self.right) / 2
        return line.left < middle - 1 and line.right > middle + 1


def in_order(lines: Sequence[Line]) -> list[Line]:
    """The lines of a page in reading order, what stands on one line joined.

    Lines that are turned stand after those of the turn that most have.
    """
    letters: Counter[int] = Counter()
    for line in lines:
        letters[line.turn] += len(line.text)
    return [
        line
        for turn, _ in letters.most_common()
        for line in _ordered(with_tables([one for one in lines if one.turn == turn]), 0)
    ]


def _ordered(lines: Sequence[Line], depth: int) -> list[Line]:
    gutter = _gutter(lines) if depth < _MOST else None
    if gutter is None:
        return list(rows_of(lines))
    ordered: list[Line] = []
    wide: list[Line] = []
    beside: list[Line] = []
    for row in by_row(lines):
        if any(map(gutter.is_crossed_by, row)):
            ordered += _columns(beside, gutter, depth)
            beside = []
            wide += row
        else:
            ordered += rows_of(wide)
            wide = []
            beside += row
    return [*ordered, *rows_of(wide), *_columns(beside, gutter, depth)]


def _columns(lines: Sequence[Line], gutter: _Gutter, depth: int) -> Iterator[Line]:
    if lines:
        middle = (gutter.left + gutter.right) / 2
        yield from _ordered([one for one in lines if one.right <= middle + 1], depth + 1)
        yield from _ordered([one for one in lines if one.right > middle + 1], depth + 1)


def _gutter(lines: Sequence[Line]) -> _Gutter | None:
    """Where the page is parted into two columns; None if it is not."""
    rows = by_row(lines)
    if len(lines) < 2 * _LEAST or len(rows) < _LEAST:
        return None
    left, right = min(one.left for one in lines), max(one.right for one in lines)
    begin, end = left + 0.15 * (right - left), right - 0.15 * (right - left)
    counts = _crossings(rows, begin, end)
    if not counts:
        return None
    least = min(counts)
    if least > _CROSSING * len(rows):
        return None
    clear = [begin + _STEP * at for at, count in enumerate(counts) if count == least]
    return next((one for one in _strips(clear) if _parts(lines, one)), None)


def _crossings(rows: Sequence[Sequence[Line]], begin: float, end: float) -> list[int]:
    """How many rows cross each place from `begin` on, a step apart."""
    size = max(0, int((end - begin) / _STEP) + 1)
    changes = [0] * (size + 1)
    for row in rows:
        after = 0  # a row counts once at a place, however many of its parts are there
        for line in sorted(row, key=lambda one: one.left):
            first = max(after, int((line.left + 1 - begin) // _STEP) + 1)
            last = min(size, int(-((begin - line.right + 1) // _STEP)))
            if first < last:
                changes[first] += 1
                changes[last] -= 1
                after = last
    counts: list[int] = []
    for change in changes[:-1]:
        counts.append(change + (counts[-1] if counts else 0))
    return counts


def _strips(places: list[float]) -> Iterator[_Gutter]:
    """Each run of neighbouring places, the longest first."""
    runs: list[list[float]] = []
    for place in places:
        if runs and place - runs[-1][-1] <= _STEP + 0.1:
            runs[-1].append(place)
        else:
            runs.append([place])
    for run in sorted(runs, key=len, reverse=True)[:5]:
        if len(run) * _STEP >= _NARROWEST:
            yield _Gutter(run[0], run[-1])


def _parts(lines: Sequence[Line], gutter: _Gutter) -> bool:
    """Whether there are columns of text on both sides of a strip."""
    middle = (gutter.left + gutter.right) / 2
    before = [joined(row) for row in by_row([o for o in lines if o.right <= middle + 1])]
    after = [joined(row) for row in by_row([o for o in lines if o.left >= middle - 1])]
    if min(len(before), len(after)) < _LEAST:
        return False
    low, high = min(one.base for one in after), max(one.base for one in after)
    beside = sum(low <= one.base <= high for one in before)
    return beside >= _LEAST and _is_column(before) and _is_column(after)


def _is_column(rows: list[Line]) -> bool:
    left = min(one.left for one in rows)
    width = sorted(one.right for one in rows)[len(rows) * 9 // 10] - left
    if width <= 0:
        return False
    going_on = sum(not (row.text[0].isupper() or row.text[0].isdigit()) for row in rows)
    return (
        median(one.width for one in rows) >= _FILLED * width
        and median(len(one.text) for one in rows) >= _WORDS
        and going_on >= _GOING_ON * len(rows)
    )
