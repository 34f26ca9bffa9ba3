"""The line in which a query is typed."""

from __future__ import annotations

from typing import ClassVar

from reviewtui.tui.widgets.field import InputField


class FindLine(InputField):
    """One line above the footer; the screen searches at every change."""

    DEFAULT_CSS = "FindLine { height: 1; border: none; padding: 0 1; }"
    BINDINGS: ClassVar = [("escape", "screen.do('close')", "leave find")]

    def __init__(self) -> None:
        super().__init__(placeholder="find in this policy", id="find", compact=True)
        self.cursor_blink = False
