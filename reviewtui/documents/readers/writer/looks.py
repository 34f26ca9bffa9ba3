"""What the styles of an OpenDocument text do to words: hide, strike out or raise them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reviewtui.documents.readers.xml_tree import Node


class Looks(NamedTuple):
    """The names of the styles of hidden, struck and raised text, and of the document's title."""

    hidden: frozenset[str]
    struck: frozenset[str]
    raised: frozenset[str]
    titles: frozenset[str]


def read_looks(styles: Iterable[Node]) -> Looks:
    """What the styles say."""
    hidden: set[str] = set()
    struck: set[str] = set()
    raised: set[str] = set()
    titles = {"Title"}
    for node in _parents_first([node for node in styles if node.name == "style:style"]):
        name, parent = node.get("style:name"), node.get("style:parent-style-name")
        properties = node.find("style:text-properties")
        own = properties.get if properties is not None else _nothing
        if own("text:display") == "none":
            hidden.add(name)
        if parent in titles:
            titles.add(name)
        line = own("style:text-line-through-style") or own("style:text-line-through-type")
        if line != "none" and (line or parent in struck):
            struck.add(name)
        position = own("style:text-position")  # "super", "sub", or a percentage of the height
        above = position.startswith("super") or _percent(position) > 0
        if above or (not position and parent in raised):
            raised.add(name)
    return Looks(frozenset(hidden), frozenset(struck), frozenset(raised), frozenset(titles))


def _parents_first(styles: list[Node]) -> list[Node]:
    """The styles, each after that which it is based on."""
    by_name = {style.get("style:name"): style for style in styles}
    ordered: dict[str, Node] = {}
    for style in by_name.values():
        chain: dict[str, Node] = {}
        one: Node | None = style
        while one is not None:
            name = one.get("style:name")
            if name in ordered or name in chain:
                break
            chain[name] = one
            one = by_name.get(one.get("style:parent-style-name"))
        ordered.update(reversed(chain.items()))
    return list(ordered.values())


def _nothing(_name: str) -> str:
    return ""


def _percent(position: str) -> int:
    first = position.partition("%")[0]
    return int(first) if first.isascii() and first.isdigit() and len(first) < 4 else 0
