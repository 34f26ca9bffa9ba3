"""Words that only their distance tells apart: TeX, troff and printer drivers write no spaces,
or spaces that the next letter covers."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

# Of the size. TeX shrinks the space of Times to 0.17; pairs of letters are moved by at most 0.1.
_SPACE = 0.15
_COVERED = 0.08


class Place(NamedTuple):
    """Where a character is on its line, in points: from its origin to that of the next."""

    left: float
    right: float
    height: float


class Gaps(NamedTuple):
    """Positions in a line: of characters that a space is missing before, of spaces to drop."""

    missing: list[int]
    covered: list[int]


def gaps_in(places: Sequence[Place | None], size: float) -> Gaps:
    """Where the words of a line begin, by the places of its characters; None for a space.

    `size` is that of the line's font. Where all letters are set apart, as in some titles, only
    what is wider than that counts.
    """
    beside: dict[int, float] = {}  # the gap before a character next to another one
    over: dict[int, float] = {}  # the gap that a space takes
    before, last = None, 0
    for at, place in enumerate(places):
        if place is None:
            continue
        if before is not None:
            gap = place.left - before.right
            if last == at - 1:
                beside[at] = gap
            else:
                over.update(dict.fromkeys(range(last + 1, at), gap))
        before, last = place, at
    usual = max(0.0, median(beside.values())) if beside else 0.0
    return Gaps(
        [at for at, gap in beside.items() if gap > usual + _SPACE * size],
        [at for at, gap in over.items() if beside and abs(gap) <= usual + _COVERED * size],
    )
