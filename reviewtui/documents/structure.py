"""The structure of a text: headings, paragraphs, items and menus, mostly without markup."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewtui.documents.headings import is_phrase, is_title, is_upper
from reviewtui.documents.inline import split_inline
from reviewtui.documents.lines import Piece, find_pieces, piece_last_character
from reviewtui.documents.markup import plain_words
from reviewtui.documents.menus import mark_menus
from reviewtui.documents.model import Block, BlockKind
from reviewtui.documents.readers import Extract
from reviewtui.languages import SAMPLE, guess_language, load_language

if TYPE_CHECKING:
    from reviewtui.languages import Language

# What a heading stands below where nothing but its looks tells: smaller is further out.
# Markdown's own levels are 1 to 6, and a line that is bold 7.
_DIVISION, _UPPER, _NUMBERED, _LETTERED, _DECIMAL, _PLAIN = 8, 9, 10, 11, 12, 20
RUN_IN = 30
_RANKS = {
    "§§": _DIVISION,
    "I.": _UPPER,
    "1.": _NUMBERED,
    "1)": _NUMBERED,
    "A.": _LETTERED,
    "§": _DECIMAL,
}
_LIST_STYLES = frozenset({"a.", "a)", "i.", "i)"})
_SHORT = 110  # characters of a line that may be a heading
_ENOUGH = 120  # characters of running text that tell a language
_SENTENCE = 60  # a line this long that does not end like a heading is text


def find_structure(text: str, *, markdown: bool) -> Extract:
    """The structure of a decoded text; `markdown` says whether its markup counts."""
    return structure_of(text, find_pieces(text, markdown=markdown))


def structure_of(text: str, pieces: list[Piece], *, menus: bool = True) -> Extract:
    """The structure of a text whose pieces are known; what has a kind keeps it.

    `menus` says whether site menus are looked for, as in a scrape; not where the format told.
    """
    code = guess_language(_sample(text, pieces))
    language = load_language(code)
    _mark_unmarked_lists(text, pieces, language)
    if menus:
        mark_menus(text, pieces, language)
    _mark_headings(text, pieces, language)
    return Extract(text, _blocks(text, pieces, language), language=code)


def _sample(text: str, pieces: list[Piece]) -> str:
    """What tells the language: running text, and no menus, from anywhere in the document."""
    parts = [text[p.start : p.end] for p in pieces if p.kind is not BlockKind.MENU]
    prose = [part for part in parts if len(part) >= _SENTENCE and not _is_only_link(part)]
    chosen = prose if sum(map(len, prose)) >= _ENOUGH else parts
    # A document in two languages is in that of most of it: every part has its say.
    step = max(1, sum(map(len, chosen)) // SAMPLE)
    return "\n".join(chosen[::step])


def _is_only_link(part: str) -> bool:
    return "](" in part and len(plain_words(part)) < _SENTENCE


def _blocks(text: str, pieces: list[Piece], language: Language) -> tuple[Block, ...]:
    blocks: list[Block] = []
    ranks: list[int] = []  # of the headings that are open
    nesting: list[tuple[int, str]] = []  # indentation and marker of the items that are open
    for piece in pieces:
        kind = piece.kind
        if kind is BlockKind.HEADING:
            nesting.clear()
            blocks.append(Block(piece.start, piece.end, kind, _depth(ranks, piece.rank)))
        elif kind is BlockKind.MENU:
            blocks.append(Block(piece.start, piece.end, kind))
        elif kind is BlockKind.ITEM or (piece.marker and piece.marker != "|"):
            level = piece.level or _nest(nesting, piece)
            blocks.extend(split_inline(text, piece, language, level=level))
        else:
            if piece.indent < 2:
                nesting.clear()
            if piece.lead:
                depth = _depth(ranks, RUN_IN)
                blocks.append(Block(piece.start, piece.lead, BlockKind.HEADING, depth))
                rest = text[piece.lead : piece.end]
                piece.start = piece.words = piece.end - len(rest.lstrip())
            for block in split_inline(text, piece, language, level=0):
                if block.kind is BlockKind.HEADING:
                    depth = _depth(ranks, RUN_IN)
                    blocks.append(Block(block.start, block.end, block.kind, depth))
                else:
                    blocks.append(block)
    return tuple(blocks)


def _depth(ranks: list[int], rank: int) -> int:
    while ranks and ranks[-1] >= rank:
        ranks.pop()
    ranks.append(rank)
    return len(ranks)


def _nest(nesting: list[tuple[int, str]], piece: Piece) -> int:
    """The depth of a list item: by its indentation, and by its marker where that is equal."""
    while nesting and nesting[-1][0] > piece.indent + 1:
        nesting.pop()
    marker = piece.marker
    for depth, (indent, other) in enumerate(nesting):
        if abs(indent - piece.indent) <= 1 and _alike(other, marker, piece.label):
            del nesting[depth + 1 :]
            return depth + 1
    nesting.append((piece.indent, marker))
    return len(nesting)


def _alike(style: str, marker: str, label: str) -> bool:
    """Whether a marker goes on in a style; a lone `i.` or `v.` is a letter or a number."""
    if style == marker:
        return True
    roman = len(label) == 1 and label.lower() in "ivxlc"
    if not roman or not style or not marker:
        return False
    folded = {"a": "i", "A": "I"}
    fold = "".join(folded.get(c, c) for c in style)
    if fold != "".join(folded.get(c, c) for c in marker):
        return False
    # "i." after "h." goes on with letters; after "1." or "a." it begins a list of its own.
    return label.lower() != "i"


def _mark_unmarked_lists(text: str, pieces: list[Piece], language: Language) -> None:
    """Lines without markers become items where a line that ends with a colon introduces them."""
    at = 0
    while at < len(pieces) - 1:
        piece = pieces[at]
        at += 1
        if piece.kind is not None or text[piece.end - 1] not in ":：":
            continue
        first = pieces[at]
        if first.marker or first.kind is not None or first.end - first.start > 400:
            continue
        stop = at
        while stop < len(pieces) and _goes_on(text, pieces, at, stop, language):
            stop += 1
        if stop - at >= 2 or (stop - at == 1 and not _ended(text, first)):
            for item in pieces[at:stop]:
                item.kind = BlockKind.ITEM
        at = max(at, stop)


def _goes_on(text: str, pieces: list[Piece], first: int, at: int, language: Language) -> bool:
    """Whether the line `at` is an item of the list that the line `first` begins."""
    piece = pieces[at]
    first_word = _first_word(text, pieces[first])
    if piece.marker or piece.kind is not None or piece.end - piece.start > 400:
        return False
    last = text[piece.end - 1]
    if last in ":：":
        return False
    same_word = text.startswith(first_word + " ", piece.start)
    if not same_word and _is_heading_line(text, pieces, at, language):
        return False
    if _ended(text, pieces[first]):
        return same_word or last == ";"
    return same_word or not _ended(text, piece) or last in ";,"


def _first_word(text: str, piece: Piece) -> str:
    return text[piece.start : piece.start + 40].split(maxsplit=1)[0]


def _ended(text: str, piece: Piece) -> bool:
    return piece_last_character(text, piece.end) in {".", "!", "?", "。"}


def _mark_headings(text: str, pieces: list[Piece], language: Language) -> None:
    for at, piece in enumerate(pieces):
        if piece.kind is not None or piece.end - piece.start > _SHORT:
            continue
        if piece.marker:
            if _is_numbered_heading(text, pieces, at, language):
                piece.kind = BlockKind.HEADING
                piece.rank = _RANKS.get(piece.marker, _DECIMAL + piece.marker.count("."))
        elif _is_heading_line(text, pieces, at, language):
            piece.kind = BlockKind.HEADING
            words = plain_words(text[piece.start : piece.end])
            piece.rank = _UPPER if is_upper(words) else _PLAIN


def _is_numbered_heading(text: str, pieces: list[Piece], at: int, language: Language) -> bool:
    piece = pieces[at]
    if not piece.marker[0].isalnum() and not piece.marker.startswith("§"):
        return False  # bullets and (a) are items
    words = plain_words(text[piece.words : piece.end])
    following = pieces[at + 1] if at + 1 < len(pieces) else None
    if following is None:
        return False
    if piece.marker.startswith("§"):
        return not words.endswith((";", ",")) and len(words.split()) <= 12
    if not words or words[-1] in ";,:" or piece.marker in _LIST_STYLES:
        return False
    # Point follows point with nothing between: a list. Capitals are headings all the same.
    listed = any(
        other.marker == piece.marker and other.indent == piece.indent and other.kind is None
        for other in (pieces[at - 1] if at else following, following)
    )
    titled = is_title(words, language) or (words[-1] != "." and is_phrase(words))
    return is_upper(words) or (titled and not listed)


def _is_heading_line(text: str, pieces: list[Piece], at: int, language: Language) -> bool:
    """Whether a line without marker and markup is a heading, by its looks and what follows."""
    piece = pieces[at]
    if piece.end - piece.start > _SHORT or at + 1 >= len(pieces):
        return False
    words = plain_words(text[piece.start : piece.end])
    last, count = words[-1:], len(words.split())
    if is_upper(words) and last not in ";,":
        return count <= 16
    if not words[:1].isupper() or last in ".;,!":
        return False
    if last == "?":
        return count <= 14
    if is_title(words, language):
        return last != ":" or 1 < count <= 7
    return last != ":" and is_phrase(words) and _stands_over_text(text, pieces, at)


def _stands_over_text(text: str, pieces: list[Piece], at: int) -> bool:
    """Whether a line stands apart from what is above it, and text comes below it."""
    piece, following = pieces[at], pieces[at + 1]
    apart = piece.blank_before or at == 0 or _ended(text, pieces[at - 1])
    long = following.end - following.start > _SENTENCE
    if text[following.start].islower() or following.kind is BlockKind.ITEM:
        return False
    return apart and (long or text[following.end - 1] in ":?" or _ended(text, following))
