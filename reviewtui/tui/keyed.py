"""Screens whose keys come from the registry: each key means what it does in the place one is in."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from reviewtui.tui.actions import ACTIONS, Where, meanings
from reviewtui.tui.paced import Paced

if TYPE_CHECKING:
    from textual import events

    from reviewtui.tui.actions import Keys
    from reviewtui.tui.app import ReviewApp
    from reviewtui.tui.typed import Typed
    from reviewtui.tui.widgets.over import Over
    from reviewtui.tui.widgets.over_pane import OverPane


class Keyed(Paced):
    """What such a screen does: named first among the bases.

    `places` are the screen's own place and its modes; the method for an action is `_do_` and its
    id. A screen with modes says in `place` which one it is in.
    """

    app: ReviewApp
    places: ClassVar[tuple[Where, ...]]
    over: Over | None = None  # what lies over the screen, and has the keys
    over_pane: OverPane | None = None  # draws it; made with the screen, or when it is needed

    def bind_keys(self, keys: Keys) -> None:
        """Binds the keys of all its places; once, when it is made."""
        self._keys = keys
        self._meant = {where: meanings(ACTIONS, keys, where) for where in self.places}
        for key in {key for meant in self._meant.values() for key in meant}:
            self._bindings.bind(key, f"press('{key}')", show=False)

    @property
    def place(self) -> Where:
        """Where keys are pressed while nothing lies over the screen."""
        return self.places[0]

    def action_press(self, key: str) -> None:
        """A key of the registry was pressed."""
        if self.over is not None:
            return
        action = self._meant[self.place].get(key)
        if action is not None:
            self.action_do(action)

    def action_do(self, action: str) -> None:
        """Does what the registry's action of that id says."""
        getattr(self, f"_do_{action.replace('-', '_')}")()

    # what lies over it

    def show_over(self, content: Over) -> None:
        """Lays `content` over the screen until it closes itself."""
        if self.over_pane is None:
            from reviewtui.tui.widgets.over_pane import OverPane

            self.over_pane = OverPane()
            self.mount(self.over_pane)
        self.drop_moves()
        self.over, content.host, content.pane = content, self, self.over_pane
        self._meant.setdefault(content.where, meanings(ACTIONS, self._keys, content.where))
        self.over_pane.show(content)

    def close_over(self) -> None:
        """Takes it away; what it had been laid over is seen again."""
        if self.over is not None and self.over.below is not None:
            self.show_over(self.over.below)
            return
        self.over = None
        self.drop_moves()
        if self.over_pane is not None:
            self.over_pane.show(None)
        self.uncovered()

    def uncovered(self) -> None:
        """The screen is seen again."""

    def take_key(self, event: events.Key) -> bool:
        """Gives a key to what lies over the screen, as typed or as the registry has it, or to a
        line of the screen that is typed in; False where there is neither.

        The app asks once the key has come up to it, as all do, one after the other: then keys
        that were read in one lump with the one that opens a list reach the list, in their order.
        """
        over = self.over
        if over is None:
            typed = self.type_key(event)
            if not typed and event.is_printable and event.key not in self._meant[self.place]:
                self.means_nothing(event.character or event.key)
            return typed
        self.key_read(event.time)
        action = self._meant[over.where].get(event.key)
        if (over.typing and event.is_printable) or action is None:
            if not over.type_key(event) and event.key in self._keys.get(over.opened_by, ()):
                over.close()
        else:
            self.end_moves(action)
            over.do(action)
        return True

    def means_nothing(self, character: str) -> None:
        """A character was pressed that is no key of this place."""

    def on_paste(self, event: events.Paste) -> None:
        """Pasted text is typed."""
        if self.over is not None:
            self.over.type_text(event.text)
        elif not self.type_text(event.text):
            return
        event.prevent_default()
        event.stop()

    # a line of its own that is typed in

    @property
    def typed_line(self) -> Typed | None:
        """The line that keys are typed into, if there is one now."""
        return None

    def type_key(self, event: events.Key) -> bool:
        """Takes a key as typed; False where nothing is typed, or not by that key."""
        line = self.typed_line
        if line is None:
            return False
        typed = line.press(event.key, event.character if event.is_printable else None)
        if typed is not None:
            self.type_line(typed)
            self.typed(event.key, event.time, self.show_typed)
        return typed is not None

    def type_text(self, text: str) -> bool:
        """Takes pasted text; False where nothing is typed."""
        line = self.typed_line
        if line is not None:
            self.type_line(line.insert(text))
            self.show_typed()
        return line is not None

    def type_line(self, line: Typed) -> None:
        """The line that is typed in is another; it is not painted yet."""
        raise NotImplementedError

    def show_typed(self) -> None:
        """Paints what came of it."""
        raise NotImplementedError

    # what every such screen can do

    def _do_help(self) -> None:
        self.show_help(self.place)

    def show_help(self, where: Where, below: Over | None = None) -> None:
        """The keys of a place, over the screen or over what lies over it."""
        from reviewtui.tui.screens.help import help_rows
        from reviewtui.tui.widgets.listing import Listing

        listing = Listing(help_rows(self._keys, where), typing=True)
        listing.below = below
        self.show_over(listing)

    def _do_commands(self) -> None:
        from reviewtui.tui.commands import commands

        self.show_over(commands(self))

    def _do_theme(self) -> None:
        from reviewtui.tui.commands import themes

        self.show_over(themes(self))

    def _do_repaint(self) -> None:
        self.app.shown.forget()
        self.refresh(layout=True)

    def _do_suspend(self) -> None:
        self.app.action_suspend_process()

    def run_command(self, action: str) -> None:
        """An action chosen by its name."""
        self.action_do(action)
