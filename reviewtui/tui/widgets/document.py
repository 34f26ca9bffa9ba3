"""The policy's text, wrapped to rows, with candidates, evidence and words marked in it.

Drawn with Textual's line API from spans of the text; nothing is mounted for a paragraph.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style
from textual.message import Message
from textual.strip import Strip

from reviewtui.documents import folds
from reviewtui.tui.marks import Mark, MarkKind, pieces
from reviewtui.tui.widgets.pane import Pane, Part, line
from reviewtui.tui.wrapping import Layout, Row, crop, drawn, lay_out, width_of, wrap_words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual import events
    from textual.geometry import Region

    from reviewtui.documents import Fold, Policy
    from reviewtui.tui.finder import Finder
    from reviewtui.tui.typed import Typed

GUTTER = 2  # cells: a candidate's number or the bar, and a blank
MARGIN = 1  # cells on the right
READABLE = 110  # cells: longer rows are hard to read
HINT = "find in this policy, typos and all"
LEAD = 2  # rows of context kept above what is scrolled to
TRAIL = 2  # rows of context kept below what is brought into view

_TEXT_STYLES = {
    MarkKind.EVIDENCE: "evidence",
    MarkKind.CURRENT: "current",
    MarkKind.WORDS: "words",
    MarkKind.HIT: "hit",
    MarkKind.CURRENT_HIT: "current-hit",
    MarkKind.SELECTED: "selected",
}


class DocumentView(Pane):
    """A title line that says where one is, and the rows of the policy below it."""

    class Scrolled(Message):
        """The wheel has moved the view, which is not painted yet."""

    def __init__(self, finder: Finder) -> None:
        super().__init__("document")
        self._finder = finder
        self.policy: Policy | None = None
        self.menus_shown = False  # all of them, in every policy
        self.fold_hint = ""  # how to show what is folded
        self._folds: tuple[Fold, ...] = ()
        self._unfolded: set[int] = set()  # where those begin that hold what had to be shown
        self.notice = ""
        self.top = 0
        self._kept: tuple[int, int] | None = None  # what stays in view at another size
        self._fitted = (0, 0)  # the size at which it was brought there
        self._layout: Layout | None = None
        self._marks: tuple[Mark, ...] = ()
        self.on_painted: Callable[[], object] | None = None  # told when other rows are painted
        self._drawn: tuple[Layout | None, int, int] = (None, 0, 0)  # the rows that were
        self._painted: tuple[Layout | None, int, int] = (None, 0, 0)  # those on the terminal

    # what is shown

    @property
    def text_width(self) -> int:
        """Cells for the text in one row."""
        return max(8, min(self.size.width - GUTTER - MARGIN, READABLE))

    @property
    def text_height(self) -> int:
        """Rows of text on the screen."""
        return max(1, self.size.height - 1)

    def open(self, policy: Policy | None, notice: str = "") -> None:
        """Shows another policy from its first row, or `notice` where there is none yet."""
        if policy is not self.policy:
            self.top, self._kept = 0, None
            self._layout = None
            self._marks = ()
            self._unfolded.clear()
            self._folds = folds(policy) if policy else ()
        self.policy, self.notice = policy, notice

    def show_menus(self, *, shown: bool) -> bool:
        """Shows all menus, or folds them again; whether there is one in this policy."""
        self.menus_shown = shown
        self._unfolded.clear()
        self._lay_out_anew()
        return bool(self._folds)

    def mark(self, marks: Sequence[Mark]) -> None:
        """Replaces all marks."""
        self._marks = tuple(sorted(marks))

    def rows(self) -> Layout | None:
        """The layout at the current width."""
        if self.policy is None:
            return None
        if self._layout is None or self._layout.width != self.text_width:
            self._lay_out_anew()
        return self._layout

    def _lay_out_anew(self) -> None:
        """The rows at this width, with what is folded now; the first one shows the same text."""
        if self.policy is None:
            return
        keep = self._layout.rows[self.top].start if self._layout else None
        self._layout = lay_out(self.policy, self.text_width, self._folded())
        if keep is not None:
            self.top = self._layout.row_at(keep)

    def _folded(self) -> tuple[Fold, ...]:
        if self.menus_shown:
            return ()
        return tuple(fold for fold in self._folds if fold.start not in self._unfolded)

    def _unfold(self, start: int, end: int) -> None:
        """Shows the menus that a span is in: what is cited or found must be seen."""
        hiding = {fold.start for fold in self._folded() if fold.start < end and start < fold.end}
        if hiding:
            self._unfolded |= hiding
            self._lay_out_anew()

    # scrolling; none of these repaints

    def show_span(self, start: int, end: int) -> None:
        """Brings a span into view, with context around it; nothing moves if it is in view. A
        document that is about to have another size does so when it has it."""
        self._kept, self._fitted = (start, end), (0, 0)
        self._unfold(start, end)
        if self.drawn:
            self._fit()

    def _fit(self) -> None:
        """Brings into view what is to stay there, at the size that there is."""
        layout = self.rows()
        if layout is None or self._kept is None:
            return
        start, end = self._kept
        first, last = layout.row_at(start), layout.row_at(max(start, end - 1))
        height = self.text_height
        room = max(0, height - (last - first + 1))
        lead = min(LEAD, room)
        trail = min(TRAIL, room - lead, len(layout.rows) - 1 - last)
        if first >= self.top + min(1, first) and last + trail < self.top + height:
            return
        self._set_top(first - lead)

    def scroll_to_position(self, position: int) -> None:
        """Makes the row that shows a position of the text the first one."""
        layout = self.rows()
        self._kept = None
        if layout is not None:
            self._set_top(layout.row_at(position))

    def scroll_rows(self, by: int) -> None:
        """Moves the view by rows."""
        self._kept = None
        self._set_top(self.top + by)

    def scroll_to_row(self, row: int) -> None:
        """Moves the view so that `row` is the first; -1 is the last screenful."""
        self._kept = None
        layout = self.rows()
        self._set_top(row if row >= 0 or layout is None else len(layout.rows))

    def _set_top(self, top: int) -> None:
        layout = self.rows()
        last = max(0, len(layout.rows) - self.text_height) if layout else 0
        self.top = max(0, min(top, last))

    def visible_span(self) -> tuple[int, int]:
        """The span of the text that is on the screen."""
        layout = self.rows()
        if layout is None:
            return (0, 0)
        shown = layout.rows[self.top : self.top + self.text_height]
        return (shown[0].start, shown[-1].end) if shown else (0, 0)

    def shown_spans(self) -> list[tuple[int, int]]:
        """The spans of the text that are on the screen, without what is folded; each goes to
        where the next row begins."""
        layout, top, height = self._drawn
        if layout is None or self.policy is None:
            return []
        rows, last = layout.rows, min(top + height - 1, len(layout.rows))
        spans: list[tuple[int, int]] = []
        for index in range(top, last):
            row = rows[index]
            if row.folded:
                continue
            start = row.start if index else 0
            end = rows[index + 1].start if index + 1 < len(rows) else len(self.policy.text)
            if spans and spans[-1][1] == start:
                spans[-1] = (spans[-1][0], end)
            else:
                spans.append((start, end))
        return spans

    def render_lines(self, crop: Region) -> list[Strip]:
        """Part of Textual's line API: called when rows go to the terminal, not when they are
        only drawn."""
        strips = super().render_lines(crop)  # which draws them at another size
        if self._drawn != self._painted:
            self._painted = self._drawn
            if self.on_painted is not None and self.policy is not None:
                self.on_painted()
        return strips

    # drawing

    def draw(self, width: int, height: int) -> list[Strip]:
        """See `Pane.draw`."""
        if self._fitted != (width, height):
            self._fitted = (width, height)
            self._fit()
        layout = self.rows()
        self._drawn = (layout, 0, 0)
        if layout is None or self.policy is None:
            words = wrap_words(self.notice, max(8, width - 6))
            blank = [line(width, [])] * max(0, (height - 1 - len(words)) // 2)
            return [self._rule(width), *blank, *(line(width, [("   " + w, None)]) for w in words)]
        self._set_top(self.top)
        self._drawn = (layout, self.top, height)
        shown = layout.rows[self.top : self.top + height - 1]
        lines = [self._rule(width)]
        if shown:
            first, last = shown[0].start, shown[-1].end
            near = [m for m in self._marks if m.start < last and m.end > first]
            near += self._finder.marks(self.policy, (first, last))
            lines += [self._row(self.policy.text, row, near, width) for row in shown]
        return lines

    def _rule(self, width: int) -> Strip:
        quiet = self.named("quiet")
        layout = self.rows()
        if layout is None or self.policy is None:
            return line(width, [("─" * width, quiet)])
        if self._finder.line is not None:
            return self._query(self._finder.line, width)
        hidden = len(layout.rows) - self.text_height
        where = "all" if hidden <= 0 else f"{round(100 * self.top / hidden)}%"
        path = " › ".join(self._heading()) or self.policy.title
        left: list[Part] = [("── ", quiet), (f"{path} ", self.named("title"))]
        right = [(f" {where} ──", quiet)]
        room = width - len(right[0][0]) - 3 - width_of(path) - 1
        return line(width, [*left, ("─" * max(0, room - 1), quiet)], right)

    def _query(self, typed: Typed, width: int) -> Strip:
        """What is to be found, in the title's place: nothing moves when a find opens."""
        from reviewtui.tui.widgets.typed import typed_parts

        finder = self._finder
        right: list[Part] = [(f" {finder.count} ", self.named("quiet"))]
        room = width - width_of(right[0][0]) - 1
        hint = f"find in this policy; enter: “{finder.last}” again" if finder.last else HINT
        parts = typed_parts(typed, room, hint, self.named, sign="/", caret=finder.typing)
        return line(width, parts, right)

    def _heading(self) -> tuple[str, ...]:
        """The heading path of the current candidate, else of the first passage in view."""
        policy = self.policy
        if policy is None:
            return ()
        current = next((m for m in self._marks if m.kind is MarkKind.CURRENT), None)
        first, last = self.visible_span()
        at = current.start if current and first <= current.start < last else first
        passages = policy.passages
        low, high = 0, len(passages)
        while low < high:
            middle = (low + high) // 2
            if passages[middle].end <= at:
                low = middle + 1
            else:
                high = middle
        return passages[low].heading if low < len(passages) else ()

    def _row(self, text: str, row: Row, marks: list[Mark], width: int) -> Strip:
        segments = [self._gutter(row, marks)]
        if row.folded:
            words = crop(f"··· {row.folded} lines of menu{self.fold_hint} ···", width - GUTTER)
            segments.append(Segment(words, self.named("quiet")))
            segments.append(Segment(" " * max(0, width - GUTTER - width_of(words))))
            return Strip(segments, width)
        if row.indent:
            segments.append(Segment(" " * row.indent))
        used = GUTTER + row.indent
        for start, end, kinds in pieces(row.start, row.end, marks):
            words = drawn(text[start:end])
            used += width_of(text[start:end])
            styles = [self.named(_TEXT_STYLES[k]) for k in sorted(kinds) if k in _TEXT_STYLES]
            segments.append(Segment(words, Style.combine(styles) if styles else None))
        segments.append(Segment(" " * max(0, width - used)))
        return Strip(segments, width)

    def _gutter(self, row: Row, marks: list[Mark]) -> Segment:
        """A candidate's number where it begins, a bar beside the current one, ✓ at evidence;
        then > beside what is selected by hand."""
        on_row = [m for m in marks if m.start < row.end and m.end > row.start]
        kinds = {m.kind for m in on_row}
        after = ">" if MarkKind.SELECTED in kinds else " "
        taken = next((m for m in on_row if m.kind is MarkKind.EVIDENCE), None)
        label = next((m.label for m in on_row if m.label and row.start <= m.start), "")
        if taken is not None and taken.start >= row.start:
            return Segment(f"✓{after}", self.named("evidence"))
        if MarkKind.CURRENT in kinds:
            return Segment(f"▌{after}", self.named("cursor"))
        if taken is not None:
            return Segment(f"│{after}", self.named("evidence"))
        return Segment(f"{label[:1]:1}{after}", self.named("quiet") if label else None)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The wheel scrolls, where a terminal reports it."""
        event.stop()
        self._wheel(3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """See `on_mouse_scroll_down`."""
        event.stop()
        self._wheel(-3)

    def _wheel(self, rows: int) -> None:
        self.scroll_rows(rows)
        self.post_message(self.Scrolled())
