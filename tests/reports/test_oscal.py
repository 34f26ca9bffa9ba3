"""A review as assessment results of OSCAL: what becomes of each verdict, and the model's traps.

`test_trestle.py` holds the same files against compliance-trestle, where that is installed.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from benchmarks.reports.checking import CHECKS
from reviewtui import load_checklist, load_policy
from reviewtui.projects.reporting import report_on
from reviewtui.reports import Only, Report, Scope, write_report
from reviewtui.reports.oscal_parts import token
from reviewtui.reviews import (
    Decision,
    Verdict,
    decide,
    load_review,
    new_review,
    record_policies,
    save_review,
    set_note,
)
from tests.reports.samples import CHECKLIST, KEPT, POLICY, SOLD, TIME, make_project, report


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The small review."""
    return make_project(tmp_path / "project")


def written(made: Report) -> dict[str, Any]:
    """The assessment results of a report, checked."""
    content = b"".join(write_report(made, "oscal"))
    CHECKS["oscal"](made, content)
    results: dict[str, Any] = json.loads(content)["assessment-results"]
    return results


def result_of(results: dict[str, Any], policy: str) -> dict[str, Any]:
    """The result of one policy."""
    every: list[dict[str, Any]] = results["results"]
    (found,) = (one for one in every if said(one, "policy-id") == [policy])
    return found


def said(thing: dict[str, Any], name: str) -> list[str]:
    """The values of a property."""
    return [one["value"] for one in thing.get("props", []) if one["name"] == name]


def decided(path: Path, requirement: str, verdict: Verdict, note: str = "") -> None:
    """Decides a requirement of kites without evidence."""
    folder = path.parent.parent
    review, checklist = load_review(path), load_checklist(folder / "checklists/small.toml")
    policy = load_policy(folder / "policies/kites.txt")
    decision = Decision("kites", policy.text_digest, checklist.by_id[requirement], verdict)
    review = decide(review, [decision], reviewer="Ann", time=TIME)
    if note:
        review = set_note(review, "kites", requirement, note, reviewer="Ann", time=TIME)
    save_review(review, path)


@pytest.mark.parametrize(
    ("verdict", "state", "reason"),
    [
        (Verdict.MET, "satisfied", "pass"),
        (Verdict.PARTIAL, "not-satisfied", "fail"),
        (Verdict.MISSING, "not-satisfied", "fail"),
        (Verdict.CONTRADICTED, "not-satisfied", "fail"),
        (Verdict.UNCLEAR, "not-satisfied", "other"),
    ],
)
def test_a_verdict_is_a_finding(path: Path, verdict: Verdict, state: str, reason: str) -> None:
    decided(path, "sale", verdict)
    finding = result_of(written(report(path)), "kites")["findings"][-1]
    assert finding["target"] == {
        "type": "objective-id",
        "target-id": "sale",
        "status": {"state": state, "reason": reason},
    }
    assert said(finding, "verdict") == [str(verdict)]


def test_what_has_no_word_in_oscal_stays_in_scope_with_a_remark(path: Path) -> None:
    decided(path, "sale", Verdict.NOT_APPLICABLE, "No *data* is sold.")
    result = result_of(written(report(path)), "kites")
    assert [one["target"]["target-id"] for one in result["findings"]] == ["retention", "sharing"]
    groups = result["reviewed-controls"]["control-selections"]
    assert groups[1]["include-controls"] == [{"control-id": "sale"}]
    assert "Sale: not applicable, by Ann, 2026-03-04 05:06 UTC" in groups[1]["remarks"]
    assert r"note: No \*data\* is sold." in groups[1]["remarks"]
    undecided = result_of(written(report(path)), "boats")["reviewed-controls"]
    assert undecided["control-selections"][1]["include-controls"] == [
        {"control-id": "sharing"},
        {"control-id": "sale"},
    ]


def test_the_quotes_are_the_evidence_of_an_observation(path: Path) -> None:
    result = result_of(written(report(path)), "boats")
    (observation,) = result["observations"]
    assert observation["methods"] == ["EXAMINE"]
    assert observation["collected"] == result["start"] == "2026-03-04T05:06:07Z"
    first, second = observation["relevant-evidence"]
    assert (first["description"], second["description"]) == (KEPT[:10], SOLD)
    at = POLICY.replace("Kites", "Boats").index(SOLD)
    assert [said(second, name) for name in ("start", "line")] == [[str(at)], ["11"]]
    missing = result_of(written(report(path)), "kites")["observations"][1]
    assert "relevant-evidence" not in missing
    assert "Searched for: carrier, bank." in missing["description"]


