"""The finished review that comes along: valid, whole, of every kind, and nothing in it is stale."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.reports.checking import CHECKS
from reviewtui.projects.reporting import report_on
from reviewtui.reports import FORMATS, Report, write_report
from reviewtui.reviews import Action, Verdict, load_review, review_text
from tests.reviews.test_schema import wrong


@pytest.fixture(scope="module")
def path(samples: Path) -> Path:
    """The sample review."""
    return samples / "reviews/sample.toml"


@pytest.fixture(scope="module")
def report(path: Path) -> Report:
    """The report on it, with the policies' texts."""
    return report_on(path, with_text=True)[0]


def test_it_is_as_the_program_writes_it(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert wrong(text.encode()) == []
    assert review_text(load_review(path)) == text


def test_everything_is_decided_and_nothing_is_stale(report: Report) -> None:
    assert report.problems == ()
    assert report.counts.decided == report.counts.total == len(report.policies) * 44
    assert report.counts.stale == 0
    assert not report.retired
    assert {str(policy.state) for policy in report.policies} == {"same"}


def test_every_kind_of_verdict_and_of_history_is_in_it(report: Report) -> None:
    assert set(report.counts.verdicts) == set(Verdict)
    ended = {past.action for finding in report.findings for past in finding.history}
    assert {Action.DECIDE, Action.UNDO, Action.NOTE} <= ended
    before = [past.entry for finding in report.findings for past in finding.history]
    assert any(entry.deferred and entry.verdict is None for entry in before)
    assert any(finding.note for finding in report.findings)
    assert any(len(finding.evidence) > 1 for finding in report.findings)
    assert len(report.reviewers) > 1


def test_its_evidence_stands_word_for_word_in_the_policies(report: Report) -> None:
    for finding in report.findings:
        text = report.policy[finding.policy].text
        assert text is not None
        for one in finding.evidence:
            assert one.place is not None
            assert text[one.place.start : one.place.end] == one.quote.exact
    cites = {finding.verdict for finding in report.findings if not finding.evidence}
    assert cites <= {Verdict.MISSING, Verdict.NOT_APPLICABLE}


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_of_it_reads_back(report: Report, name: str) -> None:
    CHECKS[name](report, b"".join(write_report(report, name)))
