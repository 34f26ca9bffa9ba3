"""What is kept of a session for the next one."""

from pathlib import Path

import pytest

from reviewtui.documents import PolicyFile
from reviewtui.reviews import Place, state
from reviewtui.reviews.bulk import Marked
from reviewtui.reviews.kept_marks import load_marks
from reviewtui.session.desk import Desk
from reviewtui.session.opening import keep_place
from tests.reviews.samples import IDS, POLICIES, checklist, review


def test_marks_that_could_not_be_kept_are_kept_the_next_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "r.toml"
    files = tuple(PolicyFile(one, tmp_path / f"{one}.txt") for one in POLICIES)
    desk = Desk(checklist(), files, review(), "ann", path)
    pair = (POLICIES[0], IDS[0])
    marks = (Marked(pair),)
    home = state.state_folder()
    with monkeypatch.context() as patched:
        patched.setenv("XDG_STATE_HOME", "/dev/null/full")
        assert not keep_place(desk, Place(*pair, marked=1), marks)
    assert state.state_folder() == home
    assert keep_place(desk, Place(*pair, marked=1), marks)
    assert [*load_marks(path, "ann", desk.checklist, desk.review)] == [pair]
