"""Word files (DOCX): headings, lists with their numbers, tables, footnotes, accepted changes.

python-docx gives neither footnotes nor inserted text nor the numbers of lists, so the few
parts that matter are read here; ISO/IEC 29500-1, chapter 17, is the source of what they mean.
Running heads and feet are parts of their own and are not read.
"""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING

from reviewtui.documents.composing import Composer, as_cell, is_layout
from reviewtui.documents.model import BlockKind
from reviewtui.documents.readers.packed import Package
from reviewtui.documents.readers.word.lists import Numbering
from reviewtui.documents.readers.word.runs import Words, words_of
from reviewtui.documents.readers.word.styles import (
    Style,
    is_on,
    number_of,
    outline_of,
    read_styles,
    small,
    toggled,
)
from reviewtui.documents.readers.xml_tree import Node, parse_xml
from reviewtui.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reviewtui.documents.readers import Extract

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PREFIXES = {
    _W: "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",  # the strict variant
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://schemas.openxmlformats.org/package/2006/relationships": "r",
    "http://purl.org/dc/elements/1.1/": "dc",
}
_HOLDERS = frozenset({"w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:moveTo", "w:smartTag"})


def read(data: bytes, name: str) -> Extract:
    """See `reviewtui.documents.readers`."""
    return _Document(Package(data, name, "DOCX"), name).read()


@dataclass(slots=True)
class _Paragraph:
    """A paragraph as it is shown; `level` of its list from 1, 0 outside lists."""

    words: Words
    style: Style
    outline: int
    level: int
    mark: str
    indent: int

    @property
    def line(self) -> str:
        """The words with the mark before them."""
        return f"{self.mark} {self.words.text}" if self.mark else self.words.text


