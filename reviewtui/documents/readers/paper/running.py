"""Running heads and feet, and page numbers: what stands at the same place on many pages."""

from __future__ import annotations

import re
from collections import defaultdict
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reviewtui.documents.readers.paper.model import Line

_EDGE = 3  # lines at the top and at the bottom of a page that may be running ones
_NEAR = 4.0  # points that they may move up and down
_BODY = 3  # lines besides it that a page has; what stands alone on its page is the page
_SHARE = 0.25  # of the pages that have them: left and right pages may differ, chapters too
_COUNTING = 0.8  # of the numbers at one place fit the numbers of their pages
_LARGER = 1.12
_LONGEST = 160  # characters
_NUMBER = re.compile(r"\d{1,5}|\b[ivxlc]{1,6}\b", re.IGNORECASE)
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


def without_running(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The lines of each page without what repeats at its top and bottom edge.

    A line goes if the same one, or one that differs by its page's number only, is at that
    place on at least two pages and on a quarter of all.
    """
    groups: dict[str, list[Line]] = defaultdict(list)
    for lines in pages:
        if len(lines) <= _BODY:
            continue
        by_place = sorted(lines, key=lambda one: -one.base)
        for line in {id(one): one for one in (*by_place[:_EDGE], *by_place[-_EDGE:])}.values():
            if len(line.text) <= _LONGEST:
                groups[_NUMBER.sub("#", line.text)].append(line)
    least = max(2, round(_SHARE * len(pages)))
    typical = median([line.size for lines in pages for line in lines] or [0.0])
    running: set[int] = set()
    for group in groups.values():
        for place in _places(group):
            if len({one.page for one in place}) >= least and _repeats(place, typical):
                running.update(map(id, place))
    return [[line for line in lines if id(line) not in running] for lines in pages]


def _places(group: list[Line]) -> list[list[Line]]:
    """Lines of the same words, by where they stand on their pages."""
    places: list[list[Line]] = []
    for line in sorted(group, key=lambda one: one.base):
        if places and line.base - places[-1][0].base <= _NEAR:
            places[-1].append(line)
        else:
            places.append([line])
    return places


def _repeats(lines: list[Line], typical: float) -> bool:
    """Whether lines are all the same, or one of their numbers counts the pages.

    Of what is set larger than most lines (`typical`), as chapters are, the latter proves
    nothing.
    """
    if len({line.text for line in lines}) == 1:
        return True
    if lines[0].size > _LARGER * typical:
        return False
    numbers = [[_value(found) for found in _NUMBER.findall(line.text)] for line in lines]
    for column in range(len(numbers[0])):
        offsets = [row[column] - line.page for row, line in zip(numbers, lines, strict=True)]
        if max(offsets.count(one) for one in set(offsets)) >= _COUNTING * len(lines):
            return True
    return False


def _value(number: str) -> int:
    """The value of a number in digits or Roman letters."""
    if number.isdigit():
        return int(number)
    values = [_ROMAN[letter] for letter in number.lower()]
    return sum(
        -value if any(later > value for later in values[at + 1 : at + 2]) else value
        for at, value in enumerate(values)
    )
