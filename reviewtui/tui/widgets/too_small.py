"""What is shown where the terminal has no room for a review."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewtui.tui.widgets.pane import Pane, line

if TYPE_CHECKING:
    from textual.strip import Strip

MIN_WIDTH, MIN_HEIGHT = 60, 15


class TooSmall(Pane):
    """Says how large the terminal has to be; goes away by itself when it grows."""

    def __init__(self) -> None:
        super().__init__("too-small")

    def draw(self, width: int, height: int) -> list[Strip]:
        """See `Pane.draw`."""
        have, need = f"{width}×{height}", f"{MIN_WIDTH}×{MIN_HEIGHT}"
        words = (f"This terminal is {have}.", f"reviewtui needs {need}.", "Enlarge it; q quits.")
        return [line(width, [(text, None)]) for text in words]
