"""Lists and their nesting: which marker an item has, how deep it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reviewtui.documents.web.lines import Line, LineKind

if TYPE_CHECKING:
    from collections.abc import Mapping

BULLET = "•"
_DEEPEST = 20
_ROMAN = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")


@dataclass(slots=True)
class _List:
    ordered: bool
    number: int  # of the next item
    style: str  # 1, a, A, i or I, as `type` says
    step: int = 1


class OpenLists:
    """The lists and items that are open."""

    def __init__(self) -> None:
        self._lists: list[_List] = []
        self._items = 0
        self._marker = ""  # of the item whose first line is awaited

    def begin(self, tag: str, attributes: Mapping[str, str]) -> None:
        """`<ul>` or `<ol>`"""
        number = whole(attributes.get("start", ""), 1)
        down = "reversed" in attributes
        # one that counts down to 1 tells its first number only when all its items are known
        numbered = tag == "ol" and ("start" in attributes or not down)
        style = attributes.get("type", "1")[:1]
        self._lists.append(_List(numbered, number, style, -1 if down else 1))

    def end(self) -> None:
        """`</ul>` or `</ol>`"""
        if self._lists:
            self._lists.pop()
        self._marker = ""

    def begin_item(self, attributes: Mapping[str, str]) -> None:
        """`<li>`"""
        self._items += 1
        self._marker = BULLET
        if self._lists and self._lists[-1].ordered:
            own = self._lists[-1]
            own.number = whole(attributes.get("value", ""), own.number)
            self._marker = _numbered(own.number, own.style)
            own.number += own.step

    def end_item(self) -> None:
        """`</li>`"""
        self._items -= 1
        self._marker = ""

    def place(self, line: Line) -> None:
        """Make a line the first of the item that is open, or a further one."""
        if self._items <= 0:
            return
        line.level = min(max(1, len(self._lists)), _DEEPEST)
        if self._marker and line.kind is not LineKind.PRE:
            line.kind, line.marker, self._marker = LineKind.ITEM, self._marker, ""
        else:
            line.inner = True


def whole(value: str, otherwise: int) -> int:
    """A small number of an attribute, or `otherwise`."""
    return int(value) if value.isascii() and value.isdigit() and len(value) < 6 else otherwise


def _numbered(value: int, style: str) -> str:
    if style in {"a", "A"} and 1 <= value <= 26:
        return f"{chr(ord(style) + value - 1)}."
    if style in {"i", "I"} and 1 <= value < 50:
        tens, ones = divmod(value, 10)
        roman = ("", "x", "xx", "xxx", "xl")[tens] + _ROMAN[ones]
        return f"{roman.upper() if style == 'I' else roman}."
    return f"{value}."
