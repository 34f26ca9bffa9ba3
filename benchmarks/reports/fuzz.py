"""Random reviews with hostile text through every writer; each output read with a strict parser.

    python -m benchmarks.reports fuzz [FORMAT …] [--number 2000] [--from 0]

Ends with 1 if an output does not parse, or holds live markup or a formula of the input.
"""

from __future__ import annotations

import argparse
import traceback
from collections import Counter
from time import perf_counter

from benchmarks.reports.checking import CHECKS
from benchmarks.reports.hostile import random_report
from reviewtui.reports import write_report

SHOWN = 3


def main(arguments: list[str]) -> int:
    """Runs them and prints what broke."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("formats", nargs="*", metavar="FORMAT", help=", ".join(CHECKS))
    parser.add_argument("--number", type=int, default=2000)
    parser.add_argument("--from", dest="first", type=int, default=0)
    options = parser.parse_args(arguments)
    formats = options.formats or list(CHECKS)
    broken: Counter[str] = Counter()
    begin = perf_counter()
    for seed in range(options.first, options.first + options.number):
        report = random_report(seed)
        for name in formats:
            try:
                CHECKS[name](report, b"".join(write_report(report, name)))
            except Exception:
                broken[name] += 1
                if broken[name] <= SHOWN:
                    print(f"{name}, seed {seed}:")
                    traceback.print_exc(limit=-2)
    seconds = perf_counter() - begin
    print(f"{options.number} reviews through {', '.join(formats)} in {seconds:.0f} s: ", end="")
    print(", ".join(f"{name} {count} broken" for name, count in broken.items()) or "all well")
    return int(bool(broken))
