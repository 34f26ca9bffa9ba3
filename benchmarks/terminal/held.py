"""Keys held for twenty steps on a line of 9.6 kB/s, as a keyboard repeats them.

    .venv/bin/python -m benchmarks.terminal.held [POLICIES CHECKLIST]

A screenful is what one step by itself sends, the median of five. Ends with 1 if a held key sends
more than six.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path
from statistics import median

from benchmarks.terminal.measuring import Measured

ROOT = Path(__file__).resolve().parents[2]
RATE, STEPS, MOST = 9600, 20, 6
GAPS = (0.033, 0.05, 0.092)  # seconds: two desktops, and a Linux console
KEYS = {"j": "requirement", "]": "policy", "n": "candidate", "\x1b[6~": "page", "J": "line"}


def main() -> int:
    """Prints a line for each key and pace."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("policies", nargs="?", default=str(ROOT / "policies"))
    parser.add_argument(
        "checklist", nargs="?", default=str(ROOT / "checklists/vendor-privacy.toml")
    )
    options = parser.parse_args()
    print(f"{'size':8} {'held':12} {'gap':>6} {'one':>7} {'bytes':>7} {'screens':>8} {'last':>8}")
    over = False
    for columns, rows in ((80, 24), (120, 40)):
        for key, name in KEYS.items():
            with tempfile.TemporaryDirectory() as home:
                over |= measure(options, (columns, rows), (key, name), home)
    return int(over)


def measure(
    options: argparse.Namespace, size: tuple[int, int], key: tuple[str, str], home: str
) -> bool:
    """Holds one key at each pace; whether one sent too much."""
    program = str(Path(sys.executable).parent / "reviewtui")
    command = [program, "review", options.policies, "-c", options.checklist, "-r"]
    environment = {"HOME": home, "XDG_STATE_HOME": f"{home}/state", "USER": "bench"}
    over = False
    with Measured([*command, f"{home}/review.toml"], *size, environment, rate=RATE) as running:
        running.started(1.5, 30.0)
        one = median(running.key(key[0], quiet=0.5, limit=5.0).size for _ in range(5))
        for gap in GAPS:
            running.key("k" if key[0] != "]" else "[", quiet=0.5, limit=5.0)
            running.key("g", quiet=0.5, limit=5.0)
            burst = running.hold(key[0], STEPS, gap)
            screens = burst.size / max(1, one)
            over |= screens > MOST
            print(
                f"{size[0]}x{size[1]:<5} {key[1]:12} {gap * 1000:3.0f} ms {one:7.0f} "
                f"{burst.size:7} {screens:8.1f} {burst.seconds * 1000:5.0f} ms"
            )
    return over


if __name__ == "__main__":
    sys.exit(main())
