"""The screen where policies are read and requirements decided: keys to actions."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

from reviewtui.tui.actions import ACTIONS
from reviewtui.tui.screens.deciding import DECISIONS
from reviewtui.tui.screens.keeping import Keeping
from reviewtui.tui.screens.reading import Reading
from reviewtui.tui.screens.returning import Returning

if TYPE_CHECKING:
    from reviewtui.tui.app import ReviewApp


class ReviewScreen(Keeping, Reading, Returning):
    """Turns keys into what the reviewer wants: each action of the registry is done here."""

    def __init__(self, app: ReviewApp) -> None:
        super().__init__(app)
        for action in ACTIONS:
            for key in app.keys.get(action.id, ()):
                self._bindings.bind(key, f"do('{action.id}')", action.help, show=False)

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
        if action in DECISIONS:
            self.verdict_key(action)
        else:
            getattr(self, f"_do_{action.replace('-', '_')}")()

    # the program

    def _do_help(self) -> None:
        self.app.show_help()

    def _do_commands(self) -> None:
        self.app.action_command_palette()

    def _do_suspend(self) -> None:
        self.app.action_suspend_process()

    def leave_more(self) -> None:
        """Escape leaves a queue; in none, it clears the message."""
        if not self.leave_queue():
            self.say("")
        self.present()
