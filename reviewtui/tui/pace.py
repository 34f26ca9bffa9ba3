"""When moves are painted while they keep arriving: a held key must not flood a slow line.

A move by itself is painted at once. Of moves in a row the position is painted now and then, and
what it leads to once they rest. A screenful of 80×24 takes 0.3 s on a line of 9.6 kB/s.
"""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.timer import Timer

IN_A_ROW = 0.12  # seconds between two moves, at most: consoles repeat a held key every 92 ms
REST = 0.1  # seconds without a move until what they lead to is painted
POSITION = 0.2  # seconds between two paintings of the position, at least
TEXT = 0.3  # the same where the text itself is the position, as it is in scrolling,
FEW = 5  # and so many moves from one to the next: twenty steps paint it five times at most


class Pace:
    """Paints moves of one screen; `after` calls back in so many seconds."""

    def __init__(self, after: Callable[[float, Callable[[], None]], Timer]) -> None:
        self._after = after
        self._timer: Timer | None = None
        self._show: Callable[[], None] | None = None  # what the last move leads to
        self._moved_at = float("-inf")
        self._painted_at = float("-inf")
        self._unpainted = 0  # moves

    @property
    def holds(self) -> bool:
        """Whether something is to be painted yet."""
        return self._timer is not None

    def move(
        self,
        read_at: float,
        show: Callable[[], None],
        position: Callable[[], None] | None = None,
    ) -> None:
        """A move whose key was read at that time (`monotonic`): `show` paints all it leads to,
        `position` only where one is; without that it is all or nothing, but less often. Moves in
        a row have the same `show`."""
        gap = read_at - self._moved_at if show == self._show else float("inf")
        self.flush(unless=show)
        self._show, self._moved_at = show, read_at
        now = monotonic()
        if gap > IN_A_ROW:
            self.drop()
            self._painted_at, self._unpainted = now, 0
            show()
            return
        self._unpainted += 1
        often, due = (POSITION, 1) if position else (TEXT, FEW)
        if now - self._painted_at >= often and self._unpainted >= due:
            self._painted_at, self._unpainted = now, 0
            (position or show)()
        self.drop()
        # keys that come slowly, or unevenly over a line, are given longer
        self._timer = self._after(max(REST, 1.5 * gap), self.flush)

    def flush(self, unless: Callable[[], None] | None = None) -> None:
        """Paints now what is held back, unless that is what `unless` paints."""
        if self._timer is not None and self._show is not None and self._show != unless:
            self.drop()
            self._painted_at = monotonic()
            self._show()

    def drop(self) -> None:
        """Paints it not at all: it has been, or it is another move's turn."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    def forget(self) -> None:
        """The last move is long past: the next one is painted at once."""
        self._moved_at = float("-inf")
