"""The first use of what a key opens, against its second in the same program.

    .venv/bin/python -m benchmarks.terminal.first_use [--repeats 3] [--only ID …] [--size 80x24 …]
        [--modules]

Each action is tried in programs of its own, on the sample policies with half of a review, some
seconds after the start; the figures are medians over the programs. `modules` is how many modules
the first key imports (from `-X importtime`, in a program more); `--modules` names them.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from benchmarks.terminal.measuring import Measured
from benchmarks.terminal.projects import CHECKLIST, REVIEW, ROOT, begun
from benchmarks.terminal.trials import Trial, sent, trials
from reviewtui.tui.actions import Where

if TYPE_CHECKING:
    from collections.abc import Iterator

SIZES = ("80x24",)
USUAL = (
    "met", "undo", "note", "find", "commands", "jump", "help", "overview", "across", "queues",
    "hand", "report", "evidence", "why", "news", "compare", "details", "candidate", "copy", "take",
    "mark", "marks", "theme", "way", "next-stale", "checklist-shown", "note-in-editor",
)  # fmt: skip
READY = 4.0  # seconds after the start in which nothing is pressed
REST, ANSWER = 0.2, 0.6  # seconds, as in benchmarks.terminal.actions
_IMPORTED = re.compile(r"import time:\s+\d+ \|\s+\d+ \|\s+(\S+)")
# the interpreter reports imports on descriptor 2: a file; the app draws on the terminal
_SHELL = 'cd "$FOLDER" && exec "$@" <"$0" >"$0" 2>"$IMPORTS"'
_RUN = (
    "import sys; sys.stderr = sys.__stderr__ = open('/dev/tty', 'w'); "
    "from reviewtui.cli import run; run()"
)


@dataclass
class Figures:
    """Seconds until the last byte of the first and of the second use, and of the floor's key."""

    first: list[float] = field(default_factory=list)
    second: list[float] = field(default_factory=list)
    floor: list[float] = field(default_factory=list)
    modules: list[str] = field(default_factory=list)  # that the first use imports


def main() -> int:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--only", nargs="*", default=USUAL, help="these actions")
    parser.add_argument("--size", nargs="*", default=SIZES)
    parser.add_argument("--modules", action="store_true", help="name the modules")
    options = parser.parse_args()
    tried = {
        trial.action.id: trial
        for trial in trials()
        if trial.where is Where.REVIEW and trial.after is not None
    }
    for size in options.size:
        columns, rows = map(int, size.split("x"))
        titles = f"{'first':>7} {'second':>7} {'× floor':>8} {'modules':>8}"
        print(f"{size:24}{titles}")
        for name in options.only:
            if name in tried:
                figures = measure(tried[name], columns, rows, options.repeats)
                show(name, figures)
                if options.modules:
                    print("   ", " ".join(figures.modules))
    return 0


def show(name: str, figures: Figures) -> None:
    """Prints the line of one action."""
    first, second = median(figures.first) * 1000, median(figures.second) * 1000
    times = first / 1000 / median(figures.floor)
    print(f"{name:24}{first:7.1f} {second:7.1f} {times:8.1f} {len(figures.modules):8}", flush=True)


def measure(trial: Trial, columns: int, rows: int, repeats: int) -> Figures:
    """The figures of one action: a program for each repeat, and one that counts imports."""
    figures = Figures()
    floor_command = [sys.executable, str(ROOT / "benchmarks/terminal/floor.py")]
    with Measured(floor_command, columns, rows, {}) as floor:
        floor.started()
        for _ in range(repeats):
            with started(columns, rows, counted=False) as (app, _):
                time.sleep(READY)
                for use in (figures.first, figures.second):
                    press(app, trial.before)
                    figures.floor.append(floor.key("n").seconds)
                    use.append(app.key(sent(trial.key), REST, answer=ANSWER).seconds)
                    press(app, trial.after or ())
    with started(columns, rows, counted=True) as (app, log):
        time.sleep(READY)
        press(app, trial.before)
        before = len(imported(log))
        press(app, (trial.key,))
        figures.modules = imported(log)[before:]
    return figures


@contextmanager
def started(columns: int, rows: int, *, counted: bool) -> Iterator[tuple[Measured, Path]]:
    """A program once its first screen is there, and where its imports are noted if they are
    `counted`, which takes time."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        begun(folder)
        log = folder / "imports"
        command = [sys.executable, *(("-X", "importtime") if counted else ()), "-c", _RUN]
        command += ["review", "policies", "-c", CHECKLIST, "-r", REVIEW]
        environment = {
            "HOME": f"{folder}/home",
            "XDG_STATE_HOME": f"{folder}/home/state",
            "REVIEWTUI_REVIEWER": "bench",
            "VISUAL": "true",
            "PYTHONPATH": str(ROOT),
            "FOLDER": str(folder),
            "IMPORTS": str(log),
        }
        with Measured(command, columns, rows, environment, shell=_SHELL) as app:
            app.started()
            yield app, log
            if not app.alive or b"Traceback" in app.raw:
                sys.exit(f"the program ended:\n{app.raw[-2000:].decode('utf-8', 'replace')}")


def imported(log: Path) -> list[str]:
    """The modules that a program has imported so far, in order."""
    return _IMPORTED.findall(log.read_text())


def press(app: Measured, keys: tuple[str, ...]) -> None:
    """Presses keys one after the other, as somebody who looks at the screen."""
    for key in keys:
        app.key(sent(key), REST, answer=ANSWER)


if __name__ == "__main__":
    sys.exit(main())
