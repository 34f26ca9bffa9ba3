"""Site menus, tables of contents, banners and footers that a scrape left in the text."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from reviewtui.documents.headings import is_title, is_upper
from reviewtui.documents.markup import is_only_links, plain_words
from reviewtui.documents.model import BlockKind

if TYPE_CHECKING:
    from reviewtui.documents.lines import Piece
    from reviewtui.languages import Language

_RUN = 6  # so many short lines after each other are a menu
_LINKS = 3  # so many lines that are nothing but links, or so many links in one line
_RUN_AT_EDGE = 4  # at the beginning or the end of the text
_REPEATS = 4
_TEXT_BEFORE = 4  # paragraphs after which a run of short lines is no longer the site's menu
_LONGEST_LIST = 40  # a list of countries is nothing to cite
_PROSE = 60  # characters of a line that is text
_LINE, _TITLE_LINE = 48, 90  # characters of a menu line, of a line of contents


def mark_menus(text: str, pieces: list[Piece], language: Language) -> None:
    """Give the pieces that are navigation the kind MENU; what has a kind keeps it."""
    _mark_known(text, pieces, language)
    _mark_repeated(text, pieces)
    repeated = _lines_met_twice(text, pieces)
    first, last = _prose_bounds(text, pieces)
    begin = 0
    while begin < len(pieces):
        end = begin
        while end < len(pieces) and _fits(text, pieces[end], language):
            end += 1
        inside = first < begin and end < last
        if inside and not _is_contents(text, pieces[begin:end], repeated):
            _mark_plain_list(pieces, begin, end)
        elif end > begin:
            _mark_run(text, pieces, begin, end, language)
        begin = max(end, begin + 1)


def _fits(text: str, piece: Piece, language: Language) -> bool:
    """Whether a piece could be a line of a menu."""
    if piece.kind is BlockKind.MENU:
        return True
    if piece.kind is not None or piece.end - piece.start > 600:
        return False
    raw = text[piece.start : piece.end]
    if is_only_links(raw):
        return True
    return not piece.marker and _reads_as_entry(plain_words(raw), language)


def _reads_as_entry(words: str, language: Language) -> bool:
    """Whether a line without marker reads as an entry of a menu or a table of contents."""
    if not words:
        return True
    if words[-1] in ".;,:!" or any(year in words for year in ("19", "20")):
        return False
    if words[-1] == "?" or len(words) > _LINE:
        return len(words) <= _TITLE_LINE and (is_upper(words) or is_title(words, language))
    return len(words.split()) <= 7


def _mark_run(text: str, pieces: list[Piece], begin: int, end: int, language: Language) -> None:
    """Mark a run of lines that fit, if it is long enough and not a list or some headings."""
    links = all(is_only_links(text[piece.start : piece.end]) for piece in pieces[begin:end])
    if links and begin and text[pieces[begin - 1].end - 1] == ":":
        return
    at_edge = begin == 0 or end == len(pieces)
    if end - begin < (_LINKS if links else _RUN_AT_EDGE if at_edge else _RUN):
        return
    run = pieces[begin:end]
    capital = sum(
        not plain_words(text[piece.start : piece.end])[:1].islower()
        for piece in run
        if piece.kind is None
    )
    unknown = sum(piece.kind is None for piece in run)
    if capital * 10 < unknown * 7:
        return
    last = run[-1]
    words = plain_words(text[last.start : last.end])
    if end < len(pieces) and not pieces[end].marker and is_title(words, language):
        run = run[:-1]  # the heading of what follows
    for piece in run:
        if piece.kind is None:
            piece.kind = BlockKind.MENU


def _prose_bounds(text: str, pieces: list[Piece]) -> tuple[int, int]:
    """Between which pieces the document itself is: text is above the one and below the other."""
    prose = [
        at
        for at, piece in enumerate(pieces)
        if piece.end - piece.start > _PROSE and text[piece.end - 1] in ".;:"
    ]
    return (prose[_TEXT_BEFORE], prose[-1]) if len(prose) > _TEXT_BEFORE else (len(pieces), 0)


def _lines_met_twice(text: str, pieces: list[Piece]) -> frozenset[str]:
    short = (piece for piece in pieces if piece.end - piece.start <= _TITLE_LINE)
    counts = Counter(_entry(text, piece) for piece in short)
    return frozenset(entry for entry, count in counts.items() if count > 1)


def _entry(text: str, piece: Piece) -> str:
    return plain_words(text[piece.words : piece.end]).casefold()


def _is_contents(text: str, run: list[Piece], repeated: frozenset[str]) -> bool:
    """Whether lines are links, or a table of contents: most come again, as headings."""
    again = sum(
        piece.kind is BlockKind.MENU
        or _entry(text, piece) in repeated
        or is_only_links(text[piece.start : piece.end])
        for piece in run
    )
    return 2 * again > len(run)


def _mark_plain_list(pieces: list[Piece], begin: int, end: int) -> None:
    """Short lines in the midst of text are a list that lost its marks, or a flattened table."""
    if _RUN <= end - begin <= _LONGEST_LIST:
        for piece in pieces[begin:end]:
            if piece.kind is None:
                piece.kind = BlockKind.ITEM
    elif end - begin > _LONGEST_LIST:
        for piece in pieces[begin:end]:
            piece.kind = piece.kind or BlockKind.MENU


def _mark_known(text: str, pieces: list[Piece], language: Language) -> None:
    for at, piece in enumerate(pieces):
        if piece.kind is not None:
            continue
        if text.count("](", piece.start, piece.end) >= _LINKS:
            if is_only_links(text[piece.start : piece.end]):
                piece.kind = BlockKind.MENU
        elif piece.end - piece.start < 200:
            words = plain_words(text[piece.words : piece.end]).lower().strip(" .!›»^↑")
            if words in language.navigation and not _heads_text(text, pieces, at):
                piece.kind = BlockKind.MENU


def _heads_text(text: str, pieces: list[Piece], at: int) -> bool:
    """Whether a line stands over a sentence, as the heading "Contact us" does."""
    if at + 1 >= len(pieces):
        return False
    following = pieces[at + 1]
    return following.end - following.start > _LINE and text[following.end - 1] in ".:;?!"


def _mark_repeated(text: str, pieces: list[Piece]) -> None:
    """Running heads and feet: a short line with a number or mark in it, again and again."""
    lines = [
        text[piece.start : piece.end]
        if piece.kind is None and not piece.marker and piece.end - piece.start <= _TITLE_LINE
        else ""
        for piece in pieces
    ]
    counts = Counter(line for line in lines if line)
    for piece, line in zip(pieces, lines, strict=True):
        if line and counts[line] >= _REPEATS and any(c.isdigit() or c in "©|" for c in line):
            piece.kind = BlockKind.MENU
