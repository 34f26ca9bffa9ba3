"""Lines whose parts stand beside each other, joined from left to right."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reviewtui.documents.readers.paper.model import Line

_ALIKE = 0.4  # of the smaller size that base lines of one row may differ
_RAISED = 0.75  # of the larger size that the mark of a note may be raised
_SMALLER = 0.92  # of the size beside it that such a mark has at most
_MARK = re.compile(r"\d{1,3}|[*†‡§]{1,3}")


def rows_of(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines from top to bottom, what stands on one line joined."""
    yield from map(joined, by_row(lines))


def by_row(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines from top to bottom, those on one base line together from left to right."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda one: (-one.base, one.left)):
        if rows and _is_beside(rows[-1], line):
            rows[-1].append(line)
        else:
            rows.append([line])
    for row in rows:
        row.sort(key=lambda one: one.left)
    return rows


def _is_beside(row: list[Line], line: Line) -> bool:
    if line.cells or row[0].cells:
        return False
    apart = abs(row[0].base - line.base)
    if apart <= _ALIKE * max(min(row[0].size, line.size), 2.0):
        return True
    # The mark of a note stands higher than the words that it belongs to.
    return len(row) == 1 and apart <= _RAISED * line.size and _is_mark_beside(row[0], line)


def _is_mark_beside(mark: Line, line: Line) -> bool:
    if not _MARK.fullmatch(mark.text) or mark.size > _SMALLER * line.size:
        return False
    near = 0.8 * line.size
    return -near < line.left - mark.right < 2 * near or -near < mark.left - line.right < near


def joined(row: Sequence[Line]) -> Line:
    """One line of those that stand beside each other, from left to right."""
    if len(row) == 1:
        return row[0]
    longest = max(row, key=lambda one: len(one.text))
    return replace(
        longest,
        text=_words(row),
        left=row[0].left,
        right=max(one.right for one in row),
        bold=all(one.bold for one in row),
        broken=row[-1].broken,
    )


def _words(row: Sequence[Line]) -> str:
    text = ""
    main = max(row, key=lambda one: (one.size, len(one.text)))
    for line in row:
        raised = line.base - main.base > 0.15 * main.size and line.size <= _SMALLER * main.size
        if not (raised and _MARK.fullmatch(line.text)):
            text += f" {line.text}" if text else line.text
        elif text and any(_is_mark_beside(line, one) for one in row if one.right <= line.right):
            text += f"[{line.text}]"
        else:
            text += f" [{line.text}]" if text else f"[{line.text}]"
    return text
