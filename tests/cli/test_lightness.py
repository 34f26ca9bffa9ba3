"""What works without a terminal imports no user interface."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.cli.program import folder_with_all

LOADED = """
import sys
HEAVY = ("textual", "rich", "numpy", "pygments")
def report():
    print("loaded:", *sorted(name for name in HEAVY if name in sys.modules))
"""
EVERYTHING = """
import importlib, pkgutil, reviewtui
for module in pkgutil.walk_packages(reviewtui.__path__, "reviewtui."):
    if not module.name.startswith(("reviewtui.tui", "reviewtui.cli", "reviewtui.__main__")):
        importlib.import_module(module.name)
print(len(sys.modules) > 100)
report()
"""
COMMANDS = """
from reviewtui.cli.program import main
for arguments in (
    ["match", "policies", "-c", "checklists/small.toml", "--format", "json"],
    ["match", "policies", "-c", "checklists/small.toml"],
    ["text", "policies/kites.txt"],
    ["lint", "checklists/small.toml"],
    ["status", "nothing.toml"],
    ["--help"],
):
    assert main(arguments) in (0, 2), arguments
report()
"""


def run(program: str, cwd: Path) -> list[str]:
    ended = subprocess.run(
        [sys.executable, "-c", LOADED + program],
        cwd=cwd,
        capture_output=True,
        check=True,
        env=dict(os.environ),
    )
    return ended.stdout.decode().splitlines()


def test_the_whole_core_loads_no_user_interface(tmp_path: Path) -> None:
    assert run(EVERYTHING, tmp_path)[-2:] == ["True", "loaded:"]


def test_the_commands_load_no_user_interface(tmp_path: Path) -> None:
    assert run(COMMANDS, folder_with_all(tmp_path))[-1] == "loaded:"


def test_importing_the_package_loads_nothing(tmp_path: Path) -> None:
    program = """
import reviewtui, reviewtui.cli
print(sorted(name for name in sys.modules if name.startswith("reviewtui.") or name == "click"))
"""
    assert run(program, tmp_path) == ["['reviewtui.cli']"]


def test_help_loads_no_command(tmp_path: Path) -> None:
    program = """
from reviewtui.cli.program import main
main(["--help"])
print([name for name in ("match", "review", "status") if f"reviewtui.cli.{name}" in sys.modules])
"""
    assert run(program, tmp_path)[-1] == "[]"
