"""The numbering of a Word file: which mark stands before a paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reviewtui.documents.readers.numbering import Counters, formatted
from reviewtui.documents.readers.word.styles import is_on, small

if TYPE_CHECKING:
    from reviewtui.documents.readers.word.styles import Style
    from reviewtui.documents.readers.xml_tree import Node

_PLACE = re.compile(r"%([1-9])")
_FORMATS = {
    "decimalZero": "01",
    "lowerLetter": "a",
    "upperLetter": "A",
    "lowerRoman": "i",
    "upperRoman": "I",
}
BULLET = "•"


@dataclass(frozen=True, slots=True)
class _Level:
    style: str = "decimal"
    pattern: str = ""
    start: int = 1
    digits_only: bool = False
    paragraph_style: str = ""


class Numbering:
    """The lists of a document; counts as its paragraphs are met in order."""

    def __init__(self, root: Node | None, styles: dict[str, Style]) -> None:
        self._kinds: dict[str, dict[int, _Level]] = {}  # by abstractNumId
        self._kind_of: dict[str, str] = {}  # by numId
        self._overrides: dict[str, dict[int, int]] = {}  # by numId: level, its new start
        self._own: dict[str, dict[int, _Level]] = {}  # by numId: levels that it has of its own
        self._counters: dict[str, Counters] = {}
        self._met: set[str] = set()
        if root is None:
            return
        linked: dict[str, str] = {}
        for node in root.all("w:abstractNum"):
            key = node.get("w:abstractNumId")
            self._kinds[key] = {small(one.get("w:ilvl")): _level(one) for one in node.all("w:lvl")}
            link = node.find("w:numStyleLink")
            if link is not None:
                linked[key] = link.get("w:val")
        for node in root.all("w:num"):
            kind = node.find("w:abstractNumId")
            key = node.get("w:numId")
            self._kind_of[key] = kind.get("w:val") if kind is not None else ""
            self._overrides[key] = {
                small(one.get("w:ilvl")): small(start.get("w:val"))
                for one in node.all("w:lvlOverride")
                if (start := one.find("w:startOverride")) is not None
            }
            self._own[key] = {
                small(one.get("w:ilvl")): _level(level)
                for one in node.all("w:lvlOverride")
                if (level := one.find("w:lvl")) is not None
            }
        for key, style in linked.items():  # a kind that is described by a style's list
            other = self._kind_of.get(styles[style].number, "") if style in styles else ""
            if not self._kinds[key] and other in self._kinds:
                self._kinds[key] = self._kinds[other]

    def level_for(self, number: str, style: str) -> int:
        """The level of the list `number` that belongs to a paragraph style."""
        for level, one in self._kinds.get(self._kind_of.get(number, ""), {}).items():
            if one.paragraph_style == style and style:
                return level
        return 0

    def mark(self, number: str, level: int) -> str | None:
        """The mark of the next paragraph of list `number` at `level`, from 0; None: no list."""
        kind = self._kind_of.get(number)
        if kind is None or kind not in self._kinds:
            return None
        levels = self._kinds[kind] | self._own[number]
        own = levels.get(level, _Level())
        counters = self._counters.setdefault(kind, Counters())
        if number not in self._met:
            self._met.add(number)
            for restarted in self._overrides[number]:
                counters.restart(restarted)
        start = self._overrides[number].get(level, own.start)
        counters.next(level, start)
        if own.style == "bullet":  # a blank one goes on with the item before
            return BULLET if own.pattern.strip() else ""

        def number_at(place: re.Match[str]) -> str:
            other = int(place[1]) - 1
            at = levels.get(other, _Level())
            if at.style == "none":
                return ""
            value = counters.numbers.get(other, at.start)
            return formatted(value, "1" if own.digits_only else _FORMATS.get(at.style, "1"))

        return _PLACE.sub(number_at, own.pattern)[:60].strip()


def _level(node: Node) -> _Level:
    def value(name: str, default: str = "") -> str:
        one = node.find(name)
        return one.get("w:val", default) if one is not None else default

    digits = node.find("w:isLgl")
    return _Level(
        style=value("w:numFmt", "decimal"),
        pattern=value("w:lvlText"),
        start=small(value("w:start", "1")),
        digits_only=digits is not None and is_on(digits.get("w:val", "1")),
        paragraph_style=value("w:pStyle"),
    )
