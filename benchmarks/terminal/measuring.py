"""A program in a pty, and what it sends: how many bytes and cells, and when the last came."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import termios
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from rich.cells import cell_len

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

# Compiled modules are kept between starts, as they are for a user.
COMPILED = {"PYTHONDONTWRITEBYTECODE": ""}
ANSWER = 2.0  # seconds that a program has to begin an answer
PAUSE = 0.012  # seconds without a byte that end a painting: Textual's next is 16 ms later
_TTY = 'exec "$@" <>"$0" >&0 2>&0'  # a session leader gets the terminal that it opens
# OSC, DCS, PM and APC strings; CSI; the other escape sequences; controls
_SILENT = re.compile(
    r"\x1b[\]P^_][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b\[[0-?]*[ -/]*[@-~]"
    r"|\x1b[ -/]*[0-~]|[\x00-\x1f\x7f]"
)


@dataclass(frozen=True, slots=True)
class Burst:
    """What came after something was done, and seconds until the last of it; `painted` is until
    the end of the first painting: a later one is of what came later, such as that a verdict is on
    the disk, or a second go at the same."""

    data: bytes
    seconds: float
    painted: float

    @property
    def size(self) -> int:
        """Bytes."""
        return len(self.data)

    @property
    def cells(self) -> int:
        """Cells of the screen that were written on, counted each time."""
        return cell_len(_SILENT.sub("", self.data.decode("utf-8", "replace")))


class Measured:
    """A program running in a pty of its own; leaving the `with` ends it."""

    def __init__(
        self,
        command: Sequence[str],
        columns: int,
        rows: int,
        environment: Mapping[str, str],
        *,
        shell: str = _TTY,
        rate: int | None = None,
    ) -> None:
        """`rate`: bytes a second that the line takes."""
        self.raw = bytearray()
        self._rate = rate
        self._fd, other = pty.openpty()
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        started = time.perf_counter()
        self._process = subprocess.Popen(
            ["/bin/sh", "-c", shell, os.ttyname(other), *command],
            stdin=other,
            stdout=other,
            stderr=other,
            env={**os.environ, "TERM": "xterm-256color", **COMPILED, **environment},
            start_new_session=True,
        )
        self._since = started
        os.close(other)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with contextlib.suppress(ProcessLookupError):
            self._process.send_signal(signal.SIGTERM)
        self.settle(0.2, 3.0)  # read what it says while it leaves
        try:
            self._process.wait(5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        os.close(self._fd)

    def started(self, quiet: float = 0.7, limit: float = 15.0) -> Burst:
        """From the start of the process until nothing came for `quiet` seconds."""
        return self.settle(quiet, limit, self._since, limit)

    @property
    def alive(self) -> bool:
        """Whether it still runs."""
        return self._process.poll() is None

    def key(
        self, key: str, quiet: float = 0.12, limit: float = 2.0, answer: float = ANSWER
    ) -> Burst:
        """Presses a key and waits until nothing came for `quiet` seconds."""
        begin = time.perf_counter()
        os.write(self._fd, key.encode())
        return self.settle(quiet, limit, begin, answer)

    def hold(self, key: str, times: int, gap: float, quiet: float = 0.6) -> Burst:
        """Holds a key that repeats every `gap` seconds; the seconds are those after its last."""
        came, due = b"", time.perf_counter()
        for _ in range(times):
            while (left := due - time.perf_counter()) > 0:
                came += self._take(left)
            os.write(self._fd, key.encode())
            due += gap
        rest = self.settle(quiet, 30.0)
        return Burst(came + rest.data, rest.seconds, rest.painted)

    def settle(
        self, quiet: float, limit: float, begin: float | None = None, answer: float = ANSWER
    ) -> Burst:
        """Reads until nothing came for `quiet` seconds, `limit` at most; no longer than `answer`
        seconds where nothing comes at all."""
        begin = time.perf_counter() if begin is None else begin
        last, came = begin, bytearray()
        painted: float | None = None
        while (now := time.perf_counter()) - begin < limit:
            if now - last > (quiet if came else max(quiet, answer)):
                break
            try:
                data = self._take(0.01)
            except EOFError:
                break
            if data:
                arrived = time.perf_counter()
                if came and painted is None and arrived - last > PAUSE:
                    painted = last
                last = arrived
                came += data
        painted = last if painted is None else painted
        return Burst(bytes(came), last - begin, painted - begin)

    def _take(self, patience: float) -> bytes:
        """What comes within so many seconds, as fast as the line is. Raises EOFError when the
        program has gone."""
        ready, _, _ = select.select([self._fd], [], [], patience)
        if not ready:
            return b""
        try:
            data = os.read(self._fd, 1 << 16 if self._rate is None else self._rate // 50)
        except OSError:
            raise EOFError from None
        if not data:
            raise EOFError
        self.raw += data
        if self._rate is not None:
            time.sleep(len(data) / self._rate)
        return data
