"""The screen where policies are read and requirements decided: keys to actions."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING, ClassVar

from reviewtui.tui.actions import Where
from reviewtui.tui.keyed import Keyed
from reviewtui.tui.screens.arranging import Arranging
from reviewtui.tui.screens.cited import Cited
from reviewtui.tui.screens.deciding import DECISIONS
from reviewtui.tui.screens.desk import DeskScreen
from reviewtui.tui.screens.keeping import Keeping
from reviewtui.tui.screens.marking import Marking
from reviewtui.tui.screens.queueing import Queueing
from reviewtui.tui.screens.reporting import Reporting
from reviewtui.tui.screens.returning import Returning
from reviewtui.tui.screens.room import RoomScreen

if TYPE_CHECKING:
    from reviewtui.reviews import Pair
    from reviewtui.tui.app import ReviewApp
    from reviewtui.tui.typed import Typed


# What says nothing where it is done, and takes away what the key before had to say.
GOING_ON = frozenset({
    "next-candidate", "previous-candidate", "candidate", "take", "to-candidate",
    "page-down", "page-up", "half-page-down", "half-page-up", "line-down", "line-up",
    "top", "bottom",
})  # fmt: skip


class ReviewScreen(
    Keyed,
    Arranging,
    Cited,
    Marking,
    Keeping,
    Reporting,
    Returning,
    Queueing,
    DeskScreen,
    RoomScreen,
):
    """Turns keys into what the reviewer wants: each action of the registry is done here."""

    places: ClassVar = (Where.REVIEW, Where.FIND, Where.TYPING, Where.HAND)

    def __init__(self, app: ReviewApp) -> None:
        super().__init__(app)
        self.bind_keys(app.keys)

    @property
    def place(self) -> Where:
        """Finding and selecting are modes of this screen."""
        if self.finder.typing:
            return Where.TYPING
        if self.selecting is not None:
            return Where.HAND
        return Where.FIND if self.finder.is_open else Where.REVIEW

    def run_command(self, action: str) -> None:
        """An action chosen by its name: the requirement was on the screen all the while."""
        self._key, self._key_time = action, monotonic()
        self.action_do(action)

    def action_do(self, action: str) -> None:
        """Does what the registry's action of that id says."""
        if self.has_class("-small") and action not in {"quit", "help"}:
            return
        if action != "quit":
            self._quitting = False
        self.end_moves(action)
        passed = action in GOING_ON and self.footer.let_pass()  # painted with what the key does
        before = self.footer.message
        if action in DECISIONS:
            self.verdict_key(action)
        else:
            super().action_do(action)
        self.footer.passing |= self.footer.message is not before
        if passed:
            self.footer.repaint()

    @property
    def typed_line(self) -> Typed | None:
        """See `Keyed.typed_line`."""
        return self.query_line

    def type_line(self, line: Typed) -> None:
        """See `Keyed.type_line`."""
        self.finder.search(line)

    def show_typed(self) -> None:
        """See `Keyed.show_typed`: the hits, with the letter."""
        self._show_hit()

    def means_nothing(self, character: str) -> None:
        """See `Keyed.means_nothing`."""
        if not self.has_class("-small"):
            self.footer.means_nothing(character)

    def _do_jump(self) -> None:
        from reviewtui.tui.commands import places

        self.show_over(places(self))

    def _painted(self, pair: Pair, hidden: int, asked_at: float) -> None:
        """Nothing is seen while something lies over it."""
        if self.over is None:
            super()._painted(pair, hidden, asked_at)

    def _look_around(self) -> None:
        """Has ready what the first keys open, too."""
        super()._look_around()
        from reviewtui.tui.warming import Warming

        self.app.warming = Warming(self.app)
        self.app.warming.begin()

    def uncovered(self) -> None:
        """What would be decided changed meanwhile: it is seen from now on."""
        self.see_again()

    def leave_more(self) -> None:
        """Escape ends a report being written, else folds what the checklist says in full, else
        leaves a queue, and clears the message."""
        reporting = self.cancel_report()
        if self.requirement.detailed and not reporting:
            self.say("")
            self._do_details()
            return
        if not reporting and not self.leave_queue():
            self.say("")
        self.present()
