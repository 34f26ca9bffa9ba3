"""How long each report of a large review takes, and how much memory; `status` beside tomllib.

    python -m benchmarks.reports speed [--policies 50] [--requirements 100] [--times 3]

Each run is the whole program, from its start to its end, with files that did not change; the
smallest of the times counts, and the processor's time stands beside it, for a machine with other
work. Ends with 1 if a report takes more than 2 s or 200 MB, or `status` or `check` more than 1.5
times `tomllib.loads` of the review file in the same run, plus 0.4 s.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import tomllib
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

from benchmarks.reports.making import make
from reviewtui.reports import FORMATS

PROGRAM = str(Path(sys.executable).parent / "reviewtui")
REPORT, MEMORY = 2.0, 200.0  # seconds, MB
TIMES, EXTRA = 1.5, 0.4


class Run(NamedTuple):
    """What one run of the program took."""

    seconds: float
    busy: float  # of the processor
    megabytes: float


def run(folder: Path, *arguments: str) -> Run:
    """Runs the program, with its output into nothing."""
    begin = perf_counter()
    child = os.fork()
    if child == 0:
        os.chdir(folder)
        nowhere = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(nowhere, stream)
        os.execv(PROGRAM, [PROGRAM, *arguments])  # noqa: S606 - no shell is wanted
    _, status, usage = os.wait4(child, 0)
    assert os.waitstatus_to_exitcode(status) in (0, 1), arguments
    busy = usage.ru_utime + usage.ru_stime
    return Run(perf_counter() - begin, busy, usage.ru_maxrss / 1024)


def parsed(text: str) -> float:
    """Seconds that tomllib takes for the review."""
    begin = perf_counter()
    tomllib.loads(text)
    return perf_counter() - begin


def main(arguments: list[str]) -> int:
    """Measures and prints; 1 where a line is crossed."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--policies", type=int, default=50)
    parser.add_argument("--requirements", type=int, default=100)
    parser.add_argument("--times", type=int, default=3)
    options = parser.parse_args(arguments)
    crossed = False
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "project"
        path = make(folder, options.policies, options.requirements)
        text = path.read_text()
        review = str(path.relative_to(folder))
        print(f"{options.policies} × {options.requirements}, {len(text) / 1e6:.1f} MB of review")
        for format_name in FORMATS:
            runs = [
                run(folder, "report", review, "--format", format_name, "-o", "out")
                for _ in range(options.times)
            ]
            best = Run(
                min(one.seconds for one in runs),
                min(one.busy for one in runs),
                max(one.megabytes for one in runs),
            )
            size = (folder / "out").stat().st_size / 1e6
            print(
                f"report {format_name}: {best.seconds:.2f} s ({best.busy:.2f} s busy), "
                f"{best.megabytes:.0f} MB (lines: {REPORT} s, {MEMORY:.0f} MB); {size:.1f} MB long"
            )
            crossed |= best.seconds > REPORT or best.megabytes > MEMORY
        for command in ("status", "check"):
            pairs = [(run(folder, command, review).seconds, parsed(text)) for _ in range(5)]
            ours, floor = (min(numbers) for numbers in zip(*pairs, strict=True))
            line = TIMES * floor + EXTRA
            print(f"{command}: {ours:.2f} s, tomllib {floor:.2f} s (line: {line:.2f} s)")
            crossed |= ours > line
    return int(crossed)
