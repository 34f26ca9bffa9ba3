"""Start, and milliseconds and bytes a key, against the floor app in the same run.

    .venv/bin/python -m benchmarks.terminal [POLICIES CHECKLIST] [--runs N]

Ends with 1 if a median is over its aim.
"""

from __future__ import annotations

import argparse
import platform
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from benchmarks.terminal.measuring import Burst, Measured

ROOT = Path(__file__).resolve().parents[2]
SIZES = {(80, 24): 3000, (120, 40): 7000}  # columns and rows: bytes a key at most
START_AIM, KEY_AIM = 1.4, 1.5  # times the floor
KEYS = 12


@dataclass
class Figures:
    """What was measured of one program."""

    starts: list[float] = field(default_factory=list)
    keys: list[Burst] = field(default_factory=list)

    @property
    def start(self) -> float:
        """Seconds until the first screen was complete."""
        return median(self.starts)

    @property
    def key(self) -> float:
        """Seconds from a key to the last byte."""
        return median(burst.seconds for burst in self.keys)

    @property
    def size(self) -> float:
        """Bytes a key."""
        return median(burst.size for burst in self.keys)


def main() -> int:
    """Measures both programs in turn, at both sizes, and prints the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("policies", nargs="?", default=str(ROOT / "policies"))
    parser.add_argument(
        "checklist", nargs="?", default=str(ROOT / "checklists/vendor-privacy.toml")
    )
    parser.add_argument("--runs", type=int, default=3, help="starts of each program")
    options = parser.parse_args()
    print(f"Python {platform.python_version()}, {options.runs} starts, {KEYS} keys each, medians")
    print(f"{'size':8} {'':9} {'start':>9} {'key':>9} {'bytes':>7}")
    over = False
    for (columns, rows), cap in SIZES.items():
        floor, ours = Figures(), Figures()
        for run in range(options.runs + 1):
            measure(
                [sys.executable, str(ROOT / "benchmarks/terminal/floor.py")],
                "n",
                floor,
                columns=columns,
                rows=rows,
            )
            program = str(Path(sys.executable).parent / "reviewtui")
            command = [program, "review", options.policies, "-c", options.checklist, "-r"]
            measure(command, "j", ours, columns=columns, rows=rows, review=True)
            if not run:
                floor, ours = Figures(), Figures()  # the first start after an edit compiles
        over |= show(f"{columns}x{rows}", floor, ours, cap)
    return int(over)


def measure(
    command: list[str], key: str, figures: Figures, *, columns: int, rows: int, review: bool = False
) -> None:
    """One start and its keys, in a home that is empty."""
    with tempfile.TemporaryDirectory() as home:
        environment = {"HOME": home, "XDG_STATE_HOME": f"{home}/state", "USER": "bench"}
        whole = [*command, f"{home}/review.toml"] if review else command
        with Measured(whole, columns, rows, environment) as program:
            figures.starts.append(program.started().seconds)
            for _ in range(KEYS):
                burst = program.key(key)
                if burst.size:
                    figures.keys.append(burst)
            if b"Traceback" in program.raw or not figures.keys:
                sys.exit(f"{command[0]} did not answer:\n{program.raw[-2000:].decode()}")


def show(size: str, floor: Figures, ours: Figures, cap: int) -> bool:
    """Prints the lines of one size; True if a figure is over its aim."""
    start, key = ours.start / floor.start, ours.key / floor.key
    for name, one in (("floor", floor), ("reviewtui", ours)):
        seconds = f"{one.start * 1000:6.0f} ms {one.key * 1000:6.1f} ms"
        print(f"{size:8} {name:9} {seconds} {one.size:7.0f}")
    print(f"{size:8} {'ratio':9} {start:9.2f} {key:9.2f}")
    print(f"{size:8} {'aim':9} {START_AIM:9.2f} {KEY_AIM:9.2f} {cap:7}")
    return start > START_AIM or key > KEY_AIM or ours.size > cap


if __name__ == "__main__":
    sys.exit(main())
