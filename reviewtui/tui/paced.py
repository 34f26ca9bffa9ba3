"""Screens where moves that keep arriving, as those of a held key do, are painted now and then."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.screen import Screen

    from reviewtui.tui.pace import Pace

    Base = Screen[Any]
else:
    Base = object  # a second screen among the bases would hide the styles of the other

# The actions that `Paced.paced` paints; what others are about has to be on the screen before.
MOVES = (
    "next-",
    "previous-",
    "page-",
    "half-page-",
    "line",  # line-down, and lines-down
    "first-",
    "last-",
    "columns-",
    "across-",
    "find-next",
    "find-previous",
    "list-down",
    "list-up",
    "list-page-",
    "pick-next",
    "pick-previous",
    "pick-page-",
    "hand-next",
    "hand-previous",
    "hand-start",
    "hand-end",
)
_LIKE_MOVES = ("mark", "leave")  # the one goes on to the next, the other to another screen


class Paced(Base):
    """What such screens share."""

    pace: Pace | None = None  # of moves; made with the first
    _key_time = 0.0  # when the key was read that is being handled
    _typed_key = ""  # the last one that was typed

    @property
    def holding(self) -> bool:
        """Whether moves keep arriving, and only the position is painted."""
        return self.pace is not None and self.pace.holds

    def key_read(self, at: float) -> None:
        """What is handled from now on was read at that time (`monotonic`)."""
        self._key_time = at

    def paced(
        self,
        show: Callable[[], None],
        position: Callable[[], None] | None = None,
        *,
        at: float | None = None,
    ) -> None:
        """Paints all that a move leads to with `show`, or for now only `position`; `at` is when
        it was read, if that was not the key that is being handled. See `Pace.move`."""
        if self.pace is None:
            from reviewtui.tui.pace import Pace

            self.pace = Pace(self.set_timer)
        self.pace.move(self._key_time if at is None else at, show, position)

    def end_moves(self, action: str) -> None:
        """Has on the screen what moves led to before another action is done."""
        if self.pace is None or action in _LIKE_MOVES or action.startswith(MOVES):
            return
        self.pace.flush()

    def typed(self, key: str, read_at: float, show: Callable[[], None]) -> None:
        """Paints what a key led to that was typed: at once, unless it is held down."""
        if self.pace is not None and key != self._typed_key:
            self.pace.forget()
        self._typed_key = key
        self.paced(show, at=read_at)

    def drop_moves(self) -> None:
        """What moves led to need not be painted: all is, or something else."""
        if self.pace is not None:
            self.pace.drop()
