"""The overview: all requirements and policies in a table, to see how it stands and to jump."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from reviewtui.characters import visible
from reviewtui.reviews import Queue
from reviewtui.reviews.bulk import count_words
from reviewtui.reviews.overview import DECIDED, Standing, keep_only, select, sum_up
from reviewtui.session.wording import count_of
from reviewtui.tui.actions import Where
from reviewtui.tui.screens.gated import END, GatedScreen, push
from reviewtui.tui.widgets.footer import FILTERING, OVERVIEW, OVERVIEW_READ
from reviewtui.tui.widgets.grid import GridPane, View
from reviewtui.tui.widgets.pane import Pane, Part, line
from reviewtui.tui.wrapping import width_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import ComposeResult
    from textual.strip import Strip

    from reviewtui.reviews import Pair
    from reviewtui.reviews.bulk import Marked
    from reviewtui.tui.app import ReviewApp
    from reviewtui.tui.typed import Typed


HINT = "words of a requirement, or of a policy's name"


class TitleLine(Pane):
    """One line above the table: what it shows, or the words that it is filtered by."""

    DEFAULT_CSS = "TitleLine { height: 1; width: 1fr; background: $background; }"

    def __init__(self, parts: Callable[[], list[tuple[str, str]]]) -> None:
        """`parts` gives what the table shows now: texts, each with its style's name."""
        super().__init__("table-title")
        self._parts = parts
        self.typed: Typed | None = None  # while it is typed in

    def draw(self, width: int, height: int) -> list[Strip]:
        """See `Pane.draw`."""
        parts: list[Part] = [(text, self.named(style)) for text, style in self._parts()]
        if self.typed is None:
            return [line(width, parts)]
        from reviewtui.tui.widgets.typed import typed_parts

        size = parts[1:2]
        room = width - sum(width_of(text) for text, _ in size) - 1
        return [line(width, typed_parts(self.typed, room, HINT, self.named, sign="/"), size)]


