"""What a review keeps of a policy's text, so that new text can be told from old.

A fingerprint for each sentence: the first 16 hexadecimal digits of the SHA-256 of its words,
in lower case, with a space between them. Words are runs of letters and digits and the signs
`$€£¥%`, after Unicode normalisation (`reviewtui.documents.normalising`); so white space,
typography and punctuation make no sentence new, nor does it matter where it stands. Sentences
end at `.!?…。！？` before white space and with their passage: a rule of the file format, plainer
than the one for passages, so that it can stay the same when that one gets better.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import OrderedDict
from hashlib import sha256
from typing import TYPE_CHECKING

from reviewtui.documents.normalising import normalised
from reviewtui.reviews.model import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from reviewtui.documents import Passage, Policy
    from reviewtui.reviews.model import Entry, Pair

Span = tuple[int, int]
Sentence = tuple[str, Span]
"""Fingerprint and span of a sentence."""

_DIGITS = 16
_KEPT = 64  # policies whose texts are remembered, so that a verdict does not wait for them
_STOP = re.compile(r"(?<![.!?…。！？])[.!?…。！？]++[\"'”’»)\]*_]*+(?=\s)")
_WORD = re.compile(r"[^\W_]+|[$€£¥%]")
_NUMBER = re.compile(r"[\W_]*+(?:\d++|[^\W\d_])[\W_]*+\Z")  # "3.", "(a)": a point's number

_remembered: OrderedDict[int, tuple[tuple[Passage, ...], Text]] = OrderedDict()


def text_of(policy: Policy) -> Text:
    """What a review keeps of this policy's text; remembered for the last few policies."""
    known = _remembered.get(id(policy.passages))
    if (
        known is not None
        and known[0] is policy.passages
        and known[1].key == (policy.id, policy.text_digest)
    ):
        return known[1]
    sentences = " ".join(fingerprint for fingerprint, _ in sentences_of(policy))
    text = Text(policy.id, policy.text_digest, policy.file_digest, sentences)
    _remembered[id(policy.passages)] = (policy.passages, text)
    while len(_remembered) > _KEPT:
        _remembered.popitem(last=False)
    return text


def new_spans(sentences: Sequence[Sentence], old: Text) -> tuple[Span, ...]:
    """The spans of those `sentences` that `old` does not have, in order."""
    known = frozenset(old.sentences.split(" "))
    return tuple(span for fingerprint, span in sentences if fingerprint not in known)


def used_texts(entries: Mapping[Pair, Entry]) -> set[tuple[str, str]]:
    """The texts that verdicts are on: those that hold, and those that an undo gives back next."""
    used = set()
    for entry in entries.values():
        if entry.verdict is not None:
            used.add((entry.policy, entry.text_digest))
        if entry.history:
            last = entry.history[-1].entry
            used.add((last.policy, last.text_digest))
    return used


def sentences_of(policy: Policy) -> list[Sentence]:
    """Fingerprint and span of each sentence that has a word; numbers of points are none."""
    normal = normalised(policy.text)
    found = []
    for passage in policy.passages:
        for start, end in _pieces(policy.text, passage.start, passage.end):
            words = _WORD.findall(normal.text[normal.locate(start) : normal.locate(end)].casefold())
            if words:
                encoded = " ".join(words).encode(errors="surrogatepass")
                found.append((sha256(encoded).hexdigest()[:_DIGITS], (start, end)))
    return found


def _pieces(text: str, start: int, end: int) -> Iterator[Span]:
    """The sentences of a passage; a number that it begins with belongs to none."""
    begin = start
    for stop in _STOP.finditer(text, start, end):
        if begin > start or not _NUMBER.match(text[begin : stop.end()]):
            yield begin, stop.end()
        begin = stop.end()
    if begin < end:
        yield begin, end


class Neighbours:
    """The sentences beside each other, then and now: whole, where a quote holds 64 characters."""

    def __init__(self, old: Text, sentences: Sequence[Sentence]) -> None:
        self._old = old.sentences.split(" ")
        self._places: dict[str, list[int]] = {}
        for number, fingerprint in enumerate(self._old):
            self._places.setdefault(fingerprint, []).append(number)
        self._new = [fingerprint for fingerprint, _ in sentences]
        self._starts = [span[0] for _, span in sentences]
        self._ends = [span[1] for _, span in sentences]

    def differ(self, start: int, end: int) -> tuple[str, ...]:
        """Which neighbour of the words from `start` to `end` is another than it was.

        Nothing where their own sentences were not in the old text as they are.
        """
        first = bisect_right(self._ends, start)
        last = bisect_left(self._starts, end) - 1
        if not first <= last:
            return ()
        own = self._new[first : last + 1]
        before, after = (_at(self._new, n) for n in (first - 1, last + 1))
        nearest: tuple[str, ...] | None = None
        for place in self._places.get(own[0], ()):
            if self._old[place : place + len(own)] != own:
                continue
            differs = ("before",) * (_at(self._old, place - 1) != before)
            differs += ("after",) * (_at(self._old, place + len(own)) != after)
            if nearest is None or len(differs) < len(nearest):
                nearest = differs
        return nearest or ()


def _at(row: list[str], number: int) -> str:
    return row[number] if 0 <= number < len(row) else ""
