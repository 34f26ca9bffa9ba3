"""What lies over a screen for a moment: lists to read and to pick from.

Not a screen of its own, but drawn by a pane that every screen has: that opens with one painting,
in the time of any other key, and no key that follows at once can go astray, because the same
screen takes it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewtui.tui.actions import shown_key, types
from reviewtui.tui.typed import Typed

if TYPE_CHECKING:
    from rich.style import Style
    from textual.events import Key
    from textual.strip import Strip

    from reviewtui.tui.actions import Where
    from reviewtui.tui.keyed import Keyed
    from reviewtui.tui.widgets.over_pane import OverPane
    from reviewtui.tui.widgets.pane import Part

_ARROWS = {"up": "↑", "down": "↓"}


class Over:
    """What is drawn over a screen; keys go to it while it is there; `line` is what is typed.

    `where` is the place of its keys; with `typing`, characters are typed instead. Where the action
    `opened_by` brought it, the key of that closes it again, if it means nothing else there.
    """

    where: Where
    opened_by = ""
    below: Over | None = None  # what is seen again when this goes away, but for the screen
    host: Keyed  # the screen that it lies over
    pane: OverPane  # draws it

    def __init__(self, *, typing: bool = False) -> None:
        self.typing = typing
        self.line = Typed()
        self.top = 0  # the first of its lines that is shown

    def draw(self, width: int, height: int) -> list[Strip]:
        """See `Pane.draw`."""
        raise NotImplementedError

    def named(self, name: str) -> Style:
        """See `Pane.named`."""
        return self.pane.named(name)

    def repaint(self) -> None:
        """See `Pane.repaint`."""
        self.pane.repaint()

    def moved(self) -> None:
        """Paints where a key led; of a held one now and then."""
        self.host.paced(self.repaint)

    def close(self) -> None:
        """Goes away."""
        self.host.close_over()

    def scroll(self, by: int) -> None:
        """The wheel was turned."""

    def click(self, row: int) -> None:
        """A row was clicked, counted from 0."""

    def do(self, action: str) -> None:
        """Does what the registry's action of that id says."""
        getattr(self, f"_do_{action.replace('-', '_')}")()

    def _do_help(self) -> None:
        self.host.show_help(self.where, self)

    @property
    def query(self) -> str:
        """What was typed."""
        return self.line.text

    def type_key(self, event: Key) -> bool:
        """Takes a key as typed; False for one that is none."""
        character = event.character if event.is_printable else None
        line = self.line.press(event.key, character) if self.typing else None
        if line is not None:
            self._type(line)
            self.host.typed(event.key, event.time, self.repaint)
        return line is not None

    def type_text(self, text: str) -> None:
        """Takes pasted text, its first line."""
        if self.typing and text:
            self._type(self.line.insert(text))
            self.repaint()

    def _type(self, line: Typed) -> None:
        before, self.line = self.query, line
        if self.query != before:
            self.narrow()

    def narrow(self) -> None:
        """The query has changed."""

    def typing_key(self, action: str) -> str:
        """A key of an action that types nothing, as short as can be: `↑`, `enter`."""
        keys = self.pane.keys_of(action)
        key = next((one for one in keys if not types(one)), "")
        return _ARROWS.get(key, shown_key(key))

    def help_hint(self) -> list[Part]:
        """Which key lists the keys, for the right end of a line."""
        return [] if self.typing else [(f"{self.pane.key_of('help')} help ", self.named("quiet"))]

    def typed_parts(self, width: int, hint: str) -> list[Part]:
        """The line that is typed in."""
        from reviewtui.tui.widgets.typed import typed_parts

        return typed_parts(self.line, width, hint, self.named, caret=self.typing)
