"""What is imported before the first screen, beyond what a minimal Textual app imports.

    .venv/bin/python -m benchmarks.imports [POLICIES CHECKLIST]

Both programs run in a pty under `-X importtime`. The medians of the modules that only reviewtui
imports are summed, without those of Textual and Rich, and set against what these take: a machine
that is slow today is slow for both. Module by module, since those that a worker imports may have
to wait for what else goes on. Ends with 1 if they take over 60 ms, or if numpy is among them.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections import defaultdict
from pathlib import Path
from statistics import median

from benchmarks.terminal.measuring import Measured
from benchmarks.terminal.projects import CHECKLIST, REVIEW, done

ROOT = Path(__file__).resolve().parents[1]
AIM = 60.0  # milliseconds
RUNS = 7
SHOWN = 20  # packages
TEXTUALS_OWN = ("textual", "rich", "markdown_it", "mdit_py_plugins", "pygments")
_LINE = re.compile(r"import time:\s+(\d+) \|\s+\d+ \|\s+(\S+)")
# the interpreter reports imports on descriptor 2: a file; the app draws on the terminal
_SHELL = 'exec "$@" <"$0" >"$0" 2>"$IMPORTS"'
_DRAW = "import sys; sys.stderr = sys.__stderr__ = open('/dev/tty', 'w'); "
FLOOR = _DRAW + "from benchmarks.terminal.floor import Floor; Floor().run()"
# A line in the report where the first screen is complete: what comes after it does not count.
# There the app switches the garbage collector on again, which is off while it starts.
_MARK = "first screen"
OURS = (
    _DRAW
    + f"""
import gc, os
switch_on = gc.enable
def shown():
    os.write(2, b"{_MARK}\\n")
    switch_on()
gc.enable = shown
from reviewtui.cli import run
run()
"""
)


def imports(code: str, arguments: list[str]) -> dict[str, float]:
    """The modules that a program imports until its first screen: own milliseconds of each."""
    with tempfile.TemporaryDirectory() as home:
        log = Path(home, "imports")
        environment = {
            "HOME": home,
            "XDG_STATE_HOME": f"{home}/state",
            "USER": "bench",
            "IMPORTS": str(log),
            "PYTHONPATH": str(ROOT),
        }
        command = [sys.executable, "-X", "importtime", "-c", code, *arguments]
        with Measured(command, 80, 24, environment, shell=_SHELL) as program:
            if not program.started().size:
                sys.exit(f"the program did not start: {log.read_text()[-2000:]}")
            before, mark, _ = log.read_text().partition(_MARK)
            if code is OURS and not mark:
                sys.exit("it was not seen when the first screen was complete")
    return {name: int(micros) / 1000 for micros, name in _LINE.findall(before)}


def main() -> int:
    """Prints the packages by time, and their sum, for a new review and for a finished one."""
    given = sys.argv[1:3]
    with tempfile.TemporaryDirectory() as folder:
        done(Path(folder))
        policies, checklist = given or (f"{folder}/policies", f"{folder}/{CHECKLIST}")
        asked = ["review", policies, "-c", checklist, "-r"]
        over = measured("a new review", [*asked, f"{folder}/new.toml"])
        if not given:
            over |= measured("a finished review", [*asked, f"{folder}/{REVIEW}"])
    return int(over)


def measured(title: str, arguments: list[str]) -> bool:
    """Prints what is imported for these arguments; True if it takes too long."""
    times: defaultdict[str, list[float]] = defaultdict(list)
    textuals: list[float] = []
    for run in range(RUNS + 1):
        floor, ours = imports(FLOOR, []), imports(OURS, arguments)
        if not run:
            continue  # the first start after an edit compiles
        textuals.append(sum(own for name, own in floor.items() if _is_textuals(name)))
        for name, milliseconds in ours.items():
            if name not in floor and not _is_textuals(name):
                times[name].append(milliseconds)
    packages: defaultdict[str, float] = defaultdict(float)
    for name, found in times.items():
        packages[_package(name)] += median(found)
    together = sum(packages.values())
    numpy = "numpy" in packages
    print(f"{title}:")
    for package, milliseconds in sorted(packages.items(), key=lambda item: -item[1])[:SHOWN]:
        print(f"{milliseconds:7.1f} ms  {package}")
    print(
        f"{together:7.1f} ms  together (aim {AIM:.0f}), {together / median(textuals):.2f} of what "
        f"Textual takes by itself; numpy {'among' if numpy else 'not among'} them"
    )
    return together > AIM or numpy


def _is_textuals(module: str) -> bool:
    return module.split(".", maxsplit=1)[0] in TEXTUALS_OWN


def _package(module: str) -> str:
    """What a module is counted under: reviewtui's packages apart, others by their first name."""
    return ".".join(module.split(".")[: 2 if module.startswith("reviewtui.") else 1])


if __name__ == "__main__":
    sys.exit(main())