class _Document:
    def __init__(self, package: Package, name: str) -> None:
        self._package, self._name = package, name
        self._main = self._main_part()
        folder = posixpath.dirname(self._main)
        self._styles = read_styles(self._tree(f"{folder}/styles.xml"))
        self._numbering = Numbering(self._tree(f"{folder}/numbering.xml"), self._styles)
        self._notes = {
            kind: self._read_notes(f"{folder}/{kind}s.xml", f"w:{kind}")
            for kind in ("footnote", "endnote")
        }
        self._note_numbers = count(1)
        self._waiting = Words()  # a paragraph whose end was deleted goes on in the next
        self._list_level = 0  # of the last paragraph
        self._out = Composer(name)

    def read(self) -> Extract:
        tree = self._tree(self._main)
        body = tree.find("w:body") if tree is not None else None
        if body is None:
            raise self._package.damaged(f"no {self._main} in it")
        self._put_all(body)
        if self._waiting.parts:
            self._out.paragraph(self._waiting.text)
        extract = self._out.finish()
        if not extract.text.strip():
            raise InputError(f"{self._name}: holds no text, only pictures perhaps; export its text")
        # Many files keep the title of what they were made from, so a heading goes before it.
        headed = any(block.kind is BlockKind.HEADING for block in extract.blocks[:4])
        return extract if headed else extract._replace(title=self._core_title())

    def _main_part(self) -> str:
        """Where the document itself is, by the package's relations."""
        if (root := self._tree("_rels/.rels")) is not None:
            for node in root.all("r:Relationship"):
                target = node.get("Target").lstrip("/")
                if node.get("Type").endswith("/officeDocument") and target in self._package:
                    return target
        return "word/document.xml"

    def _core_title(self) -> str:
        core = self._tree("docProps/core.xml")
        node = core.find("dc:title") if core is not None else None
        words = node.inside if node is not None else ()
        return " ".join("".join(part for part in words if isinstance(part, str)).split())

    def _tree(self, part: str) -> Node | None:
        data = self._package.read(part)
        return parse_xml(data, self._name, _PREFIXES).first() if data else None

    def _read_notes(self, part: str, name: str) -> dict[str, Node]:
        root = self._tree(part)
        return {node.get("w:id"): node for node in root.all(name)} if root is not None else {}

    # what a part holds, in order

    def _parts(self, holder: Node) -> Iterator[_Paragraph | Node]:
        """The paragraphs of a body, a cell, a note or a box, and its tables as they are."""
        for node in holder.nodes():
            if node.name == "w:p":
                paragraph = self._paragraph(node)
                if paragraph is not None:
                    yield paragraph
            elif node.name == "w:tbl":
                yield node
            elif node.name in _HOLDERS:
                yield from self._parts(node)

    def _paragraph(self, node: Node) -> _Paragraph | None:
        properties = node.find("w:pPr")
        name = properties.find("w:pStyle") if properties is not None else None
        key = name.get("w:val") if name is not None else ""
        style = self._styles.get(key) or self._styles.get("") or Style()
        words = self._waiting
        words.style, words.styles = style, self._styles
        words_of(node, words, self._note_numbers)
        self._waiting = Words()
        ends = properties.find("w:rPr") if properties is not None else None
        if ends is not None and any(ends.find(gone) for gone in ("w:del", "w:moveFrom")):
            self._waiting = words
            return None
        if style.hidden or not (words.text.strip() or words.boxes):
            return None
        outline = outline_of(properties)
        number, level = number_of(properties)
        listed = style.number if number is None else number
        depth = level if level is not None else style.level
        if depth is None:
            depth = self._numbering.level_for(listed, key)
        mark = self._numbering.mark(listed, depth) if listed not in {"", "0"} else None
        return _Paragraph(
            words,
            style,
            style.outline if outline is None else outline,
            0 if mark is None else depth + 1,
            mark or "",
            _indent(properties),
        )

    # what becomes of it

    def _put_all(self, holder: Node) -> None:
        for part in self._parts(holder):
            if isinstance(part, Node):
                self._put_table(part)
            else:
                self._put(part)

    def _put(self, one: _Paragraph) -> None:
        out = self._out
        if one.style.contents:
            out.menu(one.line)
        elif one.outline or one.style.title:
            self._list_level = 0
            out.heading(one.line, one.outline or 1)
        elif one.mark:
            self._list_level = one.level
            out.item(one.words.text, one.level, one.mark)
        else:
            if not (one.indent or one.level):
                self._list_level = 0
            out.paragraph(one.words.text, indent=self._list_level)
        for box in one.words.boxes:
            self._put_all(box)
        self._put_notes(one.words)

    def _put_notes(self, words: Words) -> None:
        """The notes that a paragraph refers to, below it."""
        for number, kind, key in words.notes:
            note = self._notes[kind].pop(key, None)
            if note is not None:
                said = as_cell(self._lines(note))
                self._out.paragraph(f"[{number}] {said}", indent=self._list_level)

    def _put_table(self, table: Node) -> None:
        nodes = [row for row in _inner(table, "w:tr") if row.find("w:trPr", "w:del") is None]
        rows = [[list(self._parts(cell)) for cell in _inner(row, "w:tc")] for row in nodes]
        heads = _heads(table, nodes)
        self._out.end_of_table()
        for number, row in enumerate(rows, 1):
            cells = [as_cell(self._flat(cell)) for cell in row]
            if len(row) == 1 or any(_is_column(cell) for cell in row):
                for part in (part for cell in row for part in cell):
                    if isinstance(part, Node):
                        self._put_table(part)
                    else:
                        self._put(part)
                continue
            self._out.row(cells, names=number == heads < len(rows))
            for part in (part for cell in row for part in cell):
                if isinstance(part, _Paragraph):
                    self._put_notes(part.words)
        self._out.end_of_table()

    def _lines(self, holder: Node) -> Iterator[str]:
        return self._flat(self._parts(holder))

    def _flat(self, parts: Iterable[_Paragraph | Node]) -> Iterator[str]:
        """The lines of a cell or a note; of a table within it the cells, one after the other."""
        for part in parts:
            if isinstance(part, _Paragraph):
                yield part.line
                for box in part.words.boxes:
                    yield from self._lines(box)
            else:
                for row in _inner(part, "w:tr"):
                    for cell in _inner(row, "w:tc"):
                        yield from self._lines(cell)


def _inner(node: Node, name: str) -> Iterator[Node]:
    """The rows of a table or the cells of a row, also where something holds several."""
    for one in node.nodes():
        if one.name == name:
            yield one
        elif one.name in _HOLDERS:
            yield from _inner(one, name)


def _is_column(cell: list[_Paragraph | Node]) -> bool:
    """Whether a cell is a part of the page, not of a table: it has headings, or much text."""
    paragraphs = [part for part in cell if isinstance(part, _Paragraph)]
    headed = any(part.outline for part in paragraphs)
    return is_layout([part.words.text for part in paragraphs], headed=headed)


def _heads(table: Node, rows: list[Node]) -> int:
    """How many rows at the top of a table hold the names of its columns."""
    marked = [toggled(row.find("w:trPr"), "w:tblHeader") for row in rows]
    if any(marked[:1]):
        return [*marked, False].index(False)
    look = table.find("w:tblPr", "w:tblLook")
    if look is None:
        return 0
    if first := look.get("w:firstRow"):
        return int(is_on(first))
    try:  # hexadecimal digits; 0x0020 is the first row
        return int(bool(int(look.get("w:val")[:8], 16) & 0x20))
    except ValueError:
        return 0


def _indent(properties: Node | None) -> int:
    """How far a paragraph is indented, in twentieths of a point."""
    node = properties.find("w:ind") if properties is not None else None
    return small(node.get("w:left") or node.get("w:start")) if node is not None else 0
