"""A line of text on a page, and pieces of one."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """Words that stand together on one line; lengths in points, `base` counted upwards.

    `size` is that of most of its characters. `broken` says that the last word goes on
    in the next line, its hyphen taken away. `turn` is how many quarters of a circle it is
    turned clockwise: places are then those of the page turned back, and compare with those
    of lines of the same turn only. `cells` are the lines of each cell where it is a row of a
    table.
    """

    page: int  # from 0
    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool = False
    broken: bool = False
    turn: int = 0
    cells: tuple[tuple[Line, ...], ...] = ()

    @property
    def width(self) -> float:
        """How long it is."""
        return self.right - self.left
