"""Finding and picking beside the floor app: on the samples, on a megabyte, on policies of yours.

    .venv/bin/python -m benchmarks.terminal.finding [POLICIES CHECKLIST] [--starts N] [--size …]

Milliseconds from a key to the last byte, medians, each in turn with a key of the floor app; the
first find, the first list and so on of each start apart from all that follow. Ends with 1 if a key
typed in a find takes more than 1.5 times the floor's. Escape is left out: Textual waits a tenth of
a second for the rest of a sequence that begins with it.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.terminal.large import AIM, READY, show
from benchmarks.terminal.measuring import Measured
from benchmarks.terminal.projects import CHECKLIST, ROOT, large

if TYPE_CHECKING:
    from benchmarks.terminal.measuring import Burst

    Figures = defaultdict[str, tuple[list[Burst], list[Burst]]]  # ours and the floor's

SIZES = ("80x24", "120x40")
QUERY, TYPO = "information", "inforamtion"
ESCAPE, BACKSPACE, ENTER, DOWN = "\x1b", "\x7f", "\r", "\x1b[B"
# what is pressed, and what it is called; nothing for what is not measured
_FIND = (
    ("/", "find"), *((letter, "letter") for letter in QUERY), (DOWN, "next hit while typing"),
    *((BACKSPACE, "backspace") for _ in range(4)), (ENTER, "query complete"), ("n", "next hit"),
    ("N", "previous hit"), ("n", "next hit"), ("/", "find"),
    *((letter, "letter of a typo") for letter in TYPO), (ESCAPE, ""),
)  # fmt: skip
_PICK = (
    (":", "commands"), *((letter, "letter of a command") for letter in "theme"), (ESCAPE, ""),
    ("'", "jump"), *((letter, "letter of a jump") for letter in "reten"), (ESCAPE, ""),
    ("?", "help"), (ESCAPE, ""), ("Q", "queues"), (ESCAPE, ""),
)  # fmt: skip
_ASKED = ("find", "letter", "letter of a typo", "backspace", "query complete", "next hit")


def main() -> int:
    """Measures and prints; 1 where a line is crossed."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("policies", nargs="?")
    parser.add_argument("checklist", nargs="?", default=str(ROOT / CHECKLIST))
    parser.add_argument("--starts", type=int, default=3)
    parser.add_argument("--size", nargs="*", default=SIZES)
    options = parser.parse_args()
    over = False
    with tempfile.TemporaryDirectory() as name:
        large(Path(name))
        places = [("samples", f"{ROOT}/policies", str(ROOT / CHECKLIST), 2.0)]
        if options.policies:
            places.append(("yours", options.policies, options.checklist, 2.0))
        places.append(("a megabyte", f"{name}/policies", f"{name}/{CHECKLIST}", READY))
        for size in options.size:
            columns, rows = map(int, size.split("x"))
            for title, policies, checklist, ready in places:
                print(f"{size} {title}")
                over |= measure((policies, checklist), (columns, rows), ready, options.starts)
    return int(over)


def measure(project: tuple[str, str], size: tuple[int, int], ready: float, starts: int) -> bool:
    """Prints the figures of one project at one size; True where one is over its line."""
    first: Figures = defaultdict(lambda: ([], []))
    later: Figures = defaultdict(lambda: ([], []))
    for _ in range(starts):
        with tempfile.TemporaryDirectory() as home:
            once(project, size, (ready, home), (first, later))
    over = False
    for name, bursts in first.items():
        show(f"first {name}", *bursts)
    for name, bursts in later.items():
        times = show(name, *bursts)
        over |= name in _ASKED and times > AIM
    return over


def once(
    project: tuple[str, str],
    size: tuple[int, int],
    start: tuple[float, str],
    figures: tuple[Figures, Figures],
) -> None:
    """One start of both programs, in a home, ready after so many quiet seconds; ours is given all
    keys twice. What each takes goes into the figures of the first times or into the others."""
    (ready, home), (first, later) = start, figures
    program = str(Path(sys.executable).parent / "reviewtui")
    policies, checklist = project
    command = [program, "review", policies, "-c", checklist, "-r", f"{home}/r.toml"]
    environment = {"HOME": home, "XDG_STATE_HOME": f"{home}/state", "USER": "bench"}
    floor_command = [sys.executable, str(ROOT / "benchmarks/terminal/floor.py")]
    with (
        Measured(floor_command, *size, environment) as floor,
        Measured(command, *size, environment) as app,
    ):
        floor.started()
        app.started(quiet=ready, limit=60.0)
        seen: set[str] = set()
        for key, name in (*_FIND, *_PICK, *_FIND, *_PICK):
            theirs = floor.key("n") if name else None
            ours = app.key(key, 0.2 if key == ESCAPE else 0.12, answer=0.3)
            if theirs is not None and ours.size:
                into = later if name in seen else first
                into[name][0].append(ours)
                into[name][1].append(theirs)
                seen.add(name)


if __name__ == "__main__":
    sys.exit(main())
