"""The words of an OpenDocument paragraph: comments and hidden text left out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reviewtui.documents.readers.writer.lists import number

if TYPE_CHECKING:
    from collections.abc import Collection

    from reviewtui.documents.readers.xml_tree import Node

UNSEEN = frozenset(
    {
        "office:annotation", "office:annotation-end", "text:tracked-changes", "text:hidden-text",
        "text:hidden-paragraph", "text:note", "text:ruby-text", "draw:frame", "draw:g",
        "draw:custom-shape", "draw:rect", "text:conditional-text",
    }
)  # fmt: skip
_SPACES = 200  # that one element may stand for
_SIGNS = {"text:tab": " ", "text:line-break": "\n"}


@dataclass(slots=True)
class Words:
    """What a paragraph says, the notes it refers to, and the boxes anchored in it."""

    parts: list[str] = field(default_factory=list)
    notes: list[tuple[str, Node]] = field(default_factory=list)  # mark, body
    boxes: list[Node] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The words, lines parted by LF."""
        return "".join(self.parts)


def words_of(node: Node, hidden: Collection[str]) -> Words:
    """The words of a paragraph; `hidden` are the names of the styles of hidden text."""
    words = Words()
    _add(node, words, hidden)
    return words


def _add(node: Node, words: Words, hidden: Collection[str]) -> None:
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
        elif part.name not in UNSEEN and part.get("text:style-name") not in hidden:
            _add(part, words, hidden)


def _add_note(note: Node, words: Words) -> None:
    mark, body = note.find("text:note-citation"), note.find("text:note-body")
    inside = mark.inside if mark is not None else ()
    cited = "".join(one for one in inside if isinstance(one, str)).strip()
    words.parts.append(f"[{cited}]")
    if body is not None:
        words.notes.append((cited, body))
