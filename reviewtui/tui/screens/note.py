"""Writing a note in place, below the policy it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import Vertical
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import TextArea

from reviewtui.tui.widgets.field import Field
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


class NoteArea(Field, TextArea):
    """A text area in which enter saves."""

    BINDINGS: ClassVar = [("enter", "enter", "save"), ("ctrl+j", "insert_line", "new line")]

    class Entered(Message):
        """The reviewer is done with the note."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class Late(Message):
        """A key came after that."""

    _entered = False

    async def on_key(self, event: events.Key) -> None:
        """Takes no more after enter: a pasted line feed must not make the rest decide."""
        if self._entered:
            event.stop()
            event.prevent_default()
            self.post_message(self.Late())

    def action_enter(self) -> None:
        """Saves."""
        self._entered = True
        self.post_message(self.Entered(self.text))

    def action_insert_line(self) -> None:
        """A line feed."""
        self.insert("\n")


class NoteScreen(ModalScreen[str | None]):
    """Gives the note, or None where the reviewer only put it aside.

    Every change goes to `drafted`, so that a half-written note survives a dropped line.
    """

    COMPONENT_CLASSES: ClassVar = STYLES
    BINDINGS: ClassVar = [Binding("escape", "put_aside", "draft")]

    def __init__(
        self,
        title: str,
        text: str,
        drafted: Callable[[str], None],
        late: Callable[[], None] = lambda: None,
    ) -> None:
        """`late` is called where something was typed after enter, and is lost."""
        super().__init__()
        self._title, self._text, self._drafted, self._late = title, text, drafted, late
        self.field = NoteArea(text, id="note", compact=True)
        self.field.cursor_blink = False
        self.late = False  # something was typed after enter

    def compose(self) -> ComposeResult:
        """The area, and its keys below it."""
        with Vertical(id="note-box"):
            yield NoteKeys(self._title)
            yield self.field

    def on_mount(self) -> None:
        """Begins at the end of what is there."""
        self.field.move_cursor(self.field.document.end)
        self.field.focus()

    def on_text_area_changed(self, message: TextArea.Changed) -> None:
        """Keeps what is written so far."""
        if message.text_area.text != self._text:
            self._drafted(message.text_area.text)

    def on_note_area_entered(self, message: NoteArea.Entered) -> None:
        """Saves."""
        self.dismiss(message.text)

    def on_note_area_late(self, _message: NoteArea.Late) -> None:
        """Says so, now and when the note is closed."""
        self.late = True
        self._late()

    def action_put_aside(self) -> None:
        """Closes without saving; the draft is kept."""
        self.dismiss(None)
