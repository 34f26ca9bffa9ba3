"""`reviewtui report`: where it goes, what is refused, and what is said on standard error."""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
from io import StringIO
from pathlib import Path

import pytest

from reviewtui.reports import FORMATS
from tests.cli.program import PROGRAM, contents, reviewtui
from tests.reports.samples import KEPT, REVIEW, make_project


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small project with a review."""
    return make_project(tmp_path / "project").parent.parent


@pytest.mark.parametrize("name", FORMATS)
def test_a_file_holds_what_standard_output_gets(folder: Path, name: str) -> None:
    printed = subprocess.run(
        [PROGRAM, "report", REVIEW, "--format", name], cwd=folder, capture_output=True, check=True
    )
    assert printed.stderr == b""
    ended = reviewtui("report", REVIEW, "--format", name, "-o", f"out{name}", cwd=folder)
    assert (ended.status, ended.output, ended.errors) == (0, "", "")
    assert (folder / f"out{name}").read_bytes() == printed.stdout != b""


def test_only_policy_and_section_choose(folder: Path) -> None:
    chosen = ("--only", "gaps", "--policy", "kites", "--section", "Others")
    ended = reviewtui("report", REVIEW, "--format", "csv", *chosen, cwd=folder)
    rows = list(csv.DictReader(StringIO(ended.output)))
    assert [(row["policy"], row["requirement"], row["verdict"]) for row in rows] == [
        ("kites", "sharing", "missing")
    ]
    assert rows[0]["note"] == "Only a carrier.\nAsk them."


def test_a_policy_that_is_not_there_is_an_error_and_nothing_is_written(folder: Path) -> None:
    before = contents(folder)
    ended = reviewtui(
        "report", REVIEW, "--format", "md", "--policy", "kitse", "-o", "x.md", cwd=folder
    )
    assert ended.status == 2
    assert ended.error_lines == [
        '--policy "kitse": not among the policies of the review; did you mean "kites"?'
    ]
    assert contents(folder) == before


@pytest.mark.parametrize("target", [REVIEW, "checklists/small.toml", "policies/kites.txt"])
def test_what_it_is_made_from_is_not_written_over(folder: Path, target: str) -> None:
    before = contents(folder)
    ended = reviewtui("report", REVIEW, "--format", "md", "-o", target, cwd=folder)
    assert ended.status == 2
    assert ended.error_lines == [f"{target}: the report is made from it; name another file"]
    assert contents(folder) == before


def test_a_folder_that_takes_nothing_is_one_line(folder: Path) -> None:
    ended = reviewtui("report", REVIEW, "--format", "md", "-o", "policies", cwd=folder)
    assert ended.status == 2
    assert len(ended.error_lines) == 1
    assert ended.error_lines[0].startswith("policies: ")


def test_a_binary_format_is_not_for_a_terminal(folder: Path) -> None:
    master, slave = os.openpty()
    try:
        ended = subprocess.run(
            [PROGRAM, "report", REVIEW, "--format", "xlsx"],
            cwd=folder,
            stdout=slave,
            stderr=subprocess.PIPE,
            check=False,
        )
    finally:
        os.close(slave)
        os.close(master)
    assert ended.returncode == 2
    assert ended.stderr.decode() == (
        "--format xlsx: not for a terminal; name a file: -o report.xlsx\n"
    )


def test_raw_leaves_formulas_and_warns(folder: Path) -> None:
    text = (folder / REVIEW).read_text().replace("Only a carrier.", "=1+1 \\u001b[31m")
    (folder / REVIEW).write_text(text)
    guarded = reviewtui("report", REVIEW, "--format", "csv", cwd=folder)
    raw = reviewtui("report", REVIEW, "--format", "csv", "--raw", cwd=folder)
    assert "'=1+1 ␛[31m" in guarded.output
    assert guarded.errors == ""
    assert "'=1+1" not in raw.output
    assert "=1+1 \x1b[31m" in raw.output
    assert raw.error_lines[0].startswith("--raw: ")
    assert reviewtui("report", REVIEW, "--format", "md", "--raw", cwd=folder).status == 2


def test_nobody_who_reads_is_no_error(folder: Path) -> None:
    note = "many words " * 20_000
    text = (folder / REVIEW).read_text().replace("Only a carrier.", note)
    (folder / REVIEW).write_text(text)
    command = f"{PROGRAM} report {REVIEW} --format json | head -c 10; echo ${{PIPESTATUS[0]}}"
    ended = subprocess.run(
        ["bash", "-c", command], cwd=folder, capture_output=True, text=True, check=True
    )
    assert ended.stderr == ""
    assert ended.stdout.endswith("141\n")


def test_a_review_alone_is_reported_and_that_is_said(folder: Path, tmp_path: Path) -> None:
    alone = tmp_path / "alone"
    alone.mkdir()
    shutil.copy(folder / REVIEW, alone / "small.toml")
    ended = reviewtui("report", "small.toml", "--format", "json", cwd=alone)
    assert ended.status == 0
    found = json.loads(ended.output)
    assert found["checklist"]["found"] is False
    assert found["problems"] == ended.error_lines[:-1]
    assert ended.error_lines[-1] == "small.toml: for these, reported from the review alone"
    assert any(one["exact"] == KEPT for each in found["findings"] for one in each["evidence"])


def test_named_files_go_before_recorded_ones(folder: Path, tmp_path: Path) -> None:
    alone = tmp_path / "alone"
    alone.mkdir()
    shutil.copy(folder / REVIEW, alone / "small.toml")
    files = ("-c", folder / "checklists/small.toml", "--policies", folder / "policies")
    ended = reviewtui("report", "small.toml", "--format", "json", *files, cwd=alone)
    assert ended.errors == ""
    assert [one["state"] for one in json.loads(ended.output)["policies"]] == ["same", "same"]


@pytest.mark.parametrize("name", FORMATS)
def test_writing_a_report_changes_nothing_else(folder: Path, name: str) -> None:
    before = contents(folder)
    reviewtui("report", REVIEW, "--format", name, "-o", "out", cwd=folder)
    (folder / "out").unlink()
    assert contents(folder) == before


def test_a_page_for_each_policy_goes_into_a_folder_of_its_own(folder: Path) -> None:
    split = ("report", REVIEW, "--format", "html", "--split", "-o")
    for _ in range(2):  # such a report may be written anew
        ended = reviewtui(*split, "site", cwd=folder)
        assert (ended.status, ended.output, ended.errors) == (0, "", "")
        names = sorted(path.name for path in (folder / "site").iterdir())
        assert names == ["001-boats.html", "002-kites.html", "index.html"]
    assert KEPT in (folder / "site/002-kites.html").read_text()
    before = contents(folder)
    for target, said in (
        ("policies", "policies: holds other files; name a new folder"),
        (REVIEW, f"{REVIEW}: a file; name a folder"),
        ("none/site", "none/site: no such file or directory; check the folder and the disk"),
    ):
        ended = reviewtui(*split, target, cwd=folder)
        assert (ended.status, ended.error_lines) == (2, [said])
    assert contents(folder) == before


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--format", "html"), "--split: writes a folder; name it: -o FOLDER"),
        (("--format", "md", "-o", "x"), "--split: only for --format html; leave it out for md"),
    ],
)
def test_split_is_for_a_folder_of_pages(folder: Path, options: tuple[str, ...], said: str) -> None:
    ended = reviewtui("report", REVIEW, "--split", *options, cwd=folder)
    assert (ended.status, ended.error_lines) == (2, [said])


def test_templates_come_from_the_option_or_the_users_config(folder: Path) -> None:
    own, other = folder / "own", folder / "other"
    for where in (own, other):
        where.mkdir()
        (where / "report.md").write_text(f"{where.name}: {{{{ checklist.title }}}}\n")
    md = ("report", REVIEW, "--format", "md")
    config = Path(os.environ["XDG_CONFIG_HOME"]) / "reviewtui/config.toml"
    config.parent.mkdir(parents=True)
    config.write_text(f'reviewer = "Ann"\ntemplates = "{own}"\n')
    assert reviewtui(*md, cwd=folder).output == "own: A small checklist\n"
    assert reviewtui(*md, "--templates", "other", cwd=folder).output == "other: A small checklist\n"
    html = reviewtui("report", REVIEW, "--format", "html", cwd=folder)
    assert html.output.startswith("<!DOCTYPE html>")
    config.write_text('reviewer = "Ann"\ntemplates = "gone"\n')
    ended = reviewtui(*md, cwd=folder)
    assert ended.status == 2
    assert ended.error_lines == [f"{config}:2: {config.parent / 'gone'} is no folder; name another"]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--format", "html"), "policies: no report.html there; write one"),
        (("--format", "csv"), "--templates: only for --format md and html; leave it out"),
        (
            ("--format", "html", "--split", "-o", "x"),
            "--templates: not with --split; leave one out",
        ),
    ],
)
def test_templates_that_cannot_be_used(folder: Path, options: tuple[str, ...], said: str) -> None:
    before = contents(folder)
    ended = reviewtui("report", REVIEW, "--templates", "policies", *options, cwd=folder)
    assert (ended.status, ended.error_lines) == (2, [said])
    assert contents(folder) == before


def test_a_folder_beside_the_review_sets_no_templates(folder: Path) -> None:
    (folder / "reviewtui.toml").write_text('templates = "policies"\n')
    ended = reviewtui("report", REVIEW, "--format", "md", cwd=folder)
    assert (ended.status, ended.output[:19]) == (0, "# A small checklist")
