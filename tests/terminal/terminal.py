"""A program in a real pty with a terminal emulator behind it: what a reviewer would see.

    with Terminal(["reviewtui", "policies", "-c", "x.toml"], columns=80, rows=24) as terminal:
        terminal.wait_for("Retention period")
        terminal.type("m")

A thread reads the pty all the time, so that the program is never held up by a full buffer.
Every wait polls against a deadline; `raw` is every byte that the program sent. With `rate` the line
takes that many bytes a second and no more, as one over a bad network does.
"""

from __future__ import annotations

import fcntl
import os
import pty
import select
import struct
import subprocess
import sys
import termios
import time
from dataclasses import dataclass
from pathlib import Path
from threading import Lock, Thread
from typing import TYPE_CHECKING, Self

import pyte

if TYPE_CHECKING:
    import signal
    from collections.abc import Callable, Mapping, Sequence

PROGRAM = str(Path(sys.executable).parent / "reviewtui")
PATIENCE = 20.0  # seconds; a busy machine starts the app in four
_POLL = 0.02


@dataclass(frozen=True, slots=True)
class Cell:
    """A character of the screen and how it is shown; colours as pyte names them."""

    character: str
    foreground: str
    background: str
    bold: bool
    underline: bool
    reverse: bool


class _Screen(pyte.Screen):
    """pyte's screen, deaf to what it cannot parse: private forms of SGR and of reports."""

    def select_graphic_rendition(self, *attributes: int, private: bool = False) -> None:
        if not private:
            super().select_graphic_rendition(*attributes)

    def report_device_status(self, mode: int = 0, **_: object) -> None:
        """Answers nothing: the program must work on a terminal that is silent."""

    def report_device_attributes(self, mode: int = 0, **_: object) -> None:
        """As above."""


