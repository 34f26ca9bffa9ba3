"""What lies over a screen for a moment: lists to read and to pick from.

Not a screen of its own, but drawn by a pane that every screen has: that opens with one painting,
in the time of any other key, and no key that follows at once can go astray, because the same
screen takes it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewtui.characters import visible
from reviewtui.tui.widgets.pane import Pane, Part
from reviewtui.tui.wrapping import crop

if TYPE_CHECKING:
    from rich.style import Style
    from textual import events
    from textual.events import Key
    from textual.strip import Strip

    from reviewtui.tui.actions import Where
    from reviewtui.tui.keyed import Keyed

LONGEST_QUERY = 200  # characters


class Over:
    """What is drawn over a screen; keys go to it while it is there. What is typed is its `query`.

    `where` is the place of its keys; with `typing`, characters are typed instead.
    """

    where: Where
    host: Keyed  # the screen that it lies over
    pane: OverPane  # draws it

    def __init__(self, *, typing: bool = False) -> None:
        self.typing = typing
        self.query = ""
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

    def type_key(self, event: Key) -> bool:
        """Takes a key as typed; False for one that is none."""
        if not self.typing:
            return False
        before = self.query
        if event.key in ("backspace", "ctrl+h"):
            typed = before[:-1]
        elif event.key in ("ctrl+w", "ctrl+backspace", "alt+backspace"):
            typed = before.rstrip().rpartition(" ")[0]
        elif event.key == "ctrl+u":
            typed = ""
        elif event.is_printable and event.character:
            typed = before + event.character
        else:
            return False
        self._type(typed)
        return True

    def type_text(self, text: str) -> None:
        """Takes pasted text, its first line."""
        if self.typing and text:
            self._type(self.query + visible(text.splitlines()[0]))

    def _type(self, text: str) -> None:
        self.query = text[:LONGEST_QUERY]
        self.narrow()
        self.repaint()

    def narrow(self) -> None:
        """The query has changed."""

    def typed_parts(self, width: int, hint: str) -> list[Part]:
        """The line that is typed in: its end where it is longer than the room for it."""
        if not self.query:
            return [
                (" > ", self.named("key")),
                (" ", self.named("caret")),
                (hint, self.named("quiet")),
            ]
        room = max(8, width - 5)
        shown = self.query if len(self.query) <= room else self.query[-room:]
        return [(" > ", self.named("key")), (crop(shown, room), None), (" ", self.named("caret"))]


class OverPane(Pane):
    """Draws it, and covers the screen; not displayed while there is none."""

    DEFAULT_CSS = """
    OverPane {
        layer: over; width: 100%; height: 100%; background: $background; display: none;
    }
    """

    def __init__(self) -> None:
        super().__init__("over")
        self.content: Over | None = None

    def show(self, content: Over | None) -> None:
        """Draws `content` from now on; None for nothing."""
        self.content = content
        self.draw_anew()
        self.display = content is not None
        self.repaint()

    def draw(self, width: int, height: int) -> list[Strip]:
        """See `Pane.draw`."""
        return self.content.draw(width, height) if self.content is not None else []

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The wheel scrolls, where a terminal reports it."""
        event.stop()
        if self.content is not None:
            self.content.scroll(3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """See `on_mouse_scroll_down`."""
        event.stop()
        if self.content is not None:
            self.content.scroll(-3)

    def on_click(self, event: events.Click) -> None:
        """As above."""
        if self.content is not None:
            self.content.click(event.y)
