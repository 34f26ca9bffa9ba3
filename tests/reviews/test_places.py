"""Where reviewers stopped."""

import json
import os
import stat
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reviewtui.reviews import Place, forget, load_place, lock_review, save_place
from reviewtui.reviews.state import state_folder

PLACE = Place("mossgate", "retention", 2, 40, (("mossgate", "x", "Half a no"), ("a", "y", "Or")))


def test_each_reviewer_comes_back_to_their_own_place(tmp_path: Path) -> None:
    path = tmp_path / "vendors.toml"
    assert load_place(path, "ann") is None
    assert save_place(path, "ann", PLACE)
    assert save_place(path, "bob", Place("harbourline"))
    assert load_place(path, "ann") == PLACE
    assert load_place(path, "bob") == Place("harbourline")
    assert load_place(tmp_path / "other.toml", "ann") is None
    assert PLACE.pair == ("mossgate", "retention")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(reviewer=st.text(), draft=st.text(st.characters()), scroll=st.integers(0, 2**53))
def test_any_text_comes_back(tmp_path: Path, reviewer: str, draft: str, scroll: int) -> None:
    place = Place(drafts=(("p", "r", draft),), scroll=scroll)
    assert save_place(tmp_path / "vendors.toml", reviewer, place)
    assert load_place(tmp_path / "vendors.toml", reviewer) == place


def test_nobody_else_may_read_it(tmp_path: Path) -> None:
    state_folder().chmod(0o755)
    save_place(tmp_path / "vendors.toml", "ann", PLACE)
    folder = state_folder("places")
    for kept in (folder, folder.parent):
        assert stat.S_IMODE(kept.stat().st_mode) == 0o700
    assert [stat.S_IMODE(file.stat().st_mode) for file in folder.iterdir()] == [0o600]
    assert list(tmp_path.iterdir()) == []


def test_what_cannot_be_kept_or_read_does_not_disturb(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "vendors.toml"
    save_place(path, "ann", PLACE)
    (file,) = state_folder("places").iterdir()
    for text in ("", "[1]", "{", '"x"', "[" * 100_000):
        file.write_text(text)
        assert load_place(path, "ann") is None
    file.write_text(json.dumps({"policy": 3, "scroll": "x", "requirement": "r", "new": 1}))
    assert load_place(path, "ann") == Place(requirement="r")
    blocked = tmp_path / "file"
    blocked.write_text("")
    monkeypatch.setenv("XDG_STATE_HOME", os.fspath(blocked / "state"))
    assert not save_place(path, "ann", PLACE)
    assert load_place(path, "ann") is None


def test_forgetting_removes_one_reviews_state_only(tmp_path: Path) -> None:
    one, other = tmp_path / "vendors.toml", tmp_path / "other.toml"
    for path in (one, other):
        save_place(path, "ann", PLACE)
    save_place(one, "bob", PLACE)
    assert len(forget(one)) == 2
    assert load_place(one, "ann") is None
    assert load_place(other, "ann") == PLACE
    assert forget(one) == ()


def test_forgetting_removes_locks_that_nobody_holds(tmp_path: Path) -> None:
    path = tmp_path / "vendors.toml"
    lock = lock_review(path, "ann")
    assert forget(path) == ()
    assert lock.owned()
    assert list(state_folder("locks").glob("*.json"))
    lock.release()
    assert forget(path)
    assert list(state_folder("locks").iterdir()) == []
