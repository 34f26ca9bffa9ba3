"""The grid of the overview: requirements down, policies across, one glyph a cell.

Only what is in view is drawn, and of that only what changed: a key that moves the cursor draws
two rows anew, however large the review is.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.strip import Strip

from reviewtui.reviews.overview import DECIDED, Standing, Sums, Table, standing_of, standing_words
from reviewtui.tui.glyphs import entry_glyph
from reviewtui.tui.widgets.grid_words import in_words, legend, short_names
from reviewtui.tui.widgets.pane import Pane, Part, line
from reviewtui.tui.wrapping import crop, width_of

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Collection, Sequence

    from reviewtui.reviews import Pair
    from reviewtui.session.desk import Desk

NARROW, BROAD = 2, 14  # cells of a column, at least and at most
NAMED = 5  # from this width on a policy's name stands above its column, else letters downwards
LETTERS = 8  # of a name that is written downwards, at most
AGAINST = (Standing.MISSING, Standing.CONTRADICTED)


@dataclass(frozen=True, slots=True)
class Layout:
    """Where what stands, in cells: the titles, the columns, the sums at the right; and the rows
    of the names above and of the sums below."""

    titles: int
    column: int
    columns: int  # that fit
    sums: int
    names: int
    totals: int
    rows: int  # of requirements that fit


@dataclass(eq=False, repr=False)
class View:
    """What is in view: the table that a filter leaves, the cursor in it, the first row and
    column shown."""

    table: Table = field(default_factory=lambda: Table((), ()))
    only: Standing | None = None
    row: int = 0
    column: int = 0
    top: int = 0
    left: int = 0

    @property
    def pair(self) -> Pair | None:
        """The policy and requirement at the cursor; None where nothing is shown."""
        if not self.table.requirements or not self.table.policies:
            return None
        return self.table.policies[self.column], self.table.requirements[self.row]

    def go(self, row: int, column: int) -> None:
        """Moves the cursor, to the edge at most."""
        self.row = max(0, min(row, len(self.table.requirements) - 1))
        self.column = max(0, min(column, len(self.table.policies) - 1))

    def go_to(self, pair: Pair | None) -> None:
        """Moves the cursor to a pair, as near as it is shown."""
        if pair is not None and pair[1] in self.table.requirements:
            self.row = self.table.requirements.index(pair[1])
        if pair is not None and pair[0] in self.table.policies:
            self.column = self.table.policies.index(pair[0])
        self.go(self.row, self.column)

    def follow(self, layout: Layout) -> None:
        """Brings the cursor into view."""
        self.top = max(self.row - layout.rows + 1, min(self.top, self.row))
        self.top = max(0, min(self.top, len(self.table.requirements) - layout.rows))
        self.left = max(self.column - layout.columns + 1, min(self.left, self.column))
        self.left = max(0, min(self.left, len(self.table.policies) - layout.columns))


class GridPane(Pane):
    """Names above, titles at the left, sums at the right and below: they stay while one moves."""

    DEFAULT_CSS = "GridPane { height: 1fr; width: 1fr; background: $background; }"

    def __init__(self, desk: Desk, view: View) -> None:
        super().__init__("grid")
        self.desk, self.view = desk, view
        self.sums = Sums({}, {})
        self.stale: Collection[Pair] = frozenset()
        self._rows: dict[tuple[object, ...], Strip] = {}
        self._drawn: tuple[object, ...] = ()
        self._names: list[str] = []
        self._longest = 0  # cells of a title

    def layout_in(self, width: int, height: int) -> Layout:
        """How the table is laid out in the room there is."""
        table, names = self.view.table, self._names
        total = len(str(len(self.sums.policies)))
        sums = 2 * total + 2 + (total + 2 if width >= 60 else 0)
        titles = min(self._longest + 3, max(14, width * 3 // 10))
        room = max(NARROW, width - titles - sums - 1)
        count = max(1, len(table.policies))
        named = max(map(len, names), default=1)
        column = max(NARROW, min(room // count, named + 2, BROAD))
        letters = 1 if column >= NAMED else min(named, LETTERS, max(1, height // 5))
        digits = len(str(len(self.sums.requirements)))
        totals = 2 if column > digits else digits
        rows = max(1, height - letters - totals - 3)
        return Layout(titles, column, min(count, room // column), sums, letters, totals, rows)

    def changed(self) -> None:
        """What the cells hold, or which of them are shown, is another: all is drawn anew."""
        self._rows.clear()
        table = self.view.table
        self._names = short_names(table.policies)
        self._longest = max((width_of(self._title(one)) for one in table.requirements), default=0)

    def draw(self, width: int, height: int) -> list[Strip]:
        """See `Pane.draw`."""
        view, layout = self.view, self.layout_in(width, height)
        view.follow(layout)
        drawn = (width, height, view.left, layout)
        if drawn != self._drawn:
            self._drawn = drawn
            self._rows.clear()
        shown = range(view.top, min(view.top + layout.rows, len(view.table.requirements)))
        rows = [self._row(at, layout, width) for at in shown]
        blank = [line(width, [])] * (layout.rows - len(rows))
        return [
            *self._heads(layout, width),
            *rows,
            *blank,
            *self._totals(layout, width),
            line(width, [(legend(width), self.named("quiet"))]),
            *self._told(width),
        ]

    # the rows

    def _row(self, at: int, layout: Layout, width: int) -> Strip:
        """One requirement; kept until something in it changes."""
        view = self.view
        cursor = view.column if at == view.row else -1
        key = (at, cursor)
        if key not in self._rows:
            self._rows[key] = self._drawn_row(at, layout, width, cursor)
        return self._rows[key]

    def _drawn_row(self, at: int, layout: Layout, width: int, cursor: int) -> Strip:
        table, requirement = self.view.table, self.view.table.requirements[at]
        title = crop(self._title(requirement), layout.titles - 3, "…")
        pad = " " * (layout.titles - 2 - width_of(title))
        front = "▶ " if cursor >= 0 else "  "
        segments = [
            Segment(front, self.named("cursor")),
            Segment(title + pad, self.named("title") if cursor >= 0 else None),
        ]
        used = layout.titles
        for column in range(self.view.left, self._end(layout)):
            pair = (table.policies[column], requirement)
            segments += self._cell(pair, column == cursor, layout.column)
            used += layout.column
        sums = self._sums_of(self.sums.requirements[requirement], layout.sums)
        segments.append(Segment(" " * max(0, width - used - layout.sums)))
        segments += [Segment(text, style) for text, style in sums]
        return Strip(segments).simplify().adjust_cell_length(width)

    def _cell(self, pair: Pair, is_current: bool, width: int) -> list[Segment]:
        """A mark or the cursor, and the glyph of what it holds."""
        entry = self.desk.review.entries.get(pair)
        stale = pair in self.stale
        glyph, style = entry_glyph(entry, stale)
        if self.view.only is not None and standing_of(entry, stale) is not self.view.only:
            glyph, style = " ", "quiet"
        front = "▶" if is_current else "+" if pair in self.desk.marks else " "
        if front == " ":
            return [Segment(f" {glyph}{' ' * (width - 2)}", self.named(style))]
        front_style, styled = self.named("cursor" if is_current else "warning"), self.named(style)
        if is_current:
            styled += self.named("current-hit")
        return [
            Segment(front, front_style),
            Segment(glyph, styled),
            Segment(" " * (width - 2)),
        ]

    def _sums_of(self, counts: Counter[Standing], width: int) -> list[Part]:
        """How many of a row are decided, and how many of those are against."""
        total = counts.total()
        digits = len(str(total))
        decided = sum(counts[one] for one in DECIDED)
        against = sum(counts[one] for one in AGAINST)
        parts: list[Part] = [(f" {decided:>{digits}}/{total:<{digits}}", None)]
        if width > 2 * digits + 2:
            told = f"✗{against}" if against else ""
            parts.append((f" {told:<{digits + 1}}", self.named("bad")))
        return parts

    # above and below

    def _heads(self, layout: Layout, width: int) -> list[Strip]:
        """The names of the policies: in a line, or downwards where columns are narrow."""
        view, names = self.view, self._names
        lines = []
        for level in range(layout.names):
            parts: list[Part] = [(" " * layout.titles, None)]
            for column in range(view.left, self._end(layout)):
                style = self.named("title" if column == view.column else "quiet")
                if layout.column >= NAMED:
                    text = crop(names[column], layout.column - 2, "…")
                    mark = "▼" if column == view.column else " "
                    pad = " " * (layout.column - 1 - width_of(text))
                    parts += [(mark, self.named("cursor")), (text + pad, style)]
                else:
                    letter = crop(names[column][level : level + 1], 1) or " "
                    parts.append((f" {letter}{' ' * (layout.column - 2)}", style))
            lines.append(line(width, parts).simplify())
        return lines

    def _totals(self, layout: Layout, width: int) -> list[Strip]:
        """How many of each column are to go and against; downwards where columns are narrow."""
        view = self.view
        left, against = [], []
        for column in range(view.left, self._end(layout)):
            counts = self.sums.policies[view.table.policies[column]]
            left.append(counts[Standing.UNDECIDED] + counts[Standing.DEFERRED])
            against.append(sum(counts[one] for one in AGAINST))
        digits = len(str(len(self.sums.requirements)))
        if layout.column > digits:
            return [
                self._total(
                    "to go", [f"{n:<{layout.column - 1}}" for n in left], "quiet", layout, width
                ),
                self._total(
                    "✗ ≠",
                    [f"{n or '':<{layout.column - 1}}" for n in against],
                    "bad",
                    layout,
                    width,
                ),
            ]
        return [
            self._total(
                "to go" if not level else "",
                [f"{f'{n:>{digits}}'[level]:<{layout.column - 1}}" for n in left],
                "quiet",
                layout,
                width,
            )
            for level in range(digits)
        ]

    def _total(
        self, name: str, numbers: Sequence[str], style: str, layout: Layout, width: int
    ) -> Strip:
        room = layout.titles - 3
        parts: list[Part] = [(f"  {crop(name, room):>{room}} ", self.named("quiet"))]
        parts += [(f" {number}", self.named(style)) for number in numbers]
        return line(width, parts).simplify()

    def _told(self, width: int) -> list[Strip]:
        """What is at the cursor, in words; and the sums of its row and column."""
        pair = self.view.pair
        if pair is None:
            return [
                line(width, [(" Nothing has all of that.", self.named("warning"))]),
                line(width, []),
            ]
        entry, stale = self.desk.review.entries.get(pair), pair in self.stale
        glyph, style = entry_glyph(entry, stale)
        held, more = standing_words(entry, stale), ""
        if entry is not None and entry.verdict is not None:
            cited = len(entry.evidence)
            more = f" · {cited} {'passage' if cited == 1 else 'passages'}" if cited else ""
            more += f" · {entry.reviewer} {entry.time:%Y-%m-%d}"
        if entry is not None and entry.note:
            more += f" · note: {' '.join(entry.note.split())}"
        marked = " · marked" if pair in self.desk.marks else ""
        room = width - width_of(held) - width_of(marked) - len(" ✓  · : ")
        name = crop(pair[0], room // 2)
        title = crop(self._title(pair[1]), room - width_of(name))
        parts: list[Part] = [
            (f" {glyph} ", self.named(style)),
            (f"{name} · {title}: ", self.named("title")),
            (held, self.named(style)),
            (marked, self.named("warning")),
            (more, None),
        ]
        row, column = self.sums.requirements[pair[1]], self.sums.policies[pair[0]]
        told = f" row: {in_words(row)}   column: {in_words(column)}"
        return [line(width, parts), line(width, [(told, self.named("quiet"))])]

    def _end(self, layout: Layout) -> int:
        return min(len(self.view.table.policies), self.view.left + layout.columns)

    def _title(self, requirement: str) -> str:
        return self.desk.checklist.by_id[requirement].title
