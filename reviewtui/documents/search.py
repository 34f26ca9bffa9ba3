"""Finding words in a text as a reader means them: any case, any white space, small typos.

A query is a sequence of words. A word of the text matches a word of the query if it is the
same, begins with it (the last word of the query, which may still be typed), or is nearly the
same: for query words of four letters and more, a normalised Indel similarity (rapidfuzz
`ratio`) of 80 and more with the same first letter or of 88 and more without. Where there are
exact matches, of the others only those count that look like a typo: 88 and more, and rare in
the text. A word that is hyphenated at the end of a line counts whole and in its parts.

Building takes time linear in the text; a search takes time in the vocabulary and in the hits.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from functools import cached_property, lru_cache
from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

Span = tuple[int, int]

_WORD = re.compile(r"[^\W_]+")
_HYPHENATED = re.compile(r"[-\u2010\xad][ \t]*\n[ \t]*(?=[^\W\d_])")
_NEAR, _NEAR_WITHOUT_INITIAL, _FUZZY_FROM = 80.0, 88.0, 4
_TYPO, _RARE = 88.0, 2  # beside exact matches: how near, and how often in the text at most
_LAST = "\U0010ffff"  # behind every word that begins with what it follows


class TextSearch:
    """An index over the words of one text."""

    def __init__(self, text: str) -> None:
        self._spans: list[Span] = []
        self._at: dict[str, list[int]] = defaultdict(list)  # word: its places among the words
        self._split_at: dict[str, list[int]] = defaultdict(list)  # the same, of hyphenated ones
        for number, match in enumerate(_WORD.finditer(text)):
            self._spans.append(match.span())
            self._at[match[0].casefold()].append(number)
        self._join_hyphenated(text)

    def _join_hyphenated(self, text: str) -> None:
        """Words that go on in the next line, at the place of their first part."""
        ends = [end for _, end in self._spans]
        for hyphen in _HYPHENATED.finditer(text):
            number = bisect_left(ends, hyphen.start())
            if number + 1 < len(ends) and ends[number] == hyphen.start():
                (start, end), (begin, stop) = self._spans[number : number + 2]
                if begin == hyphen.end():
                    self._split_at[(text[start:end] + text[begin:stop]).casefold()].append(number)

    def find(self, query: str) -> list[Span]:
        """The spans that match `query`, in order, not overlapping."""
        words = [word.casefold() for word in _WORD.findall(query)]
        if not words:
            return []
        exact = [self._same(word) for word in words[:-1]] + [self._beginning(words[-1])]
        found = self._sequences(exact)
        more = [
            self._near(word, typos=bool(found)) - known
            for word, known in zip(words, exact, strict=True)
        ]
        if not any(more):
            return found
        return self._sequences([known | of for known, of in zip(exact, more, strict=True)])

    # words that are allowed

    @cached_property
    def _vocabulary(self) -> list[str]:
        return sorted({*self._at, *self._split_at})

    @cached_property
    def _by_length(self) -> dict[int, list[str]]:
        found: dict[int, list[str]] = defaultdict(list)
        for word in self._vocabulary:
            found[len(word)].append(word)
        return found

    def _same(self, word: str) -> set[str]:
        return {word} if word in self._at or word in self._split_at else set()

    def _beginning(self, word: str) -> set[str]:
        words = self._vocabulary
        return set(words[bisect_left(words, word) : bisect_left(words, word + _LAST)])

    def _near(self, word: str, *, typos: bool) -> set[str]:
        """The words that are nearly `word`, or those alone that look like a typo of it."""
        if len(word) < _FUZZY_FROM:
            return set()
        from rapidfuzz import process
        from rapidfuzz.fuzz import ratio

        # a similarity of 80 needs four fifths of both lengths together in common
        shortest, longest = -(-2 * len(word) // 3), 3 * len(word) // 2
        words = [*chain(*(self._by_length.get(n, ()) for n in range(shortest, longest + 1)))]
        least = _TYPO if typos else _NEAR
        found = process.extract(word, words, scorer=ratio, score_cutoff=least, limit=None)
        return {
            other
            for other, score, _ in found
            if (other[0] == word[0] or score >= _NEAR_WITHOUT_INITIAL)
            and not (typos and len(self._at.get(other, ())) > _RARE)
        }

    # where they stand

    def _sequences(self, allowed: list[set[str]]) -> list[Span]:
        """The spans where words of each set follow each other."""
        if not all(allowed):
            return []
        split = any(not self._split_at.keys().isdisjoint(words) for words in allowed)
        if split:
            return self._apart(self._split_sequences(allowed))
        numbers = sorted(chain.from_iterable(self._at[word] for word in allowed[0]))
        if len(allowed) == 1:
            return [self._spans[number] for number in numbers]
        places = [{number for word in words for number in self._at[word]} for words in allowed[1:]]
        last = len(allowed) - 1
        return self._apart(
            (self._spans[number][0], self._spans[number + last][1])
            for number in numbers
            if all(number + after in place for after, place in enumerate(places, start=1))
        )

    def _split_sequences(self, allowed: list[set[str]]) -> Iterable[Span]:
        """The same where some words go on in the next line: those take two places."""
        steps = [self._steps(words) for words in allowed]
        for begin in sorted(steps[0]):
            ends = {begin}
            for step in steps:
                ends = {number + size for number in ends for size in step.get(number, ())}
            if ends:
                yield self._spans[begin][0], self._spans[max(ends) - 1][1]

    def _steps(self, words: set[str]) -> dict[int, set[int]]:
        """For each place of these words how many places they take."""
        found: dict[int, set[int]] = defaultdict(set)
        for size, places in ((1, self._at), (2, self._split_at)):
            for word in words:
                for number in places.get(word, ()):
                    found[number].add(size)
        return found

    @staticmethod
    def _apart(spans: Iterable[Span]) -> list[Span]:
        apart: list[Span] = []
        for span in spans:
            if not apart or span[0] >= apart[-1][1]:
                apart.append(span)
        return apart


@lru_cache(maxsize=4)
def search_of(text: str) -> TextSearch:
    """The index over `text`; the last few are kept."""
    return TextSearch(text)
