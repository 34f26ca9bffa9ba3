"""The start of a new review, of half a one and of a finished one, against the floor app.

    .venv/bin/python -m benchmarks.terminal.starting [--runs 7]

In turns, on the sample policies, at both sizes: until the last byte of the floor's first screen,
and until the first candidates are on the screen of the review; what is said afterwards of what
changed since, once that is known, does not count. Ends with 1 if a median is over 1.4 × the floor.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from benchmarks.terminal.measuring import Measured
from benchmarks.terminal.projects import CHECKLIST, REVIEW, ROOT, begun, done

if TYPE_CHECKING:
    from collections.abc import Callable

SIZES = ((80, 24), (120, 40))
AIM = 1.4  # times the floor
CANDIDATES = re.compile(rb"\b(?:strong|likely) ")  # what the first is, in all of these reviews
PROJECTS: dict[str, tuple[Callable[[Path], None], str]] = {
    "new": (done, "reviews/new.toml"),
    "half of it decided": (begun, REVIEW),
    "finished": (done, REVIEW),
}
TICK, LIMIT = 0.005, 15.0  # seconds


def main() -> int:
    """Measures in turns, and prints; 1 where a start takes too long."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("--runs", type=int, default=7)
    options = parser.parse_args()
    over = False
    for size in SIZES:
        floor: list[float] = []
        ours: dict[str, list[float]] = {name: [] for name in PROJECTS}
        for run in range(options.runs + 1):
            seconds = floors(size)
            starts = {name: started(name, size) for name in PROJECTS}
            if run:  # the first start after an edit compiles
                floor.append(seconds)
                for name, one in starts.items():
                    ours[name].append(one)
        print(f"{size[0]}x{size[1]}: the floor {median(floor) * 1000:.0f} ms (aim {AIM} × that)")
        for name, times in ours.items():
            ratio = median(times) / median(floor)
            over |= ratio > AIM
            least = min(times) / min(floor)
            print(f"  {name:20}{median(times) * 1000:6.0f} ms {ratio:6.2f}, least {least:.2f}")
    return int(over)


def floors(size: tuple[int, int]) -> float:
    """Seconds that the floor app takes."""
    command = [sys.executable, str(ROOT / "benchmarks/terminal/floor.py")]
    with Measured(command, *size, {}) as program:
        return program.started().seconds


def started(name: str, size: tuple[int, int]) -> float:
    """Seconds until the first candidates of such a review are there."""
    project, review = PROJECTS[name]
    with tempfile.TemporaryDirectory() as folder:
        project(Path(folder))
        environment = {"HOME": f"{folder}/home", "XDG_STATE_HOME": f"{folder}/home/state"}
        command = [str(Path(sys.executable).parent / "reviewtui"), "review", f"{folder}/policies"]
        command += ["-c", f"{folder}/{CHECKLIST}", "-r", f"{folder}/{review}"]
        with Measured(command, *size, {**environment, "USER": "bench"}) as program:
            seconds = 0.0
            while not CANDIDATES.search(program.raw):
                seconds = program.started(TICK, LIMIT).seconds
                if seconds >= LIMIT or not program.alive:
                    sys.exit(f"{name}: no candidates are shown: {bytes(program.raw[-500:])!r}")
            return seconds


if __name__ == "__main__":
    sys.exit(main())
