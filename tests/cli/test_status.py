"""`reviewtui status`: what it counts, with the review's files and without them."""

from __future__ import annotations

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from reviewtui import load_checklist, load_policy
from reviewtui.reviews import (
    Decision,
    Verdict,
    decide,
    new_review,
    record_policies,
    save_review,
    set_deferred,
)
from tests.cli.program import POLICY, contents, folder_with_all, reviewtui

TIME = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)
REVIEW = "reviews/small.toml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two policies and a review: one met with evidence, one deferred, two left."""
    folder = folder_with_all(tmp_path / "project")
    (folder / "policies/boats.txt").write_text(POLICY, encoding="utf-8")
    checklist = load_checklist(folder / "checklists/small.toml")
    policies = [load_policy(folder / f"policies/{name}.txt") for name in ("boats", "kites")]
    path = folder / REVIEW
    start = POLICY.index("We keep your order")
    decision = Decision(
        policy="kites",
        text_digest=policies[1].text_digest,
        requirement=checklist.by_id["retention"],
        verdict=Verdict.MET,
        evidence=(policies[1].quote(start, start + 40),),
    )
    review = record_policies(new_review(checklist, path), policies, path)
    review = decide(review, [decision], reviewer="ann", time=TIME)
    review = set_deferred(review, "kites", "sharing", deferred=True, reviewer="ann", time=TIME)
    save_review(review, path)
    return folder


def test_the_object(folder: Path) -> None:
    before = contents(folder)
    ended = reviewtui("status", REVIEW, "--format", "json", cwd=folder)
    assert (ended.status, ended.errors) == (0, "")
    counted = json.loads(ended.output)
    assert counted["checklist"] == {"id": "small", "version": ""}
    numbers = [counted[key] for key in ("total", "decided", "deferred", "undecided", "stale")]
    assert numbers == [4, 1, 1, 3, 0]
    assert counted["verdicts"] == {verdict: int(verdict == "met") for verdict in Verdict}
    assert (counted["reviewers"], counted["last_time"]) == (["ann"], "2026-03-04T05:06:07Z")
    assert [(one["id"], one["decided"]) for one in counted["policies"]] == [
        ("boats", 0),
        ("kites", 1),
    ]
    assert (counted["from_review_alone"], counted["problems"]) == (False, [])
    assert contents(folder) == before


def test_the_table(folder: Path) -> None:
    ended = reviewtui("status", REVIEW, cwd=folder)
    assert (ended.status, ended.errors) == (0, "")
    lines = ended.output.splitlines()
    assert lines[0] == "checklist small: 1 of 4 decided (25%)"
    assert lines[1] == "by ann; last 2026-03-04 05:06 UTC"
    rows = {line.split()[0]: line.split()[1:] for line in lines[3:]}
    assert rows["kites"] == ["1", "·", "·", "·", "·", "·", "1", "·", "·"]
    assert rows["boats"] == ["·", "·", "·", "·", "·", "·", "·", "2", "·"]
    assert rows["all"] == ["1", "·", "·", "·", "·", "·", "1", "2", "·"]
    assert len({len(line) for line in lines[3:]}) == 1


def test_an_edited_policy_makes_its_verdict_stale(folder: Path) -> None:
    edited = POLICY.replace("six years", "nine years")
    (folder / "policies/kites.txt").write_text(edited, encoding="utf-8")
    counted = json.loads(reviewtui("status", REVIEW, "--format", "json", cwd=folder).output)
    assert counted["stale"] == 1
    (stale,) = counted["stale_verdicts"]
    assert (stale["policy"], stale["requirement"]) == ("kites", "retention")
    assert stale["reasons"]


def test_from_the_review_alone(folder: Path) -> None:
    shutil.rmtree(folder / "policies")
    shutil.rmtree(folder / "checklists")
    ended = reviewtui("status", REVIEW, "--format", "json", cwd=folder)
    assert ended.status == 0
    counted = json.loads(ended.output)
    assert (counted["decided"], counted["from_review_alone"]) == (1, True)
    assert len(counted["problems"]) == 3
    assert "give the checklist with -c" in ended.errors
    assert "--policies DIR" in ended.errors
    assert "from the review alone" in ended.errors


def test_files_elsewhere_can_be_named(folder: Path, tmp_path: Path) -> None:
    (folder / "policies").rename(tmp_path / "moved")
    (folder / "checklists/small.toml").rename(tmp_path / "moved.toml")
    ended = reviewtui(
        "status",
        REVIEW,
        "-c",
        tmp_path / "moved.toml",
        "--policies",
        tmp_path / "moved",
        cwd=folder,
    )
    assert (ended.status, ended.errors) == (0, "")
    assert ended.output.startswith("checklist small: 1 of 4")


def test_another_checklist_is_refused(folder: Path) -> None:
    path = folder / "checklists/small.toml"
    other = folder / "other.toml"
    other.write_text(path.read_text().replace('"small"', '"other"'))
    ended = reviewtui("status", REVIEW, "-c", "other.toml", cwd=folder)
    assert (ended.status, ended.output) == (2, "")
    assert ended.errors.startswith('other.toml: the checklist "other"')


def test_what_lies_outside_the_project_is_not_read(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "outside.txt").write_text(POLICY)
    text = (folder / REVIEW).read_text()
    (folder / REVIEW).write_text(text.replace("../policies/boats.txt", "../../outside.txt"))
    ended = reviewtui("status", REVIEW, cwd=folder)
    assert ended.status == 0
    assert "outside the project" in ended.errors
