"""The overview of 200 requirements × 500 policies: opening it, and its keys, beside the floor app.

    .venv/bin/python -m benchmarks.terminal.overview [--verdicts 3000]

Milliseconds from a key to the last byte, and bytes, at 80×24 and 120×40; medians. Ends with 1 if it
opens in more than 150 ms, or a key that moves takes more than the floor's twice.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from statistics import median

from benchmarks.terminal.measuring import Burst, Measured
from reviewtui.checklists import load_checklist
from reviewtui.reviews import Entry, PolicyRecord, Verdict, new_review, now, save_review

ROOT = Path(__file__).resolve().parents[2]
POLICIES, REQUIREMENTS = 500, 200
OPEN_AIM = 150.0  # milliseconds
KEY_AIM = 2.0  # times the floor
OPENINGS, PRESSES = 7, 8
MOVES = {"j": "down", "l": "right", "\x04": "page down", "]": "page right"}


def main() -> int:
    """Measures and prints; 1 where a line is crossed."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("--verdicts", type=int, default=3000)
    options = parser.parse_args()
    over = False
    with tempfile.TemporaryDirectory() as name:
        make(Path(name), options.verdicts)
        for columns, rows in ((80, 24), (120, 40)):
            over |= measure(Path(name), columns, rows)
    return int(over)


def make(folder: Path, verdicts: int) -> None:
    """Policies of a sentence each, a checklist, and a review with so many verdicts."""
    (folder / "policies").mkdir()
    names = [f"vendor-{number:03}" for number in range(POLICIES)]
    for number, name in enumerate(names):
        text = f"We keep what you send us for {number} days."
        (folder / "policies" / f"{name}.txt").write_text(text, "utf-8")
    tables = "".join(
        f'\n[[requirement]]\nid = "r{n}"\ntitle = "No. {n} of them"\ntext = "Says no. {n}."\n'
        for n in range(REQUIREMENTS)
    )
    (folder / "many.toml").write_text(f'format = 1\nid = "many"\ntitle = "Many"\n{tables}', "utf-8")
    kinds, moment = list(Verdict), now()
    pairs = [(policy, f"r{n}") for n in range(REQUIREMENTS) for policy in names][:verdicts]
    entries = {
        pair: Entry(*pair, "ann", moment, at + 1, kinds[at * 7 % 6])
        for at, pair in enumerate(pairs)
    }
    review = new_review(load_checklist(folder / "many.toml"), folder / "r.toml")
    records = tuple(PolicyRecord(one, f"policies/{one}.txt", one, "", "") for one in names)
    save_review(replace(review, policies=records, entries=entries), folder / "r.toml")


def measure(folder: Path, columns: int, rows: int) -> bool:
    """Prints the figures at one size; True where one is over its line."""
    program = str(Path(sys.executable).parent / "reviewtui")
    command = [program, "review", "policies", "-c", "many.toml", "-r", "r.toml"]
    ours = ["/bin/sh", "-c", 'cd "$0" && exec "$@"', str(folder), *command]
    floor = [sys.executable, str(ROOT / "benchmarks/terminal/floor.py")]
    home = {"HOME": str(folder / "home"), "XDG_STATE_HOME": str(folder / "home/state")}
    with (
        Measured(floor, columns, rows, home) as least,
        Measured(ours, columns, rows, home) as app,
    ):
        least.started()
        app.started(quiet=3.0, limit=60.0)
        time.sleep(5.0)  # what goes on beside the first screen
        least_key = median(least.key("n").seconds for _ in range(PRESSES)) * 1000
        openings = []
        for _ in range(OPENINGS):
            openings.append(app.key("O", quiet=0.3))
            app.key("\x1b", quiet=0.3)
        app.key("O", quiet=0.3)
        moves = {name: [app.key(key) for _ in range(PRESSES)] for key, name in MOVES.items()}
    print(f"{columns}×{rows}: the floor's key {least_key:.1f} ms")
    opened = show("opens", openings)
    slowest = max(show(name, bursts) for name, bursts in moves.items())
    return opened > OPEN_AIM or slowest > KEY_AIM * least_key


def show(name: str, bursts: list[Burst]) -> float:
    """Prints the medians; the milliseconds."""
    seconds = median(burst.seconds for burst in bursts) * 1000
    print(f"  {name:<11} {seconds:6.1f} ms {median(burst.size for burst in bursts):7.0f} bytes")
    return seconds


if __name__ == "__main__":
    sys.exit(main())
