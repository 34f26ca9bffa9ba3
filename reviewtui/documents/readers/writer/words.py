"""The words of an OpenDocument paragraph: comments and hidden text left out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reviewtui.documents.readers.writer.lists import number
from reviewtui.documents.typesetting import raised, struck

if TYPE_CHECKING:
    from reviewtui.documents.readers.writer.looks import Looks
    from reviewtui.documents.readers.xml_tree import Node

UNSEEN = frozenset(
    {
        "office:annotation", "office:annotation-end", "text:tracked-changes", "text:hidden-text",
        "text:hidden-paragraph", "text:note", "text:ruby-text", "draw:frame", "draw:g",
        "draw:custom-shape", "draw:rect", "text:conditional-text",
    }
)  # fmt: skip
_PARTS_BEFORE = 8  # that are looked at for what a raised mark follows
_SPACES = 200  # that one element may stand for
_SIGNS = {"text:tab": " ", "text:line-break": "\n"}


@dataclass(slots=True)
class Words:
    """What a paragraph says, the notes it refers to, and the boxes anchored in it."""

    parts: list[str] = field(default_factory=list)
    notes: list[tuple[str, Node]] = field(default_factory=list)  # mark, body
    boxes: list[Node] = field(default_factory=list)

    strokes: int = field(default=0, init=False)  # elements open that strike out

    @property
    def text(self) -> str:
        """The words, lines parted by LF."""
        return "".join(self.parts)


def words_of(node: Node, looks: Looks) -> Words:
    """The words of a paragraph; `looks` is what its styles do to them."""
    words = Words()
    _add_styled(node, words, looks)
    return words


def _add_styled(node: Node, words: Words, looks: Looks) -> None:
    """Adds the words of an element, as its style has them."""
    style = node.get("text:style-name")
    if style in looks.hidden:
        return
    begin, notes = len(words.parts), len(words.notes)
    is_struck = style in looks.struck
    words.strokes += is_struck
    _add(node, words, looks)
    words.strokes -= is_struck
    if is_struck and not words.strokes:
        words.parts[begin:] = [struck("".join(words.parts[begin:]))]
    elif style in looks.raised and len(words.notes) == notes:
        before = "".join(words.parts[max(0, begin - _PARTS_BEFORE) : begin])
        words.parts[begin:] = [raised(before, "".join(words.parts[begin:]))]


def _add(node: Node, words: Words, looks: Looks) -> None:
    for part in node.inside:
        if isinstance(part, str):
            words.parts.append(part.replace("\n", " "))
        elif part.name in _SIGNS:
            words.parts.append(_SIGNS[part.name])
        elif part.name == "text:s":
            words.parts.append(" " * min(number(part.get("text:c"), 1), _SPACES))
        elif part.name == "text:note":
            _add_note(part, words)
        elif part.name.startswith("draw:"):
            words.boxes.append(part)
        elif part.name not in UNSEEN:
            _add_styled(part, words, looks)


def _add_note(note: Node, words: Words) -> None:
    mark, body = note.find("text:note-citation"), note.find("text:note-body")
    inside = mark.inside if mark is not None else ()
    cited = "".join(one for one in inside if isinstance(one, str)).strip()
    words.parts.append(f"[{cited}]")
    if body is not None:
        words.notes.append((cited, body))
