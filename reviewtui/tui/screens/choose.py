"""Choosing what to review, where a folder has several reviews or checklists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option as Line
from textual.worker import get_current_worker

from reviewtui.characters import visible
from reviewtui.projects import standing_of, touched
from reviewtui.tui.actions import Where
from reviewtui.tui.screens.start import Lines, StartApp, StartScreen
from reviewtui.tui.widgets.field import InputField
from reviewtui.tui.wrapping import crop, width_of

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from textual import events

    from reviewtui.projects import Choice, Option, Standing
    from reviewtui.tui.actions import Keys

TOUCHED_WIDTH = len("2026-01-31 23:59")
PROGRESS_WIDTH = 20


class ChooseApp(StartApp[int]):
    """Shows what there is to review; gives the index of the chosen option, None for none.

    The list is there at once; how far each review is comes in behind, read in a worker.
    """

    CSS = """
    #question { padding: 1 2 0 2; text-style: bold; }
    #filter { height: 1; border: none; padding: 0 1; display: none; }
    #filter.-open { display: block; }
    OptionList { border: none; padding: 0 1; height: 1fr; }
    #said { dock: bottom; padding: 0 2; height: auto; margin-bottom: 1; }
    #keys { dock: bottom; padding: 0 2; height: 1; }
    """

    def __init__(
        self, question: str, choice: Choice, said: str = "", keys: Keys | None = None
    ) -> None:
        """`said` stands below the list until the cursor moves."""
        super().__init__(keys)
        self._question, self._said = question, said
        self._options = choice.options
        self._names = [_name(option, choice.folder) for option in self._options]
        self._touched = [touched(option) for option in self._options]
        self._standings: dict[int, Standing] = {}
        self._marked: int | None = None

    def compose(self) -> ComposeResult:
        """The question, the lines, the keys."""
        yield Static(Content(self._question), id="question")
        query = InputField(placeholder="filter", id="filter", compact=True)
        query.cursor_blink = False
        query.submits(self.keys["filter-done"])
        yield query
        yield Lines(id="options")
        yield Static(id="said")
        yield Static(Content(self._usual()), id="keys")

    def on_mount(self) -> None:
        """The cursor begins at the review that was touched last."""
        self._fill()
        latest = max(
            (index for index, time in enumerate(self._touched) if time is not None),
            key=lambda index: self._touched[index] or 0,
            default=0,
        )
        self._list.highlighted = latest
        self._list.focus()
        self.run_worker(self._read, thread=True)

    @property
    def _list(self) -> OptionList:
        return self.query_one(OptionList)

    def _read(self) -> None:
        """In a worker: the last touched first, for it is the likely one."""
        order = sorted(
            range(len(self._options)),
            key=lambda index: -(time.timestamp() if (time := self._touched[index]) else 0),
        )
        for index in order:
            if get_current_worker().is_cancelled:
                return
            found = standing_of(self._options[index])
            self.call_from_thread(self._keep, index, found)

    def _keep(self, index: int, found: Standing) -> None:
        self._standings[index] = found
        self._draw(index)
        self._explain()

    def _draw(self, index: int | None) -> None:
        """Draws the line of an option anew, if it is in the list."""
        if index is not None and any(o.id == str(index) for o in self._list.options):
            self._list.replace_option_prompt(str(index), self._line(index))

    def _fill(self) -> None:
        """The options whose line has what was typed, cursor on the first."""
        wanted = self.query_one("#filter", Input).value.casefold().split()
        shown = [
            Line(self._line(index), id=str(index))
            for index in range(len(self._options))
            if all(word in self._searched(index) for word in wanted)
        ]
        if isinstance(self.screen, StartScreen):
            self.screen.drop_moves()
        self._list.clear_options()
        self._list.add_options(shown)
        self._list.highlighted = 0 if shown else None
        self._explain()

    def _searched(self, index: int) -> str:
        found = self._standings.get(index)
        return f"{self._names[index]} {found.checklist if found else ''}".casefold()

    def _line(self, index: int) -> Content:
        """Name, progress and when it was touched, in columns; a fault is said in words."""
        option, found = self._options[index], self._standings.get(index)
        time = _local(self._touched[index])
        room = max(16, self.size.width - 8 - PROGRESS_WIDTH - 2 - TOUCHED_WIDTH)
        name = crop(self._names[index], room)
        mark = "▶" if index == self._marked else " "
        return Content(
            f"{mark} {name}{' ' * (room - width_of(self._names[index]))}  "
            f"{_progress(option, found):<{PROGRESS_WIDTH}}{time:>{TOUCHED_WIDTH}}"
        )

    def _explain(self) -> None:
        """Below: the checklist of the option at the cursor, or why it cannot be opened."""
        index = self._current()
        found = self._standings.get(index) if index is not None else None
        words = "Nothing is called that." if index is None else self._said
        if found is not None:
            words = found.fault or f"checklist: {visible(found.checklist)}"
        self.query_one("#said", Static).update(Content(words))

    def _current(self) -> int | None:
        option = self._list.highlighted_option
        return int(option.id) if option is not None and option.id else None

    def on_resize(self, _event: events.Resize) -> None:
        """The columns follow the width."""
        for option in self._list.options:
            self._list.replace_option_prompt(str(option.id), self._line(int(option.id or 0)))

    def on_option_list_option_highlighted(self, _event: OptionList.OptionHighlighted) -> None:
        """The cursor moved: its mark goes with it, for where colours are not seen."""
        before, self._marked = self._marked, self._current()
        for index in {before, self._marked} - {None}:
            self._draw(index)
        self._explain()
        self._said = ""

    @property
    def place(self) -> Where:
        """See `StartApp.place`."""
        return Where.REVIEWS if self.expecting() is None else Where.REVIEWS_FILTER

    def _usual(self) -> str:
        return self.told(
            (("next-line", "previous-line"), "choose"),
            (("choose",), "opens"),
            (("reviews-filter",), "filters"),
            (("leave",), "quits"),
            (("help",), "keys"),
        )

    def choose(self, line: str) -> None:
        """See `StartApp.choose`."""
        self._choose(int(line))

    def on_input_changed(self, _event: Input.Changed) -> None:
        """Filters as it is typed."""
        self._fill()

    def on_input_submitted(self, _event: Input.Submitted) -> None:
        """Chosen from the filtered ones."""
        if (index := self._current()) is not None:
            self._choose(index)

    def _choose(self, index: int) -> None:
        found = self._standings.get(index)
        if found is None or not found.fault or found.restorable or found.asks:
            self.exit(index)  # else the line below says why not

    def filter(self) -> None:
        """Opens the line to filter by."""
        line = self.query_one("#filter", InputField)
        shown = self.told(
            (("filter-done",), "opens the one marked"), (("filter-close",), "shows all")
        )
        line.add_class("-open")
        line.expect()
        self.query_one("#keys", Static).update(Content(f"type a part of the name   {shown}"))

    def expecting(self) -> InputField | None:
        """The line to filter by, from when it opens."""
        line = self.query_one("#filter", InputField)
        return line if line.has_class("-open") else None

    def close_filter(self) -> None:
        """Shows all again."""
        line = self.query_one("#filter", Input)
        line.value = ""
        line.remove_class("-open")
        self._list.focus()
        self.query_one("#keys", Static).update(Content(self._usual()))


def _name(option: Option, folder: Path) -> str:
    path = option.path.relative_to(folder) if option.path.is_relative_to(folder) else option.path
    return f"new: {path}" if option.begins else str(path)


def _progress(option: Option, found: Standing | None) -> str:
    if found is None:
        return "…"
    if found.asks:
        return "asks first"
    if found.fault:
        return "damaged" if found.damaged else "cannot be opened"
    if option.begins:
        return f"{found.total} to decide"
    return f"{found.decided} of {found.total} decided"


def _local(time: datetime | None) -> str:
    return f"{time.astimezone():%Y-%m-%d %H:%M}" if time else ""
