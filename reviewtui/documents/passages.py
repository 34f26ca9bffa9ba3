"""From blocks to passages: pieces that can stand as evidence, with headings and intros."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from reviewtui.documents.headings import is_title
from reviewtui.documents.markup import plain_words
from reviewtui.documents.model import Block, BlockKind, Passage
from reviewtui.documents.sentences import Span, sentence_spans

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reviewtui.languages import Language

SHORT = 32  # a shorter sentence joins its neighbour
LONG = 600  # a longer one is split
_TARGET = 380  # how long the parts of a split sentence may grow
_MENU = 300
_INTRO = 400  # characters of the words before a list that are worth keeping

_RULE = r"[ \t]*+\n[ \t>]*+\|?[ \t:]*+-{2}"  # below the names of a table's columns
_WORDLIKE = re.compile(r"[^\W_]")
_BULLET = re.compile(r"(?:[•●▪◦‣■□➢✓✔·∙⁃]\s*+|\\?[*+–—-](?:\s++|\Z))++(?:\[[ xX]\]\s++)?+")
# Where a long sentence may be cut, the best places first: before a point of an enumeration,
# after a semicolon or a colon; then after a comma; then between words. Where lines end does not
# matter: they are wrapped anew.
_CUTS = (
    r";\s*+|(?<=[\s,;:])(?=\((?:[a-z]|[ivx]{1,5}|\d{1,2})\)\s)|[:.!?|]\s++",
    r",\s++",
    r"\s++",
)
# Where the words end that introduce the points of an enumeration within a sentence.
_POINTS = r":\s++(?=\(?(?:[a-z]|[ivx]{1,5}|\d{1,2})\)\s)"


def split_passages(
    text: str, blocks: Sequence[Block], language: Language, pages: Sequence[int] = ()
) -> tuple[Passage, ...]:
    """The passages of a policy, in order, without overlap.

    Every letter and digit that the blocks hold is in exactly one of them.
    """
    splitter = _Splitter(text, language, pages)
    return tuple(splitter.passages(blocks))


class _Splitter:
    """What is known while walking through the blocks: the headings and intros above."""

    def __init__(self, text: str, language: Language, pages: Sequence[int]) -> None:
        self._text = text
        self._language = language
        self._pages = pages
        self._path: list[tuple[int, str, bool]] = []  # level, words, whether it is run in
        self._headings: tuple[str, ...] = ()
        self._intros: list[tuple[int, Span]] = []  # level of what introduces, its span

    def passages(self, blocks: Sequence[Block]) -> Iterator[Passage]:
        menu: Span | None = None
        for block in blocks:
            if block.kind is BlockKind.MENU:
                if menu is not None and block.end - menu[0] <= _MENU:
                    menu = (menu[0], block.end)
                    continue
                if menu is not None:
                    yield self._passage(menu, BlockKind.MENU)
                menu = (block.start, block.end)
                continue
            if menu is not None:
                yield self._passage(menu, BlockKind.MENU)
                menu = None
            if block.kind is BlockKind.HEADING:
                yield from self._heading(block)
            elif self._text[block.start] == "|":
                yield from self._row(block)
            else:
                yield from self._prose(block)
        if menu is not None:
            yield self._passage(menu, BlockKind.MENU)

    def _passage(
        self,
        span: Span,
        kind: BlockKind,
        heading: tuple[str, ...] = (),
        intro: Span | None = None,
    ) -> Passage:
        page = bisect_right(self._pages, span[0]) or 1 if self._pages else None
        return Passage(span[0], span[1], heading, page, kind, intro)

    def _heading(self, block: Block) -> Iterator[Passage]:
        text = self._text
        while self._path and self._path[-1][0] >= block.level:
            self._path.pop()
        self._intros.clear()
        above = tuple(words for _, words, _ in self._path)
        for span in self._fitting((block.start, block.end)):
            yield self._passage(span, BlockKind.HEADING, above)
        line_end = text.find("\n", block.end, block.end + 40)
        run_in = bool(text[block.end : line_end if line_end >= 0 else block.end + 40].strip("*_# "))
        words = plain_words(text[block.start : block.end])[:LONG]
        self._path.append((block.level, words.rstrip(" .:"), run_in))
        self._headings = (*above, words.rstrip(" .:"))

    def _prose(self, block: Block) -> Iterator[Passage]:
        text, start = self._text, block.start
        is_item = block.kind is BlockKind.ITEM
        if not is_item and self._path and self._path[-1][2] and self._begins_line(start):
            self._path.pop()
            self._headings = tuple(words for _, words, _ in self._path)
        found = sentence_spans(text, start, block.end, self._language)
        sentences = [span for sentence in found if (span := self._words_of(sentence))]
        if not sentences:
            return
        level = block.level if is_item else 0
        while self._intros and self._intros[-1][0] >= level:
            self._intros.pop()
        intro = self._intros[-1][1] if self._intros else None
        heading = self._headings
        if is_item and len(sentences) > 1 and (title := self._title(sentences[0])):
            heading = (*heading, title)
        for span in _join_short(sentences):
            if span[1] - span[0] <= LONG:
                yield self._passage(span, block.kind, heading, intro)
            else:
                yield from self._parts(span, block.kind, heading, intro)
        self._remember_intro(sentences[-1], level)

    def _row(self, block: Block) -> Iterator[Passage]:
        """A table row, its cells together; the row of the columns' names introduces the others."""
        span = (block.start, block.end)
        intro = self._intros[0][1] if self._intros else None
        if re.compile(_RULE).match(self._text, block.end):
            self._intros = [(0, (block.start, min(block.end, block.start + _INTRO)))]
            intro = None
        elif intro is not None and self._text[intro[0]] != "|":
            intro = None
        for part in self._fitting(span):
            yield self._passage(part, block.kind, self._headings, intro)

    def _words_of(self, span: Span) -> Span | None:
        """A sentence without the bullet before it; None where it has no letter or digit."""
        if not _WORDLIKE.search(self._text, span[0], span[1]):
            return None
        bullet = _BULLET.match(self._text, span[0], span[1])
        return (bullet.end() if bullet else span[0], span[1])

    def _begins_line(self, start: int) -> bool:
        before = self._text[max(0, start - 20) : start].rstrip(" \t>*_")
        return not before or before.endswith("\n")

    def _title(self, sentence: Span) -> str:
        """The words of a list item's own title ("Lawful basis. We only …"), else nothing."""
        if sentence[1] - sentence[0] > 90:
            return ""
        words = plain_words(self._text[sentence[0] : sentence[1]])
        return words.rstrip(" .:") if is_title(words, self._language) else ""

    def _remember_intro(self, sentence: Span, level: int) -> None:
        """Keep the last sentence of a block for the list that may follow it."""
        words = self._text[sentence[0] : sentence[1]].rstrip(" \t*_")
        if words.endswith((":", "：")) or (
            level == 0
            and len(words) <= 250
            and not self._language.introducing.isdisjoint(words.lower().rstrip(".").split())
        ):
            self._intros.append((level, (max(sentence[0], sentence[1] - _INTRO), sentence[1])))

    def _parts(
        self, span: Span, kind: BlockKind, heading: tuple[str, ...], intro: Span | None
    ) -> Iterator[Passage]:
        """A sentence that is too long, cut; the points of its enumeration keep their intro."""
        points = re.compile(_POINTS).search(self._text, span[0], min(span[1], span[0] + _INTRO))
        if points is not None and points.start() - span[0] >= SHORT:
            own = (span[0], points.start() + 1)
            yield self._passage(own, kind, heading, intro)
            intro, span = own, (points.end(), span[1])
        for part in self._fitting(span):
            yield self._passage(part, kind, heading, intro)

    def _fitting(self, span: Span) -> Iterator[Span]:
        """`span` as parts of at most LONG characters, cut where it reads best."""
        for part in _cut(self._text, span, 0):
            if _WORDLIKE.search(self._text, *part):
                yield part


