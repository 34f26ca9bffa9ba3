"""A policy's whole text, with the evidence marked and linked to the verdicts that cite it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reviewtui.documents import BlockKind
from reviewtui.reports.webpage.escaping import inline, prose

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reviewtui.documents import Block


@dataclass(frozen=True, slots=True)
class Mark:
    """A span of the text that is cited.

    `name` is what the place is called, `to` the link to what cites it, `words` say what that is.
    """

    start: int
    end: int
    name: str
    to: str
    words: str


def marked_lines(text: str, blocks: Sequence[Block], marks: Iterable[Mark]) -> Iterator[str]:
    """The lines of `text` as paragraphs; an empty one is left out.

    A number stands before the first character of each mark, and links back.
    """
    numbered = list(enumerate(sorted(marks, key=lambda mark: (mark.start, mark.end)), 1))
    spans = _united(mark for _, mark in numbered)
    block = span = number = at = 0
    for line in text.split("\n"):
        end = at + len(line)
        while block < len(blocks) and blocks[block].end <= at:
            block += 1
        while span < len(spans) and spans[span][1] <= at:
            span += 1
        links = []
        while number < len(numbered) and numbered[number][1].start <= end:
            links.append(numbered[number])
            number += 1
        if line.strip(" \t") or links:
            kind = _kind(blocks[block], at, end) if block < len(blocks) else ""
            heads = _headings(blocks, block, end)
            pieces = _pieces(text, (at, end), _until(spans, span, end), heads, links)
            yield f"<p{kind}>{''.join(pieces)}</p>\n"
        at = end + 1


def _united(marks: Iterable[Mark]) -> list[tuple[int, int]]:
    """The spans that marks, sorted by their start, cover together; they do not overlap."""
    spans: list[tuple[int, int]] = []
    for mark in marks:
        if spans and mark.start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(spans[-1][1], mark.end))
        else:
            spans.append((mark.start, mark.end))
    return spans


def _kind(block: Block, start: int, end: int) -> str:
    """What the line is to its reader, as a class: `b` begins a block."""
    if block.start > end:
        return ""
    names = ["b"] if start <= block.start else []
    if block.kind is BlockKind.MENU:
        names.append("menu")
    return f' class="{" ".join(names)}"' if names else ""


def _headings(blocks: Sequence[Block], first: int, end: int) -> list[tuple[int, int]]:
    """The spans of the headings from the block `first` to `end`; a line may go on behind one."""
    spans = []
    for number in range(first, len(blocks)):
        if blocks[number].start >= end:
            break
        if blocks[number].kind is BlockKind.HEADING:
            spans.append((blocks[number].start, blocks[number].end))
    return spans


def _until(spans: Sequence[tuple[int, int]], first: int, end: int) -> list[tuple[int, int]]:
    """The spans from the number `first` on that begin before `end`."""
    last = first
    while last < len(spans) and spans[last][0] < end:
        last += 1
    return list(spans[first:last])


def _pieces(
    text: str,
    line: tuple[int, int],
    marked: Sequence[tuple[int, int]],
    heads: Sequence[tuple[int, int]],
    links: Sequence[tuple[int, Mark]],
) -> Iterator[str]:
    """A line in pieces: marked and not, in a heading and not, with links where marks begin."""
    start, end = line
    cuts = {start, end}
    for span in (*marked, *heads):
        cuts |= {min(max(place, start), end) for place in span}
    begun: dict[int, list[str]] = {}
    for number, mark in links:
        cuts.add(mark.start)
        begun.setdefault(mark.start, []).append(
            f'<a class="cite" id="{mark.name}" href="{mark.to}" '
            f'aria-label="Evidence {number}: {inline(mark.words)}">{number}</a>'
        )
    places = sorted(cuts)
    for place, after in zip(places, [*places[1:], end], strict=True):
        yield from begun.get(place, ())
        if place == after:
            continue
        words = prose(text[place:after])
        if _within(heads, place):
            words = f"<b>{words}</b>"
        if _within(marked, place):
            words = f"<mark>{words}</mark>"
        yield words


def _within(spans: Sequence[tuple[int, int]], place: int) -> bool:
    """Whether a place is in one of the spans, which are in order and do not overlap."""
    before = bisect_right(spans, place, key=lambda span: span[0])
    return before > 0 and place < spans[before - 1][1]
