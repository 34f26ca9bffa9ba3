"""Writing a note in place, below the policy it is about."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import Vertical
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import TextArea

from reviewtui.characters import visible
from reviewtui.session.snippets import completed, ends_name, matching, meant, token_before
from reviewtui.tui.actions import BY_ID, shown_key
from reviewtui.tui.widgets.field import Field
from reviewtui.tui.widgets.pane import STYLES, Pane, Part, line
from reviewtui.tui.wrapping import crop, width_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from textual import events
    from textual.app import ComposeResult
    from textual.strip import Strip

    from reviewtui.session.snippets import Token
    from reviewtui.tui.actions import Keys

SHOWN = tuple(BY_ID[one] for one in ("note-save", "note-line", "note-aside"))


class NoteKeys(Pane):
    """What the keys do while a note is written."""

    def __init__(self, title: str, snippets: Mapping[str, str], keys: Keys) -> None:
        super().__init__("note-keys")
        self.title, self.snippets = title, snippets
        said = (f"{shown_key(keys[one.id][0])} {one.label}" for one in SHOWN if keys[one.id])
        self._told = "  ".join(said) + " "
        complete = keys["note-complete"]
        self._completes = f"{shown_key(complete[0])} completes" if complete else ""
        self.said = ""  # instead of what the keys do
        self.name_begun: str | None = None  # of a snippet, as far as it is typed

    def draw(self, width: int, height: int) -> list[Strip]:
        """See `Pane.draw`: the keys, and the snippets in a line below."""
        said = self.said and (f"{self.said} ", self.named("warning"))
        told = said or (self._told, self.named("quiet"))
        first = line(width, [(f" Note: {self.title}", self.named("title"))], [told])
        return [first, line(width, self._snippets())] if self.snippets else [first]

    def _snippets(self) -> list[Part]:
        """All names; of a name that is whole, or can be only one, the text too."""
        quiet, begun = self.named("quiet"), self.name_begun
        names = matching(self.snippets, begun or "")
        if begun is None or not names:
            none = f"no snippet is called ;{begun}; there are" if begun else "Snippets:"
            return [(f" {none} {_listed(self.snippets)}", quiet)]
        whole = meant(self.snippets, begun)
        if whole is not None:
            others = [name for name in names if name.casefold() != begun.casefold()]
            longer = f"   or {_listed(others)}" if others else ""
            return self._offer(begun, "space", whole, longer)
        if len(names) == 1:
            return self._offer(names[0], self._completes, self.snippets[names[0]])
        return [*self._offer(names[0]), (f" {_listed(names[1:])}  {self._completes}", quiet)]

    def _offer(self, name: str, how: str = "", text: str = "", more: str = "") -> list[Part]:
        """A name, which key makes it its text, and that; `more` stays where it is long."""
        front, how = f" ;{name}", f" {how}: " if how else " "
        room = max(8, self.size.width - width_of(front + how + more))
        said = how + crop(" ".join(text.split()), room) + more if text else ""
        return [(front, self.named("key")), (said, self.named("quiet"))]


def _listed(names: Iterable[str]) -> str:
    return " ".join(f";{name}" for name in names)


class NoteArea(Field, TextArea):
    """A text area with the keys of the registry, beside those that edit a text."""

    BINDINGS: ClassVar = []
    ACTIONS: ClassVar = {
        "note-save": "enter",
        "note-line": "insert_line",
        "note-complete": "complete",
        "note-aside": "put_aside",
    }

    class Entered(Message):
        """The reviewer is done with the note."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class Aside(Message):
        """The reviewer puts the note aside."""

    class NoName(Message):
        """There is no snippet's name to complete."""

    class Late(Message):
        """A key came after that."""

    snippets: Mapping[str, str] = MappingProxyType({})
    _entered = False

    def bind_keys(self, keys: Keys) -> None:
        """Gives these keys the meanings that the registry has for them; they lose others."""
        for action, method in self.ACTIONS.items():
            for key in keys.get(action, ()):
                self._bindings.key_to_bindings[key] = [Binding(key, method, show=False)]

    async def on_key(self, event: events.Key) -> None:
        """Takes no more after enter: a pasted line feed must not make the rest decide."""
        if self._entered:
            event.stop()
            event.prevent_default()
            self.post_message(self.Late())
        elif event.character and event.is_printable and ends_name(event.character):
            self._expand()

    def action_enter(self) -> None:
        """Saves; a snippet's name before the cursor stands for its text."""
        self._expand()
        self._entered = True
        self.post_message(self.Entered(self.text))

    # snippets

    def token(self) -> Token | None:
        """The snippet's name before the cursor."""
        if not self.snippets:
            return None
        row, column = self.cursor_location
        return token_before(self.document.get_line(row), column)

    def _expand(self) -> bool:
        """Puts a snippet's text in the place of its name; False where no whole name is there."""
        token = self.token()
        text = meant(self.snippets, token.name) if token else None
        if token is None or text is None:
            return False
        self._put(token, visible(text, keep="\n\t"))
        return True

    def _complete(self) -> bool:
        """Completes a name, or expands it where it is whole; False where there is none."""
        token = self.token()
        if token is None:
            return False
        name = completed(self.snippets, token.name)
        if name == token.name or matching(self.snippets, name) == [name]:
            self._put(token, f";{name}")
            self._expand()
        else:
            self._put(token, f";{name}")
        return True

    def action_complete(self) -> None:
        """Completes a snippet's name; says so where none is begun."""
        if not self._complete():
            self.post_message(self.NoName())

    def action_put_aside(self) -> None:
        """Closes without saving."""
        self.post_message(self.Aside())

    def _put(self, token: Token, text: str) -> None:
        row, column = self.cursor_location
        self.replace(text, (row, token.start), (row, column))

    def action_insert_line(self) -> None:
        """A line feed, behind a snippet's text."""
        self._expand()
        self.insert("\n")


