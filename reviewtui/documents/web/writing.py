"""From the lines of a page to text, and the pieces of it that its structure is found from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewtui.documents.lines import Piece, find_pieces
from reviewtui.documents.model import BlockKind
from reviewtui.documents.web.lines import Line, LineKind

if TYPE_CHECKING:
    from collections.abc import Iterable

_HEADING = 300  # characters: a longer heading is text that is set as one
_BOLD_HEADING = 110
_BOLD_RANK = 7  # below the headings of the markup
_LEAD, _AFTER_LEAD = 90, 50  # characters of a heading in a paragraph, of the text after it
_TERM_RANK = 19
_INDENT = "  "


def write(lines: Iterable[Line]) -> tuple[str, list[Piece]]:
    """The text, and its pieces: their kinds where the markup tells, their positions."""
    parts: list[str] = []
    pieces: list[Piece] = []
    position = 0
    previous: Line | None = None
    for line in lines:
        if previous is not None:
            gap = "\n" if _close(previous, line) else "\n\n"
            parts.append(gap)
            position += len(gap)
        previous = line
        if line.kind is LineKind.RULE:
            parts.append(line.words)
            position += len(line.words)
            continue
        listed = (line.kind is LineKind.ITEM or line.inner) and line.kind is not LineKind.PRE
        depth = line.level if listed else 0
        indent = _INDENT * max(0, depth - (0 if line.inner else 1))
        marker = f"{line.marker} " if line.kind is LineKind.ITEM and line.marker else ""
        text = f"{indent}{marker}{line.words}"
        if line.kind is LineKind.PRE:
            pieces += _preformatted(line, position)
        else:
            piece = _piece(line, position, len(indent), len(marker))
            pieces.append(piece)
        parts.append(text)
        position += len(text)
    return "".join(parts) + "\n", pieces


def _close(previous: Line, line: Line) -> bool:
    """Whether a line follows without an empty line between."""
    if line.kind is LineKind.ROW:
        return previous.kind in {LineKind.ROW, LineKind.RULE}
    if not line.apart or (line.menu and previous.menu):
        return True
    items = previous.kind is LineKind.ITEM or previous.inner
    return line.kind is LineKind.RULE or (line.kind is LineKind.ITEM and items)


def _preformatted(line: Line, position: int) -> list[Piece]:
    """The pieces of text that has its own line breaks, as in plain text."""
    pieces = find_pieces(line.words, markdown=False)
    for piece in pieces:
        piece.start += position
        piece.end += position
        piece.words += position
        piece.last_line += position
        if line.menu:
            piece.kind = BlockKind.MENU
    return pieces


def _piece(line: Line, position: int, indent: int, marker: int) -> Piece:
    start = position + indent
    end = start + marker + len(line.words)
    piece = Piece(start, end, indent, start + marker, last_line=start, blank_before=line.apart)
    if line.menu:
        piece.kind = BlockKind.MENU
    elif line.kind is LineKind.HEADING and len(line.words) <= _HEADING:
        piece.kind, piece.rank = BlockKind.HEADING, line.level
    elif line.kind is LineKind.TERM and len(line.words) <= _BOLD_HEADING:
        piece.kind, piece.rank = BlockKind.HEADING, _TERM_RANK
    elif line.kind is LineKind.ROW:
        piece.kind, piece.marker = BlockKind.PARAGRAPH, "|"
    elif line.kind is LineKind.ITEM:
        piece.kind, piece.level, piece.marker = BlockKind.ITEM, line.level, line.marker[:1]
        if line.marker[:1].isalnum():
            piece.marker = "1." if line.marker[0].isdigit() else "a."
    elif _is_bold_heading(line):
        piece.kind, piece.rank = BlockKind.HEADING, _BOLD_RANK
    elif lead := _bold_lead(line):
        piece.lead = start + lead
    return piece


def _is_bold_heading(line: Line) -> bool:
    letters = len("".join(line.words.split()))
    return (
        line.bold >= letters
        and not line.inner
        and len(line.words) <= _BOLD_HEADING
        and line.words[-1] not in ".;,"
    )


def _bold_lead(line: Line) -> int:
    """The length of the bold words that a paragraph begins with, set off as its heading; or 0."""
    if not line.bold_start or line.inner or line.kind is not LineKind.TEXT:
        return 0
    letters = end = 0
    for end, character in enumerate(line.words, 1):
        letters += not character.isspace()
        if letters >= line.bold_start or end > _LEAD:
            break
    if line.words[end : end + 1] in {".", ":"}:
        end += 1
    set_off = line.words[end - 1] in ".:?!" and end <= _LEAD
    return end if set_off and len(line.words) - end >= _AFTER_LEAD else 0
