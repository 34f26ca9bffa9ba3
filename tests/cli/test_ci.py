"""Every line of docs/ci.md runs as it stands there, in a repository like the one it describes."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.cli.program import PROGRAM, reviewtui

POLICY = "brackenfield-payroll"
REVIEW = "reviews/vendor-privacy.toml"
QUOTE = "Wage and tax records are kept for seven years"


def blocks(samples: Path, kind: str) -> list[str]:
    text = (samples / "docs/ci.md").read_text(encoding="utf-8")
    return re.findall(rf"^```{kind}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


def lines_of(block: str) -> list[str]:
    """The command lines of a pipeline: after `run:`, in what follows `run: |`, and listed below
    `script:`."""
    found: list[str] = []
    below = ""
    for line in block.splitlines():
        words = line.strip().removeprefix("- ")
        indented = len(line) - len(line.lstrip())
        if below and indented <= len(below):
            below = ""
        if below:
            found.append(words)
        elif words.endswith(("run: |", "script:")):
            below = " " * indented
        elif words.startswith("run: "):
            found.append(words.removeprefix("run: "))
    return found


@pytest.fixture
def repository(samples: Path, tmp_path: Path) -> Path:
    """One policy, all its must requirements decided."""
    folder = tmp_path / "repository"
    for name in (f"policies/{POLICY}.txt", "checklists/vendor-privacy.toml"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(samples / name, folder / name)
    checklist = folder / "checklists/vendor-privacy.toml"
    only = checklist.read_text(encoding="utf-8")
    head, *tables = only.split("[[requirement]]")
    kept = [one for one in tables if '"retention"' in one or 'severity = "may"' in one]
    checklist.write_text("[[requirement]]".join([head, *kept]), encoding="utf-8")
    ended = reviewtui(
        *("decide", REVIEW, "-c", checklist, "--policies", "policies", "--policy", POLICY),
        *("--requirement", "retention", "--verdict", "met", "--quote", QUOTE),
        cwd=folder,
    )
    assert ended.status == 0, ended.errors
    return folder


def ran(line: str, folder: Path) -> subprocess.CompletedProcess[str]:
    path = f"{Path(PROGRAM).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "GITHUB_STEP_SUMMARY": str(folder / "summary.md")}
    return subprocess.run(
        ["bash", "-e", "-c", line],
        cwd=folder, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_there_is_a_pipeline_for_each(samples: Path) -> None:
    counts = [len(lines_of(block)) for block in blocks(samples, "yaml")]
    assert counts == [6, 4]
    assert len(blocks(samples, "sh")) == 1


def all_lines(samples: Path) -> list[str]:
    lines = [line for block in blocks(samples, "yaml") for line in lines_of(block)]
    lines += [line for block in blocks(samples, "sh") for line in block.splitlines()[1:]]
    return [line for line in lines if not line.startswith("python -m pip install")]


def test_each_line_runs_where_the_review_stands(samples: Path, repository: Path) -> None:
    for line in all_lines(samples):
        ended = ran(line, repository)
        assert (line, ended.returncode, ended.stderr) == (line, 0, "")
    assert ET.parse(repository / "check.xml").getroot().get("failures") == "0"  # noqa: S314
    assert (repository / "summary.md").read_text(encoding="utf-8").startswith("#")


def test_an_edit_that_breaks_cited_words_fails_the_job(samples: Path, repository: Path) -> None:
    policy = repository / f"policies/{POLICY}.txt"
    text = policy.read_text(encoding="utf-8")
    policy.write_text(text.replace("seven years", "eleven years"), encoding="utf-8")
    for line in all_lines(samples):
        ended = ran(line, repository)
        fails = "check " in line and " -o " not in line
        assert (line, ended.returncode) == (line, int(fails)), ended.stderr
        if fails:
            assert "[-seven-]{+eleven+}" in ended.stdout
            assert "must    retention: met, but stale" in ended.stdout
    assert ET.parse(repository / "check.xml").getroot().get("failures") == "1"  # noqa: S314
    assert "retention" in (repository / "summary.md").read_text(encoding="utf-8")
