"""From lines to pieces: what stands together, the marker it begins with, its indentation.

A piece is a heading, a paragraph, a list item or a table row before anyone has decided which.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from reviewtui.documents.model import BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterator

_WORDLIKE = re.compile(r"[^\W_]")
_BULLET = re.compile(r"(?:[•●▪◦‣■□➢✓✔·∙⁃]|\\?[*+–—-](?=[ \t]|\Z))[ \t]*+(?:\[[ xX]\][ \t])?+")
_NUMBER = re.compile(
    r"(?P<decimal>\d{1,3}(?:\.\d{1,3}){1,5})\.?(?=\s|\Z)"
    r"|(?P<open>[(\[])?(?P<label>\d{1,3}|[a-zA-Z]|[ivxl]{2,6}|[IVXL]{2,6})\\?(?P<close>[.)\]])(?=\s|\Z)"
    r"|(?P<division>§{1,2}|(?:section|article|clause|chapter|annex|appendix|schedule|exhibit"
    r"|artikel|abschnitt|kapitel|chapitre|annexe|artículo|sección|capítulo|artigo|secção|anexo)\b)"
    r"\s?(?:\d{1,4}(?:\.\d{1,3})*+|[IVXLC]{1,7}|[A-Z])\b[.:)]?+",
    re.IGNORECASE,
)
_ATX = re.compile(r"(#{1,6})(?:[ \t]|\Z)")
_QUOTED = re.compile(r"(?:>[ \t]?)++")
_BOLD_LINE = re.compile(r"(?:\*\*|__)[^*_\n]{1,110}(?:\*\*|__):?\Z")
# More lines than these, of fewer characters each on average, are not a document's own.
_MANY, _TINY = 50_000, 20
_JOINED = 600  # characters of such lines that are taken together
_BROKEN = 4  # lines that go on with a sentence tell where a text was wrapped
_WRAPS = range(45, 131)  # columns at which people and mail programs wrap


class Piece:
    """Lines that belong together: `text[start:end]`, its words from `words` on.

    `marker` is the style of its number or bullet ("1.", "(a)", "•"), "" without one; `kind`
    is None where the markup does not tell; `rank` of a heading says what it stands below.
    """

    __slots__ = (
        "blank_before", "end", "indent", "kind", "label", "last_line", "lead", "level", "marker",
        "rank", "start", "words",
    )  # fmt: skip

    def __init__(
        self,
        start: int,
        end: int,
        indent: int,
        words: int,
        *,
        marker: str = "",
        kind: BlockKind | None = None,
        rank: int = 0,
        blank_before: bool = False,
        last_line: int = 0,
    ) -> None:
        self.start, self.end, self.indent, self.words = start, end, indent, words
        self.marker, self.kind, self.rank = marker, kind, rank
        self.blank_before = blank_before
        self.last_line = last_line  # where its last line begins
        self.label = ""
        self.lead = 0  # where a heading ends that the format sets off in the first line
        self.level = 0  # of an item, where the format tells it


def is_shredded(lines: int, characters: int) -> bool:
    """Whether so many lines hold so little that each of them is no line of a document."""
    return lines > _MANY and characters < _TINY * lines


def find_pieces(text: str, *, markdown: bool) -> list[Piece]:
    """The pieces of a text, in order; lines without a letter or digit belong to none.

    Where a text is shredded to tiny lines, a piece is as many of them as a paragraph has.
    """
    if is_shredded(text.count("\n"), len(text)):
        return list(_joined_lines(text))
    wrap = _wrap_column(text)
    pieces: list[Piece] = []
    blank = True
    broken = False  # the line before ended with Markdown's hard break
    fence = ""
    for line_start, line in _lines(text):
        stripped = line.strip()
        if markdown and stripped.startswith(("```", "~~~")):
            fence = "" if fence else stripped[:3]
            blank = True
            continue
        if not _WORDLIKE.search(stripped):
            if markdown and pieces and not blank and _underlines(stripped):
                _make_setext(pieces, text, stripped)
            lone_bullet = bool(stripped) and _BULLET.fullmatch(stripped) is not None
            if lone_bullet and not (markdown and len(stripped) > 1):
                pieces.append(_piece(text, line_start, line, markdown=False, blank=blank))
                continue
            blank = True
            continue
        piece = _piece(text, line_start, line, markdown=markdown and not fence, blank=blank)
        previous = pieces[-1] if pieces else None
        if previous is not None and _is_bare(previous):
            _join(previous, piece)
            if not piece.marker and previous.kind is None:
                previous.kind = piece.kind
                previous.rank = piece.rank
        elif (
            previous is not None
            and not blank
            and not broken
            and _continues(text, previous, piece, wrap, markdown=markdown)
        ):
            _join(previous, piece)
        else:
            pieces.append(piece)
        blank = False
        broken = markdown and (line.endswith("  ") or line.endswith("\\"))
    return [piece for piece in pieces if _WORDLIKE.search(text, piece.start, piece.end)]


def piece_of_line(text: str, line_start: int, line: str) -> Piece:
    """The piece that the line `line`, at `line_start` of `text`, is on its own."""
    return _piece(text, line_start, line, markdown=False, blank=True)


def _joined_lines(text: str) -> Iterator[Piece]:
    """Lines together, up to `_JOINED` characters, as paragraphs."""
    start = end = -1
    for line_start, line in _lines(text):
        if not _WORDLIKE.search(line):
            continue
        if start >= 0 and line_start + len(line) - start > _JOINED:
            yield Piece(start, end, 0, start, kind=BlockKind.PARAGRAPH, last_line=start)
            start = -1
        body = line.strip()
        begin = line_start + line.index(body)
        start, end = begin if start < 0 else start, begin + len(body)
    if start >= 0:
        yield Piece(start, end, 0, start, kind=BlockKind.PARAGRAPH, last_line=start)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for line in text.split("\n"):
        yield start, line
        start += len(line) + 1


def _piece(text: str, line_start: int, line: str, *, markdown: bool, blank: bool) -> Piece:
    """The piece that a line begins."""
    body = line.lstrip()
    indent = len(line) - len(body)
    start, end = line_start + indent, line_start + len(line.rstrip())
    if markdown and body[0] == ">" and (quoted := _QUOTED.match(text, start, end)):
        start = quoted.end()
        while start < end and text[start].isspace():
            start += 1
    piece = Piece(start, end, indent, start, blank_before=blank, last_line=start)
    if start >= end:
        return piece
    if markdown:
        if atx := _ATX.match(text, start, end):
            piece.kind, piece.rank, piece.words = BlockKind.HEADING, len(atx[1]), atx.end()
            return piece
        if text[start] == "|":
            piece.kind, piece.marker = BlockKind.PARAGRAPH, "|"
            return piece
        if text[start] in "*_" and _BOLD_LINE.match(text, start, end):
            piece.kind, piece.rank = BlockKind.HEADING, 7
            return piece
    if bullet := _BULLET.match(text, start, end):
        piece.marker, piece.words = bullet[0].lstrip("\\")[0], bullet.end()
    elif number := _NUMBER.match(text, start, end):
        piece.marker, piece.words = _style(number), number.end()
        piece.label = number["decimal"] or number["label"] or ""
    return piece


def _style(number: re.Match[str]) -> str:
    if number["decimal"]:
        return "1" + ".1" * number["decimal"].count(".")
    if number["division"]:
        return "§" if "." in number[0].rstrip(".") else "§§"
    label = number["label"]
    kind = "1" if label.isdigit() else "A" if label.isupper() else "a"
    if kind != "1" and (len(label) > 1 or label in "iI"):
        kind = "I" if label.isupper() else "i"
    return f"{number['open'] or ''}{kind}{number['close']}"


def _is_bare(piece: Piece) -> bool:
    """Whether nothing but a bullet or a number stands there, as scrapes leave it."""
    return bool(piece.marker) and piece.words >= piece.end and piece.kind is None


def _join(piece: Piece, further: Piece) -> None:
    if piece.words >= piece.end:
        piece.words = further.words
    piece.end = further.end
    piece.last_line = further.last_line


def _continues(text: str, previous: Piece, piece: Piece, wrap: int, *, markdown: bool) -> bool:
    """Whether a line goes on with the piece that the line before it belongs to."""
    hyphenated = not piece.marker and _is_hyphenated(text, previous.end, piece.start)
    if hyphenated or piece.kind or previous.kind:
        return hyphenated
    if wrap and _is_full(text, previous, piece, wrap) and _may_be_wrapped(text, previous, piece):
        return True
    last = piece_last_character(text, previous.end)
    length = previous.end - previous.last_line
    if piece.marker or last in ".!?:;":
        return False
    lower = text[piece.start].islower()
    if markdown:  # where any line goes on with a paragraph, but scrapes break lines too
        return lower or length >= 40 or ">" in text[max(0, piece.start - 3) : piece.start]
    if previous.marker and last != ",":
        return lower or (piece.indent >= previous.indent + 2 and not text[piece.start].isupper())
    return lower and length >= 40


def _is_full(text: str, previous: Piece, piece: Piece, wrap: int) -> bool:
    """Whether the first word of a line had no room in the line before it."""
    indent = previous.indent if previous.last_line == previous.start else piece.indent
    first_word = text[piece.start : piece.end].split(maxsplit=1)[0]
    return indent + previous.end - previous.last_line + 1 + len(first_word) > wrap


def _may_be_wrapped(text: str, previous: Piece, piece: Piece) -> bool:
    """Whether a line after a full one may go on with it: with a number or a dash in its midst,
    "for two ends: (1) to answer you, (2) to …", but not with the next item of a list."""
    marker = piece.marker
    if not marker:
        return True
    if marker == previous.marker or (piece.indent and piece.indent != previous.indent):
        return False
    if marker in "-–—":
        return piece_last_character(text, previous.end) not in ".:;!?"
    return marker[0] == "(" or marker.endswith((")", "]")) or text[previous.end - 1] not in ".:;!?"


def _is_hyphenated(text: str, end: int, start: int) -> bool:
    """Whether a word is broken between the line that ends at `end` and the one at `start`."""
    return (
        text[end - 1 : end] == "-" and text[end - 2 : end - 1].islower() and text[start].islower()
    )


def piece_last_character(text: str, end: int) -> str:
    """The last character before `end`, closing quotes, brackets and emphasis passed over."""
    tail = text[max(0, end - 8) : end].rstrip(" \t\n\"'”’»)]*_")
    return tail[-1:]


def _underlines(line: str) -> bool:
    return len(line) >= 2 and (not line.strip("=") or not line.strip("-"))


def _make_setext(pieces: list[Piece], text: str, underline: str) -> None:
    """The last line of the last piece becomes a heading."""
    piece = pieces[-1]
    if piece.kind is BlockKind.HEADING or piece.end - piece.last_line > 300:
        return
    rank = 1 if underline[0] == "=" else 2
    if piece.last_line > piece.start:
        before = len(text[piece.start : piece.last_line].rstrip())
        start = piece.last_line
        heading = Piece(
            start, piece.end, 0, start, kind=BlockKind.HEADING, rank=rank, last_line=start
        )
        piece.end = piece.start + before
        pieces.append(heading)
    else:
        piece.kind, piece.rank, piece.words = BlockKind.HEADING, rank, piece.start
        piece.marker = ""


def _wrap_column(text: str) -> int:
    """The column at which the lines of a text were wrapped, 0 if a line is a paragraph."""
    lines = [line.rstrip() for line in text[:200_000].split("\n")]
    lengths = sorted(len(line) for line in lines if line.strip())
    if len(lengths) < 6:
        return 0
    column = lengths[len(lengths) * 95 // 100]
    if column in _WRAPS and lengths[-1] <= 3 * column:
        full = Counter(length >= 0.78 * column for length in lengths)[True]
        if full * 100 >= 35 * len(lengths):
            return column
    return _broken_column(lines)


def _broken_column(lines: list[str]) -> int:
    """The column at which sentences were broken into lines, also between many short lines: that
    of the longest, if the small letters that begin a line never fitted into the one before."""
    column = max((len(line) for line in lines if " " in line.strip()), default=0)
    if column not in _WRAPS:
        return 0
    broken = [
        (len(line), len(after.split(maxsplit=1)[0]))
        for line, after in pairwise(lines)
        if 2 * len(line) >= column and after[:1].islower()
    ]
    full = Counter(length + 1 + word > column for length, word in broken)[True]
    return column if len(broken) >= _BROKEN and full * 10 >= 9 * len(broken) else 0
