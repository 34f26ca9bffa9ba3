"""Running heads and feet, page numbers, banners: what stands at the same place on many pages."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from math import ceil
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reviewtui.documents.readers.paper.model import Line

_EDGE = 3  # lines at the top and at the bottom of a page that may be running ones
_NEAR = 4.0  # points that they may move up and down
_BODY = 3  # lines besides it that a page has; what stands alone on its page is the page
_COLUMN = 3  # times that a cell of a table is on a page, in its column
_SAME = 3  # pages that have the same line
_SHARE = 0.25  # of the pages that have them: left and right pages may differ, chapters too
_OVERLAID = 12  # characters: shorter lines may well meet by chance
_MOST = 0.8  # of the pages have shorter ones, with nothing else on their line
_WORD = 3  # characters that they have at least
_COUNTING = 0.8  # of the numbers at one place fit the numbers of their pages
_LARGER = 1.12
_LONGEST = 160  # characters
_NUMBER = re.compile(r"\d{1,5}|\b[ivxlc]{1,6}\b", re.IGNORECASE)
# What says that it is the number of a page, however large; the numbers are #.
_PAGE = re.compile(
    r"\W*(?:(?:page|seite|página|pagina|pag|p|s)\W{1,3})?(?:#\W{0,5})(?:(?:of|von|de|sur|di)\s)?(?:#\W*)?",
    re.IGNORECASE,
)
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


def without_running(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The lines of each page without what repeats at its top and bottom edge.

    A line at the edge goes if the same one is at that place on three pages, or on both of
    two; or if one that differs by its page's number only is there on a quarter of all.
    """
    groups: dict[str, list[Line]] = defaultdict(list)
    for lines in pages:
        if len(lines) <= _BODY:
            continue
        turn = Counter(line.turn for line in lines).most_common(1)[0][0]
        by_place = sorted((one for one in lines if one.turn == turn), key=lambda one: -one.base)
        cells = _cells(lines)
        for line in {id(one): one for one in (*by_place[:_EDGE], *by_place[-_EDGE:])}.values():
            if len(line.text) <= _LONGEST and _column(line) not in cells:
                groups[_NUMBER.sub("#", line.text)].append(line)
    typical = median([line.size for lines in pages for line in lines] or [0.0])
    running: set[int] = set()
    for group in groups.values():
        for place in _places(group):
            running.update(map(id, _repeating(place, len(pages), typical)))
    overlaid = _overlaid(pages)
    return [
        [line for line in lines if id(line) not in running and _where(line) not in overlaid]
        for lines in pages
    ]


def _overlaid(pages: Sequence[Sequence[Line]]) -> set[tuple[str, int, int]]:
    """What lies over half of the pages, wherever on them: a banner in a printed web page.

    Its short words ("Log in") lie over nearly all of them; what is the same in a table that
    goes on for pages has its row beside it.
    """
    counts: Counter[tuple[str, int, int]] = Counter()
    for lines in pages:
        cells = _cells(lines)
        counts.update({_where(one) for one in lines if _column(one) not in cells})
    half = max(_SAME, round(len(pages) / 2))
    most = max(_SAME, ceil(_MOST * len(pages)))
    often = {where for where, count in counts.items() if count >= most}
    return {
        where for where, count in counts.items() if count >= half and len(where[0]) >= _OVERLAID
    } | {where for where in _alone(pages, often) if len(where[0]) >= _WORD}


def _alone(
    pages: Sequence[Sequence[Line]], often: set[tuple[str, int, int]]
) -> set[tuple[str, int, int]]:
    """Those of `often` that have nothing else on their line on most of the pages."""
    counts: Counter[tuple[str, int, int]] = Counter()
    for lines in pages:
        others = {round(one.base) for one in lines if _where(one) not in often}
        if len(lines) > _BODY:
            counts.update(
                {
                    _where(one)
                    for one in lines
                    if _where(one) in often and round(one.base) not in others
                }
            )
    return {where for where in often if counts[where] >= _MOST * len(pages)}


def _cells(lines: Sequence[Line]) -> set[tuple[str, int]]:
    """What a page has several times in one column: cells of a table, nothing that runs."""
    counts = Counter(map(_column, lines))
    return {column for column, count in counts.items() if count >= _COLUMN}


def _column(line: Line) -> tuple[str, int]:
    return line.text, round(line.left)


def _where(line: Line) -> tuple[str, int, int]:
    return line.text, round(line.left), round(line.base)


def _places(group: list[Line]) -> list[list[Line]]:
    """Lines of the same words, by where they stand on their pages."""
    places: list[list[Line]] = []
    for line in sorted(group, key=lambda one: one.base):
        if places and line.base - places[-1][0].base <= _NEAR:
            places[-1].append(line)
        else:
            places.append([line])
    return places


def _repeating(place: list[Line], pages: int, typical: float) -> list[Line]:
    """Which lines at one place are running ones: the same again, or counting the pages.

    Of what is set larger than most lines (`typical`), as chapters are, the latter proves
    nothing, unless it is no more than a page's number.
    """
    counts = Counter(line.text for line in place)
    least = min(_SAME, pages)
    found = [line for line in place if counts[line.text] >= max(2, least)]
    others = [line for line in place if counts[line.text] < max(2, least)]
    enough = len(others) >= max(2, round(_SHARE * pages))
    named = enough and _PAGE.fullmatch(_NUMBER.sub("#", others[0].text))
    if enough and (named or others[0].size <= _LARGER * typical) and _counts_pages(others):
        found += others
    return found


def _counts_pages(lines: list[Line]) -> bool:
    """Whether one of the numbers in lines that are otherwise equal is the number of the page."""
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