class Terminal:
    """A running program; leaving the `with` ends it."""

    def __init__(
        self,
        command: Sequence[str],
        *,
        columns: int = 80,
        rows: int = 24,
        cwd: Path | None = None,
        environment: Mapping[str, str] | None = None,
        rate: int | None = None,
    ) -> None:
        self._rate = rate
        self._screen = _Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._raw = bytearray()
        self._drawn = 0  # how much of it is on the screen: drawing is slower than programs are
        self._lock = Lock()
        self._stop = False
        self.last_output = time.monotonic()
        environment = {**os.environ, "TERM": "xterm-256color", **(environment or {})}
        self._fd, other = pty.openpty()
        self._set_size(self._fd, columns, rows)
        # a session leader that opens a terminal gets it as its own; no fork in Python, which
        # is not safe while the threads of other terminals run
        opening = 'exec "$@" <>"$0" >&0 2>&0'
        self._process = subprocess.Popen(
            ["/bin/sh", "-c", opening, os.ttyname(other), *command],
            stdin=other,  # open from the start: a pty that nobody holds has ended
            stdout=other,
            stderr=other,
            cwd=cwd,
            env=environment,
            start_new_session=True,
        )
        os.close(other)
        self._reader = Thread(target=self._read, daemon=True)
        self._reader.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def pid(self) -> int:
        """The program's process, which leads a session of its own."""
        return self._process.pid

    @property
    def alive(self) -> bool:
        """Whether the program still runs."""
        return self._process.poll() is None

    # what came

    @property
    def raw(self) -> bytes:
        """Every byte so far."""
        with self._lock:
            return bytes(self._raw)

    @property
    def text(self) -> str:
        """The screen, a line a row, without the blanks at the ends."""
        with self._lock:
            self._draw()
            return "\n".join(line.rstrip() for line in self._screen.display)

    def cell(self, row: int, column: int) -> Cell:
        """One cell, both counted from 0."""
        with self._lock:
            self._draw()
            shown = self._screen.buffer[row][column]
        return Cell(shown.data, shown.fg, shown.bg, shown.bold, shown.underscore, shown.reverse)

    def find(self, text: str) -> tuple[int, int]:
        """The row and column of `text` on the screen. Raises AssertionError if it is not there."""
        for row, line in enumerate(self.text.split("\n")):
            if text in line:
                return row, line.index(text)
        raise AssertionError(f"{text!r} is not on the screen:\n{self.text}")

    # waiting

    def wait_until(self, holds: Callable[[], bool], what: str, patience: float = PATIENCE) -> None:
        """Returns when `holds()`. Raises AssertionError with the screen after `patience` s."""
        deadline = time.monotonic() + patience
        while not holds():
            if time.monotonic() > deadline:
                raise AssertionError(f"waited {patience} s for {what}; the screen:\n{self.text}")
            time.sleep(_POLL)

    def wait_for(self, *texts: str, patience: float = PATIENCE) -> None:
        """Waits until all `texts` are on the screen."""
        self.wait_until(lambda: all(text in self.text for text in texts), f"{texts!r}", patience)

    def wait_gone(self, text: str, patience: float = PATIENCE) -> None:
        """Waits until `text` is not on the screen."""
        self.wait_until(lambda: text not in self.text, f"{text!r} to go", patience)

    def wait_quiet(self, quiet: float = 0.3, patience: float = PATIENCE) -> None:
        """Waits until nothing came for `quiet` seconds, nor was typed."""
        self.wait_until(
            lambda: bool(self._raw) and time.monotonic() - self.last_output > quiet,
            "quiet",
            patience,
        )

    def wait_ended(self, patience: float = PATIENCE) -> int:
        """Waits until the program ends; its status, negative for a signal."""
        self.wait_until(self._ended, "the program to end", patience)
        return int(self._process.returncode)

    # what is done to it

    def type(self, keys: str | bytes) -> None:
        """Sends keys, all at once."""
        self.last_output = time.monotonic()  # what answers them is still to come
        os.write(self._fd, keys.encode() if isinstance(keys, str) else keys)

    def resize(self, columns: int, rows: int) -> None:
        """Another window size; the program is told by the system."""
        self.last_output = time.monotonic()
        with self._lock:
            self._draw()
            self._screen.resize(rows, columns)
            self._set_size(self._fd, columns, rows)

    def signal(self, number: signal.Signals) -> None:
        """Sends a signal to the program."""
        self._process.send_signal(number)

    def stall(self) -> None:
        """From now on nothing is read: what the program sends piles up, as on a dead line."""
        self._hang_up_reader()

    def hang_up(self) -> None:
        """Closes the terminal under the program, as a dropped line does."""
        self._hang_up_reader()
        os.close(self._fd)
        self._fd = -1

    def close(self) -> None:
        """Ends the program, if need be by force, and the terminal."""
        if not self._ended():
            self._process.kill()
            self.wait_ended()
        if self._fd >= 0:
            self.hang_up()

    # inside

    def _draw(self) -> None:
        """Brings the screen up to date; the caller holds the lock."""
        fresh = bytes(self._raw[self._drawn :])
        self._drawn = len(self._raw)
        self._stream.feed(fresh)

    def _ended(self) -> bool:
        if self._process.poll() is None:
            return False
        self._reader.join(1.0)  # what the program said last
        return True

    def _hang_up_reader(self) -> None:
        self._stop = True
        self._reader.join(2.0)

    def _read(self) -> None:
        while not self._stop:
            ready, _, _ = select.select([self._fd], [], [], 0.05)
            if not ready:
                continue
            try:
                data = os.read(self._fd, 1 << 16 if self._rate is None else self._rate // 50)
            except OSError:  # Linux says so when the program has gone
                return
            if not data:
                return
            with self._lock:
                self._raw += data
                self.last_output = time.monotonic()
            if self._rate is not None:
                time.sleep(len(data) / self._rate)

    @staticmethod
    def _set_size(descriptor: int, columns: int, rows: int) -> None:
        fcntl.ioctl(descriptor, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
