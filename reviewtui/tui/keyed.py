"""Screens whose keys come from the registry: each key means what it does in the place one is in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from reviewtui.tui.actions import ACTIONS, Where, meanings

if TYPE_CHECKING:
    from textual.screen import Screen

    from reviewtui.tui.actions import Keys
    from reviewtui.tui.app import ReviewApp

    Base = Screen[Any]
else:
    Base = object  # a second screen among the bases would hide the styles of the other


class Keyed(Base):
    """What such a screen does: named first among the bases.

    `places` are the screen's own place and its modes; the method for an action is `_do_` and its
    id. A screen with modes says in `place` which one it is in.
    """

    app: ReviewApp
    places: ClassVar[tuple[Where, ...]]

    def bind_keys(self, keys: Keys) -> None:
        """Binds the keys of all its places; once, when it is made."""
        self._meant = {where: meanings(ACTIONS, keys, where) for where in self.places}
        for key in {key for meant in self._meant.values() for key in meant}:
            self._bindings.bind(key, f"press('{key}')", show=False)

    @property
    def place(self) -> Where:
        """Where keys are pressed now."""
        return self.places[0]

    def action_press(self, key: str) -> None:
        """A key of the registry was pressed."""
        action = self._meant[self.place].get(key)
        if action is not None:
            self.action_do(action)

    def action_do(self, action: str) -> None:
        """Does what the registry's action of that id says."""
        getattr(self, f"_do_{action.replace('-', '_')}")()

    def _do_help(self) -> None:
        self.app.show_help(self.place)

    def _do_commands(self) -> None:
        self.app.action_command_palette()

    def _do_suspend(self) -> None:
        self.app.action_suspend_process()

    def run_command(self, action: str) -> None:
        """An action chosen by its name."""
        self.action_do(action)
