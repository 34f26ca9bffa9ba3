"""A reader that does what the file says: hangs, dies, grows. For tests of what isolates it."""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path

from reviewtui.documents import progress
from reviewtui.documents.model import Block, BlockKind
from reviewtui.documents.readers import Extract
from reviewtui.errors import InputError


def read(data: bytes, name: str) -> Extract:
    """See `reviewtui.documents.readers`."""
    order, _, rest = data.decode().partition(" ")
    if order == "deep":
        return read(data, name)
    if order == "refuse":
        raise InputError(f"{name}: refused by its reader; give another")
    if order in _ORDERS:
        _ORDERS[order](rest)
    length = 900 if order == "outside" else len(order)
    return Extract(f"{order} {os.getpid()}", (Block(0, length, BlockKind.PARAGRAPH),))


def _hang(_rest: str) -> None:
    while True:
        time.sleep(0.05)


def _die(_rest: str) -> None:
    os.kill(os.getpid(), signal.SIGSEGV)


def _grow(_rest: str) -> None:
    hoard = []
    while True:
        hoard.append(bytearray(50_000_000))


def _fail(_rest: str) -> None:
    raise KeyError("the secret words of a policy")


def _print(_rest: str) -> None:
    sys.stdout.write("noise\n" * 10_000)
    os.write(1, b"noise")
    os.write(2, b"noise")


def _count(_rest: str) -> None:
    for done in range(1, 6):
        progress.report(done, 5)
        time.sleep(0.12)


def _stick(_rest: str) -> None:
    """Hangs in its third part."""
    progress.report(0, 5)
    progress.report(1, 5)
    progress.report(2, 5)
    _hang("")


def _write(path: str) -> None:
    Path(path).write_text("words of a policy")


_ORDERS = {
    "hang": _hang,
    "die": _die,
    "exit": lambda _rest: os._exit(0),
    "jump": lambda _rest: str(bytearray(3_000_000_000)),
    "grow": _grow,
    "error": _fail,
    "print": _print,
    "count": _count,
    "stick": _stick,
    "write": _write,
}
