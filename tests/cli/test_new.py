"""`reviewtui new`: what it makes is good, and nothing that is there is written over."""

from __future__ import annotations

from pathlib import Path

import pytest

from reviewtui.reviews import load_review
from tests.cli.program import CHECKLIST, POLICY, contents, folder_with_all, reviewtui

TABLE = "id,text\na,Says a.\n"


def test_a_checklist_from_the_template(tmp_path: Path) -> None:
    ended = reviewtui("new", "checklist", "checklists/shop.toml", cwd=tmp_path)
    assert (ended.status, ended.errors) == (0, "")
    assert ended.output == "checklists/shop.toml: 2 requirements\n"
    assert reviewtui("lint", "checklists/shop.toml", cwd=tmp_path).status == 0
    first = (tmp_path / "checklists/shop.toml").read_text().split("\n", 1)[0]
    directive, _, place = first.partition(" ")
    assert directive == "#:schema"
    schema = (tmp_path / "checklists" / place).read_text(encoding="utf-8")
    assert schema == reviewtui("schema", "checklist", cwd=tmp_path).output


def test_a_checklist_from_a_table(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text(TABLE)
    ended = reviewtui(
        "new", "checklist", "x.toml", "--from", "list.csv", "--title", "Ours", cwd=tmp_path
    )
    assert (ended.status, ended.output) == (0, "x.toml: 1 requirement\n")
    (line,) = ended.error_lines
    assert line.startswith("list.csv: id=A, text=B") or "id=A (id), text=B (text)" in line
    assert 'title = "Ours"' in (tmp_path / "x.toml").read_text()
    assert reviewtui("lint", "x.toml", cwd=tmp_path).status == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("there.toml",), "there.toml: is there already, and is left as it is"),
        (("new.txt",), "name it new.txt.toml"),
        (("new.toml", "--columns", "id=A"), "--columns: goes with --from"),
        (("new.toml", "--sheet", "A"), "--sheet: goes with --from"),
        (("new.toml", "--from", "nothing.csv"), "nothing.csv: no such file"),
        (("new.toml", "--from", "list.doc"), "made from CSV, XLSX or an OSCAL catalog"),
        (("new.toml", "--from", "list.csv", "--sheet", "A"), "--sheet: only an XLSX file"),
        (("new.toml", "--from", "list.csv", "--columns", "text=Q"), "no such column"),
        (("list.csv/new.toml",), "list.csv/new.toml: part of its path is not a folder"),
    ],
)
def test_bad_input_writes_nothing(tmp_path: Path, arguments: tuple[str, ...], said: str) -> None:
    (tmp_path / "there.toml").write_text("mine")
    (tmp_path / "list.csv").write_text(TABLE)
    (tmp_path / "list.doc").write_text("")
    before = contents(tmp_path)
    ended = reviewtui("new", "checklist", *arguments, cwd=tmp_path)
    assert (ended.status, ended.output) == (2, "")
    (line,) = ended.error_lines
    assert said in line
    assert contents(tmp_path) == before


def test_a_schema_that_is_there_stays(tmp_path: Path) -> None:
    (tmp_path / "checklist.schema.json").write_text("mine")
    assert reviewtui("new", "checklist", "x.toml", cwd=tmp_path).status == 0
    assert (tmp_path / "checklist.schema.json").read_text() == "mine"


def test_a_review_knows_its_files_and_has_no_verdict(tmp_path: Path) -> None:
    folder = folder_with_all(tmp_path)
    (folder / "policies/boats.txt").write_text(POLICY)
    new = ("new", "review", "reviews/a.toml", "-c", "checklists/small.toml")
    ended = reviewtui(*new, "--policies", "policies", cwd=folder)
    assert (ended.status, ended.errors) == (0, "")
    assert ended.output == "reviews/a.toml: 2 policies, 4 verdicts to give\n"
    review = load_review(folder / "reviews/a.toml")
    assert [one.id for one in review.policies] == ["boats", "kites"]
    assert (review.checklist.id, dict(review.entries)) == ("small", {})
    ended = reviewtui("status", "reviews/a.toml", cwd=folder)
    assert (ended.status, ended.errors) == (0, "")
    assert ended.output.startswith("checklist small: 0 of 4 decided")
    before = contents(folder)
    ended = reviewtui(*new, "--policies", "policies", cwd=folder)
    assert (ended.status, ended.output) == (2, "")
    assert "reviews/a.toml: is there already" in ended.errors
    assert contents(folder) == before
    named = ("--policy", "kites", "--requirement", "sharing", "--verdict", "missing")
    assert reviewtui("decide", "reviews/a.toml", *named, cwd=folder).status == 0


def test_a_review_of_what_the_folder_holds(tmp_path: Path) -> None:
    folder = folder_with_all(tmp_path)
    assert reviewtui("new", "review", "reviews/b.toml", cwd=folder).status == 0
    (folder / "checklists/other.toml").write_text(CHECKLIST.replace("small", "other"))
    ended = reviewtui("new", "review", "reviews/c.toml", cwd=folder)
    assert (ended.status, ended.output) == (2, "")
    assert "say which with -c CHECKLIST" in ended.errors
