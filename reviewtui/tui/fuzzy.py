"""Picking from a list by a few letters: which texts a query means, the likeliest first. Pure.

A text is meant, in this order, if it is the query, begins with it, holds all words of the query
at beginnings of words, holds them anywhere, is abbreviated by it (`retper` for "Retention
period"), or, where few are meant so, is nearly it (rapidfuzz `partial_ratio`, from three letters):
takes a microsecond a text, so that thousands of them are ranked between two keys.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_BEGINNINGS = re.compile(r"(?:^|(?<=[\W_]))\w")
_SAME, _PREFIX, _WORD_BEGINNINGS, _WITHIN, _LETTERS = 1000.0, 900.0, 800.0, 700.0, 500.0
_NEAR = 72.0  # partial_ratio: one wrong letter in four is not near any more
_NEAR_FROM = 3  # letters
_FEW = 8  # texts that are meant without a typo, from which on none is looked for
LONGEST = 200  # characters of a text that are looked at


def ranked(query: str, texts: Sequence[str]) -> list[int]:
    """The indices of the `texts` that `query` means, the best first; all for an empty query."""
    wanted = " ".join(query.casefold().split())
    if not wanted:
        return [*range(len(texts))]
    folded = [text[:LONGEST].casefold() for text in texts]
    words = wanted.split()
    beginnings = [re.compile(rf"(?:^|[\W_]){re.escape(word)}") for word in words]
    scores = {
        i: score
        for i, text in enumerate(folded)
        if (score := _score(wanted, words, beginnings, text))
    }
    if len(wanted) >= _NEAR_FROM and len(scores) < _FEW:
        from rapidfuzz import fuzz, process

        rest = {i: text for i, text in enumerate(folded) if i not in scores}
        near = process.extract(
            wanted, rest, scorer=fuzz.partial_ratio, score_cutoff=_NEAR, limit=None
        )
        # a text shorter than the query would be near for being part of it
        scores |= {i: score for text, score, i in near if 3 * len(text) >= 2 * len(wanted)}
    return sorted(scores, key=lambda i: (-scores[i], i))


def _score(
    wanted: str, words: Sequence[str], beginnings: Sequence[re.Pattern[str]], text: str
) -> float:
    """How well `text` is what is wanted, but for typos; 0 if it is not."""
    if text.startswith(wanted):
        return _SAME if text == wanted else _PREFIX
    if all(word in text for word in words):
        begun = all(one.search(text) is not None for one in beginnings)
        return _WORD_BEGINNINGS if begun else _WITHIN
    return _LETTERS if len(words) == 1 and _abbreviates(wanted, text) else 0.0


def _abbreviates(wanted: str, text: str) -> bool:
    """Whether the letters follow each other in `text` or begin further words of it."""
    at = -1
    for letter in wanted:  # most texts have not even the letters
        at = text.find(letter, at + 1)
        if at < 0:
            return False
    begins = [found.start() for found in _BEGINNINGS.finditer(text)]
    ends = {at for at in begins if text[at] == wanted[0]}  # of what is found so far
    for letter in wanted[1:]:
        first = min(ends, default=len(text))
        ends = {at + 1 for at in ends if text[at + 1 : at + 2] == letter} | {
            at for at in begins if at > first and text[at] == letter
        }
    return bool(ends)


def holding(query: str, texts: Sequence[str]) -> list[int]:
    """The indices of the `texts` that hold all words of `query`, in their order; those that are
    nearly it where none does."""
    words = query.casefold().split()
    found = [i for i, text in enumerate(texts) if all(word in text.casefold() for word in words)]
    return found or sorted(ranked(query, texts))
