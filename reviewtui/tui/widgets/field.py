"""Fields to type in that lose no key and take all of them in their order.

Textual lets a field insert what is typed at once, but runs its editing keys (backspace, ctrl+u)
only after they have bubbled up to the app: on a slow line, where a lump of keys is read at once,
they take effect after all the text that followed. And keys that were read while a field was
about to open go to the screen below it (`reviewtui.tui.ahead` brings them back).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.events import Key
from textual.widgets import Input

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.widget import Widget as Base
else:
    Base = object  # a second widget among the bases would hide the styles of the other


class Field(Base):
    """What a field does before the widget that it refines: named first among the bases."""

    begun = False  # it had the focus since it was opened
    _ahead: tuple[Key, ...] = ()  # typed before

    def wants(self, event: Key) -> bool:
        """Whether it has a use for this key."""
        return event.is_printable or event.key in self._bindings.key_to_bindings

    def expect(self) -> None:
        """It is about to open: what is typed from now on belongs to it."""
        self.begun = False
        self.focus()

    async def on_focus(self) -> None:
        """What was typed ahead comes first."""
        self.begun = True
        ahead, self._ahead = self._ahead, ()
        for event in ahead:
            await self._dispatch_message(event)

    async def on_key(self, event: Key) -> None:
        """Runs an editing key at once; what else there is to do with a key comes after."""
        for binding in self._bindings.key_to_bindings.get(event.key, ()):
            event.stop()
            event.prevent_default()
            await self.run_action(binding.action)
            break

    def take_later(self, event: Key) -> None:
        """Takes a key that went elsewhere, in its turn."""
        copy = Key(event.key, event.character)
        copy.time = event.time
        if self.begun:
            self.post_message(copy)
        else:
            self._ahead += (copy,)


class InputField(Field, Input):
    """A line to type in."""

    def submits(self, keys: Sequence[str]) -> None:
        """These keys of the registry end it, and no others."""
        self._bindings.key_to_bindings.pop("enter", None)
        for key in keys:
            self._bindings.bind(key, "submit", show=False)
