"""Lists in pages that Word saved: paragraphs whose style tells their level, and a label in each."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reviewtui.documents.web.lines import Line, LineKind
from reviewtui.documents.web.lists import BULLET

if TYPE_CHECKING:
    from collections.abc import Mapping

_LIST = re.compile(r"mso-list\s{0,9}:\s{0,9}l\d{1,4}\s{1,9}level([1-9])", re.IGNORECASE)
_LABEL = re.compile(r"mso-list\s{0,9}:\s{0,9}ignore", re.IGNORECASE)
_NUMBER = re.compile(r"\(?(?:\d{1,3}\.?){1,5}\)?|\(?[^\W\d_]{1,6}[.)]")
_STYLE_WITHIN = 1_000  # characters


class WordItem:
    """The paragraph that is open, if it is an item; `level` is 0 where it is none."""

    def __init__(self) -> None:
        self.level = 0
        self.label: list[str] = []
        self._within = False  # whether its first line is there

    def begin(self, tag: str, attributes: Mapping[str, str]) -> None:
        """A block begins."""
        self.end()
        style = attributes.get("style", "") if tag == "p" else ""
        if "mso-list" in style and (found := _LIST.search(style[:_STYLE_WITHIN])):
            self.level = int(found[1])

    def end(self) -> None:
        """A block ends."""
        self.level, self._within = 0, False
        self.label.clear()

    def place(self, line: Line) -> None:
        """Makes a line the first of the item, or a further one."""
        if not self.level or line.kind is not LineKind.TEXT:
            return
        line.level = self.level
        if self._within:
            line.inner = True
        else:
            label = "".join("".join(self.label).split())
            line.kind, line.marker = LineKind.ITEM, label if _NUMBER.fullmatch(label) else BULLET
            self._within = True


def is_label(attributes: Mapping[str, str]) -> bool:
    """Whether an element holds the bullet or number of an item."""
    style = attributes.get("style", "")
    return "mso-list" in style and _LABEL.search(style[:_STYLE_WITHIN]) is not None
