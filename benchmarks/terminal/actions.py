"""Every action of the registry in every place where it applies: milliseconds and bytes a key.

    .venv/bin/python -m benchmarks.terminal.actions [--repeats 3] [--only ID …] [--size 80x24 …]
    .venv/bin/python -m benchmarks.terminal.actions --table [--repeats 5]

The keys are pressed in the running app, on the sample policies with half of a review, each in turn
with a key of the floor app. `first` is when the first painting was complete, with its ratio to the
floor's, `last` when the last byte came: that a verdict is on the disk is said then. Where escape is
the key a tenth of a second is Textual's, which waits for the rest of a sequence. A verdict is given
as by somebody who reads: the same key a moment later waits, in case it is held. `screens` is how
many cells of the screen were written on for one key, as a share of all there are: more than 1 means
that something is painted twice. Ends with 1 if an action writes on more than one screenful; an
action that answers nothing is named. `--table` is of the ten keys that a review mostly consists of,
in Markdown.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from benchmarks.terminal.measuring import Burst, Measured
from benchmarks.terminal.projects import ROOT, decided_elsewhere
from benchmarks.terminal.trials import SCENES, Trial, sent, trials
from reviewtui.reviews import Verdict
from reviewtui.tui.actions import Where
from reviewtui.tui.gate import REPEAT_DELAY

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SIZES = ("80x24", "120x40")
ANSWER = 0.6  # seconds after which a key is one that answers nothing
REST = 0.15  # seconds without a byte: the escape key alone waits for a tenth of one
AWAY = 0.8  # the same where the screen is left to another program meanwhile
DECIDING = frozenset({*Verdict, "defer", "confirm"})
LEAVING = frozenset({"note-in-editor", "suspend", "quit"})
READY = 3.0  # seconds after the start in which other policies are read
REVIEWER = "bench"
# action → its key, as a person reads it
MOST_USED = {
    "next-requirement": "`j` next requirement",
    "previous-requirement": "`k` previous requirement",
    "met": "`m` met",
    "missing": "`x` missing",
    "undo": "`u` undo",
    "next-candidate": "`n` next candidate",
    "take": "`space` take",
    "next-policy": "`]` next policy",
    "page-down": "pgdn",
    "find": "`/` find",
}


@dataclass
class Figures:
    """What was measured of one action in one place."""

    trial: Trial
    ours: list[Burst] = field(default_factory=list)
    floor: list[float] = field(default_factory=list)  # seconds

    @property
    def painted(self) -> float:
        """Seconds until the first painting was complete."""
        return median(burst.painted for burst in self.ours)

    @property
    def seconds(self) -> float:
        """Seconds until the last byte."""
        return median(burst.seconds for burst in self.ours)

    @property
    def ratio(self) -> float:
        """The first painting in times the floor's key."""
        return self.painted / median(self.floor)

    @property
    def size(self) -> float:
        """Bytes."""
        return median(burst.size for burst in self.ours)

    @property
    def cells(self) -> int:
        """Cells written on, at most."""
        return max(burst.cells for burst in self.ours)


