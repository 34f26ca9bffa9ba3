"""The marks: what waits for one verdict, to look at and to take away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewtui.reviews import Pair
from reviewtui.reviews.bulk import count_words
from reviewtui.tui.screens.choosing import ChoosingScreen, keys_line
from reviewtui.tui.widgets.choice import ChoicePane, Row

if TYPE_CHECKING:
    from reviewtui.reviews.bulk import Marked
    from reviewtui.tui.app import ReviewApp


class MarksScreen(ChoosingScreen[Pair]):
    """Gives the pair to go to."""

    def __init__(self, app: ReviewApp) -> None:
        self._desk = app.desk
        keys = keys_line(
            app,
            ("choose", "goes there"),
            ("narrow", "takes the mark away"),
            ("marks", "takes all away"),
            ("leave", "back"),
        )
        super().__init__(app, ChoicePane("", [], keys))
        self._fill()

    def _fill(self) -> None:
        marks = [*self._desk.marks.values()]
        self.list.title = f"Marked for one verdict: {count_words(marks)}"
        self.list.rows = [
            Row(f"{mark.pair[0]}: {self._desk.checklist.by_id[mark.pair[1]].title}", _takes(mark))
            for mark in marks
        ]
        self._pairs = [mark.pair for mark in marks]

    def _do_choose(self) -> None:
        self.dismiss(self._pairs[self.list.cursor])

    def _do_narrow(self) -> None:
        """Takes the mark at the cursor away."""
        self._desk.marks.pop(self._pairs[self.list.cursor], None)
        if not self._desk.marks:
            self.dismiss(None)
            return
        self._fill()
        self.list.move(0)

    def _do_marks(self) -> None:
        self._desk.marks.clear()
        self.dismiss(None)


def _takes(mark: Marked) -> str:
    """What met, partial and contradicted would cite for it."""
    if not mark.was_seen:
        return "not read here"
    if mark.pieces:
        return f"{len(mark.pieces)} taken"
    return f"candidate {mark.current + 1}" if mark.candidates else "no candidate"
