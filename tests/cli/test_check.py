"""`reviewtui check`: what fails, by which severity, what it shows, and the status."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from benchmarks.reports.sarif_rules import check_log
from reviewtui import load_checklist, load_policy
from reviewtui.reviews import (
    Decision,
    Verdict,
    decide,
    load_review,
    new_review,
    record_policies,
    save_review,
    set_deferred,
    set_note,
)
from tests.cli.program import POLICY, contents, folder_with_all, reviewtui

TIME = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)
REVIEW = "reviews/small.toml"
SHOULD = 'id = "sharing"\nseverity = "should"'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A review in which all stands: `sharing` is a should."""
    folder = folder_with_all(tmp_path / "project")
    checklist = folder / "checklists/small.toml"
    checklist.write_text(checklist.read_text().replace('id = "sharing"', SHOULD))
    decided(folder, "retention", Verdict.MET, "We keep your order records for six years")
    decided(folder, "sharing", Verdict.MET, "the carrier that brings the parcel")
    return folder


def decided(folder: Path, requirement: str, verdict: Verdict, words: str = "") -> None:
    """Decides one requirement for kites, citing `words`."""
    path = folder / REVIEW
    checklist = load_checklist(folder / "checklists/small.toml")
    policy = load_policy(folder / "policies/kites.txt")
    review = load_review(path) if path.exists() else new_review(checklist, path)
    start = policy.text.index(words)
    quotes = (policy.quote(start, start + len(words)),) if words else ()
    decision = Decision(
        policy.id, policy.text_digest, checklist.by_id[requirement], verdict, quotes
    )
    review = record_policies(review, [policy], path)
    save_review(decide(review, [decision], reviewer="ann", time=TIME), path)


def edit(folder: Path, old: str, new: str) -> None:
    """Edits the policy."""
    path = folder / "policies/kites.txt"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def findings(folder: Path, *more: str | Path) -> list[dict[str, Any]]:
    """The lines of JSON."""
    ended = reviewtui("check", REVIEW, "--format", "json", *more, cwd=folder)
    lines = [json.loads(line) for line in ended.output.splitlines()]
    assert ended.status == int(any(line["fails"] for line in lines))
    assert ended.errors == ""
    return lines


def test_a_review_that_stands(folder: Path) -> None:
    before = contents(folder)
    ended = reviewtui("check", REVIEW, cwd=folder)
    assert (ended.status, ended.errors) == (0, "")
    assert ended.output == "checklist small: all 2 stand\n"
    assert findings(folder) == []
    assert contents(folder) == before


@pytest.mark.parametrize("verdict", list(Verdict))
def test_what_fails(folder: Path, verdict: Verdict) -> None:
    decided(folder, "sharing", verdict)
    fails = verdict in {Verdict.MISSING, Verdict.CONTRADICTED, Verdict.UNCLEAR}
    assert [line["gaps"] for line in findings(folder)] == ([[str(verdict)]] if fails else [])
    strict = fails or verdict is Verdict.PARTIAL
    assert bool(findings(folder, "--strict")) == strict
    ended = reviewtui("check", REVIEW, "--strict", cwd=folder)
    assert ended.status == int(strict)
    assert (f"should  sharing: {verdict}" in ended.output) == strict


def test_what_is_deferred_counts_as_undecided(folder: Path) -> None:
    review = load_review(folder / REVIEW)
    entries = {pair: entry for pair, entry in review.entries.items() if pair[1] != "sharing"}
    bare = type(review)(
        review.id, review.checklist, review.policies, review.wordings, entries, texts=review.texts
    )
    save_review(bare, folder / REVIEW)
    assert [line["gaps"] for line in findings(folder)] == [["undecided"]]
    deferred = set_deferred(bare, "kites", "sharing", reviewer="ann", time=TIME)
    save_review(deferred, folder / REVIEW)
    assert [line["gaps"] for line in findings(folder)] == [["deferred"]]
    marked = set_deferred(review, "kites", "sharing", reviewer="ann", time=TIME)
    save_review(marked, folder / REVIEW)
    (line,) = findings(folder)
    assert (line["gaps"], line["verdict"]) == (["deferred"], "met")


