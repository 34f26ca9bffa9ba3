"""The pane that draws what lies over a screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewtui.tui.widgets.pane import Pane

if TYPE_CHECKING:
    from textual import events
    from textual.strip import Strip

    from reviewtui.tui.widgets.over import Over


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
        self._scroll(3, event.time)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """See `on_mouse_scroll_down`."""
        event.stop()
        self._scroll(-3, event.time)

    def _scroll(self, by: int, at: float) -> None:
        if self.content is not None:
            self.content.host.key_read(at)
            self.content.scroll(by)

    def on_click(self, event: events.Click) -> None:
        """As above."""
        if self.content is not None:
            self.content.click(event.y)
