"""How long `--help` of each command takes, against a program of click alone with one command.

    python -m benchmarks.helping [--times 15]

In turns, the processor's time of the whole program, medians. Ends with 1 if one takes more than
1.4 times as long.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path
from statistics import median

from reviewtui.cli.commands import COMMANDS

PROGRAM = str(Path(sys.executable).parent / "reviewtui")
LINE = 1.4
BARE = """\
import click

@click.group()
def program():
    "A program."

@program.command()
@click.argument("file")
@click.option("--number", type=int, default=3, help="A number.")
@click.option("--name", type=click.Choice(["a", "b"]), help="A name.")
def do(file, number, name):
    "Do it."

program()
"""


def busy(*command: str) -> float:
    """Seconds of the processor for one run, with its output into nothing."""
    child = os.fork()
    if child == 0:
        nowhere = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(nowhere, stream)
        os.execv(command[0], command)  # noqa: S606 - no shell is wanted
    _, status, usage = os.wait4(child, 0)
    assert os.waitstatus_to_exitcode(status) == 0, command
    return usage.ru_utime + usage.ru_stime


def main() -> int:
    """Measures and prints; 1 where a line is crossed."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--times", type=int, default=15)
    options = parser.parse_args()
    crossed = False
    with tempfile.TemporaryDirectory() as name:
        bare = Path(name) / "bare.py"
        bare.write_text(BARE)
        for command in ([], *([one] for one in COMMANDS)):
            below = ["do"] if command else []
            pairs = [
                (
                    busy(PROGRAM, *command, "--help"),
                    busy(sys.executable, str(bare), *below, "--help"),
                )
                for _ in range(options.times)
            ]
            ours, floor = (median(times) for times in zip(*pairs, strict=True))
            crossed |= ours > LINE * floor
            called = " ".join(["reviewtui", *command, "--help"])
            print(
                f"{called:34} {ours * 1000:4.0f} ms, bare {floor * 1000:3.0f}: {ours / floor:.2f}"
            )
    print(f"line: {LINE}")
    return int(crossed)


if __name__ == "__main__":
    raise SystemExit(main())
