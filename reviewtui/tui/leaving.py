"""Leaving in order when the line drops or the system says so, whatever the app is doing.

By default a hang-up kills a Textual app where it stands, and one that ignores it reads the end
of its input for ever. Here both signals, and a terminal that has gone without one, ask the app to
leave; if it cannot, because it waits for a terminal that does not answer, say, what is to be
kept is kept all the same and the process ends.
"""

from __future__ import annotations

import asyncio
import os
import select
import signal
import sys
import threading
from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING, Any, Self, TypeVar

from textual.worker import WorkerFailed

from reviewtui.tui.ahead import TypedAhead
from reviewtui.tui.shown import Shown

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.driver import Driver
    from textual.events import Resize

Result = TypeVar("Result")
GRACE = 5.0  # seconds until an app that was asked to leave is not waited for

_SIGNALS = (signal.SIGHUP, signal.SIGTERM)
_RESTORE = b"\x1b[?1049l\x1b[?25h\x1b[?1000l\x1b[?1003l\x1b[?1006l\x1b[?2004l\x1b[<u\x1b[0m"
_RESTORED_WITHIN = 0.5  # seconds that a terminal gets to take that


class Leaving:
    """From `with` on, signals to end are heeded and never kill what is being saved.

    `leave` ends the app and gets the exit status; it is called in the app's loop. `rescue` keeps
    what is to be kept where the app itself does not end; it is called in another thread.
    """

    def __init__(
        self, leave: Callable[[int], object], rescue: Callable[[], object] = lambda: None
    ) -> None:
        self.status = 0  # what the process was told to end with; 0: nothing told it
        self._leave, self._rescue = leave, rescue
        self._loop: asyncio.AbstractEventLoop | None = None
        self._before: dict[signal.Signals, Any] = {}
        self._terminal: list[Any] | None = None
        self._over = threading.Event()  # the app has ended
        self._asked = False

    def __enter__(self) -> Self:
        for number in _SIGNALS:
            self._before[number] = signal.signal(number, self._signalled)
        with suppress(Exception):
            import termios

            self._terminal = termios.tcgetattr(0)
        threading.Thread(target=self._watch, name="line", daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def running(self, loop: asyncio.AbstractEventLoop) -> None:
        """The app runs in `loop` and can be asked."""
        self._loop = loop
        if self.status:
            self._ask()

    def ended(self) -> None:
        """The app has ended by itself: from here on nothing is hurried."""
        self._over.set()

    def _signalled(self, number: int, _frame: object) -> None:
        self._end(128 + number)

    def _end(self, status: int) -> None:
        """Asks the app to leave, once; sees to it that it does."""
        if self._asked or self._over.is_set():
            return
        self._asked, self.status = True, status
        threading.Thread(target=self._insist, name="leaving", daemon=True).start()
        self._ask()

    def _ask(self) -> None:
        if self._loop is not None:
            with suppress(RuntimeError):  # closed meanwhile
                self._loop.call_soon_threadsafe(self._leave, self.status)

    def _insist(self) -> None:
        if self._over.wait(GRACE):
            return
        with suppress(Exception):
            self._rescue()
        restoring = threading.Thread(target=self._restore, daemon=True)
        restoring.start()
        restoring.join(_RESTORED_WITHIN)
        os._exit(self.status)

    def _restore(self) -> None:
        """Gives the shell its terminal back, should it still take anything."""
        with suppress(Exception):
            import termios

            if self._terminal is not None:
                termios.tcsetattr(0, termios.TCSANOW, self._terminal)
            os.write(sys.__stderr__.fileno() if sys.__stderr__ else 2, _RESTORE)

    def _watch(self) -> None:
        """Waits until the terminal is gone, which not every line says with a signal."""
        with suppress(OSError, ValueError, AttributeError):
            line = select.poll()
            line.register(0, 0)  # a hang-up is reported without being asked for
            while not self._over.is_set():
                for _, event in line.poll():
                    if event & (select.POLLHUP | select.POLLERR | select.POLLNVAL):
                        self._end(128 + signal.SIGHUP)
                        return


class Attended(TypedAhead[Result]):
    """An app whose `Leaving` knows when it runs, and which leaves no traceback behind."""

    leaving: Leaving | None = None
    crash: BaseException | None = None  # what it died of, for its caller to raise again

    def __init__(self) -> None:
        # under NO_COLOR: no colours, not Textual's greys, which may be black on black
        super().__init__(ansi_color=True if "NO_COLOR" in os.environ else None)

    @cached_property
    def shown(self) -> Shown:
        """What the terminal shows."""
        return Shown()

    def on_resize(self, _event: Resize) -> None:
        """A terminal of another size may show anything."""
        self.shown.forget()

    def on_mount(self) -> None:
        """Called beside the `on_mount` that an app has of its own."""
        if self.leaving is not None:
            self.leaving.running(asyncio.get_running_loop())

    def get_driver_class(self) -> type[Driver]:
        """That of the platform; on a POSIX terminal it takes whatever is sent."""
        found = super().get_driver_class()
        if found.__name__ != "LinuxDriver":
            return found
        from reviewtui.tui.terminal import Terminal

        return Terminal

    def _fatal_error(self) -> None:
        """Leaves without printing: Textual would print local variables, and with them words of
        a policy or a note. Whoever ran the app raises `crash` for the command line to report."""
        error = self._exception
        self.crash = error.error if isinstance(error, WorkerFailed) else error
        self._close_messages_no_wait()
