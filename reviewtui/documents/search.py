"""Finding words in a text as a reader means them: any case, any white space, small typos.

A query is a sequence of words. A word of the text matches a word of the query if it is the
same, begins with it (the last word of the query, which may still be typed), or is nearly the
same: for query words of four letters and more, a normalised Indel similarity (rapidfuzz
`ratio`) of 80 and more with the same first letter or of 88 and more without. Building takes
time linear in the text; a search takes time in the vocabulary and in the hits.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache

Span = tuple[int, int]

_WORD = re.compile(r"[^\W_]+")
_NEAR, _NEAR_WITHOUT_INITIAL, _FUZZY_FROM = 80.0, 88.0, 4


class TextSearch:
    """An index over the words of one text."""

    def __init__(self, text: str) -> None:
        self._spans: list[Span] = []
        self._at: dict[str, list[int]] = defaultdict(list)  # word: its places among the words
        for number, match in enumerate(_WORD.finditer(text)):
            self._spans.append(match.span())
            self._at[match[0].casefold()].append(number)

    def find(self, query: str) -> list[Span]:
        """The spans that match `query`, in order, not overlapping; exact ones alone if any."""
        words = [word.casefold() for word in _WORD.findall(query)]
        if not words:
            return []
        exact = [self._same(word) for word in words[:-1]] + [self._beginning(words[-1])]
        return self._sequences(exact) or self._sequences(
            [found | self._near(word) for word, found in zip(words, exact, strict=True)]
        )

    def _same(self, word: str) -> set[str]:
        return {word} if word in self._at else set()

    def _beginning(self, word: str) -> set[str]:
        return {other for other in self._at if other.startswith(word)}

    def _near(self, word: str) -> set[str]:
        if len(word) < _FUZZY_FROM:
            return set()
        from rapidfuzz import process
        from rapidfuzz.fuzz import ratio

        found = process.extract(word, list(self._at), scorer=ratio, score_cutoff=_NEAR, limit=None)
        return {
            other
            for other, score, _ in found
            if other[0] == word[0] or score >= _NEAR_WITHOUT_INITIAL
        }

    def _sequences(self, allowed: list[set[str]]) -> list[Span]:
        """The spans where words of each set follow each other."""
        if not all(allowed):
            return []
        starts = {number for word in allowed[0] for number in self._at[word]}
        for further, words in enumerate(allowed[1:], 1):
            places = {number - further for word in words for number in self._at[word]}
            starts &= places
        spans = [(self._spans[n][0], self._spans[n + len(allowed) - 1][1]) for n in sorted(starts)]
        apart: list[Span] = []
        for span in spans:
            if not apart or span[0] >= apart[-1][1]:
                apart.append(span)
        return apart


@lru_cache(maxsize=4)
def search_of(text: str) -> TextSearch:
    """The index over `text`; the last few are kept."""
    return TextSearch(text)
