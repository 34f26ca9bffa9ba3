"""What is typed or pasted, before a field gets it.

Keys that were read while a field opened reach that field, and decide nothing. What is pasted
reaches a field as visible text: fields show what they hold as it is.
"""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING, Any, Protocol, TypeVar, runtime_checkable

from textual.app import App
from textual.events import Key, Paste

from reviewtui.characters import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual import events

    from reviewtui.tui.widgets.pane import Pane

Result = TypeVar("Result")


@runtime_checkable
class Expecting(Protocol):
    """A `reviewtui.tui.widgets.field.Field`, which is imported with the first of them."""

    begun: bool

    def wants(self, event: events.Key) -> bool:
        """Whether it has a use for this key."""
        ...

    def take_later(self, event: events.Key) -> None:
        """Takes a key that went elsewhere, in its turn."""
        ...


class TypedAhead(App[Result]):
    """An app that gives a field what was typed ahead of it."""

    pressed_at = 0.0  # when the last key came in, by the monotonic clock
    displayed_at = 0.0  # when the terminal was last sent anything, by the same clock
    _complete_at = 0.0  # when the last of the panes that were asked for was
    _owing: Sequence[Pane] = ()  # those of them that were not yet

    def expecting(self) -> Any:
        """The field of this screen that has the focus, or is about to get it."""
        return getattr(self.screen, "field", None)

    def post_display_hook(self) -> None:
        """Notes when what is on the screen came there."""
        self.displayed_at = monotonic()
        if self._owing:
            self._owing = [pane for pane in self._owing if pane.owes]
            if not self._owing:
                self._complete_at = self.displayed_at

    def ask_shown(self, panes: Iterable[Pane]) -> float:
        """Now; see `shown_since`. `panes` are those of the screen."""
        self._owing = [pane for pane in panes if pane.owes and pane.display]
        return monotonic()

    def shown_since(self, asked_at: float) -> float:
        """When the panes that had something to be painted at that time were on the screen, now
        that Textual says they are. That may be milliseconds later and after other paintings:
        keys read in between answer it. Now, where nothing had to be painted."""
        times = self._complete_at, self.displayed_at
        return next((at for at in times if at > asked_at), monotonic())

    async def on_event(self, event: events.Event) -> None:
        """Makes visible what acts in pasted text, whichever field it is for."""
        if isinstance(event, Key):
            self.pressed_at = monotonic()
        elif isinstance(event, Paste):
            event.text = visible(event.text, keep="\r\n\t")
        await super().on_event(event)

    def on_key(self, event: events.Key) -> None:
        """A key that no widget had a use for; bindings come after."""
        screen: Any = self.screen
        take_key = getattr(screen, "take_key", None)
        if take_key is not None and take_key(event):
            event.prevent_default()
            return
        focused: object = self.focused
        field = self.expecting()
        if not isinstance(field, Expecting) or (field.begun and field is not focused):
            return
        if field.wants(event):
            event.prevent_default()
            field.take_later(event)
