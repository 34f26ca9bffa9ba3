"""Tables for eyes: columns that stand below each other, in the width there is."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

NAME_AT_LEAST = 12  # cells of the first column, however narrow the terminal is


def aligned(rows: Sequence[Sequence[str]], room: int | None = None) -> Iterator[str]:
    """The rows as lines: names on the left, numbers on the right of their columns.

    Where a line would be longer than `room` cells, the gaps get smaller, then the middle of
    long names is left out. None: as wide as it is.
    """
    widths = [max(map(cells, column)) for column in zip(*rows, strict=True)]
    gap = 2
    if room is not None:
        if sum(widths) + gap * (len(widths) - 1) > room:
            gap = 1
        rest = sum(widths[1:]) + gap * (len(widths) - 1)
        widths[0] = min(widths[0], max(room - rest, NAME_AT_LEAST))
    for name, *numbers in rows:
        first = shortened(name, widths[0])
        padding = " " * (widths[0] - cells(first))
        rest_of_line = (n.rjust(size) for n, size in zip(numbers, widths[1:], strict=True))
        yield (" " * gap).join((first + padding, *rest_of_line))


def shortened(text: str, room: int) -> str:
    """`text` in at most `room` cells, its middle left out: the ends of names tell them apart."""
    if cells(text) <= room:
        return text
    head, tail = "", ""
    while cells(head) < (room - 1) // 2:
        head += text[len(head)]
    while cells(head + tail) + 1 < room:
        tail = text[-len(tail) - 1] + tail
    while cells(head + tail) + 1 > room:
        head = head[:-1]
    return f"{head}…{tail}"


def folded(text: str, room: int | None) -> str:
    """`text` in lines of at most `room` cells; None: as it is."""
    if room is None or cells(text) <= room:
        return text
    import textwrap

    return textwrap.fill(text, room, subsequent_indent="  ", break_on_hyphens=False)


def cells(text: str) -> int:
    """How many columns of a terminal visible text takes (Unicode TR 11)."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(one) else 2 if unicodedata.east_asian_width(one) in "WF" else 1
        for one in text
    )
