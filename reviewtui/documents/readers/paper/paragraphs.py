"""From lines in reading order to headings, paragraphs and items, across pages and columns."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from reviewtui.documents.readers.paper.hyphens import Hyphens, is_broken, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from reviewtui.documents.composing import Composer
    from reviewtui.documents.readers.paper.model import Line

_LARGER = 1.12  # times the size of the text: a heading
_HEADING = 200  # characters
_MARK = re.compile(
    r"(?P<bullet>[•●▪◦‣■□➢✓✔·∙⁃–—*-]|o(?=\s[A-Z]))(?=\s|$)"
    r"|[(\[]?(?:\d{1,3}(?:\.\d{1,3}){0,5}|[a-zA-Z]|[ivxl]{2,6}|[IVXL]{2,6})[.)\]](?=\s|$)"
    r"|\d{1,3}(?:\.\d{1,3}){1,5}(?=\s|$)"
)
_NUMBERED = re.compile(r"\d{1,3}(?:\.\d{1,3}){0,5}\.?\s")
_AROUND = 4  # lines before and after one that are near it
_LEADERS = re.compile(r"(?:\.\s?){5,}+\s*\S{1,8}$")
_CLOSED = (".", "!", "?", ":", ";", ".”", '."', ".)")
_LEVELS = 6


@dataclass(slots=True)
class _Block:
    """Lines that belong together."""

    lines: list[Line]
    kind: str = "text"  # or heading, item, contents, row
    mark: str = ""
    level: int = 1
    pages: list[tuple[int, int]] = field(default_factory=list)  # page, where in the words


class _Measures:
    """What is usual in a document."""

    def __init__(self, lines: Sequence[Line]) -> None:
        sizes: Counter[float] = Counter()
        for line in lines:
            sizes[round(line.size * 2) / 2] += len(line.text)
        self.size = sizes.most_common(1)[0][0]
        text = [line for line in lines if abs(line.size - self.size) < 0.6]
        steps = [
            (a.base - b.base) / a.size
            for a, b in pairwise(text)
            if a.page == b.page and a.turn == b.turn and 0 < a.base - b.base < 2.2 * a.size
        ]
        self.step = median(steps) if steps else 1.1  # between base lines, in sizes
        self.mostly_bold = sum(len(one.text) for one in text if one.bold) > 0.5 * sum(
            len(one.text) for one in text
        )
        larger = sorted({round(one.size * 2) / 2 for one in lines if self.is_larger(one)})
        self.ranks = {size: rank for rank, size in enumerate(reversed(larger), 1)}
        self.hyphens = Hyphens(lines)

    def is_larger(self, line: Line) -> bool:
        return line.size > _LARGER * self.size

    def level(self, line: Line) -> int:
        if self.is_larger(line):
            return min(self.ranks[round(line.size * 2) / 2], _LEVELS)
        return min(len(self.ranks) + 1, _LEVELS + 1)


def compose(
    lines: Sequence[Line], without: Mapping[int, str], count: int, out: Composer
) -> list[int]:
    """Writes the lines as paragraphs; where each of the `count` pages begins in the text.

    `without` says of pages that were not read why: that is told in their place.
    """
    starts = [-1] * count
    missing = sorted(without)
    if lines:
        measures = _Measures(lines)
        blocks = _blocks(lines, measures)
        lefts = _item_lefts(blocks)
        for at, block in enumerate(blocks):
            while missing and missing[0] < block.lines[0].page:
                _tell(missing.pop(0), without, out, starts)
            if block.kind == "row":
                _write_row(blocks, at, measures, out, starts)
            else:
                _write(block, measures, lefts, out, starts)
    for page in missing:
        _tell(page, without, out, starts)
    at = out.length
    for page in range(count - 1, -1, -1):  # a page without text begins where the next does
        at = starts[page] = starts[page] if starts[page] >= 0 else at
    return starts


def _tell(page: int, without: Mapping[int, str], out: Composer, starts: list[int]) -> None:
    at = out.paragraph(f"[page {page + 1}: {without[page]}]")
    if starts[page] < 0:  # else it has a line, a page number say
        starts[page] = at


def _blocks(lines: Sequence[Line], measures: _Measures) -> list[_Block]:
    edges = _right_edges(lines)
    blocks: list[_Block] = []
    for at, line in enumerate(lines):
        following = lines[at + 1] if at + 1 < len(lines) else None
        block = _new_block(line, following, measures)
        turned = at > 0 and line.page == lines[at - 1].page and line.turn != lines[at - 1].turn
        if blocks and not turned and _continues(blocks[-1], block, measures, edges[at - 1]):
            blocks[-1].lines.append(line)
        else:
            blocks.append(block)
    return blocks


def _new_block(line: Line, following: Line | None, measures: _Measures) -> _Block:
    """The block that a line would begin."""
    if line.cells:
        return _Block([line], "row")
    if _LEADERS.search(line.text[-120:]):
        return _Block([line], "contents")
    mark = _MARK.match(line.text)
    heading = _is_heading(line, following, measures)
    if heading and not (mark and mark["bullet"]):
        return _Block([line], "heading", level=measures.level(line))
    if mark and (mark["bullet"] or mark.end() < len(line.text)):
        return _Block([line], "item", mark[0])
    return _Block([line])


def _is_heading(line: Line, following: Line | None, measures: _Measures) -> bool:
    if len(line.text) > _HEADING or not any(c.isalpha() for c in line.text):
        return False
    if measures.is_larger(line):
        return True
    if not line.bold or measures.mostly_bold or line.text.endswith((",", ";")):
        return False
    apart = following is None or not following.bold or following.base > line.base
    short = len(line.text) <= 90 and not line.text.endswith(".")
    return short and (apart or following is None or following.page != line.page)


def _continues(before: _Block, block: _Block, measures: _Measures, edge: _Edge) -> bool:
    """Whether the line of `block` goes on with the block before it."""
    line, last = block.lines[0], before.lines[-1]
    alike = abs(line.size - last.size) <= 0.12 * last.size
    down = last.base - line.base
    near = 0 < down <= measures.step * last.size * 1.35
    kinds = {before.kind, block.kind}
    if not kinds.isdisjoint({"contents", "row"}) or not alike:
        return last.broken and kinds.isdisjoint({"contents", "row"})
    if before.kind == "heading":
        ended = _MARK.match(line.text) or last.text.endswith((".", "?", "!"))
        return block.kind == "heading" and near and line.bold == last.bold and not ended
    if last.broken or (is_broken(last) and line.text[0].islower()):
        return True
    if block.kind == "heading" or (block.kind == "item" and not _is_chance(block, before)):
        return False
    if line.page != last.page or down <= 0:  # the next page or column
        return not last.text.endswith(_CLOSED)
    return near and not _ends_paragraph(before, last, line, edge)


def _is_chance(block: _Block, before: _Block) -> bool:
    """Whether a number at the beginning of a line is one by chance: `section` / `13. of the`."""
    line, last = block.lines[0], before.lines[-1]
    if block.mark in {"-", "–", "—", "*", "o"} or block.mark.startswith(("•", "(")):
        return False
    if before.kind == "item" and _follows(before.mark, block.mark):
        return False
    goes_on = line.text[len(block.mark) :].lstrip()[:1].islower()
    return goes_on and abs(line.left - last.left) < 1 and not last.text.endswith(_CLOSED)


def _follows(before: str, mark: str) -> bool:
    """Whether a mark is the next one after another: `b.` after `a.`, `4)` after `3)`."""
    left, right = before.strip("()[]."), mark.strip("()[].")
    if before.replace(left, "") != mark.replace(right, ""):
        return False
    if left.isdecimal() and right.isdecimal():
        return int(right) == int(left) + 1
    return len(left) == len(right) == 1 and ord(right) == ord(left) + 1


def _ends_paragraph(before: _Block, last: Line, line: Line, edge: _Edge) -> bool:
    """Whether a paragraph ends above a line that stands close below it."""
    indent = line.left - last.left
    if before.kind == "item":
        first = before.lines[0]
        return line.left < first.left - 2 or (len(before.lines) > 1 and indent > 0.9 * line.size)
    closed = last.text.endswith(_CLOSED)
    short = last.right < edge.usual - 4 * last.size
    if closed and (short or indent > 0.9 * line.size):
        return True
    # A line that had room for the next word was ended on purpose.
    first_word = (len(line.text.split(maxsplit=1)[0]) * 0.55 + 1) * line.size
    if line.text[0].islower():
        return last.right + first_word + 2 * last.size < edge.near
    return last.right + first_word < edge.usual - 2 * last.size and (short or closed)


class _Edge(NamedTuple):
    """How far lines reach that begin at the same place: most of them, and those near by."""

    usual: float
    near: float


def _right_edges(lines: Sequence[Line]) -> list[_Edge]:
    """The edge for each line."""
    reach: dict[int, list[float]] = {}
    for line in lines:
        reach.setdefault(round(line.left / 20), []).append(line.right)
    usual = {left: sorted(ends)[len(ends) * 9 // 10] for left, ends in reach.items()}
    edges: list[_Edge] = []
    for at, line in enumerate(lines):
        before, after = lines[max(0, at - _AROUND) : at], lines[at + 1 : at + _AROUND + 1]
        around = [*_together(line, before[::-1]), *_together(line, after)]
        beside = (one.right for one in around if abs(one.left - line.left) < 3)
        edges.append(_Edge(usual[round(line.left / 20)], max(line.right, *beside, line.right)))
    return edges


def _together(line: Line, others: Sequence[Line]) -> Iterator[Line]:
    """Lines next to one, up to a heading: what is beyond may be of another width."""
    for other in others:
        if abs(other.size - line.size) > 0.12 * line.size:
            return
        yield other


def _item_lefts(blocks: Sequence[_Block]) -> list[float]:
    """Where items begin, from the left: each place is a level of its list."""
    lefts = sorted(block.lines[0].left for block in blocks if block.kind == "item")
    places: list[float] = []
    for left in lefts:
        if not places or left - places[-1] > 8:
            places.append(left)
    return places


def _write_row(
    blocks: Sequence[_Block], at: int, measures: _Measures, out: Composer, starts: list[int]
) -> None:
    """Writes the row of a table; one in bold type before others has the names of the columns."""
    line = blocks[at].lines[0]
    cells = [words_of(cell, measures.hyphens)[0] for cell in line.cells]
    first = at == 0 or blocks[at - 1].kind != "row"
    names = first and line.bold and at + 1 < len(blocks) and not blocks[at + 1].lines[0].bold
    begin = out.row(cells, names=names and blocks[at + 1].kind == "row")
    if begin >= 0 > starts[line.page]:
        starts[line.page] = begin


def _write(
    block: _Block, measures: _Measures, lefts: list[float], out: Composer, starts: list[int]
) -> None:
    words, pages = words_of(block.lines, measures.hyphens)
    if block.kind == "heading":
        begin = out.heading(words, block.level)
    elif block.kind == "contents":
        begin = out.menu(words)
    elif block.kind == "item":
        # A column to the right indents everything; what has a number tells its level itself.
        level = sum(place <= block.lines[0].left + 4 for place in lefts)
        mark = _MARK.match(words)
        if mark and mark["bullet"]:
            words = f"•{words[1:]}"
        begin = out.item(words, 1 if _NUMBERED.match(words) else max(1, min(level, 4)), "")
    else:
        begin = out.paragraph(words)
    for page, at in pages:
        if starts[page] < 0 and begin >= 0:
            starts[page] = begin + at
