"""The line in which a query is typed."""

from __future__ import annotations

from typing import ClassVar

from reviewtui.tui.widgets.field import InputField


class FindLine(InputField):
    """One line above the document; the screen searches at every change."""

    # over the title line of the document: nothing moves when it opens
    DEFAULT_CSS = "FindLine { height: 1; border: none; padding: 0 1; dock: top; }"
    BINDINGS: ClassVar = [("escape", "screen.do('close')", "leave find")]

    def __init__(self) -> None:
        super().__init__(placeholder="find in this policy", id="find", compact=True)
        self.cursor_blink = False