def test_an_edit_that_breaks_cited_words_fails_and_is_shown(folder: Path) -> None:
    edit(folder, "six years", "nine years")
    ended = reviewtui("check", REVIEW, cwd=folder)
    assert ended.status == 1
    assert "  must    retention: met, but stale" in ended.output
    assert "line 5: We keep your order records for [-six-]{+nine+} years" in ended.output
    (line,) = findings(folder)
    (change,) = line["changes"]
    assert change["diff"] == "We keep your order records for [-six-]{+nine+} years"
    assert (change["kind"], change["part"]) == ("evidence", "changed")
    assert (change["line"], change["column"]) == (5, 1)
    text = (folder / "policies/kites.txt").read_text(encoding="utf-8")
    assert text[change["start"] : change["end"]] == change["new"]


def test_words_that_are_gone_are_shown(folder: Path) -> None:
    edit(folder, POLICY[POLICY.index("We keep") : POLICY.index("Sharing")], "")
    ended = reviewtui("check", REVIEW, cwd=folder)
    assert ended.status == 1
    assert "[-We keep your order records for six years-]" in ended.output
    (line,) = findings(folder)
    assert line["changes"][0]["start"] is line["changes"][0]["line"] is None


def test_an_edit_elsewhere_breaks_nothing(folder: Path) -> None:
    edit(folder, "Privacy at Marrowby Kites", "Privacy at Marrowby Kites and Boats")
    assert findings(folder) == []


def test_a_new_wording_is_shown(folder: Path) -> None:
    path = folder / "checklists/small.toml"
    path.write_text(path.read_text().replace("how long personal", "how long any personal"))
    ended = reviewtui("check", REVIEW, cwd=folder)
    assert ended.status == 1
    assert "its text: Says how long {+any+} personal data is kept." in ended.output


def test_new_text_that_may_answer_is_shown(folder: Path) -> None:
    decided(folder, "sharing", Verdict.MISSING)
    words = "The recipients of personal data are Tern Freight and its agents."
    path = folder / "policies/kites.txt"
    path.write_text(f"{POLICY}\n{words}\n", encoding="utf-8")
    ended = reviewtui("check", REVIEW, cwd=folder)
    assert ended.status == 1
    assert "should  sharing: missing, stale" in ended.output
    assert f"{{+{words}+}}" in ended.output.replace("\n          ", " ")


def test_only_from_a_severity_on(folder: Path) -> None:
    decided(folder, "sharing", Verdict.MISSING)
    ended = reviewtui("check", REVIEW, "--fail-on", "must", cwd=folder)
    assert ended.status == 0
    last = ended.output.splitlines()[-1]
    assert last == (
        "checklist small: 1 of 2 do not stand (1 should); none fails with --fail-on must"
    )
    assert [line["fails"] for line in findings(folder, "--fail-on", "must")] == [False]
    assert [line["fails"] for line in findings(folder, "--fail-on", "should")] == [True]
    edit(folder, "six years", "nine years")
    assert reviewtui("check", REVIEW, "--fail-on", "must", cwd=folder).status == 1


def test_a_policy_that_nobody_has_looked_at(folder: Path) -> None:
    (folder / "policies/boats.txt").write_text(POLICY, encoding="utf-8")
    assert findings(folder) == []
    lines = findings(folder, "--policies", "policies")
    assert [(line["policy"], line["gaps"]) for line in lines] == [
        ("boats", ["undecided"]),
        ("boats", ["undecided"]),
    ]
    ended = reviewtui("check", REVIEW, "--policies", "policies", cwd=folder)
    assert "  nothing is decided: 1 must, 1 should" in ended.output


@pytest.mark.parametrize(
    ("gone", "said"),
    [
        ("policies/kites.txt", "is not there; give their folder with --policies DIR"),
        ("checklists/small.toml", "is not there; give the checklist with -c"),
        (REVIEW, "no such file"),
    ],
)
def test_what_is_absent_is_bad_input(folder: Path, gone: str, said: str) -> None:
    (folder / gone).unlink()
    ended = reviewtui("check", REVIEW, cwd=folder)
    assert (ended.status, ended.output) == (2, "")
    (line,) = ended.error_lines
    assert said in line


