"""Writing a note in place, below the policy it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import Vertical
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import TextArea

from reviewtui.tui.widgets.pane import STYLES, Pane, line

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events
    from textual.app import ComposeResult
    from textual.strip import Strip


class NoteKeys(Pane):
    """What the keys do while a note is written."""

    def __init__(self, title: str) -> None:
        super().__init__("note-keys")
        self.title = title

    def draw(self, width: int, height: int) -> list[Strip]:
        """See `Pane.draw`."""
        keys = "enter saves  ctrl+j new line  Escape: draft "
        return [
            line(
                width,
                [(f" Note: {self.title}", self.named("title"))],
                [(keys, self.named("quiet"))],
            )
        ]


class NoteArea(TextArea):
    """A text area in which enter saves."""

    class Entered(Message):
        """The reviewer is done."""

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            self.post_message(self.Entered())
        elif event.key == "ctrl+j":
            event.stop()
            event.prevent_default()
            self.insert("\n")
        else:
            await super()._on_key(event)


class NoteScreen(ModalScreen[str | None]):
    """Gives the note, or None where the reviewer only put it aside.

    Every change goes to `drafted`, so that a half-written note survives a dropped line.
    """

    COMPONENT_CLASSES: ClassVar = STYLES
    BINDINGS: ClassVar = [Binding("escape", "put_aside", "draft", priority=True)]

    def __init__(self, title: str, text: str, drafted: Callable[[str], None]) -> None:
        super().__init__()
        self._title, self._text, self._drafted = title, text, drafted

    def compose(self) -> ComposeResult:
        """The area, and its keys below it."""
        area = NoteArea(self._text, id="note", compact=True)
        area.cursor_blink = False
        with Vertical(id="note-box"):
            yield NoteKeys(self._title)
            yield area

    def on_mount(self) -> None:
        """Begins at the end of what is there."""
        area = self.query_one(NoteArea)
        area.focus()
        area.move_cursor(area.document.end)

    def on_text_area_changed(self, message: TextArea.Changed) -> None:
        """Keeps what is written so far."""
        if message.text_area.text != self._text:
            self._drafted(message.text_area.text)

    def on_note_area_entered(self, _message: NoteArea.Entered) -> None:
        """Saves."""
        self.dismiss(self.query_one(NoteArea).text)

    def action_put_aside(self) -> None:
        """Closes without saving; the draft is kept."""
        self.dismiss(None)
