"""Reports on real policies; the twin on our own is in `test_sample`."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from benchmarks.reports.checking import CHECKS
from reviewtui import load_checklist, load_policy
from reviewtui.documents import find_policies
from reviewtui.projects.reporting import report_on
from reviewtui.reports import FORMATS, write_report
from reviewtui.reviews import (
    Decision,
    Verdict,
    decide,
    new_review,
    record_policies,
    save_review,
)

TIME = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)


@pytest.mark.shared
@pytest.mark.timeout(300)
def test_every_passage_of_real_policies_is_cited_whole(
    shared: Path, samples: Path, tmp_path: Path
) -> None:
    checklist = load_checklist(samples / "checklists/vendor-privacy.toml")
    files = find_policies([shared / "policies"])
    policies = [load_policy(file.path, id=file.id) for file in files]
    path = tmp_path / "reviews/real.toml"
    review = record_policies(new_review(checklist, path), policies, path)
    decisions = []
    for policy in policies:
        several = -(-len(policy.passages) // len(checklist.requirements))
        for number, requirement in enumerate(checklist.requirements):
            cited = policy.passages[number * several : (number + 1) * several]
            quotes = tuple(policy.quote(one.start, one.end) for one in cited)
            decisions.append(
                Decision(policy.id, policy.text_digest, requirement, Verdict.MET, quotes)
            )
    save_review(decide(review, decisions, reviewer="Ann", time=TIME), path)
    report, _ = report_on(
        path,
        checklist=samples / "checklists/vendor-privacy.toml",
        policies=shared / "policies",
        with_text=True,
    )
    assert report.counts.stale == 0
    for finding in report.findings:
        text = report.policy[finding.policy].text or ""
        for one in finding.evidence:
            assert one.place is not None
            assert text[one.place.start : one.place.end] == one.quote.exact
    for name in FORMATS:
        CHECKS[name](report, b"".join(write_report(report, name)))
