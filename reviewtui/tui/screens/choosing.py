"""Choosing one of some lines, over the review."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual.screen import ModalScreen

from reviewtui.tui.actions import Where, shown_key
from reviewtui.tui.keyed import Keyed
from reviewtui.tui.widgets.pane import STYLES

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from reviewtui.tui.app import ReviewApp
    from reviewtui.tui.widgets.choice import ChoicePane

Chosen = TypeVar("Chosen")
END = 1 << 30


class ChoosingScreen(Keyed, ModalScreen[Chosen | None]):
    """Gives what was chosen, None where nothing was; who makes one says what in `_do_choose`."""

    places: ClassVar = (Where.CHOICE,)
    COMPONENT_CLASSES: ClassVar = STYLES
    BINDINGS: ClassVar = []

    def __init__(self, app: ReviewApp, rows: ChoicePane) -> None:
        super().__init__()
        self.bind_keys(app.keys)
        self.list = rows

    def compose(self) -> ComposeResult:
        """Nothing but the lines."""
        yield self.list

    def _do_next_line(self) -> None:
        self.list.move(1)

    def _do_previous_line(self) -> None:
        self.list.move(-1)

    def _do_lines_down(self) -> None:
        self.list.move(self.list.page - 1)

    def _do_lines_up(self) -> None:
        self.list.move(1 - self.list.page)

    def _do_first_line(self) -> None:
        self.list.move(-END)

    def _do_last_line(self) -> None:
        self.list.move(END)

    def _do_leave(self) -> None:
        self.dismiss(None)

    def _do_choose(self) -> None:
        raise NotImplementedError

    def _do_narrow(self) -> None:
        """Where there is nothing to narrow, nothing happens."""

    def _do_marks(self) -> None:
        """Nor where there are no marks."""


def keys_line(app: ReviewApp, *actions: tuple[str, str]) -> str:
    """What the keys of these actions do, in a line: `enter goes there   escape back`."""
    said = [
        f"{shown_key(app.keys[action][0])} {words}"
        for action, words in actions
        if app.keys.get(action)
    ]
    return "   ".join(said)