def test_what_was_met_by_words_that_changed_is_not_said_to_be_satisfied(path: Path) -> None:
    file = path.parent.parent / "policies/kites.txt"
    file.write_text(POLICY.replace("six years", "nine years"), encoding="utf-8")
    result = result_of(written(report(path)), "kites")
    status = result["findings"][0]["target"]["status"]
    assert (status["state"], status["reason"]) == ("not-satisfied", "other")
    assert status["remarks"].startswith("Stale: ")
    evidence = result["observations"][0]["relevant-evidence"][0]
    assert said(evidence, "outcome") == ["changed"]
    assert evidence["description"] == KEPT
    assert evidence["remarks"] == f"Today: {KEPT.replace('six', 'nine')}"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("retention", "retention"),
        ("art-13-1-a", "art-13-1-a"),
        ("13-1-a", "_13-1-a"),
        ("-x", "_-x"),
        (".x", "_.x"),
    ],
)
def test_a_target_begins_as_a_token_has_to(name: str, expected: str) -> None:
    assert token(name) == expected


def test_what_is_no_id_becomes_one_of_its_own() -> None:
    made = {token(name) for name in ("a b", "a\tb", "é", "", "a/b")}
    assert len(made) == 5
    assert all(UUID(name.removeprefix("_")).version == 5 for name in made)


def test_a_checklist_whose_ids_begin_with_digits(tmp_path: Path) -> None:
    folder = tmp_path
    for name, text in (("c.toml", CHECKLIST.replace('"sale"', '"13-1-a"')), ("p.txt", POLICY)):
        (folder / name).write_text(text, encoding="utf-8")
    checklist, policy = load_checklist(folder / "c.toml"), load_policy(folder / "p.txt")
    path = folder / "r.toml"
    decision = Decision("p", policy.text_digest, checklist.by_id["13-1-a"], Verdict.MISSING)
    review = record_policies(new_review(checklist, path), [policy], path)
    save_review(decide(review, [decision], reviewer="Ann", time=TIME), path)
    results = written(report_on(path)[0])
    target = results["results"][0]["findings"][0]["target"]
    assert target["target-id"] == "_13-1-a"
    defined = results["local-definitions"]["objectives-and-methods"]
    assert [said(one, "requirement-id") for one in defined if one["control-id"] == "_13-1-a"] == [
        ["13-1-a"]
    ]


def test_ids_stay_and_the_document_has_a_new_one_when_it_says_something_else(path: Path) -> None:
    before = written(report(path))
    decided(path, "sale", Verdict.MET)
    after = written(report(path))
    assert before["uuid"] != after["uuid"]
    ids = [[one["uuid"] for one in results["results"]] for results in (before, after)]
    assert ids[0] == ids[1]
    old, new = (result_of(one, "kites")["findings"] for one in (before, after))
    assert [one["uuid"] for one in old] == [one["uuid"] for one in new[:2]]
    assert after == written(report(path))


def test_gaps_only_and_one_policy_only(path: Path) -> None:
    results = written(report(path, Scope(policies=("kites",), only=Only.GAPS)))
    (result,) = results["results"]
    assert [one["target"]["target-id"] for one in result["findings"]] == ["sharing"]
    assert "Only gaps" in results["metadata"]["remarks"]


def test_reviewers_are_parties(path: Path) -> None:
    results = written(report(path))
    parties = {one["uuid"]: one["name"] for one in results["metadata"]["parties"]}
    finding = result_of(results, "kites")["findings"][0]
    (actor,) = finding["origins"][0]["actors"]
    assert parties[actor["actor-uuid"]] == "Ann"


def test_a_review_without_policies_and_without_its_checklist(tmp_path: Path) -> None:
    (tmp_path / "c.toml").write_text(CHECKLIST, encoding="utf-8")
    path = tmp_path / "r.toml"
    save_review(new_review(load_checklist(tmp_path / "c.toml"), path), path)
    assert written(report_on(path)[0])["results"][0]["title"] == "No policy"
    (tmp_path / "c.toml").unlink()
    results = written(report_on(path)[0])
    selections = results["results"][0]["reviewed-controls"]["control-selections"]
    assert selections[0]["include-all"] == {}
    assert "local-definitions" not in results
