"""Marks in a text (candidates, evidence, matched words, hits) and rows cut at them; pure."""

from __future__ import annotations

from enum import IntEnum
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class MarkKind(IntEnum):
    """What a mark says; where marks overlap the higher one is drawn."""

    CANDIDATE = 1  # another candidate than the current one: gutter only
    EVIDENCE = 2
    CURRENT = 3
    WORDS = 4
    HIT = 5
    CURRENT_HIT = 6
    SELECTED = 7  # by hand


class Mark(NamedTuple):
    """A span of the text and what it is; `label` stands in the gutter where the mark begins."""

    start: int
    end: int
    kind: MarkKind
    label: str = ""


def pieces(
    start: int, end: int, marks: Iterable[Mark]
) -> Iterator[tuple[int, int, frozenset[MarkKind]]]:
    """Cuts a row at the marks on it: spans in order, each with the kinds that hold there."""
    on_row = [mark for mark in marks if mark.start < end and mark.end > start]
    cuts = {start, end}
    for mark in on_row:
        cuts.add(max(start, mark.start))
        cuts.add(min(end, mark.end))
    ordered = sorted(cuts)
    for first, last in pairwise(ordered):
        kinds = frozenset(m.kind for m in on_row if m.start <= first and m.end >= last)
        yield first, last, kinds
