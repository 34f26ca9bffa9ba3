"""Parsing in a process of its own: a reader that hangs, dies or grows takes nothing with it.

Starting a process takes about 0.1 s, so it is kept for the next file; after an error, a time-out
or some dozens of files it is replaced. `worker` is the other side, and its first lines are the
protocol. What comes back is checked like a stranger's file (`parsed.from_plain`).
"""

from __future__ import annotations

import atexit
import json
import os
import selectors
import subprocess
import sys
import threading
from contextlib import contextmanager, suppress
from time import monotonic
from typing import TYPE_CHECKING, Any

from reviewtui.documents.cancelling import CancelledError
from reviewtui.documents.limits import FILES_PER_PROCESS, LIMITS, PROCESSES, Limits
from reviewtui.documents.parsed import Parsed, from_plain
from reviewtui.documents.worker import LENGTH
from reviewtui.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Progress = Callable[[int, int], object]
    Cancelled = Callable[[], bool]

_TICK = 0.1  # seconds between two looks at whether the caller gave up
_START = (
    "import sys; sys.path[:] = {path!r}; "
    "from reviewtui.documents.worker import main; main({memory})"
)
_ANEW = "open and save it anew, or save it as text"


class _DiedError(Exception):
    """The process ended, or answered what no reader answers."""


class _PartTimeoutError(TimeoutError):
    """One part of a file takes longer than it may."""


class Pool:
    """The processes that parse: at most `processes` at a time, started when they are needed."""

    def __init__(self, limits: Limits = LIMITS, processes: int = PROCESSES) -> None:
        self._limits = limits
        self._free = threading.Semaphore(processes)
        self._idle: list[_Process] = []

    def parse(
        self,
        module: str,
        data: bytes,
        name: str,
        progress: Progress | None = None,
        cancelled: Cancelled | None = None,
    ) -> Parsed:
        """The file `data`, called `name` in errors, parsed by the reader in `module`.

        `progress` is called with parts done and parts in all, `cancelled` is asked about ten
        times a second. Raises InputError as the reader does, and where a limit is reached or
        the reader fails; CancelledError.
        """
        with self._process(cancelled) as process:
            try:
                head = {"module": module, "name": name, "size": len(data)}
                answer = process.ask(head, data, self._limits, progress, cancelled)
                parsed = from_plain(answer["parsed"]) if "parsed" in answer else None
            except _PartTimeoutError:
                raise InputError(
                    f"{name}: one page or part of it not read after {self._limits.part:.0f} "
                    "seconds; save it as text"
                ) from None
            except TimeoutError:
                raise InputError(
                    f"{name}: not read after {self._limits.seconds:.0f} seconds; "
                    "split it, or save it as text"
                ) from None
            except (_DiedError, OSError, ValueError, TypeError, KeyError):
                most = f"{self._limits.memory / 1e9:.1f} GB"
                raise InputError(
                    f"{name}: damaged, or needs more than {most} of memory: the program that "
                    f"reads such files died of it; {_ANEW}"
                ) from None
            process.healthy = parsed is not None or "lines" in answer
            if parsed is None:
                raise self._refusal(name, answer)
            return parsed

    def _refusal(self, name: str, answer: dict[str, Any]) -> InputError:
        if "lines" in answer:
            return InputError(*(str(line) for line in answer["lines"]))
        failed = str(answer.get("failed", ""))[:100]
        if failed == "MemoryError":
            most = f"{self._limits.memory / 1e9:.1f} GB"
            return InputError(f"{name}: needs more than {most} of memory to be read; split it")
        return InputError(f"{name}: damaged, or of an unknown make ({failed}); {_ANEW}")

    @contextmanager
    def _process(self, cancelled: Cancelled | None) -> Iterator[_Process]:
        """A process that is free, for as long as it is needed."""
        while not self._free.acquire(timeout=_TICK):
            _check(cancelled)
        try:
            process = self._take()
            try:
                yield process
            finally:
                if process.healthy and process.files < FILES_PER_PROCESS:
                    self._idle.append(process)
                else:
                    process.end()
        finally:
            self._free.release()

    def _take(self) -> _Process:
        with suppress(IndexError):
            while True:
                process = self._idle.pop()
                if process.alive():
                    return process
                process.end()
        return _Process(self._limits.memory)

    @property
    def idle(self) -> tuple[_Process, ...]:
        """The processes that wait for work."""
        return tuple(self._idle)

    def close(self) -> None:
        """Ends the processes that wait for work."""
        with suppress(IndexError):
            while True:
                self._idle.pop().end()


