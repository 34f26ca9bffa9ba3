"""The part of an edited text that resembles a quote most.

The few passages that share the rarest words are each compared as a whole
(`rapidfuzz.fuzz.ratio`, the normalised Indel similarity) and aligned word by word for the
span. A match below the thresholds is never taken silently: that is what makes annotations
jump to lookalikes (hypothesis/client#7571).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from rapidfuzz.distance import Indel
from rapidfuzz.fuzz import ratio

from reviewtui.documents.normalising import normalised
from reviewtui.documents.quoting import Found, Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewtui.documents.model import Policy
    from reviewtui.documents.normalising import Normalised

SURE, POSSIBLE, LEAD = 90.0, 70.0, 10.0  # of 100: changed, ambiguous, lead over the second
_SEEDS, _SEED_POSTINGS, _REGIONS = 8, 60, 5
_WORD = re.compile(r"[^\W_]+")

LOST = Found(Outcome.LOST, None, None, 0.0)


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of a policy in lower case, where they stand, and which passages hold them."""

    words: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]  # in the normalised text
    first: tuple[int, ...]  # of each passage: the number of its first word; one more at the end
    passages: dict[str, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class _Match:
    score: float
    start: int  # in the normalised text
    end: int


def resembling(words: str, policy: Policy, beside: tuple[int, int] | None = None) -> Found:
    """The passage that resembles the normalised `words` of a quote most, if one does.

    Other than what stands in the span `beside` of the policy's text.
    """
    index, text = _index(policy), normalised(policy.text)
    quoted = [word.casefold() for word in _WORD.findall(words)]
    matches: list[_Match] = []
    for region in _regions(quoted, index):
        match = _align(words, quoted, index, text, region)
        if match is not None and not _overlaps(text.span(match.start, match.end), beside):
            matches.append(match)
    matches.sort(key=lambda match: (-match.score, match.start))
    if not matches or matches[0].score < POSSIBLE:
        return LOST
    best = matches[0]
    others = [m.score for m in matches[1:] if m.start >= best.end or m.end <= best.start]
    sure = best.score >= SURE and (not others or best.score - max(others) >= LEAD)
    start, end = text.span(best.start, best.end)
    outcome = Outcome.CHANGED if sure else Outcome.AMBIGUOUS
    return Found(outcome, start, end, min(round(best.score / 100, 4), 0.9999))


def _overlaps(span: tuple[int, int], other: tuple[int, int] | None) -> bool:
    return other is not None and span[0] < other[1] and other[0] < span[1]


def _regions(quoted: list[str], index: _Words) -> list[tuple[int, int]]:
    """The word spans of the passages that share the rarest words, wide enough for the quote."""
    known = sorted({word for word in quoted if word in index.passages},
                   key=lambda word: (len(index.passages[word]), word))  # fmt: skip
    votes: Counter[int] = Counter()
    for word in known[:_SEEDS]:
        places = index.passages[word]
        if len(places) <= _SEED_POSTINGS or not votes:
            for number in places[:_SEED_POSTINGS]:
                votes[number] += 1_000 // len(places)
    regions: list[tuple[int, int]] = []
    for number, _ in sorted(votes.items(), key=lambda item: (-item[1], item[0]))[:_REGIONS]:
        first, last = index.first[number], index.first[number + 1]
        # A quote longer than the passage may reach into those around it, taken as a whole.
        missing = max(0, len(quoted) - (last - first))
        before = bisect_right(index.first, max(0, first - missing)) - 1
        after = bisect_left(index.first, min(len(index.words), last + missing))
        regions.append((index.first[max(0, before)], index.first[after]))
    return list(dict.fromkeys(regions))


def _align(
    words: str, quoted: list[str], index: _Words, text: Normalised, region: tuple[int, int]
) -> _Match | None:
    """The part of a region that the quote aligns to, and how much the two resemble each other."""
    begin, end = region
    blocks = [
        (block.a, block.b, block.size)
        for block in Indel.opcodes(quoted, index.words[begin:end]).as_matching_blocks()
        if block.size
    ]
    _slide_first(blocks, quoted, index.words, begin)
    # A lone word that agrees by chance far from the rest would stretch the span.
    while len(blocks) > 1 and blocks[0][2] <= 2 and _stretches(blocks[0], blocks[1]):
        blocks.pop(0)
    while len(blocks) > 1 and blocks[-1][2] <= 2 and _stretches(blocks[-2], blocks[-1]):
        blocks.pop()
    if not blocks:
        return None
    # Words of the quote before the first and after the last that agree were replaced: as many
    # stand there now, at most to the region's edge.
    first = max(begin, begin + blocks[0][1] - blocks[0][0])
    tail = len(quoted) - (blocks[-1][0] + blocks[-1][2])
    last = min(end, begin + blocks[-1][1] + blocks[-1][2] + tail)
    start, stop = index.spans[first][0], index.spans[last - 1][1]
    best: _Match | None = None
    for words_span in _ends(index, region, start, stop):
        left, right = _with_marks(words, text.text, *words_span)
        score = ratio(words, text.text[left:right])
        if best is None or score > best.score:
            best = _Match(score, left, right)
    return best


def _ends(
    index: _Words, region: tuple[int, int], start: int, stop: int
) -> Iterator[tuple[int, int]]:
    """The aligned span, and the same widened to the first and the last word of the region.

    Where the first or last words of a passage were replaced, nothing is there to align to.
    """
    left, right = index.spans[region[0]][0], index.spans[region[1] - 1][1]
    yield start, stop
    if right != stop:
        yield start, right
    if left != start:
        yield left, stop
        if right != stop:
            yield left, right


def _slide_first(
    blocks: list[tuple[int, int, int]], quoted: list[str], words: tuple[str, ...], begin: int
) -> None:
    """Let the first words agree as near to the next as they can: `We keep. We keep the log`."""
    if len(blocks) < 2 or blocks[0][0] + blocks[0][2] != blocks[1][0]:
        return
    start, _, size = blocks[0]
    at = blocks[1][1] - size
    if tuple(quoted[start : start + size]) == words[begin + at : begin + at + size]:
        blocks[0] = (start, at, size)


def _stretches(left: tuple[int, int, int], right: tuple[int, int, int]) -> bool:
    gap_quoted = right[0] - left[0] - left[2]
    gap_found = right[1] - left[1] - left[2]
    return gap_found > gap_quoted + 4


def _with_marks(words: str, text: str, start: int, stop: int) -> tuple[int, int]:
    """The span with the marks around it that the quote has too: brackets, quotes, full stop."""
    lead = len(words) - len(words.lstrip("\"'([")) if not words[0].isalnum() else 0
    while lead and start and text[start - 1] in "\"'([":
        start -= 1
        lead -= 1
    if not words[-1].isalnum():
        while stop < len(text) and text[stop] in ".,;:!?)]\"'":
            stop += 1
    return start, stop


@lru_cache(maxsize=16)
def _index_of(text: str, starts: tuple[int, ...]) -> _Words:
    """The words of a text whose passages begin at `starts`."""
    normal = normalised(text)
    words: list[str] = []
    spans: list[tuple[int, int]] = []
    for match in _WORD.finditer(normal.text):
        words.append(match[0].casefold())
        spans.append(match.span())
    first: list[int] = []
    number = 0
    for start in starts:
        begin = normal.locate(start)
        while number < len(spans) and spans[number][0] < begin:
            number += 1
        first.append(number)
    first.append(len(words))
    passages: dict[str, list[int]] = defaultdict(list)
    for passage, begin in enumerate(first[:-1]):
        for word in dict.fromkeys(words[begin : first[passage + 1]]):
            passages[word].append(passage)
    frozen = {word: tuple(numbers) for word, numbers in passages.items()}
    return _Words(tuple(words), tuple(spans), tuple(first), frozen)


def _index(policy: Policy) -> _Words:
    return _index_of(policy.text, tuple(passage.start for passage in policy.passages))
