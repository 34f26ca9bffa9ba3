"""Where sentences end, in policies as they are: abbreviations, addresses, scrape damage.

Positions are exact and time is linear, which ruled out the general splitters tried; what a
language has to say about it (abbreviations, words that begin a sentence) is in its data file.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reviewtui.languages import Language

Span = tuple[int, int]

# A run of stops with the quotes, brackets and emphasis that close after it, or a stop that
# lost the space behind it ("by email.You may"). Looking behind, a run is tried only once.
_STOP = re.compile(
    r"(?<![.!?…])[.!?…]++[\"'”’»›)\]*_]*+(?=\s|\Z)|[。！？]++|(?<=[a-z)]{2})[.!?](?=[A-Z][a-z])"
)
_SPACE = re.compile(r"\s*+")
_OPENING = re.compile(r"[\"'“‘«‹(\[*_¿¡\s]*+")
_NEXT_WORD = re.compile(r"[^\W\d_]++(?:['’][^\W\d_]++)?+")
_DOTTED = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]\Z")  # U.S, e.g, a.m
_ENUMERATOR = r"(?:\d{1,3}(?:\.\d{1,3})*|[^\W\d_]|[ivxlc]{1,6}|[IVXLC]{1,6})\Z"
_DIVISION = r"[^\W\d_]{2,10}\.?\s(?:[\dIVXLC]{1,5}(?:\.\d{1,3})*)\Z"
_ROMAN = r"[IVXLC]+\b"
_BEFORE = 24  # characters looked at for the word before a stop
_CONTEXT_OPENERS = "\"'“”‘’«‹([*_¿¡—–/"


def sentence_spans(text: str, start: int, end: int, language: Language) -> list[Span]:
    """The sentences of `text[start:end]`, without the white space around them, in order.

    Together they hold every character of it that is not white space.
    """
    spans = []
    begin = _SPACE.match(text, start, end).end()  # type: ignore[union-attr]
    for stop in _STOP.finditer(text, begin, end):
        if _ends_sentence(text, begin, stop, end, language):
            spans.append((begin, stop.end()))
            begin = _SPACE.match(text, stop.end(), end).end()  # type: ignore[union-attr]
    if begin < end:
        last = begin + len(text[begin:end].rstrip())
        if last > begin:
            spans.append((begin, last))
    return spans


def _ends_sentence(
    text: str, begin: int, stop: re.Match[str], end: int, language: Language
) -> bool:
    """Whether a sentence that began at `begin` ends with this stop."""
    follows = _OPENING.match(text, stop.end(), end).end()  # type: ignore[union-attr]
    if follows >= end:
        return True
    if text[follows].islower():
        return False
    dot = stop.start()
    if text[dot] != "." or text.startswith("..", dot):
        return stop.end() > begin + 1
    next_word = _NEXT_WORD.match(text, follows, end)
    begins = next_word is not None and next_word[0].lower() in language.stop_words
    if stop.end() < end and not text[stop.end()].isspace():
        return begins and dot - begin > 3  # the space is missing, or it is a name with a dot
    return not _abbreviates(text, begin, dot, follows, language, next_begins=begins)


def _abbreviates(
    text: str, begin: int, dot: int, follows: int, language: Language, *, next_begins: bool
) -> bool:
    """Whether the full stop at `dot` belongs to the word before it alone.

    `next_begins`: the word after it is one that sentences begin with ("We", "The").
    """
    words = text[max(begin, dot - _BEFORE) : dot].split()
    if not words:
        return False
    word = words[-1].lstrip(_CONTEXT_OPENERS)
    if dot - begin <= len(words[-1]) and re.match(_ENUMERATOR, words[-1].lstrip("(")):
        return True  # "1." or "(a)." that begins the sentence
    if dot - begin <= _BEFORE and re.match(_DIVISION, text[begin:dot]):
        return True  # "Section 2.01." before its title
    lower = word.lower()
    numbered = lower in language.numbered_abbreviations
    if numbered and (
        text[follows].isdigit() or re.match(_ROMAN, text[follows : follows + _BEFORE])
    ):
        return True
    if lower in language.abbreviations:
        return True
    may_close = (
        lower in language.closing_abbreviations
        or (len(word) == 1 and word.isupper())
        or _DOTTED.match(re.split(r"[-‐‑–/]", word)[-1]) is not None  # EU-U.S.
    )
    return may_close and not next_begins
