"""The marks: what waits for one verdict, to look at and to take away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewtui.reviews.bulk import count_words
from reviewtui.tui.widgets.choice import Choosing, Row, keys_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from reviewtui.reviews import Pair
    from reviewtui.reviews.bulk import Marked
    from reviewtui.session.desk import Desk
    from reviewtui.tui.actions import Keys


class Marks(Choosing):
    """Gives the pair to go to to `done`; None where it was only looked at or taken away."""

    def __init__(self, desk: Desk, keys: Keys, done: Callable[[Pair | None], None]) -> None:
        self._desk, self._done = desk, done
        told = keys_line(
            keys,
            ("choose", "goes there"),
            ("narrow", "takes the mark away"),
            ("marks", "takes all away"),
            ("leave", "back"),
        )
        super().__init__("", [], told)
        self._fill()

    def _fill(self) -> None:
        marks = [*self._desk.marks.values()]
        self.title = f"Marked for one verdict: {count_words(marks)}"
        self.rows = [
            Row(f"{mark.pair[0]}: {self._desk.checklist.by_id[mark.pair[1]].title}", _takes(mark))
            for mark in marks
        ]
        self._pairs = [mark.pair for mark in marks]

    def _do_choose(self) -> None:
        self._leave(self._pairs[self.cursor])

    def _do_leave(self) -> None:
        self._leave(None)

    def _leave(self, pair: Pair | None) -> None:
        self.close()
        self._done(pair)

    def _do_narrow(self) -> None:
        """Takes the mark at the cursor away."""
        self._desk.marks.pop(self._pairs[self.cursor], None)
        if not self._desk.marks:
            self._leave(None)
            return
        self._fill()
        self.move(0)

    def _do_marks(self) -> None:
        self._desk.marks.clear()
        self._leave(None)


def _takes(mark: Marked) -> str:
    """What met, partial and contradicted would cite for it."""
    if not mark.was_seen:
        return "not read yet"
    if mark.pieces:
        return f"{len(mark.pieces)} taken"
    return f"candidate {mark.current + 1}" if mark.candidates else "no candidate"
