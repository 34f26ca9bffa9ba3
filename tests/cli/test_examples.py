"""What README and docs show as typed runs as it stands there, in an empty home."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from itertools import pairwise
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.cli.program import PATIENCE, POLICY, PROGRAM, reviewtui

ROOT = Path(__file__).parents[2]
PAGES = ("README.md", "docs/commands.md", "docs/reports.md")
REVIEWS = ("vendors", "vendor-privacy", "2026")
_CHECKLIST = "checklists/vendor-privacy.toml"


def fenced(page: str) -> list[tuple[str, str]]:
    """What stands between fences on a page: the language that is named, and the lines."""
    text = (ROOT / page).read_text(encoding="utf-8")
    return re.findall(r"^```(\w*)\n(.*?)^```\n", text, re.MULTILINE | re.DOTALL)


def typed(page: str) -> list[str]:
    """The command lines of a page; not those that stand for any, with words in capitals."""
    lines = "".join(body for kind, body in fenced(page) if not kind).replace("\\\n", " ")
    found = (line for line in lines.splitlines() if re.match(r"(reviewtui|printf) ", line))
    return [line for line in found if not re.search(r"\[|\|[a-z]|\b[A-Z]{4,}\b", line)]


EXAMPLES = [(page, line) for page in PAGES for line in typed(page)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The samples, reviews of them by the names that the pages use, and a spreadsheet."""
    for name in ("policies", "checklists", "reviews"):
        shutil.copytree(ROOT / name, tmp_path / name)
    for name in ("acme", "vendor"):
        (tmp_path / f"policies/{name}.txt").write_text(POLICY, encoding="utf-8")
    shutil.copytree(tmp_path / "policies", tmp_path / "vendors")
    for name in REVIEWS:
        made = f"reviews/{name}.toml"
        ended = reviewtui(
            *("new", "review", made, "-c", _CHECKLIST, "--policies", "policies"), cwd=tmp_path
        )
        assert ended.status == 0, ended.errors
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Matrix"
    for row in (["ID", "Title", "Requirement"], ["retention", "Retention", "Says how long."]):
        sheet.append(row)
    book.save(tmp_path / "matrix.xlsx")
    (tmp_path / "checklists/shop.toml").write_bytes((tmp_path / _CHECKLIST).read_bytes())
    return tmp_path


def run(line: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """A line in a shell; the app is asked line by line, for there is no terminal here."""
    if "new checklist checklists/shop.toml" in line:
        (folder / "checklists/shop.toml").unlink()  # it would not write over it
    if "new review reviews/2026.toml" in line or "decide reviews/2026.toml" in line:
        (folder / "reviews/2026.toml").unlink()
    if re.search(r"(reviewtui review .*|&& reviewtui)$", line):
        line += " --plain < /dev/null"
    return subprocess.run(
        ["sh", "-c", line.replace('"…"', '"six years after the last kite"')],
        cwd=folder,
        env={**os.environ, "PATH": f"{Path(PROGRAM).parent}{os.pathsep}{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=False,
    )


@pytest.mark.parametrize(("page", "line"), EXAMPLES, ids=lambda one: one[:60])
def test_what_is_typed_works(folder: Path, page: str, line: str) -> None:
    ended = run(line, folder)
    undecided = line.startswith("reviewtui check")
    assert ended.returncode == (1 if undecided else 0), (page, line, ended.stderr)
    assert "Traceback" not in ended.stderr


def test_there_are_examples_on_each_of_the_pages() -> None:
    assert {page for page, _ in EXAMPLES} == {*PAGES}
    assert len(EXAMPLES) > 20


def test_what_is_shown_of_an_example_is_what_it_prints(folder: Path) -> None:
    blocks = fenced("docs/commands.md")
    [(line, shown)] = [
        (line, shown)
        for (_, line), (kind, shown) in pairwise(blocks)
        if line.startswith("reviewtui match ") and kind == "json"
    ]
    assert json.loads(run(line, folder).stdout) == json.loads(shown)
    for name in ("acme", "vendor"):
        (folder / f"policies/{name}.txt").unlink()
    [(line, shown)] = [
        (one, two) for (_, one), (_, two) in pairwise(blocks) if one.startswith("reviewtui decide")
    ]
    assert run(line, folder).stdout == shown


def test_the_python_of_the_readme_runs(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    [code] = [body for kind, body in fenced("README.md") if kind == "python"]
    monkeypatch.chdir(folder)
    exec(compile(code, "README.md", "exec"), {})  # noqa: S102 - that is what the page is for
    assert "six years" in capsys.readouterr().out


def test_the_checklists_that_are_shown_have_no_mistake(tmp_path: Path) -> None:
    whole, synonyms = [body for kind, body in fenced("docs/checklists.md") if kind == "toml"]
    head, _, table = whole.partition("[[requirement]]")
    other = f"{head[: head.index('synonyms')]}{synonyms}\n[[requirement]]{table}"
    for text in (whole, other):
        (tmp_path / "shop-privacy.toml").write_text(text, encoding="utf-8")
        ended = reviewtui("lint", "shop-privacy.toml", cwd=tmp_path)
        assert (ended.status, ended.output) == (0, "shop-privacy.toml: fine, 1 requirement\n")


def test_the_review_and_the_template_that_are_shown_can_be_used(folder: Path) -> None:
    [review] = [body for kind, body in fenced("docs/review-format.md") if kind == "toml"]
    (folder / "shown.toml").write_text(review, encoding="utf-8")
    assert "1 of at least 1 decided" in reviewtui("status", "shown.toml", cwd=folder).output
    [template] = [body for kind, body in fenced("docs/reports.md") if kind == "jinja"]
    (folder / "report.md").write_text(template, encoding="utf-8")
    ended = reviewtui(
        *("report", "reviews/sample.toml", "--format", "md", "--templates", "."), cwd=folder
    )
    assert ended.status == 0, ended.errors
    assert ended.output.startswith("# Vendor privacy policy review, for the board\n")