class NoteScreen(ModalScreen[str | None], inherit_bindings=False):
    """Gives the note, or None where the reviewer only put it aside.

    Every change goes to `drafted`, so that a half-written note survives a dropped line.
    """

    COMPONENT_CLASSES: ClassVar = STYLES
    BINDINGS: ClassVar = []

    def __init__(
        self,
        title: str,
        text: str,
        drafted: Callable[[str], None],
        late: Callable[[], None] = lambda: None,
        snippets: Mapping[str, str] = MappingProxyType({}),
        *,
        keys: Keys,
    ) -> None:
        """`late` is called where something was typed after enter, and is lost; `snippets` are
        texts by the names that stand for them; `keys` are those of the actions."""
        super().__init__()
        self._title, self._text, self._drafted, self._late = title, text, drafted, late
        self.field = NoteArea(text, id="note", compact=True)
        self.field.cursor_blink = False
        self.field.snippets = snippets
        self.field.bind_keys(keys)
        self._keys = NoteKeys(title, snippets, keys)
        self.late = False  # something was typed after enter

    def compose(self) -> ComposeResult:
        """The area, and its keys below it."""
        with Vertical(id="note-box"):
            yield self._keys
            yield self.field

    def on_mount(self) -> None:
        """Begins at the end of what is there."""
        if self._keys.snippets:
            self._keys.styles.height = 2
        self.field.move_cursor(self.field.document.end)
        self.field.focus()

    def on_text_area_changed(self, message: TextArea.Changed) -> None:
        """Keeps what is written so far."""
        token = self.field.token()
        name = token.name if token else None
        if name != self._keys.name_begun or self._keys.said:
            self._keys.name_begun, self._keys.said = name, ""
            self._keys.repaint()
        if message.text_area.text != self._text:
            self._drafted(message.text_area.text)

    def on_note_area_entered(self, message: NoteArea.Entered) -> None:
        """Saves."""
        self.dismiss(message.text)

    def on_note_area_late(self, _message: NoteArea.Late) -> None:
        """Says so, now and when the note is closed."""
        self.late = True
        self._late()

    def on_note_area_no_name(self, _message: NoteArea.NoName) -> None:
        """Says how a snippet is begun, or that there is none."""
        begin = "a snippet begins with a semicolon: ;name"
        self._keys.said = begin if self._keys.snippets else "your config has no [snippets]"
        self._keys.repaint()

    def on_note_area_aside(self, _message: NoteArea.Aside) -> None:
        """Closes without saving; the draft is kept."""
        self.dismiss(None)
