"""OpenDocument texts (ODT): headings, lists with their numbers, tables, footnotes, changes taken.

odfpy gives the elements and no text with lists, numbers or tracked changes, so the few parts
that matter are read here; the OpenDocument specification, part 3, is the source of what they
mean. Deleted text is kept in one element of its own, which is passed over.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reviewtui.documents.composing import Composer, as_cell, is_layout
from reviewtui.documents.model import BlockKind
from reviewtui.documents.readers.numbering import Counters
from reviewtui.documents.readers.packed import Package
from reviewtui.documents.readers.writer.lists import (
    BULLET,
    ListStyle,
    number,
    read_list_styles,
    within,
)
from reviewtui.documents.readers.writer.looks import read_looks
from reviewtui.documents.readers.writer.words import UNSEEN, words_of
from reviewtui.documents.readers.xml_tree import Node, parse_xml
from reviewtui.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewtui.documents.readers import Extract
    from reviewtui.documents.readers.writer.words import Words

_URN = "urn:oasis:names:tc:opendocument:xmlns"
_PREFIXES = {
    **{f"{_URN}:{name}:1.0": name for name in ("office", "text", "style", "table", "manifest")},
    f"{_URN}:drawing:1.0": "draw",
    "http://purl.org/dc/elements/1.1/": "dc",
}
# Blocks that only hold others.
_HOLDERS = frozenset(
    {
        "text:section", "text:index-body", "text:index-title", "text:alphabetical-index",
        "text:bibliography", "text:illustration-index", "text:object-index", "text:user-index",
        "text:table-index", "draw:frame", "draw:text-box", "draw:a", "draw:g",
    }
)  # fmt: skip


def read(data: bytes, name: str) -> Extract:
    """See `reviewtui.documents.readers`."""
    return _Document(Package(data, name, "ODT"), name).read()


@dataclass(slots=True)
class _List:
    """A list that is open: its style, its counters, and how deep it is."""

    style: ListStyle
    counters: Counters
    level: int
    label: str = ""  # of the item that is open; empty once it was written


class _Document:
    def __init__(self, package: Package, name: str) -> None:
        self._package, self._name = package, name
        if b"encryption-data" in package.read("META-INF/manifest.xml"):
            raise InputError(f"{name}: protected with a password; save it without one")
        content, styles = self._tree("content.xml"), self._tree("styles.xml")
        body = content.find("office:body", "office:text") if content is not None else None
        if body is None:
            raise package.damaged("no text in its content.xml")
        self._body = body
        self._list_styles = read_list_styles(_styles(styles, content))
        self._looks = read_looks(_styles(styles, content))
        self._outline = Counters()
        self._met: dict[str, Counters] = {}  # by list style: for lists that go on
        self._out = Composer(name)

    def read(self) -> Extract:
        self._put_all(self._body, None)
        extract = self._out.finish()
        if not extract.text.strip():
            raise InputError(f"{self._name}: holds no text, only pictures perhaps; export its text")
        headed = any(block.kind is BlockKind.HEADING for block in extract.blocks[:4])
        return extract if headed else extract._replace(title=self._meta_title())

    def _tree(self, part: str) -> Node | None:
        data = self._package.read(part)
        return parse_xml(data, self._name, _PREFIXES).first() if data else None

    def _meta_title(self) -> str:
        meta = self._tree("meta.xml")
        node = meta.find("office:meta", "dc:title") if meta is not None else None
        words = node.inside if node is not None else ()
        return " ".join("".join(part for part in words if isinstance(part, str)).split())

    def _put_all(self, holder: Node, listed: _List | None) -> None:
        for node in holder.nodes():
            self._put(node, listed)

    def _put(self, node: Node, listed: _List | None) -> None:
        if node.name == "text:h":
            self._put_heading(node)
        elif node.name == "text:p":
            self._put_paragraph(node, listed)
        elif node.name == "text:list":
            self._put_list(node, listed)
        elif node.name == "table:table":
            self._put_table(node)
        elif node.name == "text:table-of-content":
            for line in self._lines(node):
                self._out.menu(line)
        elif node.name in _HOLDERS and node.get("text:display") != "none":
            self._put_all(node, listed)

    def _put_heading(self, node: Node) -> None:
        words = words_of(node, self._looks)
        level = within(number(node.get("text:outline-level"), 1))
        outline = self._list_styles.get("")
        mark = ""
        if outline is not None and words.text.strip() and not node.get("text:is-list-header"):
            mark = outline.mark(self._outline, level)
            mark = "" if mark == BULLET else mark
        self._out.heading(f"{mark} {words.text}", level)
        self._put_rest(words, 0)

    def _put_paragraph(self, node: Node, listed: _List | None) -> None:
        if node.get("text:style-name") in self._looks.hidden:
            return
        words = words_of(node, self._looks)
        level = listed.level if listed is not None else 0
        if listed is not None and listed.label:
            self._out.item(words.text, level, listed.label)
            if words.text.strip():
                listed.label = ""
        elif node.get("text:style-name") in self._looks.titles:
            self._out.heading(words.text, 1)
        else:
            self._out.paragraph(words.text, indent=level)
        self._put_rest(words, level)

    def _put_rest(self, words: Words, level: int) -> None:
        """The text boxes anchored in a paragraph, and the notes it refers to, below it."""
        for box in words.boxes:
            self._put_all(box, None)
        for mark, body in words.notes:
            self._out.paragraph(f"[{mark}] {as_cell(self._lines(body))}", indent=level)

    def _put_list(self, node: Node, outer: _List | None) -> None:
        listed = self._open_list(node, outer)
        for item in node.nodes():
            if item.name in {"text:list-item", "text:list-header"}:
                listed.label = self._label(listed, item)
                first = item.first()
                if first is not None and first.name == "text:h":  # a heading in a list
                    listed.label = ""
                self._put_all(item, listed)

    def _open_list(self, node: Node, outer: _List | None) -> _List:
        name = node.get("text:style-name")
        own = self._list_styles.get(name) if name else None
        if outer is not None:
            style = own or outer.style
            counters = outer.counters if own is None or own is outer.style else Counters()
            return _List(style, counters, outer.level + 1)
        counters = Counters()
        if node.get("text:continue-numbering") == "true" or node.get("text:continue-list"):
            counters = self._met.get(name, counters)
        self._met[name] = counters
        return _List(own or ListStyle({}), counters, 1)

    @staticmethod
    def _label(listed: _List, item: Node) -> str:
        if item.name == "text:list-header":
            return ""
        start = item.get("text:start-value")
        first = number(start, 1) if start else None
        return listed.style.mark(listed.counters, within(listed.level), start=first)

    def _put_table(self, table: Node) -> None:
        self._out.end_of_table()
        rows = list(_rows(table, names=False))
        heads = sum(names for _, names in rows)
        for at, (row, _) in enumerate(rows, 1):
            cells = [cell for cell in row.nodes() if cell.name == "table:table-cell"]
            lines = [list(self._lines(cell)) for cell in cells]
            if len(cells) == 1 or any(_is_column(*pair) for pair in zip(cells, lines, strict=True)):
                for cell in cells:
                    self._put_all(cell, None)
            else:
                self._out.row([as_cell(words) for words in lines], names=at == heads < len(rows))
        self._out.end_of_table()

    def _lines(self, holder: Node) -> Iterator[str]:
        """The lines of a cell, a note or a table of contents."""
        for node in holder.nodes():
            if node.name in {"text:p", "text:h"}:
                words = words_of(node, self._looks)
                yield words.text
                for box in words.boxes:
                    yield from self._lines(box)
                for mark, body in words.notes:
                    yield f"[{mark}] {as_cell(self._lines(body))}"
            elif node.name not in UNSEEN or node.name in {"draw:frame", "draw:g"}:
                yield from self._lines(node)


def _styles(*roots: Node | None) -> Iterator[Node]:
    """The styles of the files, those of the content last."""
    for root in roots:
        if root is not None:
            for holder in ("office:styles", "office:automatic-styles"):
                node = root.find(holder)
                if node is not None:
                    yield from node.nodes()


def _rows(table: Node, *, names: bool) -> Iterator[tuple[Node, bool]]:
    """The rows of a table, and whether each holds the names of the columns."""
    for node in table.nodes():
        if node.name == "table:table-row":
            yield node, names
        elif node.name == "table:table-header-rows":
            yield from _rows(node, names=True)
        elif node.name in {"table:table-rows", "table:table-row-group"}:
            yield from _rows(node, names=names)


def _is_column(cell: Node, lines: list[str]) -> bool:
    """Whether a cell is a part of the page, not of a table: it has headings, or much text."""
    headed = any(node.name == "text:h" for node in cell.nodes())
    return is_layout(lines, headed=headed)