class OverviewScreen(GatedScreen):
    """The table over the review."""

    places: ClassVar = (Where.OVERVIEW, Where.FILTER)
    DEFAULT_CSS = "OverviewScreen { background: $background; }"

    def __init__(self, app: ReviewApp) -> None:
        super().__init__(app)
        self.view = View()
        self.title_line = TitleLine(self._title)
        self.grid = GridPane(app.desk, self.view)
        self.footer.actions = OVERVIEW
        self._words = ""
        self.renew()
        self.view.go_to(app.desk.pair)

    def compose(self) -> ComposeResult:
        """Title, table, footer."""
        yield self.title_line
        yield self.grid
        yield self.footer

    # what is shown

    def renew(self) -> None:
        """Counts and filters anew; the cursor stays where it is, as far as that is shown."""
        desk, view = self.desk, self.view
        here = view.pair
        self.grid.stale = stale = desk.listed(Queue.STALE)
        table = select(desk.checklist, desk.policy_ids, self._words)
        sums = sum_up(desk.review, table.requirements, table.policies, stale)
        self.grid.sums = sums
        view.table = keep_only(table, sums, view.only) if view.only is not None else table
        self.grid.changed()
        view.go_to(here)

    def _title(self) -> list[tuple[str, str]]:
        """What the table is of, how much is decided, and what is left out of it."""
        table, whole = self.view.table, self.grid.sums.whole
        decided = sum(whole[one] for one in DECIDED)
        rows, columns = len(table.requirements), len(table.policies)
        size = f"  {count_of(rows, 'requirement', 'requirements')}"
        size += f" × {count_of(columns, 'policy', 'policies')}"
        parts = [(" Overview", "title"), (f"{size}  {decided}/{whole.total()} decided", "quiet")]
        if self.view.only is not None:
            parts.append((f"  {whole[self.view.only]} {self.view.only} only", "warning"))
        if self._words:
            parts.append((f"  with: {visible(self._words)}", "warning"))
        if self.desk.marks:
            parts.append((f"  {len(self.desk.marks)} marked", "warning"))
        return parts

    def _open(self) -> None:
        self._offer()
        super()._open()

    def paint(self) -> None:
        """See `GatedScreen.paint`."""
        self._offer()
        for pane in (self.title_line, self.grid, self.footer):
            pane.repaint()

    def show_pair(self, pair: Pair) -> None:
        """See `GatedScreen.show_pair`."""
        self.view.go_to(pair)

    def page(self) -> int:
        """See `GatedScreen.page`."""
        return self.grid.layout_in(*self.grid.size).rows

    def move(self, by: int) -> None:
        """See `GatedScreen.move`."""
        self.view.go(self.view.row + by, self.view.column)
        self._moved()

    def _across(self, by: int) -> None:
        self.view.go(self.view.row, self.view.column + by)
        self._moved()

    def _moved(self) -> None:
        self.say("")
        self.moved()

    def _do_next_column(self) -> None:
        self._across(1)

    def _do_previous_column(self) -> None:
        self._across(-1)

    def _do_first_column(self) -> None:
        self._across(-END)

    def _do_last_column(self) -> None:
        self._across(END)

    def _do_columns_right(self) -> None:
        self._across(self.grid.layout_in(*self.grid.size).columns)

    def _do_columns_left(self) -> None:
        self._across(-self.grid.layout_in(*self.grid.size).columns)

    # filtering

    def _do_filter(self) -> None:
        from reviewtui.tui.typed import typed

        self.title_line.typed = typed(self._words, replaced=True)
        self.title_line.repaint()
        self._offer()
        self.footer.repaint()

    @property
    def place(self) -> Where:
        """See `Keyed.place`."""
        return Where.OVERVIEW if self.title_line.typed is None else Where.FILTER

    @property
    def typed_line(self) -> Typed | None:
        """See `Keyed.typed_line`."""
        return self.title_line.typed

    def type_line(self, line: Typed) -> None:
        """See `Keyed.type_line`: filters as it is typed."""
        self.title_line.typed = line
        if line.text != self._words:
            self._words = line.text
            self.renew()

    def show_typed(self) -> None:
        """See `Keyed.show_typed`."""
        self.reopen()

    def _offer(self) -> None:
        """In the footer what keys do now: while one types they are letters."""
        typing = self.title_line.typed is not None
        read = all(one.was_seen for one in self.waiting())
        self.footer.actions = FILTERING if typing else OVERVIEW_READ if read else OVERVIEW
        if typing:
            self.say(f"{self.footer.key_of('filter-done')}: to what is left of the table")

    def _do_filter_done(self) -> None:
        """What is left is moved in."""
        self.title_line.typed = None
        self.say("")
        self.reopen()

    def _do_filter_close(self) -> None:
        self._do_filter_done()

    def _do_only(self) -> None:
        self._next_only(1)

    def _do_only_before(self) -> None:
        self._next_only(-1)

    def _next_only(self, by: int) -> None:
        """The next kind of cell that there is, after the last one all of them again."""
        sums = self.grid.sums
        kinds = [None, *(one for one in Standing if sums.whole[one])]
        at = kinds.index(self.view.only) if self.view.only in kinds else 0
        self.view.only = kinds[(at + by) % len(kinds)]
        self.renew()
        self._moved()

    def _do_leave(self) -> None:
        """Out of the filter, then out of the table."""
        if self._words or self.view.only is not None:
            self.view.only, self._words = None, ""
            self.renew()
            self._moved()
        else:
            super()._do_leave()

    # deciding

    def waiting(self) -> Sequence[Marked]:
        """See `GatedScreen.waiting`: what is marked, else the cell at the cursor."""
        pair = self.view.pair
        here = [self.desk.to_decide(pair)] if pair is not None else []
        return [*self.desk.marks.values()] or here

    def _do_mark(self) -> None:
        pair = self.view.pair
        if pair is None:
            return
        if self.desk.marks.pop(pair, None) is None:
            self.desk.marks[pair] = self.desk.to_decide(pair)
        self._marked()
        self.view.go(self.view.row, self.view.column + 1)
        self.moved()

    def _do_mark_row(self) -> None:
        pair, marks = self.view.pair, self.desk.marks
        if pair is None:
            return
        entries = self.desk.review.entries
        open_pairs = [
            (policy, pair[1])
            for policy in self.view.table.policies
            if (entry := entries.get((policy, pair[1]))) is None or entry.verdict is None
        ]
        if all(one in marks for one in open_pairs):
            for one in open_pairs:
                marks.pop(one, None)
        else:
            for one in open_pairs:
                marks.setdefault(one, self.desk.to_decide(one))
        self._marked()
        self.reopen()

    def _marked(self) -> None:
        marks = [*self.desk.marks.values()]
        a, d = (self.app.review_screen.key_of(key) for key in ("not-applicable", "defer"))
        unread = f": {a} not applicable or {d} defer; the rest needs reading"
        more = unread if any(not one.was_seen for one in marks) else ""
        self.say(f"Marked: {count_words(marks)}{more}." if marks else "Nothing is marked.")
        self.grid.changed()

    # leaving

    def _do_across(self) -> None:
        """One row in words; what is chosen there is gone to, and back here without."""
        pair = self.view.pair
        if pair is None:
            return
        from reviewtui.tui.screens.across import AcrossScreen

        def chosen(found: Pair | None) -> None:
            if found is not None:
                self.leave(found)
            else:
                self.follow_review()
                self.reopen()

        push(self.app, AcrossScreen(self.app, pair[1], pair[0]), chosen)

    def _do_open_cell(self) -> None:
        if self.view.pair is not None:
            self.leave(self.view.pair)
