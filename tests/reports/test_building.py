"""What a report holds: of a review with all its files, and of one that is alone."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from reviewtui.errors import InputError
from reviewtui.projects.reporting import report_on
from reviewtui.reports import Only, Scope, write_report
from reviewtui.reviews import PolicyState, Verdict
from tests.reports.samples import CHECKLIST, KEPT, POLICY, SOLD, make_project, report, statuses


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The review of a small project."""
    return make_project(tmp_path / "project")


def test_every_pair_is_in_it_in_the_order_of_policies_and_checklist(path: Path) -> None:
    assert list(statuses(report(path).findings).items()) == [
        (("boats", "retention"), "partial"),
        (("boats", "sharing"), "undecided"),
        (("boats", "sale"), "undecided"),
        (("kites", "retention"), "met"),
        (("kites", "sharing"), "missing"),
        (("kites", "sale"), "deferred"),
    ]


def test_it_says_of_whom_it_is_and_when_it_was_touched_last(path: Path) -> None:
    made = report(path)
    assert (made.checklist.title, made.checklist.version) == ("A small checklist", "2")
    assert made.reviewers == ("Ann",)
    assert str(made.last_time) == "2026-03-05 08:00:00+00:00"  # Bob's note
    assert (made.counts.total, made.counts.decided, made.counts.deferred) == (6, 3, 1)
    assert made.counts.verdicts == {Verdict.MET: 1, Verdict.PARTIAL: 1, Verdict.MISSING: 1}


def test_evidence_has_its_line_and_column(path: Path) -> None:
    (one,) = report(path).by_pair["kites", "retention"].evidence
    assert one.quote.exact == KEPT
    assert one.outcome is None
    assert one.place is not None
    line = POLICY.split("\n").index(KEPT) + 1
    assert (one.place.line, one.place.column) == (line, 1)
    assert (one.place.end_line, one.place.end_column) == (line, len(KEPT) + 1)


def test_texts_are_kept_only_for_who_shows_them(path: Path) -> None:
    made = report(path, with_text=False)
    assert [policy.text for policy in made.policies] == [None, None]
    assert made.by_pair["kites", "retention"].evidence[0].place is not None


def test_nothing_that_did_not_change_has_to_be_read(path: Path) -> None:
    made, now = report_on(path, read_all=False)
    assert now.loaded == {}
    assert made.by_pair["kites", "retention"].evidence[0].place is None


def test_a_policy_in_another_language_is_marked(path: Path) -> None:
    german = "Wir speichern die Daten unserer Kunden nur so lange, wie es das Gesetz verlangt. " * 9
    (path.parent.parent / "policies/neu.txt").write_text(german)
    made, _ = report_on(path, policies=path.parent.parent / "policies")
    assert [policy.language for policy in made.policies] == ["", "", "de"]
    assert b"another language (de)" in b"".join(write_report(made, "md"))


def test_an_edited_policy_makes_stale_and_says_what_it_reads_now(path: Path) -> None:
    policy = path.parent.parent / "policies/kites.txt"
    policy.write_text("First line.\n\n" + POLICY.replace("six years", "nine years"))
    for with_text in (True, False):
        made = report(path, with_text=with_text)
        finding = made.by_pair["kites", "retention"]
        assert finding.stale
        assert finding.evidence[0].outcome == "changed"
        assert finding.evidence[0].words == KEPT.replace("six years", "nine years")
        assert made.policy["kites"].state is PolicyState.CHANGED
        assert made.counts.stale == len([one for one in made.findings if one.stale]) > 0


def test_evidence_that_only_moved_is_placed_where_it_stands_today(path: Path) -> None:
    policy = path.parent.parent / "policies/boats.txt"
    before = report(path).by_pair["boats", "retention"].evidence[1].place
    policy.write_text("A new first line.\n\n" + POLICY.replace("Kites", "Boats"))
    made = report(path)
    evidence = made.by_pair["boats", "retention"].evidence[1]
    assert before is not None
    assert evidence.place is not None
    assert evidence.place.line == before.line + 2
    text = made.policy["boats"].text
    assert text is not None
    assert text[evidence.place.start : evidence.place.end] == SOLD


def test_a_reworded_requirement_shows_what_it_read(path: Path) -> None:
    checklist = path.parent.parent / "checklists/small.toml"
    checklist.write_text(CHECKLIST.replace("how long personal", "how many years personal"))
    finding = report(path).by_pair["kites", "retention"]
    assert finding.wording is not None
    assert finding.wording.text == "Says how long personal data is kept."
    assert finding.gap  # stale, although met


def test_verdicts_on_requirements_that_are_gone_are_kept_apart(path: Path) -> None:
    checklist = path.parent.parent / "checklists/small.toml"
    checklist.write_text(CHECKLIST[: CHECKLIST.index('[[requirement]]\nid = "sharing"')])
    made = report(path)
    assert [finding.pair for finding in made.retired] == [("kites", "sharing")]
    assert {finding.requirement for finding in made.findings} == {"retention"}


@pytest.mark.parametrize(
    ("only", "pairs"),
    [
        (Only.GAPS, [("boats", "retention"), ("kites", "sharing")]),
        (Only.OPEN, [("boats", "sharing"), ("boats", "sale"), ("kites", "sale")]),
    ],
)
def test_only_lists_a_part_and_counts_all(
    path: Path, only: Only, pairs: list[tuple[str, str]]
) -> None:
    made = report(path, Scope(only=only))
    assert [finding.pair for finding in made.listed] == pairs
    assert made.counts.total == 6


def test_policies_and_sections_can_be_chosen(path: Path) -> None:
    made = report(path, Scope(policies=("kites",), sections=("Others",)))
    assert list(statuses(made.findings)) == [("kites", "sharing"), ("kites", "sale")]
    assert made.counts.total == 2


@pytest.mark.parametrize(
    ("scope", "line"),
    [
        (
            Scope(policies=("kitse",)),
            '--policy "kitse": not among the policies of the review; did you mean "kites"?',
        ),
        (
            Scope(sections=("\x1bX",)),
            '--section "␛X": not among the sections of the checklist; there are Storage, Others',
        ),
    ],
)
def test_what_is_not_there_is_named_with_what_is(path: Path, scope: Scope, line: str) -> None:
    with pytest.raises(InputError) as error:
        report(path, scope)
    assert error.value.lines == (line,)


def test_a_review_alone_is_reported_with_what_it_holds(path: Path, tmp_path: Path) -> None:
    alone = tmp_path / "alone" / "small.toml"
    alone.parent.mkdir()
    shutil.copy(path, alone)
    made = report(alone)
    assert not made.checklist.found
    assert len(made.problems) == 2
    assert {policy.state for policy in made.policies} == {PolicyState.ABSENT}
    assert [one.id for one in made.requirements] == ["retention", "sale", "sharing"]
    assert made.requirement["retention"].text == "Says how long personal data is kept."
    assert made.requirement["retention"].severity == ""
    evidence = made.by_pair["kites", "retention"].evidence
    assert [(one.quote.exact, one.place) for one in evidence] == [(KEPT, None)]


def test_a_policy_that_is_not_recorded_yet_is_undecided(path: Path) -> None:
    folder = path.parent.parent
    (folder / "policies/new.txt").write_text("A new policy.\n")
    made, _ = report_on(path, policies=folder / "policies", with_text=True)
    assert {one.status for one in made.findings if one.policy == "new"} == {"undecided"}
    assert made.policy["new"].file == "policies/new.txt"
