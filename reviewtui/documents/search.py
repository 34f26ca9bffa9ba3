"""Finding words in a text as a reader means them: any case, any accents, any white space, typos.

A query is a sequence of words. A word of the text matches a word of the query if it is the
same, begins with it (the last word of the query, which may still be typed), or is nearly the
same: for query words of four letters and more, a normalised Indel similarity (rapidfuzz
`ratio`) of 80 and more with the same first letter or of 88 and more without. Where there are
exact matches, of the others only those count that look like a typo: 88 and more, and rare in
the text. Words that a hyphen or an apostrophe joins count whole and in their parts, in the text
(`e-mail` for "email") and in the query ("e-mail" for `email`).

Where the words do not stand side by side, up to three others may stand between them; where a
single word is nowhere, words that hold it count. A query without a word is found as it stands.

Building takes time linear in the text; a search takes time in the vocabulary and in the hits.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from functools import cached_property, lru_cache
from itertools import chain
from time import sleep
from typing import TYPE_CHECKING
from unicodedata import combining, normalize

if TYPE_CHECKING:
    from collections.abc import Iterable

Span = tuple[int, int]

_ACCENTS = "\u0300-\u036f"  # that stand behind their letter
_WORD = re.compile(f"[^\\W_](?:[^\\W_]|[{_ACCENTS}])*")
# between the parts of a word: at the end of a line, or where they are written so
_JOINT = re.compile(r"[-\u2010\xad][ \t]*\n[ \t]*(?=[^\W\d_])|[-\u2010\u2011\xad'’](?=[^\W_])")
_NEAR, _NEAR_WITHOUT_INITIAL, _FUZZY_FROM = 80.0, 88.0, 4
_TYPO, _RARE = 88.0, 2  # beside exact matches: how near, and how often in the text at most
_BETWEEN = 3  # other words between two of a query, at most
_SENTENCE_ENDS = re.compile(r"[.?!]\s|\n[ \t]*\n")
_WITHIN_FROM = 3  # letters of a word that is looked for within others
_PORTION = 1024  # words, after which other threads are let in: keys that are pressed meanwhile
_LAST = "\U0010ffff"  # behind every word that begins with what it follows


class TextSearch:
    """An index over the words of one text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._spans: list[Span] = []
        self._at: dict[str, list[int]] = defaultdict(list)  # word: its places among the words
        self._joined_at: dict[str, list[int]] = defaultdict(list)  # the same, of joined ones
        for number, match in enumerate(_WORD.finditer(text)):
            self._spans.append(match.span())
            self._at[_folded(match[0])].append(number)
            if not number % _PORTION:
                sleep(0)
        self._join(text)

    def _join(self, text: str) -> None:
        """Words of two parts, at the place of the first."""
        ends = {end: number for number, (_, end) in enumerate(self._spans)}
        for joint in _JOINT.finditer(text):
            number = ends.get(joint.start())
            if number is not None and number + 1 < len(self._spans):
                (start, end), (begin, stop) = self._spans[number : number + 2]
                if begin == joint.end():
                    self._joined_at[_folded(text[start:end] + text[begin:stop])].append(number)

    def get_ready(self) -> None:
        """Works out what the first search needs besides."""
        self._by_length  # noqa: B018 - kept once it is known

    def find(self, query: str) -> list[Span]:
        """The spans that match `query`, in order, not overlapping."""
        words = [_folded(word) for word in _WORD.findall(query)]
        if not words:
            return self._literally(query.strip())
        found = self._find(words)
        joined = [_folded(word) for word in _WORD.findall(_JOINT.sub("", query))]
        if joined != words:
            found = self._apart(sorted({*found, *self._find(joined)}))
        if found:
            return found
        if len(joined) == 1:
            return self._sequences([self._holding(joined[0])])
        return self._scattered(self._allowed(joined))

    def _find(self, words: list[str]) -> list[Span]:
        """Where they stand side by side."""
        return self._sequences(self._allowed(words))

    def _allowed(self, words: list[str]) -> list[set[str]]:
        """For each word of a query those of the text that it means."""
        exact = [self._same(word) for word in words[:-1]] + [self._beginning(words[-1])]
        found = self._sequences(exact)
        more = [
            self._near(word, typos=bool(found)) - known
            for word, known in zip(words, exact, strict=True)
        ]
        return [known | of for known, of in zip(exact, more, strict=True)]

    def _literally(self, query: str) -> list[Span]:
        """Where signs stand that are no words."""
        size = len(query)
        found = re.finditer(re.escape(query), self._text) if size else ()
        return [match.span() for match in found]

    # words that are allowed

    @cached_property
    def _vocabulary(self) -> list[str]:
        return sorted({*self._at, *self._joined_at})

    @cached_property
    def _by_length(self) -> dict[int, list[str]]:
        found: dict[int, list[str]] = defaultdict(list)
        for word in self._vocabulary:
            found[len(word)].append(word)
        return found

    def _same(self, word: str) -> set[str]:
        return {word} if word in self._at or word in self._joined_at else set()

    def _beginning(self, word: str) -> set[str]:
        words = self._vocabulary
        found = set(words[bisect_left(words, word) : bisect_left(words, word + _LAST)])
        # of a letter or two there are thousands: joined ones are not told apart yet
        return found if len(word) >= _WITHIN_FROM else found & self._at.keys()

    def _holding(self, word: str) -> set[str]:
        if len(word) < _WITHIN_FROM:
            return set()
        return {other for other in self._vocabulary if word in other}

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
        if len(allowed) == 1:
            return self._single(allowed[0])
        if any(not self._joined_at.keys().isdisjoint(words) for words in allowed):
            return self._apart(self._joined_sequences(allowed))
        numbers = sorted(chain.from_iterable(self._at[word] for word in allowed[0]))
        places = [{number for word in words for number in self._at[word]} for words in allowed[1:]]
        last = len(allowed) - 1
        return self._apart(
            (self._spans[number][0], self._spans[number + last][1])
            for number in numbers
            if all(number + after in place for after, place in enumerate(places, start=1))
        )

    def _single(self, words: set[str]) -> list[Span]:
        """The same for a single word."""
        numbers = sorted(chain.from_iterable(self._at.get(word, ()) for word in words))
        joined = {*chain.from_iterable(self._joined_at.get(word, ()) for word in words)}
        spans = self._spans
        if not joined:
            return [spans[number] for number in numbers]
        return self._apart(
            (spans[number][0], spans[number + (number in joined)][1])
            for number in sorted(joined.union(numbers))
        )

    def _joined_sequences(self, allowed: list[set[str]]) -> Iterable[Span]:
        """The same where some words are joined ones: those take two places."""
        steps = [self._steps(words) for words in allowed]
        for begin in sorted(steps[0]):
            ends = {begin}
            for step in steps:
                ends = {number + size for number in ends for size in step.get(number, ())}
            if ends:
                yield self._spans[begin][0], self._spans[max(ends) - 1][1]

    def _scattered(self, allowed: list[set[str]]) -> list[Span]:
        """The spans where they follow each other with others between."""
        if not all(allowed):
            return []
        steps = [self._steps(words) for words in allowed]
        places = [sorted(step) for step in steps[1:]]
        found = []
        for begin in sorted(steps[0]):
            end = begin + max(steps[0][begin])
            for step, numbers in zip(steps[1:], places, strict=True):
                at = bisect_left(numbers, end)
                if at == len(numbers) or numbers[at] > end + _BETWEEN:
                    break
                end = numbers[at] + max(step[numbers[at]])
            else:
                found.append((self._spans[begin][0], self._spans[end - 1][1]))
        text = self._text
        return self._apart(one for one in found if not _SENTENCE_ENDS.search(text, *one))

    def _steps(self, words: set[str]) -> dict[int, set[int]]:
        """For each place of these words how many places they take."""
        found: dict[int, set[int]] = defaultdict(set)
        for size, places in ((1, self._at), (2, self._joined_at)):
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


def _folded(word: str) -> str:
    """A word as it is compared: without case, accents and ligatures."""
    if word.isascii():
        return word.lower()
    whole = normalize("NFKD", word.casefold())
    return "".join(one for one in whole if not combining(one))


@lru_cache(maxsize=4)
def search_of(text: str) -> TextSearch:
    """The index over `text`; the last few are kept."""
    return TextSearch(text)