def _join_short(sentences: Iterable[Span]) -> list[Span]:
    """Sentences, each that is too short to say anything joined to the one before or after."""
    joined: list[Span] = []
    open_start = -1  # where a short sentence begins that has none before it
    for start, end in sentences:
        begin = start
        if open_start >= 0:
            begin, open_start = open_start, -1
        if end - begin < SHORT:
            if joined and end - joined[-1][0] <= LONG:
                joined[-1] = (joined[-1][0], end)
            else:
                open_start = begin
                open_end = end
            continue
        joined.append((begin, end))
    if open_start >= 0:
        joined.append((open_start, open_end))
    return joined


def _cut(text: str, span: Span, strength: int) -> Iterator[Span]:
    start, end = span
    if end - start <= LONG:
        yield span
        return
    if strength == len(_CUTS):
        for at in range(start, end, LONG):
            yield (at, min(at + LONG, end))
        return
    begin = last = start
    for cut in re.compile(_CUTS[strength]).finditer(text, start, end):
        at = cut.end()
        if at - begin > _TARGET and last > begin:
            yield from _cut_trimmed(text, begin, last, strength + 1)
            begin = last
        last = at
    if last > begin and end - begin > LONG:
        yield from _cut_trimmed(text, begin, last, strength + 1)
        begin = last
    yield from _cut_trimmed(text, begin, end, strength + 1)


def _cut_trimmed(text: str, start: int, end: int, strength: int) -> Iterator[Span]:
    piece = text[start:end]
    trimmed = piece.strip()
    if trimmed:
        begin = start + len(piece) - len(piece.lstrip())
        yield from _cut(text, (begin, begin + len(trimmed)), strength)
