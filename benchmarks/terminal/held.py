"""Keys held for twenty steps on a line of 9.6 kB/s, as a keyboard repeats them, in every place.

    .venv/bin/python -m benchmarks.terminal.held [--only NAME …] [--size 80x24 …]

`screens` is what they send, in what one step by itself sends, the median of five; where a step
sends a few lines only, in cells of the screen. Ends with 1 if a held key sends more than six.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.terminal.measuring import Measured
from benchmarks.terminal.projects import CHECKLIST, many

SIZES = ("80x24", "120x40")
RATE, STEPS, MOST = 9600, 20, 6
GAPS = (0.033, 0.05, 0.092)  # seconds: two desktops, and a Linux console
REST = 0.5  # seconds without a byte
DOWN, UP, RIGHT = "\x1b[B", "\x1b[A", "\x1b[C"
PAGE_DOWN, BACKSPACE, ESCAPE = "\x1b[6~", "\x7f", "\x1b"


@dataclass(frozen=True, slots=True)
class Held:
    """A key that is held in a place, after what leads there; `again`
    leads to where there are twenty steps to do. `lines`: a step by itself sends a few lines."""

    name: str
    key: str
    enter: tuple[str, ...] = ()
    again: tuple[str, ...] = ()
    lines: bool = False


QUERY = (*"personal data of the customers",)
PLACES = (
    Held("requirement", "j", again=("k",)),
    Held("policy", "]", again=("[",), lines=True),
    Held("candidate", "n", again=("1",), lines=True),
    Held("page", PAGE_DOWN, again=("g",)),
    Held("line", "J", again=("g",)),
    Held("undecided", "\t"),
    Held("mark", "b"),
    Held("hit", "n", ("/", *"data", "\r"), lines=True),
    Held("hit typed", DOWN, ("/", *"data"), lines=True),
    Held("query", BACKSPACE, ("/",), (*QUERY,), lines=True),
    Held("sentence", "j", ("e",), lines=True),
    Held("help", DOWN, ("?",), ("\x1b[H",)),
    Held("command", DOWN, (":",), lines=True),
    Held("jump", PAGE_DOWN, ("'",), (ESCAPE, "'")),
    Held("queue", "j", ("Q",), ("g",), lines=True),
    Held("overview row", "j", ("O",), ("g",), lines=True),
    Held("overview column", "l", ("O",), ("0",), lines=True),
    Held("overview page", PAGE_DOWN, ("O",), ("g",), lines=True),
    Held("overview mark", "b", ("O",), ("0",), lines=True),
    Held("across policy", "j", ("A",), ("g",), lines=True),
    Held("across requirement", RIGHT, ("A",), ()),
)


def main() -> int:
    """Prints a line for each key and pace."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("--only", nargs="*", default=[])
    parser.add_argument("--size", nargs="*", default=SIZES)
    options = parser.parse_args()
    print(f"{'size':8} {'held':20} {'gap':>6} {'one':>7} {'bytes':>7} {'screens':>8} {'last':>8}")
    over = False
    with tempfile.TemporaryDirectory() as name:
        many(Path(name))
        for size in options.size:
            columns, rows = map(int, size.split("x"))
            for held in PLACES:
                if not options.only or held.name in options.only:
                    over |= measure(held, (columns, rows), name)
    return int(over)


def measure(held: Held, size: tuple[int, int], folder: str) -> bool:
    """Holds one key at each pace; whether one sent too much."""
    program = str(Path(sys.executable).parent / "reviewtui")
    command = [program, "review", f"{folder}/policies", "-c", f"{folder}/{CHECKLIST}", "-r"]
    over = False
    with tempfile.TemporaryDirectory() as home:
        environment = {"HOME": home, "XDG_STATE_HOME": f"{home}/state", "USER": "bench"}
        with Measured([*command, f"{home}/r.toml"], *size, environment, rate=RATE) as running:
            running.started(1.5, 30.0)
            press(running, held.enter)
            press(running, held.again)
            one = median(running.key(held.key, REST, 5.0).size for _ in range(5))
            for gap in GAPS:
                press(running, held.again)
                burst = running.hold(held.key, STEPS, gap)
                screens = burst.size / max(1, one)
                if held.lines:
                    screens = burst.cells / (size[0] * size[1])
                over |= screens > MOST
                print(
                    f"{size[0]}x{size[1]:<5} {held.name:20} {gap * 1000:3.0f} ms {one:7.0f} "
                    f"{burst.size:7} {screens:8.1f} {burst.seconds * 1000:5.0f} ms",
                    flush=True,
                )
    return over


def press(running: Measured, keys: tuple[str, ...]) -> None:
    """Presses keys as somebody who looks at the screen."""
    for key in keys:
        running.key(key, 0.2, 5.0, answer=REST)


if __name__ == "__main__":
    sys.exit(main())
