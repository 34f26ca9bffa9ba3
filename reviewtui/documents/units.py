"""Walking through a policy in units of reading: words, sentences, paragraphs, sections; pure.

A sentence lies within one passage, so that a very long one is walked in the parts that could
be candidates; a paragraph is a block with words in it: a paragraph, a list item or a heading.
Menus have no units unless they are asked for. Only what is near is looked at: a step in a long
policy takes as long as in a short one, after one pass over its passages and blocks.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from reviewtui.documents.model import Block, BlockKind, Passage
from reviewtui.documents.sentences import Span, sentence_spans

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from reviewtui.documents.model import Policy

_WORD = re.compile(r"\S+")
_LETTER = re.compile(r"[^\W_]")
_FAR = 400  # characters looked at for one word


class Unit(StrEnum):
    """How far one step goes."""

    SENTENCE = "sentence"
    PARAGRAPH = "paragraph"
    HEADING = "heading"


class Units:
    """The units of one policy, with or without those of its menus."""

    def __init__(self, policy: Policy, *, menus: bool = False) -> None:
        self._policy = policy
        self._menus = menus

    def at(self, position: int) -> Span | None:
        """The sentence at `position`, else the next one, else the last; None without any."""
        passages = self._passages
        if not passages:
            return None
        index = min(bisect_right(self._ends, position), len(passages) - 1)
        sentences = self._sentences(passages[index])
        return next((span for span in sentences if span[1] > position), sentences[-1])

    def step(self, unit: Unit, span: Span, by: int) -> Span | None:
        """The unit after `span` (`by` is 1) or before it (-1); None where there is none.

        Forward it is the first that begins at or behind the end of `span`; back the last that
        ends at or before its start.
        """
        if unit is Unit.SENTENCE:
            return self._sentence_after(span[1]) if by > 0 else self._sentence_before(span[0])
        spans = self._paragraphs if unit is Unit.PARAGRAPH else self._headings
        if by > 0:
            index = bisect_left(spans, (span[1], 0))
            return spans[index] if index < len(spans) else None
        index = bisect_left(spans, (span[0], 0)) - 1
        while index >= 0 and spans[index][1] > span[0]:
            index -= 1
        return spans[index] if index >= 0 else None

    def wider(self, span: Span) -> Span | None:
        """The smallest run of whole sentences, paragraphs or sections that holds `span` and
        more; None where `span` is a section already."""
        for whole in (self._whole_sentences, self._whole_paragraphs, self._section):
            found = whole(span)
            if found is not None and found[0] <= span[0] and span[1] <= found[1] and found != span:
                return found
        return None

    def narrower(self, span: Span) -> Span | None:
        """The first paragraph of `span`, else its first sentence, where that is less."""
        paragraph = self._first(self._paragraphs, span)
        for found in (paragraph, self.at(span[0])):
            if found is not None and span[0] <= found[0] and found[1] <= span[1] and found != span:
                return found
        return None

    def word_end(self, span: Span, by: int) -> Span:
        """`span` with its end one word further (`by` is 1) or nearer (-1), never empty."""
        text, (start, end) = self._policy.text, span
        if by > 0:
            word = _WORD.search(text, end, end + _FAR)
            return (start, word.end()) if word else span
        words = [found.end() for found in _WORD.finditer(text, max(start, end - _FAR), end)]
        return (start, words[-2]) if len(words) > 1 else span

    def word_start(self, span: Span, by: int) -> Span:
        """`span` with its start one word further (`by` is 1) or nearer the beginning (-1)."""
        text, (start, end) = self._policy.text, span
        if by > 0:
            words = [found.start() for found in _WORD.finditer(text, start, min(end, start + _FAR))]
            return (words[1], end) if len(words) > 1 else span
        before = [found.start() for found in _WORD.finditer(text, max(0, start - _FAR), start)]
        return (before[-1], end) if before else span

    # what there is

    @cached_property
    def _passages(self) -> tuple[Passage, ...]:
        passages = self._policy.passages
        return tuple(p for p in passages if self._menus or p.kind is not BlockKind.MENU)

    @cached_property
    def _ends(self) -> list[int]:
        return [passage.end for passage in self._passages]

    @cached_property
    def _paragraphs(self) -> list[Span]:
        return self._block_spans(lambda _: True)

    @cached_property
    def _headings(self) -> list[Span]:
        return self._block_spans(lambda block: block.kind is BlockKind.HEADING)

    def _block_spans(self, wanted: Callable[[Block], bool]) -> list[Span]:
        """The words of blocks: from their first passage to their last."""
        found = []
        starts = [passage.start for passage in self._passages]
        for block in self._policy.blocks:
            if not wanted(block) or (block.kind is BlockKind.MENU and not self._menus):
                continue
            first, last = bisect_left(starts, block.start), bisect_left(starts, block.end) - 1
            if first <= last:
                found.append((starts[first], self._ends[last]))
        return found

    def _sentences(self, passage: Passage) -> list[Span]:
        from reviewtui.languages import load_language

        text, start, end = self._policy.text, passage.start, passage.end
        found = sentence_spans(text, start, end, load_language(self._policy.language))
        return [span for span in found if _LETTER.search(text, *span)] or [(start, end)]

    # one step

    def _sentence_after(self, position: int) -> Span | None:
        for index in range(bisect_right(self._ends, position), len(self._passages)):
            for span in self._sentences(self._passages[index]):
                if span[0] >= position:
                    return span
        return None

    def _sentence_before(self, position: int) -> Span | None:
        last = min(bisect_left(self._ends, position), len(self._passages) - 1)
        for index in range(last, -1, -1):
            for span in reversed(self._sentences(self._passages[index])):
                if span[1] <= position:
                    return span
        return None

    # runs of whole units

    def _whole_sentences(self, span: Span) -> Span | None:
        first, last = self.at(span[0]), self.at(max(span[0], span[1] - 1))
        return (first[0], last[1]) if first and last else None

    def _whole_paragraphs(self, span: Span) -> Span | None:
        touched = list(self._touching(self._paragraphs, span))
        return (touched[0][0], touched[-1][1]) if touched else None

    def _section(self, span: Span) -> Span | None:
        """From the heading above `span` to before the next one of its level or a higher one."""
        headings = [b for b in self._policy.blocks if b.kind is BlockKind.HEADING]
        starts = [block.start for block in headings]
        index = bisect_right(starts, span[0]) - 1
        start = headings[index].start if index >= 0 else 0
        level = headings[index].level if index >= 0 else 1_000_000
        after = (b.start for b in headings[index + 1 :] if b.level <= level and b.start >= span[1])
        stop = next(after, len(self._policy.text))
        inside = self._touching(self._paragraphs, (start, stop))
        paragraphs = list(inside)
        return (paragraphs[0][0], paragraphs[-1][1]) if paragraphs else None

    @staticmethod
    def _touching(spans: Sequence[Span], span: Span) -> Iterator[Span]:
        index = max(0, bisect_left(spans, (span[0], 0)) - 1)
        for found in spans[index:]:
            if found[0] >= span[1]:
                return
            if found[1] > span[0]:
                yield found

    def _first(self, spans: Sequence[Span], span: Span) -> Span | None:
        return next(self._touching(spans, span), None)
