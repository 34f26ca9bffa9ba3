"""What isolates a reader: limits, and nothing that a hostile file does reaches the program."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from reviewtui.documents import CancelledError
from reviewtui.documents.isolation import Pool
from reviewtui.documents.limits import Limits
from reviewtui.errors import InputError

READER = "tests.documents.readers.failing"
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def pool() -> Iterator[Pool]:
    pool = Pool(Limits(seconds=20, memory=700_000_000))
    yield pool
    pool.close()


def process_of(pool: Pool, order: str = "ok") -> int:
    """The process that the reader ran in."""
    return int(pool.parse(READER, order.encode(), "a.pdf").text.split()[-1])


def test_a_file_is_parsed_elsewhere_and_the_process_is_kept(pool: Pool) -> None:
    first, second = process_of(pool), process_of(pool)
    assert first == second != os.getpid()


@pytest.mark.parametrize("order", ["die", "exit", "jump", "grow", "deep", "error", "outside"])
def test_a_reader_that_fails_is_one_line_and_the_next_file_is_read(pool: Pool, order: str) -> None:
    before = process_of(pool)
    with pytest.raises(InputError) as caught:
        pool.parse(READER, order.encode(), "odd.pdf")
    (line,) = caught.value.lines
    assert line.startswith("odd.pdf: ")
    assert ";" in line
    assert "secret" not in line
    assert process_of(pool) != before


def test_what_the_reader_refuses_is_told_in_its_words(pool: Pool) -> None:
    before = process_of(pool)
    with pytest.raises(InputError, match=r"^odd.pdf: refused by its reader; give another$"):
        pool.parse(READER, b"refuse", "odd.pdf")
    assert process_of(pool) == before


def test_a_reader_that_hangs_is_ended_in_time() -> None:
    pool = Pool(Limits(seconds=0.8))
    begun = time.monotonic()
    with pytest.raises(InputError, match="not read after 1 seconds"):
        pool.parse(READER, b"hang", "odd.pdf")
    assert time.monotonic() - begun < 10
    pool.close()


def test_a_part_that_takes_too_long_ends_the_file_before_its_time() -> None:
    pool = Pool(Limits(part=0.5))
    begun = time.monotonic()
    with pytest.raises(InputError, match="one page or part of it not read after 0 seconds; save"):
        pool.parse(READER, b"stick", "odd.pdf")
    assert time.monotonic() - begun < 20
    assert pool.parse(READER, b"count", "a.pdf").text.startswith("count ")
    pool.close()


def test_waiting_can_be_given_up(pool: Pool) -> None:
    given_up = threading.Event()
    threading.Timer(0.3, given_up.set).start()
    begun = time.monotonic()
    with pytest.raises(CancelledError):
        pool.parse(READER, b"hang", "odd.pdf", cancelled=given_up.is_set)
    assert time.monotonic() - begun < 10


def test_what_waits_for_a_free_process_can_be_given_up() -> None:
    pool, given_up = Pool(processes=1), threading.Event()

    def hang() -> None:
        with pytest.raises(CancelledError):
            pool.parse(READER, b"hang", "a.pdf", cancelled=given_up.is_set)

    waiting = threading.Thread(target=hang)
    waiting.start()
    with pytest.raises(CancelledError):
        pool.parse(READER, b"ok", "b.pdf", cancelled=lambda: True)
    given_up.set()
    waiting.join(10)
    assert not waiting.is_alive()
    pool.close()


def test_progress_is_told(pool: Pool) -> None:
    told: list[tuple[int, int]] = []
    pool.parse(READER, b"count", "a.pdf", progress=lambda done, of: told.append((done, of)))
    assert told
    assert told == sorted(told)
    assert all(1 <= done <= of == 5 for done, of in told)


def test_what_a_library_prints_gets_in_nobodys_way(
    pool: Pool, capfd: pytest.CaptureFixture[str]
) -> None:
    assert pool.parse(READER, b"print", "a.pdf").text.startswith("print ")
    assert capfd.readouterr() == ("", "")


def test_the_process_writes_no_file(pool: Pool, tmp_path: Path) -> None:
    path = tmp_path / "leak.txt"
    with pytest.raises(InputError, match="OSError"):
        pool.parse(READER, f"write {path}".encode(), "a.pdf")
    assert not path.exists() or path.stat().st_size == 0


def test_two_files_are_parsed_at_the_same_time_and_no_more(pool: Pool) -> None:
    found: set[int] = set()

    def parse() -> None:
        found.add(process_of(pool, "count"))

    threads = [threading.Thread(target=parse) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert len(found) == 2
    assert process_of(pool) in found


def test_the_process_ends_with_the_program_that_started_it(tmp_path: Path) -> None:
    script = f"""
import os, sys, threading
sys.path.insert(0, {str(ROOT)!r})
from reviewtui.documents.isolation import Pool
pool = Pool()
print(pool.parse({READER!r}, b"ok", "a.pdf").text.split()[-1], flush=True)
threading.Thread(target=pool.parse, args=({READER!r}, b"hang", "a.pdf"), daemon=True).start()
sys.stdin.read()
"""
    program = subprocess.Popen(
        [sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=tmp_path
    )
    assert program.stdout is not None
    child = int(program.stdout.readline())
    program.kill()
    program.communicate()
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline and is_running(child):
        time.sleep(0.05)
    assert not is_running(child)


def is_running(process: int) -> bool:
    """Whether a process is alive; one that only waits to be collected is not."""
    try:
        status = Path(f"/proc/{process}/stat").read_text()
    except FileNotFoundError:
        return Path("/proc").is_dir() is False and _answers(process)
    return status.rpartition(")")[2].split()[0] not in {"Z", "X"}


def _answers(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True
