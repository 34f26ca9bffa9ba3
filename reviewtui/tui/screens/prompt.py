"""Asking for one line of text, over the review."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from reviewtui.tui.widgets.field import InputField
from reviewtui.tui.widgets.pane import STYLES, Pane, line
from reviewtui.tui.wrapping import wrap_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.strip import Strip

    from reviewtui.tui.actions import Keys

ROWS_AT_MOST = 4  # of the explanation


class Explanation(Pane):
    """What is asked, and what the keys do."""

    def __init__(self, words: Sequence[tuple[str, str]], keys: str) -> None:
        """`words` are (style's name, text)."""
        super().__init__("prompt-words")
        self._words, self._keys = words, keys

    def draw(self, width: int, height: int) -> list[Strip]:
        """See `Pane.draw`."""
        lines = [
            line(width, [(" " + row, self.named(style))])
            for style, text in self._words
            for row in wrap_words(text, max(8, width - 2))
        ]
        lines = lines[: height - 1]
        blank = [line(width, [])] * (height - 1 - len(lines))
        return [*blank, *lines, line(width, [(" " + self._keys, self.named("quiet"))])]


class PromptScreen(ModalScreen[str | None], inherit_bindings=False):
    """Gives what was typed, None where nothing was wanted."""

    COMPONENT_CLASSES: ClassVar = STYLES
    BINDINGS: ClassVar = []

    def __init__(self, words: Sequence[tuple[str, str]], text: str, told: str, keys: Keys) -> None:
        """`told` says what the `keys` do, which are those of picking from a list."""
        super().__init__()
        self._words, self._keys = words, told
        for key in keys["pick-nothing"]:
            self._bindings.bind(key, "leave", show=False)
        self.field = InputField(text, id="prompt", compact=True)
        self.field.cursor_blink = False
        self.field.submits(keys["pick"])

    def compose(self) -> ComposeResult:
        """The explanation, and the line below it."""
        with Vertical(id="prompt-box"):
            yield Explanation(self._words, self._keys)
            yield self.field

    def on_mount(self) -> None:
        """Ready to type."""
        self.field.focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Done."""
        self.dismiss(event.value.strip() or None)

    def action_leave(self) -> None:
        """Nothing is wanted."""
        self.dismiss(None)
