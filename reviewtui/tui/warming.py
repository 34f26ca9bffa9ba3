"""What keys open, imported one after the other while no key is pressed: then the first use of a
place takes what the second does, and nothing of it has to be there for the first screen."""

from __future__ import annotations

from functools import partial
from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reviewtui.tui.app import ReviewApp

REST = 1.0  # seconds since the last key
PAUSE = 0.05  # seconds between two imports, so that a key waits for one at most
# What a key is likely to want first comes first; each after what it imports itself, where that
# takes long: so every portion is small.
OPENED = (
    "reviewtui.tui.pace",
    "reviewtui.reviews.taking",
    "reviewtui.session.arrival",
    "reviewtui.session.aside",
    "tomli_w",
    "reviewtui.tui.typed",
    "reviewtui.tui.widgets.typed",
    "rapidfuzz.fuzz",
    "rapidfuzz.process",
    "reviewtui.documents.search",
    "reviewtui.tui.widgets.listing",
    "reviewtui.tui.screens.help",
    "reviewtui.tui.widgets.picker",
    "reviewtui.tui.fuzzy",
    "reviewtui.tui.commands",
    "reviewtui.reviews.undoing",
    "reviewtui.documents.units",
    "reviewtui.session.selecting",
    "reviewtui.session.snippets",
    "textual.document._document",
    "textual._tree_sitter",
    "textual.widgets._text_area",
    "reviewtui.tui.screens.note",
    "reviewtui.tui.widgets.choice",
    "reviewtui.reviews.overview",
    "reviewtui.tui.screens.queues",
    "reviewtui.reviews.bulk",
    "reviewtui.tui.screens.gated",
    "reviewtui.tui.screens.overview",
    "reviewtui.session.across",
    "reviewtui.tui.screens.across",
    "reviewtui.reviews.across",
    "reviewtui.tui.screens.evidence",
    "reviewtui.reviews.kept_marks",
    "reviewtui.tui.screens.marks",
    "reviewtui.tui.several",
    "reviewtui.session.silence",
    "reviewtui.session.comparing",
    "reviewtui.tui.screens.comparison",
    "reviewtui.tui.screens.news",
    "reviewtui.tui.screens.conflict",
    "reviewtui.tui.screens.finished",
    "reviewtui.reports.formats",
    "reviewtui.session.editor",
    "shlex",
)


class Warming:
    """Imports `names` in threads, as long as the app runs."""

    def __init__(self, app: ReviewApp, names: Iterable[str] = OPENED) -> None:
        self._app = app
        self._left = [*names]

    @property
    def done(self) -> bool:
        """Whether all of it is imported, or about to be."""
        return not self._left

    def begin(self) -> None:
        """Begins once nothing was pressed for a while."""
        self._app.set_timer(REST, self._go_on)

    def _go_on(self) -> None:
        rest = self._app.pressed_at + REST - monotonic()
        if rest > 0:
            self._app.set_timer(rest, self._go_on)
        elif self._left:
            # as the statement does it: `-X importtime`, by which a test knows, counts no other way
            work = partial(__import__, self._left.pop(0))
            self._app.run_worker(work, thread=True, group="warm", exit_on_error=False)
            self._app.set_timer(PAUSE, self._go_on)
