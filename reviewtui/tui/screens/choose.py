"""Choosing a checklist or a review, where a folder has several."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import App, ComposeResult
from textual.content import Content
from textual.widgets import OptionList, Static

from reviewtui.characters import visible

if TYPE_CHECKING:
    from collections.abc import Sequence


class ChooseApp(App[int]):
    """Shows lines to choose from; gives the index of the chosen one, None for none."""

    CSS = """
    Screen { background: ansi_default; }
    #question { padding: 1 2; text-style: bold; }
    OptionList { border: none; padding: 0 1; height: 1fr; }
    #keys { dock: bottom; padding: 0 2; }
    """
    BINDINGS: ClassVar = [
        ("q,escape", "leave", "quit"),
        ("j", "cursor('down')", "down"),
        ("k", "cursor('up')", "up"),
    ]
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, question: str, lines: Sequence[str]) -> None:
        super().__init__()
        from reviewtui.tui.app import TERMINAL_THEME

        self.animation_level = "none"
        self.register_theme(TERMINAL_THEME)
        self.theme = "terminal"
        self._question, self._lines = question, lines

    def compose(self) -> ComposeResult:
        """The question, the lines, the keys."""
        yield Static(Content(self._question), id="question")
        yield OptionList(*(Content(visible(text)) for text in self._lines))
        yield Static(Content("j k choose   enter opens   q quits"), id="keys")

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Chosen."""
        self.exit(event.option_index)

    def action_cursor(self, way: str) -> None:
        """Moves the cursor."""
        getattr(self.query_one(OptionList), f"action_cursor_{way}")()

    def action_leave(self) -> None:
        """Nothing chosen."""
        self.exit(None)
