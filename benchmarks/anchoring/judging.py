"""Judges what became of quotes by an alignment that shares nothing with how they were found.

`difflib.SequenceMatcher` aligns the words of both whole documents. It knows no moved text: a
paragraph that was moved is deleted in one place and inserted in another. So words found where
the alignment has inserted ones were moved there; words found where it has other old words are
another place.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reviewtui.documents import Found, Policy, Quote

VALID = frozenset({"intact", "moved"})

# Emphasis, soft hyphens and hyphens in words are spelling, not words.
_SPELLING = re.compile(r"[*_`\u00ad]|(?<=[^\W\d])[-‐‑](?:[ \t]*\n\s*)?(?=[^\W\d])")
_WORD = re.compile(
    r"[^\W_]+(?:[*_`\u00ad]+[^\W_]+|[-‐‑](?:[ \t]*\n\s*)?(?=[^\W\d])[^\W_]+)*|[$€£¥%]"
)


@dataclass(frozen=True)
class Words:
    """The words of a text in lower case, and where each stands."""

    words: list[str]
    spans: list[tuple[int, int]]

    @classmethod
    def of(cls, text: str) -> Words:
        found = [(match[0], match.span()) for match in _WORD.finditer(text)]
        words = [
            _SPELLING.sub("", unicodedata.normalize("NFKC", word)).lower() for word, _ in found
        ]
        return cls(words, [span for _, span in found])

    def within(self, start: int, end: int) -> tuple[int, int]:
        """The numbers of the words in a span of the text, from and to."""
        first = bisect_left(self.spans, start, key=lambda span: span[1] - 1)
        last = bisect_left(self.spans, end, key=lambda span: span[0])
        return first, max(first, last)


@dataclass(frozen=True)
class Judgement:
    """`wrong`: called intact or moved although words or place are others; `needless`: queued
    although the words are unchanged, and the only ones before and after."""

    wrong: str = ""
    needless: bool = False


class Alignment:
    """The words of two versions of a policy, aligned over the whole documents."""

    def __init__(self, old: str, new: str) -> None:
        self.old, self.new = Words.of(old), Words.of(new)
        matcher = SequenceMatcher(None, self.old.words, self.new.words, autojunk=False)
        self._new_of: dict[int, int] = {}
        self._old_of: dict[int, int] = {}
        for a, b, size in matcher.get_matching_blocks():
            for step in range(size):
                self._new_of[a + step] = b + step
                self._old_of[b + step] = a + step

    @cached_property
    def _lines(self) -> tuple[str, str]:
        return _line(self.old.words), _line(self.new.words)

    def judge(self, quote: Quote, found: Found) -> Judgement:
        """Whether `found` is right about `quote`, a span of the old text."""
        first, last = self.old.within(quote.start, quote.end)
        cited = self.old.words[first:last]
        if not cited:
            return Judgement()
        if found.outcome not in VALID:
            line = _line(cited)
            unique = all(text.count(line) == 1 for text in self._lines)
            return Judgement(needless=unique)
        assert found.start is not None and found.end is not None
        begin, end = self.new.within(found.start, found.end)
        if self.new.words[begin:end] != cited:
            return Judgement(wrong="words")
        places = [self._new_of.get(number) for number in range(first, last)]
        if places == list(range(begin, end)):
            return Judgement()
        sources = [self._old_of.get(number) for number in range(begin, end)]
        own = sum(source is not None and first <= source < last for source in sources)
        others = sum(source is not None and not first <= source < last for source in sources)
        return Judgement(wrong="place" if others > own else "")

    def aligned(self, quote: Quote) -> str:
        """The words that the alignment has for those of the quote, for a reader."""
        first, last = self.old.within(quote.start, quote.end)
        places = [at for n in range(first, last) if (at := self._new_of.get(n)) is not None]
        return " ".join(self.new.words[min(places) : max(places) + 1]) if places else ""


def _line(words: list[str]) -> str:
    return f" {'  '.join(words)} "  # two spaces: copies that follow each other are two


def line_of(text: str) -> str:
    """The words of a text in one line."""
    return _line(Words.of(text).words)


def quotes_of(policy: Policy) -> list[Quote]:
    """Every passage of a policy as evidence."""
    return [policy.quote(passage.start, passage.end) for passage in policy.passages]
