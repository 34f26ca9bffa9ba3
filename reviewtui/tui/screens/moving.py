"""Moves that keep arriving, as those of a held key do: the position first, then the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewtui.tui.screens.desk import DeskPart

if TYPE_CHECKING:
    from collections.abc import Callable

# The actions that `Moving.move` paints; what others are about has to be on the screen before.
MOVES = (
    "next-",
    "previous-",
    "page-",
    "half-page-",
    "line-",
    "hand-next",
    "hand-previous",
    "hand-start",
    "hand-end",
)


class Moving(DeskPart):
    """What moves share."""

    _key_time: float  # when the key was read that is being handled

    def move(
        self,
        show: Callable[[], None],
        position: Callable[[], None] | None = None,
        *,
        at: float | None = None,
    ) -> None:
        """Paints all that a move leads to with `show`, or for now only `position`; `at` is when
        it was read, if that was not the key that is being handled. See `Pace.move`."""
        if self.pace is None:
            from reviewtui.tui.pace import Pace

            self.pace = Pace(self.set_timer)
        self.pace.move(self._key_time if at is None else at, show, position)

    def end_moves(self, action: str) -> None:
        """Has on the screen what moves led to before another action is done."""
        if self.pace is not None and not action.startswith(MOVES):
            self.pace.flush()

    def arrive(self) -> None:
        """Shows the desk's pair, to which a key led."""
        self.move(self.enter, self._paint_position)

    def _paint_position(self) -> None:
        """Which requirement of which policy it is, and what was decided; no key decides it."""
        self.gate.hide()
        self.footer.awaited = False
        self.requirement.draft = self.app.notes.draft_of(self.desk.pair) != ""
        for pane in (self.header, self.checklist, self.requirement, self.footer):
            pane.repaint()

    def candidate_moved(self) -> None:
        """Shows the current candidate, to which a key led."""
        self.move(self._show_candidate, self._paint_candidates)
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
            self.call_after_refresh(self._painted, self.desk.pair)