def main() -> int:
    """Measures and prints; 1 where an action sends more than a screenful."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--only", nargs="*", default=[], help="these actions or places")
    parser.add_argument("--size", nargs="*", default=SIZES)
    parser.add_argument("--table", action="store_true", help="the keys used most, in Markdown")
    options = parser.parse_args()
    wanted = [
        trial
        for trial in trials()
        if not options.only or {trial.action.id, trial.where} & {*options.only}
    ]
    if options.table:
        table(wanted, options.size, options.repeats)
        return 0
    over = False
    for size in options.size:
        columns, rows = map(int, size.split("x"))
        print(
            f"{size:12} {'':24}{'first':>7} {'× floor':>8} {'last':>7} {'bytes':>7} {'screens':>8}"
        )
        for _, group in groupby(wanted, lambda trial: trial.where):
            for figures in measure([*group], columns, rows, options.repeats):
                over |= show(figures, columns * rows)
    return int(over)


def show(figures: Figures, screenful: int) -> bool:
    """Prints the line of one action; True if it sends more than a screenful."""
    trial = figures.trial
    share = figures.cells / screenful
    note = "" if figures.size else "  answers nothing"
    if share > 1:
        note = "  MORE THAN A SCREENFUL"
    times = f"{figures.painted * 1000:7.1f} {figures.ratio:8.2f} {figures.seconds * 1000:7.1f}"
    print(
        f"{trial.where:12} {trial.action.id:24}{times} {figures.size:7.0f} {share:8.2f}{note}",
        flush=True,
    )
    return share > 1


def table(known: list[Trial], sizes: Sequence[str], repeats: int) -> None:
    """Prints the keys that a review mostly consists of, in Markdown."""
    kept = {one.action.id: one for one in known if one.where is Where.REVIEW}
    group = [kept[name] for name in MOST_USED]
    print("| size | key | first painting, ms | × floor | last byte, ms | bytes | of the screen |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for size in sizes:
        columns, rows = map(int, size.split("x"))
        for one in measure(group, columns, rows, repeats):
            print(
                f"| {size} | {MOST_USED[one.trial.action.id]} | {one.painted * 1000:.1f}"
                f" | {one.ratio:.2f} | {one.seconds * 1000:.1f} | {one.size:.0f}"
                f" | {one.cells / (columns * rows):.2f} |",
                flush=True,
            )


def measure(group: list[Trial], columns: int, rows: int, repeats: int) -> Iterator[Figures]:
    """The figures of the actions of one place, in one program as long as that goes."""
    floor_command = [sys.executable, str(ROOT / "benchmarks/terminal/floor.py")]
    with (
        tempfile.TemporaryDirectory() as home,
        Measured(floor_command, columns, rows, {"HOME": home}) as floor,
    ):
        floor.started()
        lasting = [trial for trial in group if trial.after is not None]
        if lasting:
            with started(lasting[0].where, columns, rows) as (app, _):
                for trial in lasting:
                    yield repeated(trial, app, floor, repeats)
        for trial in group:
            if trial.after is None:
                yield anew(trial, floor, columns, rows)


def repeated(trial: Trial, app: Measured, floor: Measured, repeats: int) -> Figures:
    """An action several times, and each time back to where it began."""
    figures = Figures(trial)
    for _ in range(repeats):
        press(app, trial.before)
        figures.floor.append(floor.key("n").seconds)
        figures.ours.append(tried(app, trial))
        press(app, trial.after or ())
        if not app.alive:
            sys.exit(f"{trial.where} {trial.action.id} ended the program")
    return figures


def anew(trial: Trial, floor: Measured, columns: int, rows: int) -> Figures:
    """An action after which nothing can be pressed that brings back what was."""
    figures = Figures(trial)
    with started(trial.where, columns, rows) as (app, folder):
        if trial.where is Where.CONFLICT:
            press(app, ("m",))
            decided_elsewhere(folder, REVIEWER)
            press(app, ("c",))
        press(app, trial.before)
        figures.floor.append(floor.key("n").seconds)
        figures.ours.append(tried(app, trial))
    return figures


def tried(app: Measured, trial: Trial) -> Burst:
    """The key of an action, and what it sends."""
    rest = AWAY if trial.action.id in LEAVING else REST
    if trial.action.id in DECIDING:
        time.sleep(REPEAT_DELAY + REST)
    return app.key(sent(trial.key), rest, answer=ANSWER)


def press(app: Measured, keys: tuple[str, ...]) -> None:
    """Presses keys one after the other, as somebody who looks at the screen."""
    for key in keys:
        app.key(sent(key), REST, answer=ANSWER)


@contextmanager
def started(where: Where, columns: int, rows: int) -> Iterator[tuple[Measured, Path]]:
    """The app in a project of its own, once all its policies are read."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        SCENES[where].project(folder)
        program = str(Path(sys.executable).parent / "reviewtui")
        command = [program, "review", *SCENES[where].arguments]
        whole = ["/bin/sh", "-c", 'cd "$0" && exec "$@"', name, *command]
        environment = {
            "HOME": f"{name}/home",
            "XDG_STATE_HOME": f"{name}/home/state",
            "REVIEWTUI_REVIEWER": REVIEWER,
            "VISUAL": "true",
        }
        with Measured(whole, columns, rows, environment) as app:
            app.started()
            time.sleep(READY)
            app.settle(REST, READY, answer=REST)
            if b"Traceback" in app.raw or not app.alive:
                sys.exit(f"the app did not start:\n{app.raw[-2000:].decode('utf-8', 'replace')}")
            yield app, folder


if __name__ == "__main__":
    sys.exit(main())
