"""What a terminal sends, whatever that is: a noisy line and an old encoding end nothing."""

from __future__ import annotations

from codecs import getincrementaldecoder
from functools import partial

from textual.drivers import linux_driver

# Textual reads its input as UTF-8, and would end with the first byte that is none: a letter of
# another encoding, say, or half of one after a dropped line. It becomes a sign that no key has.
linux_driver.getincrementaldecoder = (  # type: ignore[attr-defined]
    lambda encoding: partial(getincrementaldecoder(encoding), errors="replace")
)


class Terminal(linux_driver.LinuxDriver):
    """Textual's own, whose failures are reported like all others."""

    def _run_input_thread(self) -> None:
        try:
            self.run_input_thread()
        except Exception as error:
            self._app.call_later(self._app._handle_exception, error)
