"""What a page's own style sheets hide and paint: rules for one class, one id or one element.

Only what is plain is believed: scripts show much of what a sheet hides at first. A name that any
other rule shows again is not hidden, nor is anything within a condition (`@media print`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reviewtui.documents.web.colours import Colours

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_MOST = 2_000_000  # characters of all sheets of a page
_SELECTOR = 200  # characters of a selector that is looked at
_NAMES = 20_000  # that are kept
_HIDES = re.compile(
    r"(?<![\w-])(?:display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden"
    r"|(?:left|top)\s{0,9}:\s{0,9}-\d{4,6}(?:px|em|rem))",
    re.IGNORECASE,
)
_ABOUT = ("display", "visibility", "left", "top")  # what the patterns look for
_SHOWS = re.compile(
    r"(?<![\w-])(?:display\s{0,9}:\s{0,9}(?!none)[a-z]|visibility\s{0,9}:\s{0,9}visible"
    r"|(?:left|top)\s{0,9}:\s{0,9}\+?\d)",
    re.IGNORECASE,
)
_ONE = re.compile(r"(?:[a-z][a-z0-9]{0,9})?[.#]-?[_a-z][\w-]{0,99}|[a-z][a-z0-9]{0,9}", re.I)
_NAME = re.compile(r"[.#]-?[_a-z][\w-]{0,99}", re.IGNORECASE)
_WHOLE = frozenset({"html", "body", "main", "article"})  # until a script has run


class Sheets:
    """The sheets of a page, as they come."""

    def __init__(self) -> None:
        self._hidden: set[str] = set()  # `.name`, `#name`, `tag.name`, `tag`
        self._shown: set[str] = set()  # names that some rule shows
        self._read = 0
        self.colours = Colours()

    def add(self, source: str) -> None:
        """The content of a `<style>`."""
        source = source[: _MOST - self._read]
        self._read += len(source)
        self.colours.foreign |= "@import" in source
        for selectors, body in _rules(source):
            if "color" in body or "background" in body:
                self._paint(selectors, body)
            if not any(word in body for word in _ABOUT):
                continue
            hides, shows = _HIDES.search(body), _SHOWS.search(body)
            if not (hides or shows) or len(self._hidden) + len(self._shown) > _NAMES:
                continue
            for part in selectors.split(","):
                selector = part.strip()[:_SELECTOR]
                if shows:
                    self._shown.update(_NAME.findall(selector))
                elif _ONE.fullmatch(selector) and selector.lower() not in _WHOLE:
                    self._hidden.add(selector)

    def _paint(self, selectors: str, body: str) -> None:
        for part in selectors.split(","):
            selector = part.strip()[:_SELECTOR]
            plain = _ONE.fullmatch(selector) is not None
            self.colours.learn(selector, _NAME.findall(selector), body, plain=plain)

    def hide(self, tag: str, attributes: Mapping[str, str]) -> bool:
        """Whether an element is hidden by them."""
        if not self._hidden:
            return False
        if tag in self._hidden:
            return True
        names = [f".{name}" for name in attributes.get("class", "")[:_SELECTOR].split()]
        if identifier := attributes.get("id"):
            names.append(f"#{identifier[:_SELECTOR]}")
        return any(
            name not in self._shown and (name in self._hidden or f"{tag}{name}" in self._hidden)
            for name in names
        )


def _rules(source: str) -> Iterator[tuple[str, str]]:
    """Selectors and declarations of the rules outside of conditions."""
    source = _without_comments(source)
    position = 0
    while (brace := source.find("{", position)) >= 0:
        selectors = source[position:brace].rpartition(";")[2].strip()
        if selectors.startswith("@"):
            position = _block_end(source, brace)
            continue
        end = source.find("}", brace)
        if end < 0:
            return
        yield selectors, source[brace + 1 : end]
        position = end + 1


def _block_end(source: str, brace: int) -> int:
    """Where the block ends that begins at `brace`."""
    depth = 0
    for found in _BRACES.finditer(source, brace):
        depth += 1 if found[0] == "{" else -1
        if depth <= 0:
            return found.end()
    return len(source)


_BRACES = re.compile(r"[{}]")


def _without_comments(source: str) -> str:
    parts, position = [], 0
    while (begin := source.find("/*", position)) >= 0:
        parts.append(source[position:begin])
        end = source.find("*/", begin + 2)
        if end < 0:
            return "".join(parts)
        position = end + 2
    parts.append(source[position:])
    return "".join(parts).replace("<!--", "").replace("-->", "")
