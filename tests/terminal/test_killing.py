"""Killed at any moment of a real session: what the screen called saved is there."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from reviewtui.reviews import load_review
from tests.terminal.killing import Victim
from tests.terminal.session import Session

LIVES = 5  # of each of the four reviewers


@pytest.mark.parametrize("seed", range(4))
def test_every_verdict_shown_as_saved_outlives_a_kill(
    samples: Path, tmp_path: Path, seed: int
) -> None:
    checklist = samples / "checklists/vendor-privacy.toml"
    session = Session(samples / "policies", checklist, tmp_path / "reviews/samples.toml")
    random = Random(seed)  # noqa: S311
    saved = 0
    for _ in range(LIVES):
        victim = Victim(session, random)
        victim.live_until_killed()
        path = session.review_path
        assert victim.losses(load_review(path) if path.exists() else None) == []
        saved += victim.said.saved
    assert saved > LIVES, "hardly anything was decided: this showed nothing"
    left = [one.name for one in path.parent.iterdir() if one != path]
    assert len(left) <= 1, "each start removes what the last one left"
