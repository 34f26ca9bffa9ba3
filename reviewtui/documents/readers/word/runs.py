"""The words of a Word paragraph: tracked changes as accepted, comments and hidden text left out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reviewtui.documents.readers.word.styles import Style, is_raised, is_struck, toggled
from reviewtui.documents.typesetting import STROKE, raised, struck

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reviewtui.documents.readers.xml_tree import Node

# Elements that only hold others. What is inserted or moved here counts; w:del and w:moveFrom
# are not among them.
_HOLDERS = frozenset(
    {
        "w:hyperlink", "w:ins", "w:moveTo", "w:smartTag", "w:sdt", "w:sdtContent", "w:fldSimple",
        "w:customXml", "w:dir", "w:bdo", "w:ruby", "w:rubyBase", "w:object",
        "m:oMath", "m:oMathPara",
    }
)  # fmt: skip
_PARTS_BEFORE = 8  # that are looked at for what a raised mark follows
_NOTES = {"w:footnoteReference": "footnote", "w:endnoteReference": "endnote"}
_SIGNS = {
    "w:tab": " ",
    "w:ptab": " ",
    "w:br": "\n",
    "w:cr": "\n",
    "w:noBreakHyphen": "-",
}


@dataclass
class Words:
    """What a paragraph says, the notes it refers to, and the text boxes anchored in it.

    `style` is that of the paragraph, `styles` are those that its runs may name.
    """

    style: Style = field(default_factory=Style)
    styles: Mapping[str, Style] = field(default_factory=dict)
    parts: list[str] = field(default_factory=list)
    notes: list[tuple[int, str, str]] = field(default_factory=list)  # number, kind, id
    boxes: list[Node] = field(default_factory=list)
    _stroke_end: int = field(default=0, init=False)  # of the parts, where the last struck one ends

    @property
    def text(self) -> str:
        """The words, lines parted by LF."""
        return "".join(self.parts)

    def raise_up(self, mark: str) -> None:
        """Adds raised characters."""
        self.parts.append(raised("".join(self.parts[-_PARTS_BEFORE:]), mark))

    def strike(self, words: str) -> None:
        """Adds words with a stroke through them; Word parts what was edited into many runs."""
        last = self.parts[-1] if self.parts and self._stroke_end == len(self.parts) else ""
        if last.endswith(STROKE) and not words[:1].isspace():
            self.parts[-1] = last.removesuffix(STROKE) + words.rstrip() + STROKE
            self.parts[-1] += words[len(words.rstrip()) :]
        else:
            self.parts.append(struck(words))
        self._stroke_end = len(self.parts)


def words_of(paragraph: Node, words: Words, numbers: Iterator[int]) -> None:
    """Adds what `paragraph` says to `words`; its notes take the next `numbers`."""
    for node in paragraph.nodes():
        if node.name == "w:r":
            _run(node, words, numbers)
        elif node.name in _HOLDERS:
            words_of(node, words, numbers)
        elif node.name.startswith("m:"):  # a formula: its letters in a row
            words_of(node, words, numbers)
            words.parts += [
                part for one in node.all("m:t") for part in one.inside if isinstance(part, str)
            ]


def _run(run: Node, words: Words, numbers: Iterator[int]) -> None:
    properties = run.find("w:rPr")
    named = properties.find("w:rStyle") if properties is not None else None
    style = words.styles.get(named.get("w:val"), Style()) if named is not None else Style()
    if toggled(properties, "w:vanish") or style.hidden:
        return
    add = words.parts.append
    if _first(is_struck(properties), style.struck, words.style.struck):
        add = words.strike
    elif _first(is_raised(properties), style.raised, words.style.raised):
        add = words.raise_up
    for node in run.nodes():
        name = node.name
        if name == "w:t":
            # a line end within the markup is white space like any other
            add("".join(part.replace("\n", " ") for part in node.inside if isinstance(part, str)))
        elif name in _SIGNS:
            page = name == "w:br" and node.get("w:type") in {"page", "column"}
            words.parts.append(" " if page else _SIGNS[name])
        elif name in _NOTES:
            number = next(numbers)
            words.notes.append((number, _NOTES[name], node.get("w:id")))
            words.parts.append(f"[{number}]")
        elif name in {"w:drawing", "w:pict", "mc:AlternateContent", "w:ruby"}:
            if name == "w:ruby":
                words_of(node, words, numbers)
            else:
                words.boxes += _boxes(node)


def _first(*said: bool | None) -> bool:
    """What the first of them says that says anything."""
    return next((one for one in said if one is not None), False)


def _boxes(node: Node) -> list[Node]:
    """The text boxes in a drawing; of alternatives the first that has one."""
    if node.name == "w:txbxContent":
        return [node]
    if node.name == "mc:AlternateContent":
        for choice in node.nodes():
            if boxes := _boxes(choice):
                return boxes
        return []
    return [box for inner in node.nodes() for box in _boxes(inner)]
