"""A small project with a review that has something of everything."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from reviewtui import load_checklist, load_policy
from reviewtui.projects.reporting import report_on
from reviewtui.reports import Finding, Report, Scope
from reviewtui.reports.model import WHOLE
from reviewtui.reviews import (
    Decision,
    Rejected,
    Verdict,
    decide,
    new_review,
    record_policies,
    save_review,
    set_deferred,
    set_note,
)

TIME = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)
LATER = datetime(2026, 3, 5, 8, 0, 0, tzinfo=UTC)
REVIEW = "reviews/small.toml"
KEPT = "We keep your order records for six years after the last kite was sent, then we delete them."
SOLD = "We do not sell personal data to anyone."
POLICY = f"""Privacy at Marrowby Kites

Retention

{KEPT}

Sharing

We may share your address with the carrier that brings the parcel.

{SOLD}
"""
CHECKLIST = """\
format = 1
id = "small"
title = "A small checklist"
version = "2"

[[requirement]]
id = "retention"
section = "Storage"
title = "Retention period"
text = "Says how long personal data is kept."
references = ["Law Art. 1", "Law Art. 2"]

[[requirement]]
id = "sharing"
section = "Others"
title = "Recipients"
text = "Names who receives personal data."
severity = "should"

[[requirement]]
id = "sale"
section = "Others"
title = "Sale"
text = "Says whether personal data is sold."
severity = "may"
"""


def make_project(folder: Path) -> Path:
    """Two policies and their review in `folder`: its path.

    kites: retention met with evidence, sharing missing with a note, sale deferred. boats:
    retention partial on two pieces of evidence, the rest undecided.
    """
    for name, text in {
        "policies/kites.txt": POLICY,
        "policies/boats.txt": POLICY.replace("Kites", "Boats"),
        "checklists/small.toml": CHECKLIST,
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    checklist = load_checklist(folder / "checklists/small.toml")
    boats, kites = (load_policy(folder / f"policies/{name}.txt") for name in ("boats", "kites"))
    path = folder / REVIEW
    kept, sold = POLICY.index(KEPT), POLICY.index(SOLD)
    rejected = Rejected(SOLD, sold, sold + len(SOLD), 0.25)
    by_id = checklist.by_id
    review = record_policies(new_review(checklist, path), [boats, kites], path)
    for decision in (
        Decision(
            "kites",
            kites.text_digest,
            by_id["retention"],
            Verdict.MET,
            (kites.quote(kept, kept + len(KEPT)),),
        ),
        Decision(
            "kites",
            kites.text_digest,
            by_id["sharing"],
            Verdict.MISSING,
            rejected=(rejected,),
            searched=("carrier", "bank"),
        ),
        Decision(
            "boats",
            boats.text_digest,
            by_id["retention"],
            Verdict.PARTIAL,
            (boats.quote(kept, kept + 10), boats.quote(sold, sold + len(SOLD))),
        ),
    ):
        review = decide(review, [decision], reviewer="Ann", time=TIME)
    note = "Only a carrier.\nAsk them."
    review = set_note(review, "kites", "sharing", note, reviewer="Bob", time=LATER)
    review = set_deferred(review, "kites", "sale", reviewer="Ann", time=TIME)
    save_review(review, path)
    return path


def report(path: Path, scope: Scope = WHOLE, *, with_text: bool = True) -> Report:
    """The report on the review in `path`."""
    return report_on(path, scope=scope, with_text=with_text)[0]


def statuses(findings: tuple[Finding, ...]) -> dict[tuple[str, str], str]:
    """The status of each finding by pair."""
    return {finding.pair: finding.status for finding in findings}