def test_a_policy_that_cannot_be_read_is_bad_input(folder: Path) -> None:
    (folder / "policies/kites.txt").write_bytes(b"\0\1\2" * 100)
    ended = reviewtui("check", REVIEW, cwd=folder)
    assert (ended.status, ended.output) == (2, "")
    assert "policies/kites.txt" in ended.errors


def test_junit(folder: Path) -> None:
    decided(folder, "sharing", Verdict.UNCLEAR)
    review = load_review(folder / REVIEW)
    hostile = "a \x1b[31m]]> <failure/> \u202e \ufffe end"
    noted = set_note(review, "kites", "sharing", hostile, reviewer="ann", time=TIME)
    save_review(noted, folder / REVIEW)
    edit(folder, "six years", "nine years")
    ended = reviewtui("check", REVIEW, "--format", "junit", "-o", "out.xml", cwd=folder)
    assert (ended.status, ended.output, ended.errors) == (1, "", "")
    root = ET.parse(folder / "out.xml").getroot()  # noqa: S314 - our own
    counts = {"tests": "2", "failures": "2", "errors": "0", "skipped": "0"}
    assert counts.items() <= root.attrib.items()
    (suite,) = root
    assert (suite.get("name"), counts.items() <= suite.attrib.items()) == ("kites", True)
    retention, sharing = suite
    assert retention.get("file") == "policies/kites.txt"
    (failure,) = retention
    assert (failure.get("type"), failure.get("message")) == ("stale", "stale (must)")
    assert "[-six-]{+nine+}" in (failure.text or "")
    assert "a ␛[31m]]> <failure/> \\u202e \ufffd end" in (sharing[0].text or "")
    less = reviewtui("check", REVIEW, "--format", "junit", "--fail-on", "must", cwd=folder)
    assert '<skipped message="unclear, stale (should)"' in less.output
    assert less.status == 1


def test_sarif(folder: Path) -> None:
    decided(folder, "sharing", Verdict.MISSING)
    edit(folder, "six years", "nine years")
    ended = reviewtui("check", REVIEW, "--format", "sarif", "-o", "out.sarif", cwd=folder)
    assert (ended.status, ended.output, ended.errors) == (1, "", "")
    stale, missing = check_log((folder / "out.sarif").read_bytes())["results"]
    assert (stale["ruleId"], stale["kind"]) == ("retention", "review")
    where = stale["locations"][0]["physicalLocation"]
    assert where["artifactLocation"]["uri"] == "policies/kites.txt"
    assert "nine years" in where["region"]["snippet"]["text"]
    assert (missing["ruleId"], missing["kind"], missing["level"]) == ("sharing", "fail", "warning")
    less = reviewtui("check", REVIEW, "--format", "sarif", "--fail-on", "must", cwd=folder)
    assert less.status == 1
    assert check_log(less.output.encode())["results"][1]["level"] == "note"


def test_sarif_of_what_nobody_decided_and_of_what_stands(folder: Path) -> None:
    for number, kinds in ((0, []), (1, ["open", "open"])):
        if number:
            (folder / "policies/boats.txt").write_text(POLICY, encoding="utf-8")
        ended = reviewtui(
            *("check", REVIEW, "--policies", "policies", "--format", "sarif"), cwd=folder
        )
        found = check_log(ended.output.encode())["results"]
        assert (ended.status, [one["kind"] for one in found]) == (number, kinds)


def test_sarif_takes_no_review_whose_policy_is_gone(folder: Path) -> None:
    (folder / "policies/kites.txt").unlink()
    ended = reviewtui("check", REVIEW, "--format", "sarif", "-o", "out.sarif", cwd=folder)
    assert (ended.status, ended.output) == (2, "")
    assert not (folder / "out.sarif").exists()


def test_a_result_that_cannot_be_written_is_bad_input(folder: Path) -> None:
    ended = reviewtui("check", REVIEW, "-o", "policies", cwd=folder)
    assert (ended.status, ended.output) == (2, "")
    assert ended.error_lines == ["policies: not an ordinary file; check the folder and the disk"]


def test_the_result_replaces_the_file_whole(folder: Path) -> None:
    (folder / "out.txt").write_text("x" * 10_000)
    assert reviewtui("check", REVIEW, "-o", "out.txt", cwd=folder).status == 0
    assert (folder / "out.txt").read_text() == "checklist small: all 2 stand\n"
