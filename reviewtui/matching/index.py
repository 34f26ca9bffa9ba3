"""A policy made ready for ranking: which stems stand in which passages, headings and intros."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import OrderedDict
from itertools import chain
from typing import TYPE_CHECKING

from reviewtui.documents.markup import plain_words
from reviewtui.documents.model import BlockKind
from reviewtui.matching.background import rarities, rarity
from reviewtui.matching.confusions import figures
from reviewtui.matching.repairing import repairs
from reviewtui.matching.signs import signs
from reviewtui.matching.words import Words, plain, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reviewtui.documents.model import Policy

# Okapi BM25 (S. Robertson, H. Zaragoza, "The Probabilistic Relevance Framework", 2009).
K1, B = 1.2, 0.6
SHORT = 8  # stems; a passage is never taken to be shorter, so that one-word lines gain nothing
BACKGROUND_PASSAGES = 150.0  # how many passages of the policy weigh as much as the background
RAREST = 9.0


class PolicyIndex:
    """The passages of one policy as stems; what does not depend on any requirement.

    `lines[n]` is passage `n` as one string of stems with a space before, between and after, so
    that a phrase is found by `in`; `postings[stem]` are the numbers of the passages that hold
    it, in order, once for each time. `headings` and `intros` are the distinct ones, as lines;
    `heading_of[n]` and `intro_of[n]` say which one a passage has (0: none).
    """

    def __init__(self, policy: Policy, words: Words, vocabulary: Iterable[str] = ()) -> None:
        self.policy = policy
        self.words = words
        self.lengths: list[int] = []
        self.lines: list[str] = []
        self.postings: dict[str, list[int]] = {}
        self.repaired: dict[str, str] = {}  # damaged word as written: its stem
        self.scanned = False  # letters and digits are confused
        self.feature_lengths: dict[int, float] = {}  # filled while learned scores are asked for
        self._rarities: dict[str, float] = {}
        self._places: dict[str, list[int]] | None = None  # headings: the passages that they are
        self._holding: dict[str, list[int]] = {}
        text, passages = policy.text, policy.passages
        tokens = [words.tokens(text[passage.start : passage.end]) for passage in passages]
        stem_of = self._stems_of(tokens, vocabulary)
        postings = self.postings
        for number, (found, passage) in enumerate(zip(tokens, passages, strict=True)):
            line = [stem for token in found if (stem := stem_of[token])]
            self.lengths.append(len(line))
            line += signs(self.sign_text(passage.start, passage.end))
            for stem in line:
                if stem in postings:
                    postings[stem].append(number)
                else:
                    postings[stem] = [number]
            self.lines.append(f" {' '.join(line)} ")
        self._fields()
        self.norms = self._norms()
        self.shapes = [
            _shape(passage.kind, length)
            for passage, length in zip(passages, self.lengths, strict=True)
        ]

    def __len__(self) -> int:
        return len(self.lines)

    def sign_text(self, start: int, end: int) -> str:
        """`text[start:end]` to look for signs in, the numbers of a scanned text restored."""
        text = self.policy.text[start:end]
        return figures(text) if self.scanned else text

    def stem(self, token: str) -> str:
        """The stem of a token of this policy, damaged words read as what they were."""
        repaired = self.repaired.get(token)
        return self.words.stem(token) if repaired is None else repaired

    def rarity(self, stem: str) -> float:
        """How much finding `stem` says: its rarity in this policy and in policies at large."""
        known = self._rarities.get(stem)
        if known is None:
            held = len(set(self.postings.get(stem, ())))
            expected = BACKGROUND_PASSAGES * math.exp(-rarity(stem))
            share = (held + expected) / (len(self.lines) + BACKGROUND_PASSAGES)
            known = self._rarities[stem] = min(-math.log(share), RAREST)
        return known

    def holding(self, term: str) -> list[int]:
        """The passages that hold `term` as it is written, in lower case and any white space."""
        found = self._holding.get(term)
        if found is not None:
            return found
        found = self._holding[term] = []
        text = self.policy.text
        for number, passage in enumerate(self.policy.passages):
            words = text[passage.start : passage.end].lower()
            if term in words or ("\n" in words and term in " ".join(words.split())):
                found.append(number)
        return found

    def _stems_of(self, tokens: list[list[str]], vocabulary: Iterable[str]) -> dict[str, str]:
        """The stem of each word of the policy, damaged ones repaired where that is possible."""
        stem_of = dict.fromkeys(chain.from_iterable(tokens), "")  # each word once
        for token in stem_of:
            stem_of[token] = self.words.stem(token)
        if self.words.code != "en":  # without a table of its words nothing tells damage
            return stem_of
        known = rarities()
        asked = frozenset(vocabulary)
        words = self.words

        def is_word(word: str) -> bool:
            stem = words.stem(word)
            return not stem or stem in known or word in asked

        sound = {token for token, stem in stem_of.items() if stem in known} | asked
        strange = {
            token: plain(token)
            for token, stem in stem_of.items()
            if stem and stem not in known and token not in asked
        }
        found, self.scanned = repairs(strange.values(), sound, words.stop_words, is_word, tokens)
        for token, word in strange.items():
            if word in found:
                self.repaired[token] = stem_of[token] = words.stem(found[word])
        return stem_of

    def _fields(self) -> None:
        """The headings and intros, each once, and which passage has which."""
        text = self.policy.text
        headings: dict[tuple[str, ...], int] = {(): 0}
        intros: dict[tuple[int, int] | None, int] = {None: 0}
        self.headings, self.intros = [""], [""]
        self.heading_of: list[int] = []
        self.intro_of: list[int] = []
        for passage in self.policy.passages:
            if passage.heading not in headings:
                headings[passage.heading] = len(self.headings)
                self.headings.append(self.heading_line(passage.heading))
            self.heading_of.append(headings[passage.heading])
            if passage.intro is not None and passage.intro not in intros:
                intros[passage.intro] = len(self.intros)
                start, end = passage.intro
                self.intros.append(self.line(text[start:end]))
            self.intro_of.append(intros[passage.intro])

    def line(self, text: str) -> str:
        """Any text as a line of stems, as `lines` has them, without signs."""
        found = [self.stem(token) for token in self.words.tokens(text)]
        return f" {' '.join(stem for stem in found if stem)} "

    def heading_line(self, heading: tuple[str, ...]) -> str:
        """A heading path as a line of stems, with ` | ` between its headings."""
        return "|".join(self.line(part) for part in heading)

    def heading_spans(self, number: int) -> list[tuple[int, int] | None]:
        """Where the headings of passage `number` stand, as its path names them.

        None for one that is no heading of its own, such as the title of a list item.
        """
        places = self._places
        if places is None:
            places = self._places = {}
            text = self.policy.text
            for at, passage in enumerate(self.policy.passages):
                if passage.kind == BlockKind.HEADING:
                    words = plain_words(text[passage.start : passage.end]).rstrip(" .:")
                    places.setdefault(words, []).append(at)
        found: list[tuple[int, int] | None] = []
        below = number
        for title in reversed(self.policy.passages[number].heading):
            standing = places.get(title, [])
            last = bisect_left(standing, below)
            if last:
                below = standing[last - 1]
                passage = self.policy.passages[below]
                found.append((passage.start, passage.end))
            else:
                found.append(None)
        return found[::-1]

    def _norms(self) -> list[float]:
        """What the first occurrence of a word is worth in each passage, by its length."""
        prose = [length for length in self.lengths if length >= SHORT]
        mean = sum(prose) / len(prose) if prose else float(SHORT)
        return [
            (K1 + 1) / (1 + K1 * (1 - B + B * max(length, SHORT) / mean)) for length in self.lengths
        ]


def bm25_norm(length: int, mean: float) -> float:
    """What one occurrence of a word is worth in a passage of `length` stems, BM25's way."""
    return (K1 + 1) / (1 + K1 * (1 - B + B * max(length, SHORT) / mean))


def _shape(kind: BlockKind, length: int) -> float:
    """How far a passage of this kind and length can be evidence at all, 0 to 1."""
    if kind == BlockKind.MENU:
        return 0.25
    if kind == BlockKind.HEADING:
        return 0.4
    return min(1.0, 0.6 + 0.1 * length)


class Indexes:
    """The indexes of the policies used last, bounded by the characters they stand for."""

    _bound = 4_000_000  # characters; an index takes about six bytes for each

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[int, str, frozenset[str]], PolicyIndex] = OrderedDict()
        self._size = 0

    def index(self, policy: Policy, code: str, vocabulary: frozenset[str]) -> PolicyIndex:
        """The index of `policy`, made at the first call."""
        key = (id(policy), code, vocabulary)  # the index keeps its policy, and so the id, alive
        found = self._kept.get(key)
        if found is None:
            found = self._kept[key] = PolicyIndex(policy, words_of(code), vocabulary)
            self._size += len(policy.text)
            while self._size > self._bound and len(self._kept) > 1:
                _, old = self._kept.popitem(last=False)
                self._size -= len(old.policy.text)
        else:
            self._kept.move_to_end(key)
        return found
