"""What the styles of a Word file say: which paragraphs are headings, contents or items."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reviewtui.documents.readers.xml_tree import Node

_HEADING = re.compile(r"heading (\d)\Z", re.IGNORECASE)
_CONTENTS = re.compile(r"toc (?:\d|heading)\Z", re.IGNORECASE)
_DEEPEST = 20  # styles based on styles


@dataclass(frozen=True, slots=True)
class Style:
    """A style of paragraphs or of words, with what it takes from those it is based on.

    `outline` is the level of a heading from 1, else 0; `number` and `level` are the list that
    its paragraphs belong to (`w:numId`, and `w:ilvl` if it is set); `contents` says that they
    are lines of a table of contents, `hidden` that nobody sees them; `struck` and `raised` are
    None where the style does not say.
    """

    outline: int = 0
    number: str = ""
    level: int | None = None
    contents: bool = False
    title: bool = False
    hidden: bool = False
    struck: bool | None = None
    raised: bool | None = None


def read_styles(root: Node | None) -> dict[str, Style]:
    """The styles of `styles.xml`, by their ids; the default's also as ""."""
    nodes = {one.get("w:styleId"): one for one in root.all("w:style")} if root is not None else {}
    styles = {key: _style(key, nodes) for key in nodes}
    for key, node in nodes.items():
        if is_on(node.get("w:default")) and node.get("w:type") == "paragraph":
            styles[""] = styles[key]
    return styles


def is_on(value: str) -> bool:
    """Whether an attribute switches on: `1`, `true`, `on`."""
    return value in {"1", "true", "on"}


def toggled(properties: Node | None, name: str) -> bool:
    """Whether an element that switches by being there does: `<w:vanish/>`."""
    node = properties.find(name) if properties is not None else None
    return node is not None and node.get("w:val", "1") not in {"0", "false", "off"}


def number_of(properties: Node | None) -> tuple[str | None, int | None]:
    """The list and level that paragraph properties name; None for what they do not."""
    node = properties.find("w:numPr") if properties is not None else None
    if node is None:
        return None, None
    number, level = node.find("w:numId"), node.find("w:ilvl")
    return (
        number.get("w:val") if number is not None else None,
        small(level.get("w:val")) if level is not None else None,
    )


def outline_of(properties: Node | None) -> int | None:
    """The heading level that paragraph properties name: 1 to 9, 0 for body text."""
    node = properties.find("w:outlineLvl") if properties is not None else None
    if node is None:
        return None
    level = small(node.get("w:val"))
    return level + 1 if level < 9 else 0


def is_struck(properties: Node | None) -> bool | None:
    """Whether run properties draw one stroke or two through the words; None: they do not say."""
    said = [
        toggled(properties, name)
        for name in ("w:strike", "w:dstrike")
        if properties is not None and properties.find(name) is not None
    ]
    return any(said) if said else None


def is_raised(properties: Node | None) -> bool | None:
    """Whether run properties set words above the line, as the marks of notes are; None: they do
    not say."""
    node = properties.find("w:vertAlign") if properties is not None else None
    return node.get("w:val") == "superscript" if node is not None else None


def small(value: str) -> int:
    """A number from a file, 0 where it is none; never a large one."""
    return int(value) if value.isascii() and value.isdigit() and len(value) <= 4 else 0


def _style(key: str, nodes: dict[str, Node]) -> Style:
    outline: int | None = None
    number: str | None = None
    level: int | None = None
    contents = title = hidden = False
    struck: bool | None = None
    raised: bool | None = None
    for _ in range(_DEEPEST):
        node = nodes.get(key)
        if node is None:
            break
        name_node, based = node.find("w:name"), node.find("w:basedOn")
        name = name_node.get("w:val") if name_node is not None else ""
        properties = node.find("w:pPr")
        own_number, own_level = number_of(properties)
        number = own_number if number is None else number
        level = own_level if level is None else level
        if outline is None:
            found = _HEADING.match(name)
            outline = outline_of(properties)
            if outline is None and found:
                outline = int(found[1]) or 1
        contents = contents or _CONTENTS.match(name) is not None
        title = title or name.lower() == "title"
        look = node.find("w:rPr")
        hidden = hidden or toggled(look, "w:vanish")
        struck = is_struck(look) if struck is None else struck
        raised = is_raised(look) if raised is None else raised
        key = based.get("w:val") if based is not None else ""
        if not key:
            break
    return Style(outline or 0, number or "", level, contents, title, hidden, struck, raised)
