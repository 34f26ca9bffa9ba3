"""`reviewtui status`: what it counts, with the review's files and without them."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from reviewtui import load_checklist, load_policy
from reviewtui.documents import find_policies
from reviewtui.reviews import (
    Decision,
    Reason,
    Verdict,
    decide,
    load_review,
    new_review,
    record_policies,
    save_review,
    set_deferred,
)
from reviewtui.reviews.changes import collect
from reviewtui.session.library import Library
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
    met = Decision(
        policy="kites",
        text_digest=policies[1].text_digest,
        requirement=checklist.by_id["retention"],
        verdict=Verdict.MET,
        evidence=(policies[1].quote(start, start + 40),),
    )
    review = record_policies(new_review(checklist, path), policies, path)
    review = decide(review, [met], reviewer="ann", time=TIME)
    review = set_deferred(review, "kites", "sharing", deferred=True, reviewer="ann", time=TIME)
    save_review(review, path)
    return folder


def counted(folder: Path, *more: str | Path) -> dict[str, Any]:
    """What `status --format json` prints."""
    ended = reviewtui("status", REVIEW, "--format", "json", *more, cwd=folder)
    assert ended.status == 0
    read: dict[str, Any] = json.loads(ended.output)
    return read


def test_the_object(folder: Path) -> None:
    before = contents(folder)
    ended = reviewtui("status", REVIEW, "--format", "json", cwd=folder)
    assert (ended.status, ended.errors) == (0, "")
    found = json.loads(ended.output)
    assert found["checklist"] == {"id": "small", "version": ""}
    numbers = [found[key] for key in ("total", "decided", "deferred", "undecided", "stale")]
    assert numbers == [4, 1, 1, 3, 0]
    assert found["verdicts"] == {verdict: int(verdict == "met") for verdict in Verdict}
    assert (found["reviewers"], found["last_time"]) == (["ann"], "2026-03-04T05:06:07Z")
    assert [(one["id"], one["decided"]) for one in found["policies"]] == [
        ("boats", 0),
        ("kites", 1),
    ]
    assert (found["from_review_alone"], found["problems"]) == (False, [])
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
    found = counted(folder)
    assert found["stale"] == 1
    assert found["stale_verdicts"] == [
        {"policy": "kites", "requirement": "retention", "reasons": [str(Reason.CHANGED)]}
    ]


def test_what_changed_stands_above_the_table(folder: Path) -> None:
    edited = POLICY.replace(
        "We keep your order", "For guests of the pier alone: We keep your order"
    )
    (folder / "policies/kites.txt").write_text(edited, encoding="utf-8")
    found = counted(folder)
    assert (found["stale"], found["policies_changed"]) == (0, ["kites"])
    assert found["moved_verdicts"] == [{"policy": "kites", "requirement": "retention"}]
    lines = reviewtui("status", REVIEW, cwd=folder).output.splitlines()
    assert lines[2] == "since then: 1 policy changed, 1 piece of evidence moved"


def test_a_renamed_policy_of_a_named_folder_keeps_its_verdicts(folder: Path) -> None:
    kites = folder / "policies/kites.txt"
    kites.write_text(POLICY + "\n", encoding="utf-8")  # boats has the same bytes else
    review = load_review(folder / REVIEW)
    renewed = record_policies(review, [load_policy(kites)], folder / REVIEW)
    save_review(renewed, folder / REVIEW)
    kites.rename(folder / "policies/dragons.txt")
    found = counted(folder, "--policies", "policies")
    assert (found["policies_renamed"], found["decided"]) == ({"kites": "dragons"}, 1)
    assert (found["stale"], found["problems"]) == (0, [])
    assert [one["id"] for one in found["policies"]] == ["boats", "dragons"]


def test_says_what_the_app_says_is_stale(folder: Path) -> None:
    """New words answer what was missing: it is ranked as the app ranks, with what was learned."""
    checklist = load_checklist(folder / "checklists/small.toml")
    boats = folder / "policies/boats.txt"
    missing = Decision(
        policy="boats",
        text_digest=load_policy(boats).text_digest,
        requirement=checklist.by_id["sharing"],
        verdict=Verdict.MISSING,
    )
    review = decide(load_review(folder / REVIEW), [missing], reviewer="bob", time=TIME)
    save_review(review, folder / REVIEW)
    assert counted(folder)["stale_verdicts"] == []
    boats.write_text(
        POLICY + "\nThe recipients of personal data are Tern Freight and its agents.\n"
    )
    (stale,) = counted(folder)["stale_verdicts"]
    assert stale == {
        "policy": "boats", "requirement": "sharing", "reasons": [str(Reason.NEW_TEXT)]
    }  # fmt: skip
    library = Library(checklist, find_policies([folder / "policies"]))
    review = load_review(folder / REVIEW)
    library.prepare(("boats", "sharing"), review)
    assert collect(review, library.compare(review)).stale == {
        ("boats", "sharing"): (Reason.NEW_TEXT,)
    }


def test_a_policy_that_cannot_be_read_is_a_problem(folder: Path) -> None:
    (folder / "policies/kites.txt").write_bytes(b"\0\1\2" * 100)
    found = counted(folder)
    assert (found["decided"], found["from_review_alone"]) == (1, True)
    (problem,) = found["problems"]
    assert "kites.txt" in problem


def test_policies_that_were_not_read_yet_count(folder: Path) -> None:
    review = load_review(folder / REVIEW)
    bare = review.policies[0]._replace(title="", file_digest="", text_digest="")
    save_review(replace(review, policies=(bare, review.policies[1])), folder / REVIEW)
    found = counted(folder)
    assert (found["problems"], found["stale"], found["total"]) == ([], 0, 4)
    assert [one["title"] for one in found["policies"]] == ["boats", "Privacy at Marrowby Kites"]


def test_all_policies_of_a_named_folder_count(folder: Path) -> None:
    (folder / "policies/new.txt").write_text(POLICY, encoding="utf-8")
    assert counted(folder)["total"] == 4
    found = counted(folder, "--policies", "policies")
    assert (found["total"], found["undecided"], found["problems"]) == (6, 5, [])
    assert [(one["id"], one["title"]) for one in found["policies"]][-1] == ("new", "new")


def test_what_a_named_folder_lacks_is_one_line(folder: Path) -> None:
    (folder / "late").mkdir()
    (folder / "late/new.txt").write_text(POLICY, encoding="utf-8")
    (problem,) = counted(folder, "--policies", "late")["problems"]
    assert problem.startswith('late: no policy "boats" in it, nor 1 more')


def test_a_link_that_leads_out_of_a_named_folder_is_told(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "outside.txt").write_text(POLICY)
    (folder / "policies/linked.txt").symlink_to(tmp_path / "outside.txt")
    ended = reviewtui("status", REVIEW, "--policies", "policies", cwd=folder)
    (line,) = ended.error_lines
    assert line.startswith("policies/linked.txt: leads out")


def test_from_the_review_alone(folder: Path) -> None:
    for name in ("policies", "checklists"):
        shutil.rmtree(folder / name)
        (folder / name).mkdir()
    found = counted(folder)
    assert (found["decided"], found["from_review_alone"]) == (1, True)
    ended = reviewtui("status", REVIEW, cwd=folder)
    checklist, policies, alone = ended.error_lines
    assert checklist.endswith("is not there; give the checklist with -c")
    assert policies.endswith("2 policies are not there; give their folder with --policies DIR")
    assert alone.endswith("counted from the review alone")
    first, second = ended.output.splitlines()[:2]
    assert first == "the checklist was not read: only requirements that the review names count"
    assert second == "checklist small: 1 of at least 4 decided"


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
    (problem,) = counted(folder)["problems"]
    assert '"../../outside.txt" is outside the project and was not opened' in problem
    (folder / REVIEW).write_text(text.replace("../policies/", "../../elsewhere/"))
    (problem,) = counted(folder)["problems"]
    assert "2 policies are outside the project and were not opened; give their" in problem
