"""A slow line before a server: a relay on a loopback port that lets so many bytes a second through.

Its buffers are small, and so are those it asks the system for: what the server sends piles up on
the server's side, as on a bad network.
"""

from __future__ import annotations

import socket
import threading
import time
from contextlib import contextmanager, suppress
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.terminal.ssh import Server

_ROOM = 4096  # bytes that the system may keep for the relay


class Line:
    """Relays one connection after the other until it is closed."""

    def __init__(self, port: int, rate: int) -> None:
        """To `port`; towards the client `rate` bytes a second."""
        self.passed = 0  # bytes towards the client
        self._there, self._rate = port, rate
        self._open: list[socket.socket] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        """Ends it, with all that goes through it."""
        for one in (self._listener, *self._open):
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                server = socket.socket()
                server.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, _ROOM)
                server.connect(("127.0.0.1", self._there))
                self._open += [client, server]
                for one, other, rate in ((client, server, None), (server, client, self._rate)):
                    threading.Thread(
                        target=self._relay, args=(one, other, rate), daemon=True
                    ).start()

    def _relay(self, one: socket.socket, other: socket.socket, rate: int | None) -> None:
        with suppress(OSError):
            while data := one.recv(_ROOM if rate is None else max(1, rate // 50)):
                other.sendall(data)
                if rate is not None:
                    self.passed += len(data)
                    time.sleep(len(data) / rate)
            other.shutdown(socket.SHUT_WR)


@contextmanager
def slow_line(server: Server, rate: int) -> Iterator[tuple[Server, Line]]:
    """The same server at the far end of such a line."""
    line = Line(server.port, rate)
    known = server.folder / "known_hosts"
    key = known.read_text().split(" ", 1)[1]
    known.write_text(f"{known.read_text()}[127.0.0.1]:{line.port} {key}")
    try:
        yield replace(server, port=line.port), line
    finally:
        line.close()
