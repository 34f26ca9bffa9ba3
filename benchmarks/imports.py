"""What is imported before the first screen, beyond what a minimal Textual app imports.

    .venv/bin/python -m benchmarks.imports [POLICIES CHECKLIST]

Both programs run in a pty under `-X importtime`; times are summed over the modules that only
reviewtui imports, without those of Textual and Rich. Ends with 1 if they take over 60 ms, or
if numpy is among them.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections import defaultdict
from pathlib import Path
from statistics import median

from benchmarks.terminal.measuring import Measured

ROOT = Path(__file__).resolve().parents[1]
AIM = 60.0  # milliseconds
RUNS = 5
TEXTUALS_OWN = ("textual", "rich", "markdown_it", "mdit_py_plugins", "pygments")
_LINE = re.compile(r"import time:\s+(\d+) \|\s+\d+ \|\s+(\S+)")
# the interpreter reports imports on descriptor 2: a file; the app draws on the terminal
_SHELL = 'exec "$@" <"$0" >"$0" 2>"$IMPORTS"'
_DRAW = "import sys; sys.stderr = sys.__stderr__ = open('/dev/tty', 'w'); "
FLOOR = _DRAW + "from benchmarks.terminal.floor import Floor; Floor().run()"
# A line in the report where the first screen is complete: what comes after it does not count.
# There the app switches the garbage collector on again, which is off while it starts.
_SHOWN = "first screen"
OURS = (
    _DRAW
    + f"""
import gc, os
switch_on = gc.enable
def shown():
    os.write(2, b"{_SHOWN}\\n")
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
            text = log.read_text().split(_SHOWN)[0]
    return {name: int(micros) / 1000 for micros, name in _LINE.findall(text)}


def main() -> int:
    """Prints the packages by time, and their sum."""
    policies, checklist = sys.argv[1:3] or (
        str(ROOT / "policies"),
        str(ROOT / "checklists/vendor-privacy.toml"),
    )
    sums, packages = [], defaultdict(list)
    numpy = False
    for run in range(RUNS + 1):
        floor = imports(FLOOR, [])
        with tempfile.TemporaryDirectory() as folder:
            arguments = ["review", policies, "-c", checklist, "-r", f"{folder}/r.toml"]
            ours = imports(OURS, arguments)
        if not run:
            continue  # the first start after an edit compiles
        numpy |= any(name.split(".")[0] == "numpy" for name in ours)
        beyond: dict[str, float] = defaultdict(float)
        for name, milliseconds in ours.items():
            if name not in floor and name.split(".")[0] not in TEXTUALS_OWN:
                beyond[_package(name)] += milliseconds
        sums.append(sum(beyond.values()))
        for package, milliseconds in beyond.items():
            packages[package].append(milliseconds)
    for package, times in sorted(packages.items(), key=lambda item: -median(item[1]))[:25]:
        print(f"{median(times):7.1f} ms  {package}")
    there = "among them" if numpy else "not among them"
    print(f"{median(sums):7.1f} ms  together (aim {AIM:.0f}), numpy {there}")
    return int(median(sums) > AIM or numpy)


def _package(module: str) -> str:
    """What a module is counted under: reviewtui's packages apart, others by their first name."""
    return ".".join(module.split(".")[: 2 if module.startswith("reviewtui.") else 1])


if __name__ == "__main__":
    sys.exit(main())
