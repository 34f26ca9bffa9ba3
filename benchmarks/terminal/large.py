"""A policy of a megabyte with 200 requirements, beside the floor app: moving, finding, idling.

    .venv/bin/python -m benchmarks.terminal.large [--size 80x24 …]

Milliseconds from a key to the last byte, in turn with a key of the floor app, and bytes; medians.
Finding is typed letter by letter. Ends with 1 if a key that moves, or a letter of a find, takes
more than 1.5 times the floor's key, or if anything is sent in ten idle seconds.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from benchmarks.terminal.measuring import Burst, Measured
from benchmarks.terminal.projects import CHECKLIST, ROOT, large

SIZES = ("80x24", "120x40")
AIM = 1.5  # times the floor's key
KEYS = 12
QUERY = "information"
READY = 20.0  # seconds in which the policy is read and indexed
IDLE = 10.0  # seconds


def main() -> int:
    """Measures and prints; 1 where a line is crossed."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("--size", nargs="*", default=SIZES)
    options = parser.parse_args()
    over = False
    with tempfile.TemporaryDirectory() as name:
        large(Path(name))
        for size in options.size:
            columns, rows = map(int, size.split("x"))
            over |= measure(Path(name), columns, rows)
    return int(over)


def measure(folder: Path, columns: int, rows: int) -> bool:
    """Prints the figures at one size; True where one is over its line."""
    program = str(Path(sys.executable).parent / "reviewtui")
    command = [program, "review", "policies", "-c", CHECKLIST, "-r", f"r-{columns}.toml"]
    ours = ["/bin/sh", "-c", 'cd "$0" && exec "$@"', str(folder), *command]
    floor_command = [sys.executable, str(ROOT / "benchmarks/terminal/floor.py")]
    home = {"HOME": f"{folder}/home", "XDG_STATE_HOME": f"{folder}/home/state"}
    with (
        Measured(floor_command, columns, rows, home) as floor,
        Measured(ours, columns, rows, home) as app,
    ):
        floor.started()
        app.started(quiet=3.0, limit=60.0)
        time.sleep(READY)
        app.settle(0.2, READY, answer=0.2)
        print(f"{columns}x{rows}")
        over = show("next requirement", *pressed(app, floor, ["j"] * KEYS)) > AIM
        app.key("/")
        over |= show("a letter of a find", *pressed(app, floor, [*QUERY])) > AIM
        app.key("\x1b", quiet=0.3)
        app.key("\x1b", quiet=0.3)
        idle = app.settle(IDLE, IDLE, answer=IDLE).size
        print(f"  idle for {IDLE:.0f} s: {idle} bytes")
    return over or idle > 0


def pressed(app: Measured, floor: Measured, keys: list[str]) -> tuple[list[Burst], list[Burst]]:
    """Each key, in turn with a key of the floor app."""
    theirs, ours = [], []
    for key in keys:
        theirs.append(floor.key("n"))
        ours.append(app.key(key))
    return ours, theirs


def show(name: str, ours: list[Burst], theirs: list[Burst]) -> float:
    """Prints the medians of one kind of key; how many times the floor's it takes."""
    seconds, least = (median(burst.seconds for burst in bursts) for bursts in (ours, theirs))
    size = median(burst.size for burst in ours)
    print(
        f"  {name:18} {seconds * 1000:6.1f} ms, {seconds / least:.2f} × the floor; {size:.0f} bytes"
    )
    return seconds / least


if __name__ == "__main__":
    sys.exit(main())
