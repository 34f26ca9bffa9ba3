"""Runs the installed `reviewtui` as a user's shell does, and small files for it to read."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

PROGRAM = str(Path(sys.executable).parent / "reviewtui")
PATIENCE = 60  # seconds

POLICY = """Privacy at Marrowby Kites

Retention

We keep your order records for six years after the last kite was sent, then we delete them.

Sharing

We may share your address with:

• the carrier that brings the parcel,
• the bank that takes the payment.

We do not sell personal data to anyone.
"""

CHECKLIST = """\
format = 1
id = "small"
title = "A small checklist"

[[requirement]]
id = "retention"
title = "Retention period"
text = "Says how long personal data is kept."

[[requirement]]
id = "sharing"
title = "Recipients"
text = "Names who receives personal data."
"""


@dataclass(frozen=True, slots=True)
class Ended:
    """What a run of the program left."""

    status: int
    output: str
    errors: str

    @property
    def error_lines(self) -> list[str]:
        """Standard error by lines."""
        return self.errors.splitlines()


def reviewtui(
    *arguments: str | Path, cwd: Path, stdin: bytes = b"", environment: dict[str, str] | None = None
) -> Ended:
    """Runs `reviewtui` in the folder `cwd`, without a terminal."""
    ended = subprocess.run(
        [PROGRAM, *map(str, arguments)],
        cwd=cwd,
        input=stdin,
        env=environment,
        capture_output=True,
        timeout=PATIENCE,
        check=False,
    )
    return Ended(ended.returncode, ended.stdout.decode(), ended.stderr.decode())


def folder_with_all(folder: Path) -> Path:
    """Makes `policies/kites.txt` and `checklists/small.toml` in `folder`."""
    for name, text in {"policies/kites.txt": POLICY, "checklists/small.toml": CHECKLIST}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below `folder` and what is in it: to see that nothing was written."""
    return {
        str(path.relative_to(folder)): path.read_bytes() if path.is_file() else b""
        for path in sorted(folder.rglob("*"))
    }
