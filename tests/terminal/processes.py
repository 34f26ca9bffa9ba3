"""The processes that a test has started, whatever became of their parents."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

MARK = "TEST_MARK"


@contextmanager
def marked(monkeypatch: pytest.MonkeyPatch, name: str) -> Iterator[str]:
    """What is started from now on carries a mark; what is left in the end is killed."""
    if not Path("/proc/self/environ").exists():
        pytest.skip("without /proc nobody can say which processes are left")
    mark = f"{name}-{os.getpid()}-{time.monotonic_ns()}"
    monkeypatch.setenv(MARK, mark)
    yield mark
    for process in living(mark):
        with suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)


def living(mark: str, program: str = "") -> list[int]:
    """The processes with that mark that run still, those of `program` only if that is given."""
    wanted = f"{MARK}={mark}".encode()
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if wanted not in (folder / "environ").read_bytes().split(b"\0"):
                continue
            state = (folder / "stat").read_text().rpartition(")")[2].split()[0]
            words = (folder / "cmdline").read_bytes().split(b"\0")
            if state != "Z" and (not program or program.encode() in words):
                found.append(int(folder.name))
    return found


def seconds_used(process: int) -> float:
    """The processor time that a process has used so far."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
