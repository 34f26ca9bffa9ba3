"""`python -m benchmarks.documents fuzz [FORMAT …] [--count N] [--seed N]`: damaged files, read.

Each format gets N (20,000) damaged files, in processes of their own with a limit of memory, as
many at once as there are processors. Printed: how many were refused with one line, how many
read, what broke, the slowest (in seconds of a processor), the largest process. Ends with 1 if
anything broke, took over 5 seconds or over 1.5 GB. A file that broke is kept in the system's
folder for temporary files.
"""

from __future__ import annotations

import argparse
import os
import resource
import signal
import sys
import tempfile
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from random import Random
from time import monotonic, process_time

from benchmarks.documents.mutating import FORMATS, READ, REFUSED, mutated, outcome_of

_SLOW = 5.0  # seconds
_HANGS = 30  # seconds, then the process is ended
_MEMORY = 1_500_000_000
_BATCH = 250


def main(arguments: list[str]) -> int:
    """Run the formats; 1 if anything broke."""
    parser = argparse.ArgumentParser(prog="fuzz")
    parser.add_argument("formats", nargs="*", metavar="FORMAT", help=", ".join(FORMATS))
    parser.add_argument("--count", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args(arguments)
    unknown = [name for name in given.formats if name not in FORMATS]
    if unknown:
        parser.error(f"no format {unknown[0]}; one of {', '.join(FORMATS)}")
    return max(_run(name, given.count, given.seed) for name in given.formats or FORMATS)


def _run(name: str, count: int, seed: int) -> int:
    problems: Counter[str] = Counter()
    examples: dict[str, int] = {}
    read = refused = 0
    slowest, largest = 0.0, 0
    begun = monotonic()
    batches = [range(at, min(at + _BATCH, count)) for at in range(0, count, _BATCH)]
    context = get_context("fork")
    with ProcessPoolExecutor(os.cpu_count(), context, max_tasks_per_child=None) as pool:
        for found in pool.map(_batch, [name] * len(batches), [seed] * len(batches), batches):
            read, refused = read + found[0], refused + found[1]
            slowest, largest = max(slowest, found[2]), max(largest, found[3])
            for number, problem in found[4]:
                problems[problem] += 1
                examples.setdefault(problem, number)
    took = monotonic() - begun
    print(
        f"{name:10} {count} files in {took:.0f} s: {read} read, {refused} refused, "
        f"{problems.total()} broke; slowest {slowest:.2f} s, largest process {largest} MB"
    )
    for problem, times in problems.most_common():
        path = Path(tempfile.gettempdir()) / f"fuzz-{name}-{seed}-{examples[problem]}"
        path.write_bytes(mutated(name, Random(f"{name} {seed} {examples[problem]}")))
        print(f"    {times} × {problem}: {path}")
    return int(bool(problems) or slowest > _SLOW or largest > _MEMORY / 1e6)


def _batch(
    name: str, seed: int, numbers: range
) -> tuple[int, int, float, int, list[tuple[int, str]]]:
    """Files read, refused, the slowest, megabytes, and what broke; in a process of its own.

    The files are read by a copy of this process: one that dies tells what broke.
    """
    read = refused = 0
    slowest, largest = 0.0, 0
    broke: list[tuple[int, str]] = []
    waiting = list(numbers)
    while waiting:
        told = _in_a_copy(name, seed, waiting)
        for number, outcome, seconds in told:
            slowest = max(slowest, seconds)
            read += outcome == READ
            refused += outcome == REFUSED
            if outcome not in {READ, REFUSED}:
                broke.append((number, outcome))
            elif seconds > _SLOW:
                broke.append((number, "slow"))
        done = len(told)
        if done < len(waiting):
            broke.append((waiting[done], "the process died"))
            done += 1
        waiting = waiting[done:]
    largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1_000
    return read, refused, slowest, largest, broke


def _in_a_copy(name: str, seed: int, numbers: list[int]) -> list[tuple[int, str, float]]:
    source, target = os.pipe()
    child = os.fork()
    if not child:
        os.close(source)
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        with os.fdopen(target, "w", buffering=1) as out:
            for number in numbers:
                signal.alarm(_HANGS)
                data = mutated(name, Random(f"{name} {seed} {number}"))
                begun = process_time()  # which a busy machine does not lengthen
                outcome = outcome_of(name, data)
                out.write(f"{number}\t{outcome}\t{process_time() - begun}\n")
        os._exit(0)
    os.close(target)
    with os.fdopen(source) as lines:
        told = [line.rstrip("\n").split("\t") for line in lines if line.endswith("\n")]
    os.waitpid(child, 0)
    return [(int(number), outcome, float(seconds)) for number, outcome, seconds in told]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
