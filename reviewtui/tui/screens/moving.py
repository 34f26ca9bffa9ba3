"""Moves that keep arriving, as those of a held key do: the position first, then the rest."""

from __future__ import annotations

from reviewtui.tui.screens.desk import DeskPart


class Moving(DeskPart):
    """What moves share."""

    def arrive(self) -> None:
        """Shows the desk's pair, to which a key led."""
        self.paced(self.enter, self._paint_position)

    def _paint_position(self) -> None:
        """Which requirement of which policy it is, and what was decided; no key decides it."""
        self.gate.hide()
        self.paint_again()
        self.requirement.draft = self.app.notes.draft_of(self.desk.pair) != ""
        for pane in (self.header, self.checklist, self.requirement, self.footer):
            pane.repaint()

    def candidate_moved(self) -> None:
        """Shows the current candidate, to which a key led."""
        self.paced(self._show_candidate, self._paint_candidates)
        if self.holding:
            self.gate.hide()  # what a verdict takes is not on the screen

    def _show_candidate(self) -> None:
        self.candidate_shown()
        self.see_again()

    def _paint_candidates(self) -> None:
        self.candidates.repaint()

    def candidate_shown(self) -> None:
        """Another candidate is the current one."""
        self.present()

    def see_again(self) -> None:
        """What would be decided was another for a moment: it is seen from now on."""
        if self.gate.painted_at is None and self.desk.ready:
            self.painting(self.desk.pair)
