"""How long the cleaner and the splitter take over the worst that can repeat, and how it grows.

    python -m benchmarks.documents splitting [KILOBYTES]

Each input is a few characters again and again, as plain text, as Markdown and as a web page, at
half the size and at the whole (1,000 kB unless told): processor seconds from bytes to passages.
Linear time doubles; quadratic time would be four times as long. Ends with 1 if an input takes
more than 5 s a megabyte, or grows by more than 3 from half to whole (where that can be told).
"""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass

from benchmarks.documents.repeating import MARKDOWN, PLAIN, WEB
from reviewtui.documents.parsed import parse
from reviewtui.documents.readers import module_for
from reviewtui.errors import InputError

SECONDS = 5.0  # a megabyte
GROWTH = 3.0
_TELLS = 0.4  # seconds from which on a ratio of times says something


@dataclass(frozen=True)
class Run:
    """One input at two sizes: processor seconds, and what came of it."""

    half: float
    whole: float
    outcome: str


def main(arguments: list[str]) -> int:
    """Print a line for each input that takes long, and the worst of each format."""
    size = int(arguments[0]) * 1000 if arguments else 1_000_000
    failed = False
    for suffix, inputs in ((".txt", PLAIN), (".md", {**PLAIN, **MARKDOWN}), (".html", WEB)):
        runs = {name: measure(unit, suffix, size) for name, unit in inputs.items()}
        print(f"{suffix}: {len(runs)} inputs of {size / 1000:.0f} kB, the slowest:")
        slowest = sorted(runs.items(), key=lambda item: -item[1].whole)
        for name, run in slowest[:6]:
            growth = run.whole / max(run.half, 1e-4)
            print(f"  {name:28}{run.whole:7.2f} s  {growth:4.1f} × half  {run.outcome}")
        failed |= any(too_slow(run, size) for run in runs.values())
    return int(failed)


def too_slow(run: Run, size: int) -> bool:
    """Whether an input takes too long, or more than linear time."""
    grows = run.whole > _TELLS and run.whole > GROWTH * run.half
    return run.whole > SECONDS * size / 1e6 or grows


def measure(unit: str, suffix: str, size: int) -> Run:
    """Time one input at half and whole size."""
    half, _ = _timed(unit, suffix, size // 2)
    whole, outcome = _timed(unit, suffix, size)
    run = Run(half, whole, outcome)
    if too_slow(run, size):  # or the machine was busy: the better of two
        run = Run(half, min(whole, _timed(unit, suffix, size)[0]), outcome)
    return run


def _timed(unit: str, suffix: str, size: int) -> tuple[float, str]:
    begin, _, repeated = unit.rpartition("\0")
    data = (begin + repeated * (size // len(repeated.encode()))).encode()
    start = time.process_time()
    try:
        outcome = f"{len(parse(data, 'input', module_for(suffix)).passages)} passages"
    except InputError as error:
        outcome = error.lines[0][:60]
    return time.process_time() - start, outcome


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
