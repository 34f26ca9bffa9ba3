"""What works without a terminal imports no user interface."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from reviewtui import load_checklist, load_policy
from reviewtui.reviews import (
    Decision,
    Verdict,
    decide,
    new_review,
    now,
    record_policies,
    save_review,
)
from tests.cli.program import POLICY, folder_with_all

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
checklist = ["-c", "checklists/small.toml"]
KITES = ["--policy", "kites", "--requirement", "sharing"]
for arguments, status in (
    (["match", "policies", *checklist, "--format", "json"], 0),
    (["match", "policies", *checklist, "-r", "reviews/small.toml"], 0),
    (["match", "policies", *checklist, "-r", "nothing.toml"], 2),
    (["text", "policies/kites.txt"], 0),
    (["text", "policies/kites.txt", "--passages"], 0),
    (["text", "nothing.txt"], 2),
    (["lint", "checklists/small.toml"], 0),
    (["lint", "policies/kites.txt"], 2),
    (["status", "reviews/small.toml"], 0),
    (["status", "reviews/small.toml", "--format", "json"], 0),
    (["status", "nothing.toml"], 2),
    (["check", "reviews/small.toml"], 1),
    (["check", "reviews/small.toml", "--format", "json"], 1),
    (["check", "reviews/small.toml", "--format", "junit"], 1),
    (["check", "nothing.toml"], 2),
    (["report", "reviews/small.toml", "--format", "md"], 0),
    (["report", "reviews/small.toml", "--format", "md", "--only", "gaps", "-o", "gaps.md"], 0),
    (["report", "nothing.toml", "--format", "md"], 2),
    (["report", "reviews/small.toml", "--format", "md", "--policy", "nothing"], 2),
    (["decide", "reviews/small.toml", *KITES, "--verdict", "met", "--quote", "Sharing"], 0),
    (["decide", "reviews/small.toml", "--undo"], 0),
    (["decide", "reviews/small.toml", *KITES], 2),
    (["forget", "reviews/small.toml"], 0),
    (["forget", "nothing.toml"], 2),
    (["new", "checklist", "new.toml"], 0),
    (["new", "checklist", "new.toml"], 2),
    (["new", "review", "new-review.toml", *checklist], 0),
    (["schema", "match"], 0),
    (["completion", "bash"], 0),
    (["--help"], 0),
    (["--version"], 0),
    (["match", "--nothing"], 2),
):
    ended = main(arguments)
    assert ended == status, (arguments, ended)
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
    folder = folder_with_all(tmp_path)
    save_a_review(folder)
    (folder / "policies/kites.txt").write_text(POLICY.replace("six years", "nine years"))
    assert run(COMMANDS, folder)[-1] == "loaded:"


def save_a_review(folder: Path) -> None:
    """A review whose verdict goes stale when the policy is edited: status has to read both."""
    path = folder / "reviews/small.toml"
    checklist = load_checklist(folder / "checklists/small.toml")
    policy = load_policy(folder / "policies/kites.txt")
    start = POLICY.index("We keep your order")
    decision = Decision(
        policy=policy.id,
        text_digest=policy.text_digest,
        requirement=checklist.by_id["retention"],
        verdict=Verdict.MET,
        evidence=(policy.quote(start, start + 40),),
    )
    review = record_policies(new_review(checklist, path), [policy], path)
    save_review(decide(review, [decision], reviewer="ann", time=now()), path)


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
