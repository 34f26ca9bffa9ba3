"""How a review stands: what is counted, and which policies are looked at to say what is stale."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from reviewtui import load_checklist, load_policy
from reviewtui.checklists import Checklist
from reviewtui.documents import Policy, PolicyFile
from reviewtui.documents.finding import find_policies
from reviewtui.matching import Candidate, Matcher
from reviewtui.reviews import (
    Decision,
    Reason,
    Review,
    Verdict,
    collect,
    decide,
    find_changes,
    new_review,
    record_files,
    record_policies,
    set_deferred,
    stale_entries,
    summarise,
)
from reviewtui.session.library import Library
from tests.cli.program import POLICY, folder_with_all
from tests.reviews.samples import at, checklist, decision, review

PAIR = ("mossgate", "retention")
ANSWER = "\nNames of the carriers who receive personal data: Larkspur Parcels, Tern Freight.\n"


def decided() -> Review:
    return decide(review(), [decision(*PAIR, Verdict.MET)], reviewer="ann", time=at(1))


class TestASummary:
    def test_counts_by_policy_and_over_all(self) -> None:
        more = [decision("harbourline", "deletion", Verdict.MISSING)]
        made = decide(decided(), more, reviewer="bob", time=at(5))
        made = set_deferred(made, "harbourline", "retention", reviewer="ann", time=at(6))
        summary = summarise(made, checklist(), ["tallow/app"])
        assert [one.id for one in summary.policies] == ["harbourline", "mossgate", "tallow/app"]
        first = summary.policies[0].progress
        assert (first.total, first.decided, first.deferred, first.undecided) == (3, 1, 1, 2)
        assert (summary.progress.total, summary.progress.decided) == (9, 2)
        assert summary.progress.verdicts == {Verdict.MET: 1, Verdict.MISSING: 1}
        assert (summary.reviewers, summary.last_time) == (("ann", "bob"), at(5))
        assert summary.complete

    def test_without_the_checklist_counts_what_the_review_names(self) -> None:
        alone = summarise(decided())
        assert (alone.progress.total, alone.complete) == (1, False)
        assert summarise(review()).last_time is None

    def test_counts_the_stale_that_it_is_given(self) -> None:
        stale = {PAIR: (Reason.WORDING,), ("mossgate", "dropped"): (Reason.LOST,)}
        summary = summarise(decided(), checklist(), stale=stale)
        assert dict(summary.stale) == {PAIR: (Reason.WORDING,)}
        assert [one.stale for one in summary.policies] == [1]

    def test_names_a_policy_by_its_title_or_its_id(self) -> None:
        path = Path("/nowhere/reviews/vendors.toml")
        files = [PolicyFile("harbourline", path), PolicyFile("mossgate", path)]
        made = record_files(decided(), files, path)
        summary = summarise(made, checklist(), titles={"mossgate": "Mossgate and you"})
        assert [one.title for one in summary.policies] == ["harbourline", "Mossgate and you"]


class Project:
    """A review of two policies, `kites` decided as missing and met, `boats` not read yet."""

    def __init__(self, folder: Path) -> None:
        folder_with_all(folder)
        (folder / "policies/boats.txt").write_text(POLICY, encoding="utf-8")
        self.checklist: Checklist = load_checklist(folder / "checklists/small.toml")
        self.files = find_policies([folder / "policies"])
        self.paths = {file.id: file.path for file in self.files}
        self.kites = self.paths["kites"]
        self.loaded: list[str] = []
        self.ranked: list[str] = []
        policy = load_policy(self.kites)
        path = folder / "reviews/small.toml"
        start = policy.text.index("We keep your order")
        quote = policy.quote(start, start + 40)
        sharing, retention = (self.checklist.by_id[name] for name in ("sharing", "retention"))
        decisions = [
            Decision("kites", policy.text_digest, sharing, Verdict.MISSING),
            Decision("kites", policy.text_digest, retention, Verdict.MET, (quote,)),
        ]
        made = record_policies(new_review(self.checklist, path), [policy], path)
        made = record_files(made, self.files, path)
        self.review = decide(made, decisions, reviewer="ann", time=at(1))

    def load(self, policy_id: str) -> Policy:
        self.loaded.append(policy_id)
        return load_policy(self.paths[policy_id], id=policy_id)

    def rank(
        self, policy: Policy, requirement: str, /, *, explain: Callable[[Candidate], bool]
    ) -> list[Candidate]:
        self.ranked.append(policy.id)
        return Matcher(self.checklist).rank(policy, requirement, explain=explain)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path)


class TestChanges:
    def test_policies_as_they_were_are_neither_loaded_nor_ranked(self, project: Project) -> None:
        found = find_changes(
            project.review, project.checklist, project.paths, project.load, project.rank
        )
        assert (dict(found.stale), found.policies) == ({}, ())
        assert (project.loaded, project.ranked) == ([], [])

    def test_a_policy_that_was_never_read_has_not_changed(self, project: Project) -> None:
        project.paths["boats"].write_text(POLICY + ANSWER, encoding="utf-8")
        found = find_changes(
            project.review, project.checklist, project.paths, project.load, project.rank
        )
        assert (dict(found.stale), found.policies, project.loaded) == ({}, (), [])

    def test_a_verdict_on_a_policy_recorded_without_digests_can_go_stale(
        self, project: Project
    ) -> None:
        bare = [one._replace(file_digest="", text_digest="") for one in project.review.policies]
        made = replace(project.review, policies=tuple(bare))
        same = find_changes(made, project.checklist, project.paths, project.load, project.rank)
        assert (dict(same.stale), same.policies) == ({}, ())
        project.kites.write_text(POLICY.replace("six years", "nine years"), encoding="utf-8")
        changed = find_changes(made, project.checklist, project.paths, project.load)
        assert dict(changed.stale) == {("kites", "retention"): (Reason.CHANGED,)}
        assert changed.policies == ("kites",)

    def test_without_the_checklist_evidence_is_still_compared(self, project: Project) -> None:
        project.kites.write_text(POLICY.replace("six years", "nine years"), encoding="utf-8")
        found = find_changes(project.review, None, project.paths, project.load)
        assert dict(found.stale) == {("kites", "retention"): (Reason.CHANGED,)}

    def test_new_text_that_answers_makes_missing_stale_as_in_the_app(
        self, project: Project
    ) -> None:
        project.kites.write_text(POLICY + ANSWER, encoding="utf-8")
        found = find_changes(
            project.review, project.checklist, project.paths, project.load, project.rank
        )
        assert dict(found.stale) == {("kites", "sharing"): (Reason.NEW_TEXT,)}
        library = Library(project.checklist, project.files)
        library.prepare(("kites", "sharing"), project.review)
        assert collect(project.review, library.compare(project.review)) == found

    def test_is_what_the_whole_comparison_finds(self, project: Project) -> None:
        edited = POLICY.replace("six years", "nine years") + ANSWER
        project.kites.write_text(edited, encoding="utf-8")
        found = find_changes(
            project.review, project.checklist, project.paths, project.load, project.rank
        )
        policies = {"kites": load_policy(project.kites)}
        whole = stale_entries(project.review, project.checklist, policies, rank=project.rank)
        assert dict(found.stale) == whole
        assert len(whole) == 2
