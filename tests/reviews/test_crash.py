"""Killed at any moment: the file opens, and holds all that was reported saved."""

import random
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from reviewtui.reviews import load_review

PROGRAM = """
import sys
from reviewtui.reviews import Saver, decide, last_step, open_review
from tests.reviews.samples import at, decision, review

path = sys.argv[1]
try:
    opened = open_review(path)
    made = opened.review
except Exception:
    opened, made = None, review()

def report(saved):
    print(last_step(saved), flush=True)

saver = Saver(path, opened, on_saved=report)
while True:
    made = decide(made, [decision(f"policy-{last_step(made) % 40}")], reviewer="ann", time=at(1))
    saver.submit(made)
    if last_step(made) % 5 == 0:
        saver.flush()
"""


def last_line(process: "subprocess.Popen[bytes]") -> int:
    """The last whole line that the program wrote before it was gone."""
    assert process.stdout is not None
    return max((int(line) for line in process.stdout.read().split(b"\n")[:-1] if line), default=0)


@pytest.mark.parametrize("seed", range(4))
def test_killed_at_a_random_moment(tmp_path: Path, seed: int) -> None:
    path = tmp_path / "reviews/vendors.toml"
    moments = random.Random(seed)  # noqa: S311
    for _ in range(3):
        with subprocess.Popen(
            [sys.executable, "-c", PROGRAM, str(path)],
            stdout=subprocess.PIPE,
            cwd=Path(__file__).parents[2],
        ) as process:
            assert process.stdout is not None
            ready, _, _ = select.select([process.stdout], [], [], 30)
            time.sleep(moments.random() * 0.1)  # the moment is what this test is about
            process.send_signal(signal.SIGKILL)
            reported = last_line(process)
        assert ready, "the program saved nothing in time"
        held = load_review(path)
        assert reported > 0
        assert max(entry.step for entry in held.entries.values()) >= reported
        present = {entry.step for entry in held.entries.values()}
        present |= {past.entry.step for e in held.entries.values() for past in e.history}
        assert present == set(range(1, max(present) + 1))  # in order, without a gap
    others = [p.name for p in path.parent.iterdir() if p != path]
    assert len(others) <= 1, others  # what the last one left, the next start removes


# Every system call that a save makes is a moment to be killed at: before it, after it, and in
# the middle of a write. A child process for each; what it leaves is for the parent to read.
EVERY_CALL = """
import os, signal, sys
from pathlib import Path
from reviewtui.reviews import Saver, decide, load_review, lock_review, open_review, save_review
from tests.reviews.samples import at, decision, review

path = Path(sys.argv[1])
first = decide(review(), [decision("policy-1")], reviewer="ann", time=at(1))
second = decide(first, [decision("policy-2")], reviewer="ann", time=at(2))
third = decide(second, [decision("policy-3")], reviewer="ann", time=at(3))
CALLS = ("open", "write", "fsync", "close", "replace", "rename", "unlink", "fchmod", "fchown")

def die():
    os.kill(os.getpid(), signal.SIGKILL)

def arm(moment):
    left = [moment]
    def wrap(name, real):
        def call(*args, **options):
            left[0] -= 1
            if left[0] == 0:
                die()
            if name == "write":
                left[0] -= 1
                if left[0] == 0:
                    real(args[0], bytes(args[1])[:len(args[1]) // 2])
                    die()
            found = real(*args, **options)
            left[0] -= 1
            if left[0] == 0:
                die()
            return found
        return call
    for name in CALLS:
        setattr(os, name, wrap(name, getattr(os, name)))

def save(moment, report):
    saver = Saver(path, open_review(path), on_saved=lambda _: os.write(report, b"saved"))
    saver.lock = lock_review(path, "ann")
    saver.submit(second)
    assert saver.close(20)
    os.set_inheritable(report, False)
    saver = Saver(path, open_review(path), on_saved=lambda _: write(report, b"saved"))
    saver.lock = lock_review(path, "ann")
    write = os.write
    arm(moment)
    saver.submit(third)
    saver.close(20)
    os._exit(0)

moment, outcomes = 0, set()
while True:
    moment += 1
    for file in path.parent.iterdir():
        file.unlink()
    save_review(first, path)
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        save(moment, writing)
    os.close(writing)
    said = b"".join(iter(lambda: os.read(reading, 100), b""))
    os.close(reading)
    status = os.waitpid(child, 0)[1]
    held = load_review(path)
    assert held in (second, third), (moment, held)
    assert held == third or said.count(b"saved") < 2, moment
    outcomes.add(held == third)
    if status == 0:
        break
    assert os.WTERMSIG(status) == signal.SIGKILL, status
print(moment, outcomes)
"""


def test_killed_before_in_and_after_every_system_call_of_a_save(tmp_path: Path) -> None:
    path = tmp_path / "reviews/vendors.toml"
    path.parent.mkdir()
    ended = subprocess.run(
        [sys.executable, "-c", EVERY_CALL, str(path)],
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[2],
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    moments, outcomes = ended.stdout.split(" ", 1)
    assert int(moments) > 40
    assert outcomes.strip() == "{False, True}"
