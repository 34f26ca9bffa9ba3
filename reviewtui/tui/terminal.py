"""What a terminal sends, whatever that is: a noisy line and an old encoding end nothing. And what
is sent to it: nothing that it shows already."""

from __future__ import annotations

from codecs import getincrementaldecoder
from functools import partial
from typing import TYPE_CHECKING

from textual.drivers import linux_driver

from reviewtui.tui.shown import ERASE

if TYPE_CHECKING:
    from reviewtui.tui.shown import Shown

ENTER = "\x1b[?1049h"  # the terminal's other screen

# Textual reads its input as UTF-8, and would end with the first byte that is none: a letter of
# another encoding, say, or half of one after a dropped line. It becomes a sign that no key has.
linux_driver.getincrementaldecoder = (  # type: ignore[attr-defined]
    lambda encoding: partial(getincrementaldecoder(encoding), errors="replace")
)


class Terminal(linux_driver.LinuxDriver):
    """Textual's own, whose failures are reported like all others.

    An app that keeps what its terminal shows (`Attended.shown`) sends it but once.
    """

    def write(self, data: str) -> None:
        """Writes to the terminal what it does not show yet. Where it is entered it is made blank:
        not every terminal has another screen to go to."""
        shown: Shown | None = getattr(self._app, "shown", None)
        if shown is not None and data == ENTER:
            super().write(ENTER + ERASE)
            shown.erased()
        elif fresh := data if shown is None else shown.news(data):
            super().write(fresh)

    def _run_input_thread(self) -> None:
        try:
            self.run_input_thread()
        except Exception as error:
            self._app.call_later(self._app._handle_exception, error)
