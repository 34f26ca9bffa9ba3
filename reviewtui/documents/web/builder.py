"""What the parser reports, element by element, becomes lines with their place on the page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reviewtui.documents.web.colours import Paint
from reviewtui.documents.web.elements import (
    BLOCKS,
    CELLS,
    HEADINGS,
    LISTS,
    PREFORMATTED,
    UNREAD,
    VOID,
    is_bold,
    is_hidden,
    is_struck,
    place_of,
)
from reviewtui.documents.web.lines import REGION_DEPTH, Line, LineKind, Place, Region
from reviewtui.documents.web.lists import OpenLists, whole
from reviewtui.documents.web.runs import Runs, clean
from reviewtui.documents.web.styles import Sheets
from reviewtui.documents.web.tables import Table
from reviewtui.documents.web.word import WordItem, is_label

if TYPE_CHECKING:
    from collections.abc import Mapping

# Elements inside each other; browsers show 512. libxml2 looks through all that are open at each
# end tag that fits none of them, which takes quadratic time where nothing is ever closed.
DEEPEST = 2_000
_TITLE = 500  # characters
_NONE: Mapping[str, str] = {}
_INLINE_UNREAD = frozenset({"svg", "math", "script", "style", "map", "template"})


class TooDeepError(Exception):
    """More than `DEEPEST` elements are open."""


@dataclass(slots=True)
class _Open:
    """An element that is open, and what it changed."""

    tag: str
    region: Region | None  # the region around it
    paint: Paint  # that around it
    bold: bool = False
    link: bool = False
    struck: bool = False


class Builder:
    """lxml's parser target: gathers text into `lines` as elements open and close."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.title = ""
        self.language = ""
        self._open: list[_Open] = []
        self._depth = 0
        self._counts: dict[str, int] = {}  # open elements by tag
        self._unread = ""  # the tag of the element whose content is passed over
        self._unread_depth = 0
        self._in_title = False
        self._region: Region | None = None
        self._runs = Runs()
        self._sheets = Sheets()
        self._paint = Paint()
        self._sheet: list[str] = []  # the content of the `<style>` that is open
        self._lists = OpenLists()
        self._word = WordItem()
        self._kinds: list[tuple[str, LineKind, int]] = []  # what lines in an element are
        self._tables: list[Table] = []

    # events

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        attributes = dict(attributes) if attributes else _NONE  # quicker to look into
        self._depth += 1
        if self._depth > DEEPEST:
            raise TooDeepError
        if self._unread:
            self._unread_depth += tag == self._unread
        elif tag == "br":
            self._runs.add_break()
        elif self._word.level and is_label(attributes):
            self._word.label.clear()
            self._pass_over(tag)
        elif tag in UNREAD or (tag not in BLOCKS and self._is_hidden(tag, attributes)):
            self._pass_over(tag)
        else:
            self._begin(tag, attributes)

    def _begin(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element that is read begins."""
        element = _Open(tag, self._region, self._paint)
        if tag in BLOCKS:
            self._flush()
            self._begin_block(tag, attributes)
        else:
            self._begin_inline(tag, attributes, element)
        if tag not in HEADINGS and is_bold(tag, attributes):
            element.bold = True
            self._runs.bold += 1
        if is_struck(tag, attributes):
            element.struck = True
            self._runs.struck += 1
        if tag not in VOID:
            self._paint = self._sheets.colours.within(self._paint, tag, attributes)
            self._open.append(element)
            self._counts[tag] = self._counts.get(tag, 0) + 1

    def end(self, tag: str) -> None:
        """An element ends."""
        self._depth -= 1
        if self._unread:
            self._unread_depth -= tag == self._unread
            if not self._unread_depth:
                self._unread = ""
                if self._sheet:
                    self._sheets.add("".join(self._sheet))
                    self._sheet.clear()
            return
        if tag == "title":
            self._in_title = False
        while self._counts.get(tag) and self._open:
            element = self._open.pop()
            self._close(element)
            if element.tag == tag:
                break

    def data(self, text: str) -> None:
        """Characters, in pieces."""
        if self._in_title:
            self.title = (self.title + text)[:_TITLE]
        elif not self._unread:
            self._runs.add(" " if self._paint.hides else text)
        elif self._unread == "style":
            self._sheet.append(text)
        elif self._word.level:
            self._word.label.append(text)

    def close(self) -> None:
        """The page ends."""
        self._unread = ""
        while self._open:
            self._close(self._open.pop())
        self._flush()
        self.title = clean(self.title)

    # elements

    def _is_hidden(self, tag: str, attributes: Mapping[str, str]) -> bool:
        return is_hidden(tag, attributes) or self._sheets.hide(tag, attributes)

    def _pass_over(self, tag: str) -> None:
        if tag not in VOID:
            self._unread, self._unread_depth = tag, 1
        if tag in UNREAD - _INLINE_UNREAD:
            self._flush()

    def _begin_inline(self, tag: str, attributes: Mapping[str, str], element: _Open) -> None:
        if tag == "a":
            element.link = "href" in attributes
            self._runs.links += element.link
        elif tag == "title":
            self._in_title = not self.title
        elif tag == "q":
            self._runs.add("“")
        elif tag == "sup":
            self._runs.begin_raised()
        elif tag == "link" and "stylesheet" in attributes.get("rel", "").lower():
            self._sheets.colours.foreign = True

    def _begin_block(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._word.begin(tag, attributes)
        if self._is_hidden(tag, attributes):
            self._enter(Place.HIDDEN, sure=True)
        elif place := place_of(tag, attributes):
            self._enter(place[0], sure=place[1])
        if tag in HEADINGS:
            self._kinds.append((tag, LineKind.HEADING, HEADINGS[tag]))
        elif tag in _KINDS:
            self._kinds.append((tag, _KINDS[tag], 0))
        elif tag in PREFORMATTED:
            self._runs.preformatted += 1
        elif tag in LISTS:
            self._lists.begin(tag, attributes)
        elif tag == "li":
            self._lists.begin_item(attributes)
        elif tag == "html":
            self.language = attributes.get("lang", "")[:20]
        else:
            self._begin_table_part(tag, attributes)

    def _begin_table_part(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "table":
            if self._tables:
                self.lines += self._tables[-1].give_up()
            self._tables.append(Table())
        elif self._tables and tag == "tr":
            self._tables[-1].begin_row()
        elif self._tables and tag in CELLS:
            over, down = (whole(attributes.get(f"{of}span", ""), 1) for of in ("col", "row"))
            self._tables[-1].begin_cell(header=tag == "th", over=over, down=down)

    def _enter(self, place: Place, *, sure: bool) -> None:
        depth = self._region.depth + 1 if self._region else 0
        if depth < REGION_DEPTH:
            self._region = Region(place, self._region, depth, sure)

    def _close(self, element: _Open) -> None:
        tag = element.tag
        self._counts[tag] -= 1
        if tag in BLOCKS:
            self._flush()
            self._word.end()
            self._end_block(tag)
        elif tag == "q":
            self._runs.add("”")
        elif tag == "sup":
            self._runs.end_raised()
        self._region, self._paint = element.region, element.paint
        self._runs.bold -= element.bold
        self._runs.links -= element.link
        self._runs.struck -= element.struck

    def _end_block(self, tag: str) -> None:
        if self._kinds and self._kinds[-1][0] == tag:
            self._kinds.pop()
        elif tag in PREFORMATTED:
            self._runs.preformatted -= 1
        elif tag in LISTS:
            self._lists.end()
        elif tag == "li":
            self._lists.end_item()
        elif tag == "table":
            self.lines += self._tables.pop().finished()
        elif self._tables and tag in CELLS:
            self._tables[-1].end_cell()

    def _flush(self) -> None:
        """What was gathered becomes lines."""
        for line in self._runs.take():
            line.region = self._region
            if self._kinds and line.kind is not LineKind.PRE:
                line.kind, line.level = self._kinds[-1][1:]
            if line.kind is not LineKind.HEADING:
                self._lists.place(line)
                self._word.place(line)
            if not (self._tables and self._tables[-1].takes(line)):
                self.lines.append(line)


_KINDS = {"dt": LineKind.TERM, "summary": LineKind.TERM, "button": LineKind.BUTTON}