class _Process:
    """One process, and the pipes to it."""

    def __init__(self, memory: int) -> None:
        self.files = 0
        self.healthy = False  # whether another file may be given to it
        # What this program imports, from the same places; but nothing from the current folder.
        path = [os.path.abspath(part) for part in sys.path if part]  # noqa: PTH100 - no Path
        start = _START.format(path=path, memory=memory)
        try:
            self._process = subprocess.Popen(
                [sys.executable, "-I", "-c", start],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                bufsize=0,
                start_new_session=True,  # no key of the terminal is meant for it
                cwd="/" if os.name == "posix" else None,
            )
        except (OSError, ValueError) as error:
            said = error.strerror if isinstance(error, OSError) and error.strerror else "no program"
            raise InputError(
                f"reviewtui: no process could be started to read the file ({said}); close other "
                "programs and try again"
            ) from None
        _STARTED.add(self)

    def ask(
        self,
        head: dict[str, object],
        data: bytes,
        limits: Limits,
        progress: Progress | None,
        cancelled: Cancelled | None,
    ) -> dict[str, Any]:
        """The answer to one request. Raises TimeoutError, CancelledError, _DiedError, OSError and
        ValueError; the process is not `healthy` then."""
        self.files += 1
        self.healthy = False
        body = json.dumps({**head, "seconds": limits.seconds}).encode("ascii")
        with _Talk(self._process, limits, cancelled) as talk:
            talk.send(LENGTH.pack(len(body)) + body)
            talk.send(data)
            while True:
                answer = talk.receive()
                if "progress" not in answer:
                    break
                done, total = map(int, answer["progress"])
                talk.limit_part(going_on=done < total)
                if progress is not None and done:
                    progress(done, total)
        return answer

    @property
    def number(self) -> int:
        """Its process id."""
        return self._process.pid

    def alive(self) -> bool:
        return self._process.poll() is None

    def end(self) -> None:
        """Kills it, if it still runs, and waits for it: a killed process ends at once."""
        _STARTED.discard(self)
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()
        with suppress(OSError):
            self._process.kill()
        with suppress(OSError, subprocess.TimeoutExpired):
            self._process.wait(1)


class _Talk:
    """A request and its answers: neither side waits for the other beyond the time limit."""

    def __init__(
        self, process: subprocess.Popen[bytes], limits: Limits, cancelled: Cancelled | None
    ) -> None:
        assert process.stdin is not None and process.stdout is not None  # noqa: S101
        self._to, self._from = process.stdin.fileno(), process.stdout.fileno()
        os.set_blocking(self._to, False)
        os.set_blocking(self._from, False)
        self._limits, self._cancelled = limits, cancelled
        self._deadline = monotonic() + limits.seconds
        self._part_deadline: float | None = None
        self._received = bytearray()
        self._writing, self._reading = selectors.DefaultSelector(), selectors.DefaultSelector()

    def __enter__(self) -> _Talk:
        self._writing.register(self._to, selectors.EVENT_WRITE)
        self._reading.register(self._from, selectors.EVENT_READ)
        return self

    def __exit__(self, *_: object) -> None:
        self._writing.close()
        self._reading.close()

    def limit_part(self, *, going_on: bool) -> None:
        """From now on the next part has its time, if there is one."""
        self._part_deadline = monotonic() + self._limits.part if going_on else None

    def send(self, data: bytes) -> None:
        view = memoryview(data)
        while view:
            self._wait(self._writing)
            view = view[os.write(self._to, view[:65_536]) :]

    def receive(self) -> dict[str, Any]:
        (length,) = LENGTH.unpack(self._exactly(LENGTH.size))
        if length > self._limits.result:
            raise _DiedError
        answer = json.loads(self._exactly(length))
        if not isinstance(answer, dict):
            raise _DiedError
        return answer

    def _exactly(self, length: int) -> bytes:
        while len(self._received) < length:
            self._wait(self._reading)
            piece = os.read(self._from, 1 << 20)
            if not piece:
                raise _DiedError
            self._received += piece
        taken = bytes(self._received[:length])
        del self._received[:length]
        return taken

    def _wait(self, selector: selectors.BaseSelector) -> None:
        while True:
            _check(self._cancelled)
            left = self._deadline - monotonic()
            if left <= 0:
                raise TimeoutError
            if self._part_deadline is not None and monotonic() > self._part_deadline:
                raise _PartTimeoutError
            if selector.select(min(left, _TICK)):
                return


def _check(cancelled: Cancelled | None) -> None:
    if cancelled is not None and cancelled():
        raise CancelledError


_STARTED: set[_Process] = set()
_shared: Pool | None = None
_making = threading.Lock()


def shared_pool() -> Pool:
    """The processes of this program."""
    global _shared  # noqa: PLW0603 - one pool a program, however many ask
    with _making:
        if _shared is None:
            _shared = Pool()
        return _shared


def _forget() -> None:
    """In a copy of this program (fork): the processes are the other's, not to be spoken to."""
    global _shared, _making
    _shared, _making = None, threading.Lock()
    _STARTED.clear()


def _end_all() -> None:
    for process in list(_STARTED):
        process.end()


atexit.register(_end_all)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget)
