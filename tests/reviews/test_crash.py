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
