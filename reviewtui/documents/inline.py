"""Structure inside a paragraph: headings that run into their text, bullets in a row."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from reviewtui.documents.headings import is_title
from reviewtui.documents.markup import plain_words
from reviewtui.documents.model import Block, BlockKind
from reviewtui.documents.sentences import Span, sentence_spans

if TYPE_CHECKING:
    from reviewtui.documents.lines import Piece
    from reviewtui.languages import Language

_BULLETS = re.compile(r"(?<=\s)[•●▪◦‣■➢](?=\s*\w)")
_UPPER_LABEL = re.compile(r"(?:\*\s|[*_]{0,2})[A-Z][A-Z0-9 \n&/,'’()\"“”-]{3,90}:(?=[\s*_])")
_BOLD_LABEL = re.compile(r"(?:\*\*|__)[^*_\n]{2,90}(?:\*\*|__)[.:]?(?=\s)")
_LABEL = re.compile(r"[^.:;!?]{3,90}[:?](?=\s)")
_FOLLOWS = 50  # characters of text that a heading in a paragraph has after it
# Small, these make a sentence of what is set as a title; a title writes them large.
_VERBS = frozenset(
    {"we", "you", "they", "it", "is", "are", "was", "were", "may", "will", "shall", "must", "can"}
)
_SUBJECTS = frozenset({"we", "you", "they", "it", "this", "these"})


def split_inline(text: str, piece: Piece, language: Language, *, level: int) -> list[Block]:
    """The blocks of a piece: an item of that level, or from level 0 on a paragraph."""
    kind = BlockKind.ITEM if level else BlockKind.PARAGRAPH
    bounds = [piece.start]
    bounds += [m.start() for m in _BULLETS.finditer(text, piece.words, piece.end)]
    bounds.append(piece.end)
    blocks: list[Block] = []
    for number, (start, end) in enumerate(pairwise(bounds)):
        trimmed = start + len(text[start:end].rstrip())
        if number:
            blocks.append(Block(start, trimmed, BlockKind.ITEM, level + 1))
        elif trimmed <= start:
            continue
        elif level or piece.marker == "|":
            blocks.append(Block(start, trimmed, kind, level or 1))
        else:
            blocks.extend(_paragraph(text, (start, trimmed), language))
    return blocks


def _paragraph(text: str, span: Span, language: Language) -> list[Block]:
    """A paragraph with the headings that run into it as blocks of their own."""
    start, end = span
    if end - start < _FOLLOWS:
        return [Block(start, end, BlockKind.PARAGRAPH)]
    blocks: list[Block] = []
    begin = start  # of the paragraph that is open
    for sentence in sentence_spans(text, start, end, language):
        label_end = _heading_end(text, sentence, end, language, first=sentence[0] == start)
        if not label_end:
            continue
        if sentence[0] > begin:
            before = begin + len(text[begin : sentence[0]].rstrip())
            blocks.append(Block(begin, before, BlockKind.PARAGRAPH))
        starred = 2 if text.startswith("* ", sentence[0]) else 0
        blocks.append(Block(sentence[0] + starred, label_end, BlockKind.HEADING))
        begin = label_end
        while begin < end and text[begin].isspace():
            begin += 1
    if begin < end:
        blocks.append(Block(begin, end, BlockKind.PARAGRAPH))
    return blocks


def _heading_end(text: str, sentence: Span, end: int, language: Language, *, first: bool) -> int:
    """Where the heading ends that a sentence is or begins with; 0 if there is none."""
    start, stop = sentence
    label = _UPPER_LABEL.match(text, start, end) or _bold_label(text, start, end)
    if label is None and first:
        label = _LABEL.match(text, start, stop)
        if label and (len(label[0].split()) < 2 or not _is_run_in(label[0][:-1], language)):
            label = None
    if label is not None:
        return label.end() if end - label.end() >= _FOLLOWS else 0
    if stop - start > 100 or end - stop < _FOLLOWS:
        return 0
    words = plain_words(text[start:stop])
    if words[-1:] not in {".", "?"} or not _is_run_in(words, language):
        return 0
    several = sum(word not in language.stop_words for word in words[:-1].lower().split()) >= 2
    return stop if first or several else 0


def _bold_label(text: str, start: int, end: int) -> re.Match[str] | None:
    """Bold words that a paragraph begins with, unless its first sentence goes on from them."""
    label = _BOLD_LABEL.match(text, start, end)
    if label is None or label[0].rstrip("*_")[-1] in ".:?!" or label[0][-1] in ".:":
        return label
    return None if text[label.end() : label.end() + 2].strip().islower() else label


def _is_run_in(words: str, language: Language) -> bool:
    """Whether words are set as a title and are no sentence: `How It Is Used`, not `It is used`."""
    if not is_title(words, language):
        return False
    first, *others = words.rstrip(".?").split()
    return first.lower() not in _SUBJECTS and _VERBS.isdisjoint(others)
