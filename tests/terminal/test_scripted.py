"""A script at the keys: it answers what the screen shows as soon as that is there."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from reviewtui.reviews import Verdict
from tests.terminal.session import Session
from tests.terminal.terminal import PATIENCE

ROOT = Path(__file__).parents[2]
POLICIES = 2


@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (120, 40)])
def test_a_verdict_sent_as_soon_as_the_title_is_there_counts(
    tmp_path: Path, columns: int, rows: int
) -> None:
    session = Session(
        ROOT / "policies", ROOT / "checklists" / "vendor-privacy.toml", tmp_path / "r.toml"
    )
    titles = [one.title for one in session.checklist.requirements]
    with session.started(columns, rows) as terminal:
        session.wait_at(0)  # the first title is there before the first policy is read
        for policy in session.policy_ids[:POLICIES]:
            for number, title in enumerate(titles, 1):
                _wait_for(session, policy, f" {number} of {len(titles)}", title)
                terminal.type("mx"[number % 2])
        session.wait_at(0, POLICIES)
        session.wait_saved()
    review = session.review()
    given = [review.entries[pair].verdict for pair in _pairs(session)]
    assert given == [Verdict.MISSING, Verdict.MET] * (len(given) // 2)
    assert len(given) == POLICIES * len(titles)


def _pairs(session: Session) -> list[tuple[str, str]]:
    ids = session.requirement_ids
    return [(policy, one) for policy in session.policy_ids[:POLICIES] for one in ids]


def _wait_for(session: Session, policy: str, place: str, title: str) -> None:
    """Looks all the time: no reviewer, and no other test here, sees it as soon as that."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        lines = session.terminal.text.split("\n")
        if policy[:20] in lines[0] and any(place in one and title[:20] in one for one in lines):
            return
        time.sleep(0)
    raise AssertionError(f"no {policy}, {place}: {title}\n{session.terminal.text}")
