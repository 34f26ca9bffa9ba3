"""The process that parses what may be hostile; `isolation` starts it and talks to it.

It reads requests from standard input and answers on standard output. A message is 4 bytes
with the length (big-endian) and so many bytes of JSON; a request is followed by the file's
bytes: `{"module", "name", "size", "seconds"}`. Answers: any number of `{"progress": [done,
total]}`, from none done to all done, then `{"parsed": …}`, `{"lines": […]}` of an InputError,
or `{"failed": "TypeError in x.py:12"}`. When standard input ends, whoever started it is gone,
and it ends at once.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import signal
import struct
import sys
import threading
from queue import SimpleQueue
from time import monotonic
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

LENGTH = struct.Struct(">I")
_PROGRESS_EVERY = 0.1  # seconds
_SPARE = 5.0  # seconds that whoever waits is given to end the process itself


class _Request(NamedTuple):
    module: str
    name: str
    seconds: float
    data: bytes


def main(memory: int) -> None:
    """Answers requests until standard input ends, with at most `memory` bytes."""
    source, target = _take_streams()
    _limit(memory)
    requests: SimpleQueue[_Request] = SimpleQueue()
    # A parser that hangs must not keep the process alive after the app's death.
    threading.Thread(target=_receive, args=(source, requests), daemon=True).start()
    gc.disable()  # looking for rings among millions of nodes takes most of the time
    while True:
        request = requests.get()
        _alarm(request.seconds + _SPARE)
        _send(target, _answer(request, target))
        _alarm(0)
        del request
        gc.collect()


def _take_streams() -> tuple[int, int]:
    """The pipes, where nothing that a library prints can get in between."""
    source, target = os.dup(0), os.dup(1)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for number in range(3):
        os.dup2(nowhere, number)
    return source, target


def _limit(memory: int) -> None:
    """Memory, and no files written, no core dump with words of a policy in it."""
    with contextlib.suppress(ImportError):
        import resource

        for kind, most in (("AS", memory), ("CORE", 0), ("FSIZE", 0)):
            with contextlib.suppress(AttributeError, ValueError, OSError):
                resource.setrlimit(getattr(resource, f"RLIMIT_{kind}"), (most, most))


def _alarm(seconds: float) -> None:
    """Ends the process after so many seconds, whatever it is doing; 0: no more."""
    if hasattr(signal, "setitimer"):
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _receive(source: int, requests: SimpleQueue[_Request]) -> None:
    with contextlib.suppress(OSError, EOFError, ValueError, KeyError, MemoryError):
        while True:
            (length,) = LENGTH.unpack(_exactly(source, LENGTH.size))
            head = json.loads(_exactly(source, length))
            data = _exactly(source, head["size"])
            requests.put(_Request(head["module"], head["name"], head["seconds"], data))
    os._exit(0)


def _exactly(source: int, length: int) -> bytes:
    pieces = []
    while length:
        piece = os.read(source, min(length, 1 << 20))
        if not piece:
            raise EOFError
        pieces.append(piece)
        length -= len(piece)
    return b"".join(pieces)


def _send(target: int, message: dict[str, Any]) -> None:
    body = json.dumps(message, ensure_ascii=True, separators=(",", ":")).encode("ascii")
    view = memoryview(LENGTH.pack(len(body)) + body)
    while view:
        view = view[os.write(target, view) :]


def _answer(request: _Request, target: int) -> dict[str, Any]:
    from reviewtui.documents import progress
    from reviewtui.documents.parsed import as_plain, parse
    from reviewtui.errors import InputError

    progress.listener = _reporting(target)
    try:
        return {"parsed": as_plain(parse(request.data, request.name, request.module))}
    except InputError as error:
        return {"lines": list(error.lines)}
    except Exception as error:
        return {"failed": _place(error)}
    finally:
        progress.listener = None


def _reporting(target: int) -> Callable[[int, int], None]:
    """What tells of progress: when it begins, then not too often."""
    last = 0.0

    def report(done: int, total: int) -> None:
        nonlocal last
        if monotonic() - last >= _PROGRESS_EVERY or done in {0, total}:
            last = monotonic()
            _send(target, {"progress": [done, total]})

    return report


def _place(error: Exception) -> str:
    """Kind and place of an error: no words of the document, no values."""
    trace, last = error.__traceback__, None
    while trace is not None:
        last, trace = trace, trace.tb_next
    if isinstance(error, MemoryError) or last is None:
        return type(error).__name__
    file = os.path.basename(last.tb_frame.f_code.co_filename)  # noqa: PTH119 - a name, no file
    return f"{type(error).__name__} in {file}:{last.tb_lineno}"


if __name__ == "__main__":
    main(int(sys.argv[1]))
