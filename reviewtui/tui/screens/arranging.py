"""Arranging the panes: larger, smaller, hidden, on the other side; and it stays so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewtui.session.room import resized
from reviewtui.tui.screens.desk import DeskPart

if TYPE_CHECKING:
    from reviewtui.session.room import View

COLUMNS, ROWS = 4, 1  # by which a key makes a pane larger or smaller


class Arranging(DeskPart):
    """What a reviewer does to the room."""

    def _do_checklist_wider(self) -> None:
        self._resize("checklist", COLUMNS)

    def _do_checklist_narrower(self) -> None:
        self._resize("checklist", -COLUMNS)

    def _do_candidates_larger(self) -> None:
        self._resize("candidates", COLUMNS if self.room.beside else ROWS)

    def _do_candidates_smaller(self) -> None:
        self._resize("candidates", -COLUMNS if self.room.beside else -ROWS)

    def _do_requirement_larger(self) -> None:
        self._resize("requirement", ROWS)

    def _do_requirement_smaller(self) -> None:
        self._resize("requirement", -ROWS)

    def _do_checklist_shown(self) -> None:
        self._arrange(self.app.view._replace(checklist=not self.room.checklist))

    def _do_candidates_shown(self) -> None:
        shown = not self.room.candidates
        key = self.key_of("candidates-shown")
        self.say("" if shown else f"Candidates are hidden: {key} shows them.")
        self._arrange(self.app.view._replace(candidates=shown))

    def _do_checklist_side(self) -> None:
        self._arrange(self.app.view._replace(right=not self.room.right))

    def _do_candidates_side(self) -> None:
        self._arrange(self.app.view._replace(beside=not self.room.beside))

    def _do_as_it_was(self) -> None:
        self.say("The panes are as the screen has room for them.")
        self._arrange(self.app.layout._replace(theme=self.app.view.theme))

    def _resize(self, pane: str, by: int) -> None:
        self._arrange(resized(self.app.view, pane, by, *self.size))

    def _arrange(self, view: View) -> None:
        """Lays the panes out by `view` and keeps it."""
        before = self.room
        self.app.keep_view(view)
        self.lay_out(*self.size)
        if self.room == before:
            self.say("There is no room for that.")
            self.footer.repaint()
        else:
            self.resized()
