"""Text made from a document whose parts are known: a line each, and the piece it is.

Headings and paragraphs stand apart by an empty line; items and rows of a table follow each
other. An item is indented by two spaces a level and begins with its mark; a row is
`| cell | cell |`, and a line of dashes follows the row of the columns' names, as in Markdown.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reviewtui.documents.decoding import too_long
from reviewtui.documents.limits import TEXT_LIMIT
from reviewtui.documents.lines import Piece, piece_of_line
from reviewtui.documents.model import BlockKind
from reviewtui.documents.structure import structure_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reviewtui.documents.readers import Extract

_SPACES = re.compile(r"[ \t\r\f\v]++")
_WORDLIKE = re.compile(r"[^\W_]")
_LAYOUT = 1_500  # characters of a cell of several paragraphs that is none
_DEEPEST = 12  # levels of a list that its indentation tells apart


class Composer:
    """Takes the parts of a document in reading order; `finish` gives its text and structure."""

    def __init__(self, name: str) -> None:
        """`name` is what an error calls the file."""
        self._name = name
        self._lines: list[str] = []
        self._length = 0
        self._pieces: list[Piece] = []
        self._last = ""  # what the last line is part of
        self._headings = 0
        self._names: list[str] = []  # of the columns of the table at hand

    @property
    def length(self) -> int:
        """How long the text is so far."""
        return self._length

    def heading(self, words: str, level: int) -> int:
        """A heading; `level` counts from 1. Where it begins in the text, -1 if it has no words;
        so for the others too."""
        words = " ".join(words.split())
        if not _WORDLIKE.search(words):
            return -1
        self._headings += 1
        return self._add(words, "heading", kind=BlockKind.HEADING, rank=level)

    def paragraph(self, words: str, *, indent: int = 0) -> int:
        """A paragraph, its lines parted by LF; `indent` is the level of the item it goes on."""
        begin = -1
        open_line = ""
        within = ""
        for line in words.split("\n"):
            tidy = _SPACES.sub(" ", line).strip()
            if open_line and tidy and not tidy[0].islower():
                place = self._add(open_line, within or "paragraph", indent=indent)
                begin = place if begin < 0 else begin
                within, open_line = "same paragraph", tidy
            else:
                open_line = f"{open_line} {tidy}" if open_line and tidy else open_line or tidy
        if open_line:
            last = self._add(open_line, within or "paragraph", indent=indent)
            return last if begin < 0 else begin
        return begin

    def item(self, words: str, level: int, mark: str) -> int:
        """An item of a list, `level` from 1, with the mark it has: `•`, `2.`, `(a)`."""
        words = " ".join(words.split())
        if not words:
            return -1
        level = min(level, _DEEPEST)
        line = f"{mark} {words}" if mark else words
        return self._add(line, "list", kind=BlockKind.ITEM, indent=level - 1, level=level)

    def row(self, cells: Sequence[str], *, names: bool = False) -> int:
        """A row of a table; `names` says that it holds the names of the columns.

        Where they are said again further down, that row is left out.
        """
        tidy = [" ".join(cell.split()).replace("|", "¦") for cell in cells]
        if self._last == "table" and tidy == self._names:
            return -1
        if self._last != "table":
            self._names = []
        if not any(_WORDLIKE.search(cell) for cell in tidy):
            return -1
        line = f"| {' | '.join(tidy)} |"
        begin = self._add(line, "table", kind=BlockKind.PARAGRAPH, marker="|")
        if names:
            self._names = tidy
            self._write(f"|{' --- |' * len(tidy)}", "table")
        return begin

    def menu(self, words: str) -> int:
        """A line of a table of contents: shown, but nothing to cite."""
        words = " ".join(words.split())
        return self._add(words, "menu", kind=BlockKind.MENU) if words else -1

    def end_of_table(self) -> None:
        """What follows is another table, or none."""
        self._last = ""

    def finish(self, *, marked: bool = True) -> Extract:
        """The text and its structure.

        `marked` says that the format marks headings and lists as such: where it does so with
        two headings or more, nothing is taken for one by its looks.
        """
        text = "\n".join(self._lines) + "\n" if self._lines else ""
        if marked and self._headings >= 2:
            for piece in self._pieces:
                piece.kind = piece.kind or BlockKind.PARAGRAPH
        pieces = [piece for piece in self._pieces if _WORDLIKE.search(text, piece.start, piece.end)]
        return structure_of(text, pieces)

    def _add(
        self,
        line: str,
        part: str,
        *,
        kind: BlockKind | None = None,
        rank: int = 0,
        indent: int = 0,
        level: int = 0,
        marker: str = "",
    ) -> int:
        line = "  " * indent + line
        start = self._write(line, part)
        piece = piece_of_line(line, 0, line)
        piece.start += start
        piece.end += start
        piece.words += start
        piece.last_line += start
        if kind is not None:
            piece.kind, piece.rank = kind, rank
        if kind is BlockKind.HEADING:
            piece.marker = ""
        piece.marker, piece.level = marker or piece.marker, level
        self._pieces.append(piece)
        return piece.start

    def _write(self, line: str, part: str) -> int:
        """Puts a line below the others; where it begins."""
        together = part == self._last and part in {"list", "table", "menu", "same paragraph"}
        if self._lines and not (together or part == "same paragraph"):
            self._lines.append("")
            self._length += 1
        self._last = part
        start = self._length
        self._lines.append(line)
        self._length += len(line) + 1
        if self._length > TEXT_LIMIT:
            raise too_long(self._name)
        return start


def is_layout(lines: Sequence[str], *, headed: bool) -> bool:
    """Whether a cell with these paragraphs, `headed` with a heading among them, is no cell of a
    table but a column of the page."""
    long = sum(map(len, lines)) > _LAYOUT and len(lines) > 3
    return long or (headed and len(lines) > 1)


def as_cell(parts: Iterable[str]) -> str:
    """The paragraphs of a cell of a table, as one line."""
    return " ".join(" ".join(part.split()) for part in parts if part.strip())
