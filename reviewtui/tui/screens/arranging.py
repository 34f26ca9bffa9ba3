"""Arranging the panes: larger, smaller, hidden, on the other side; and it stays so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewtui.session.room import (
    LEAST_BESIDE,
    LEAST_CHECKLIST,
    LEAST_DOCUMENT,
    resized,
    room,
)
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
        self._arrange(self.app.view._replace(checklist=not self.room.checklist), "checklist")

    def _do_candidates_shown(self) -> None:
        shown = not self.room.candidates
        said = "" if shown else self._hidden("candidates")
        self._arrange(self.app.view._replace(candidates=shown), "candidates", said)

    def _do_checklist_side(self) -> None:
        if self.room.checklist:
            self._arrange(self.app.view._replace(right=not self.room.right), "checklist")
        else:
            self._refuse("checklist")

    def _do_candidates_side(self) -> None:
        self._arrange(self.app.view._replace(beside=not self.room.beside), "candidates")

    def _do_as_it_was(self) -> None:
        said = "The panes are as the screen has room for them."
        self.app.keep_view(self.app.layout._replace(theme=self.app.view.theme))
        self._lay_out_again(said)

    def _resize(self, pane: str, by: int) -> None:
        self._arrange(resized(self.app.view, pane, by, *self.size), pane)

    def _arrange(self, view: View, pane: str, said: str = "") -> None:
        """Lays the panes out by `view` and keeps it; says why not where that changes nothing."""
        if room(*self.size, view) == self.room:
            self._refuse(pane)
        else:
            self.app.keep_view(view)
            self._lay_out_again(said)

    def _lay_out_again(self, said: str) -> None:
        self.say(said)
        self.lay_out(*self.size)
        self.resized()

    def _refuse(self, pane: str) -> None:
        self.say(self._why_not(pane))
        self.footer.repaint()

    def _why_not(self, pane: str) -> str:
        """Why a pane stays as it is."""
        width, columns = self.size.width, LEAST_CHECKLIST + LEAST_DOCUMENT
        if pane == "checklist" and width < columns:
            return f"The checklist has no room below {columns} columns."
        if pane in {"checklist", "candidates"} and not getattr(self.room, pane):
            return self._hidden(pane)
        least = LEAST_BESIDE + LEAST_DOCUMENT
        if pane == "candidates" and width - self.room.checklist < least:
            return f"Beside the policy the candidates need {least} columns, without the checklist."
        return "There is no room for that."

    def _hidden(self, pane: str) -> str:
        key = self.key_of(f"{pane}-shown") or ":"
        verb, them = ("is", "it") if pane == "checklist" else ("are", "them")
        return f"The {pane} {verb} hidden: {key} shows {them}."
