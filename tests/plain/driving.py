"""The linear mode as a program: lines in, lines out; what the tests of this folder share."""

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from reviewtui.reviews import Review, load_review
from tests.tui.driving import write_project

PROGRAM = [sys.executable, "-m", "reviewtui"]
ARGUMENTS = ["--plain", "policies", "-c", "small.toml", "-r", "r.toml", "--reviewer", "ann"]


@dataclass
class Talked:
    """What a dialogue left."""

    output: str
    errors: str
    status: int


def talk(folder: Path, *lines: str, arguments: list[str] | None = None) -> Talked:
    """Answers these lines, then ends the input."""
    return feed(folder, "".join(f"{line}\n" for line in lines).encode(), arguments)


def feed(folder: Path, content: bytes, arguments: list[str] | None = None) -> Talked:
    """The same with an input of these bytes."""
    if not (folder / "small.toml").exists():
        write_project(folder)
    ended = subprocess.run(
        [*PROGRAM, *(ARGUMENTS if arguments is None else arguments)],
        cwd=folder,
        input=content,
        capture_output=True,
        timeout=60,
        check=False,
    )
    return Talked(ended.stdout.decode(), ended.stderr.decode(), ended.returncode)


def reviewed(folder: Path) -> Review:
    """What the review file holds."""
    return load_review(folder / "r.toml")
