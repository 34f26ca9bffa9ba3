"""Words and marks of a text, in a row, as quotes are compared by them.

A token is a word (letters and digits, with the apostrophes and the points in numbers that are
within it) or a mark that can carry meaning: punctuation, signs of money and of comparison,
ticked and crossed boxes. White space, emphasis, and the signs of headings, tables and lists are
none: they are how the words are set.
"""

from __future__ import annotations

import re
from functools import lru_cache

from reviewtui.documents.normalising import normalised

WORD = (
    r"[^\W_]++(?:'[^\W\d_]++|(?<=\d)[.,:/'-](?=\d)[^\W_]++)*+"
    r"|[<>](?=\s?\d)|[%$€£¥≤≥±☐☑☒✓✔✕✖✗✘✅❌❎]"
)
_TOKEN = re.compile(rf"{WORD}|[,;:.!?()/\"'&+=]")
_MARKS = frozenset(",;:.!?()/\"'&+=")
_HYPHENS = "-‐‑"


def tokens(normal: str) -> list[str]:
    """The tokens of a normalised text; case is kept."""
    return _TOKEN.findall(normal)


def token_spans(normal: str) -> list[tuple[int, int]]:
    """Where the tokens of a normalised text stand."""
    return [match.span() for match in _TOKEN.finditer(normal)]


def words_of(row: list[str]) -> list[str]:
    """The words of a row of tokens, in lower case."""
    return [token.casefold() for token in row if token not in _MARKS]


def core(row: list[str]) -> tuple[int, int]:
    """From where to where a row of tokens goes without the marks at its ends; empty: no word."""
    begin, end = 0, len(row)
    while begin < end and row[begin] in _MARKS:
        begin += 1
    while end > begin and row[end - 1] in _MARKS:
        end -= 1
    return begin, end


@lru_cache(maxsize=16)
def token_line(text: str) -> str:
    """The tokens of a text in one line, each with a space before and one after it."""
    return needle(tokens(normalised(text).text))


def needle(row: list[str]) -> str:
    """What to look for in a `token_line`."""
    return f" {'  '.join(row)} "


def goes_on(before: str, after: str) -> bool:
    """Whether one word reaches from the end of `before` into the beginning of `after`."""
    if not before or not after or not after[0].isalnum():
        return False
    if before[-1] in _HYPHENS:
        return before[-2:-1].isalpha() and after[0].isalpha()
    return before[-1].isalnum()
