"""The numbering of an OpenDocument text: its list styles, and how far each list has counted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reviewtui.documents.readers.numbering import Counters, formatted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewtui.documents.readers.xml_tree import Node

BULLET = "•"
_KINDS = {
    "text:list-level-style-bullet",
    "text:list-level-style-number",
    "text:list-level-style-image",
    "text:outline-level-style",
}
_DEEPEST = 10  # levels that a list style has


@dataclass(frozen=True, slots=True)
class _Level:
    numbered: bool = False
    style: str = ""  # "1", "a", "A", "i", "I"; empty where nothing is shown
    prefix: str = ""
    suffix: str = ""
    shown: int = 1  # how many levels the number shows: 2 for "4.2"
    start: int = 1


@dataclass(frozen=True, slots=True)
class ListStyle:
    """The marks of the levels of a list, from 1."""

    levels: dict[int, _Level]

    def mark(self, counters: Counters, level: int, *, start: int | None = None) -> str:
        """Counts on in `level`, at `start` if that is given, and gives the mark."""
        own = self.levels.get(level, _Level())
        if start is not None:
            counters.restart(level)
        counters.next(level, own.start if start is None else start)
        if not own.numbered:
            return BULLET
        if not own.style:
            return f"{own.prefix}{own.suffix}".strip()
        parts: list[str] = []
        for one in range(max(1, level - own.shown + 1), level + 1):
            at = self.levels.get(one, _Level())
            if one == level or at.style:
                number = counters.numbers.get(one, at.start)
                parts.append(formatted(number, at.style))
        return f"{own.prefix}{'.'.join(parts)}{own.suffix}".strip()[:60]


def read_list_styles(parts: Iterator[Node]) -> dict[str, ListStyle]:
    """The list styles among style elements, by name; that of headings as ``""``."""
    styles: dict[str, ListStyle] = {}
    for node in parts:
        if node.name == "text:list-style":
            styles[node.get("style:name")] = _style(node)
        elif node.name == "text:outline-style":
            styles[""] = _style(node)
    return styles


def _style(node: Node) -> ListStyle:
    levels: dict[int, _Level] = {}
    for one in node.nodes():
        if one.name in _KINDS:
            numbered = one.name.endswith(("number", "outline-level-style"))
            levels[number(one.get("text:level"), 1)] = _Level(
                numbered=numbered,
                style=one.get("style:num-format"),
                prefix=one.get("style:num-prefix")[:20],
                suffix=one.get("style:num-suffix")[:20],
                shown=number(one.get("text:display-levels"), 1),
                start=number(one.get("text:start-value"), 1),
            )
    return ListStyle(levels)


def number(value: str, default: int) -> int:
    """A small number from a file, else `default`."""
    return int(value) if value.isascii() and value.isdigit() and len(value) <= 4 else default


def within(level: int) -> int:
    """A level that a list style can have."""
    return max(1, min(level, _DEEPEST))
