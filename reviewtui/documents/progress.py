"""How far a reader is: it reports, and whoever waits for it may listen."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

# Called with what is done and what is to be done in all, by the worker process's one thread.
listener: Callable[[int, int], None] | None = None


def report(done: int, total: int) -> None:
    """Tells that `done` of `total` parts (pages, say) of the file have been read.

    None is done when the first begins; from then on each has its own limit of time.
    """
    if listener is not None:
        listener(done, total)
