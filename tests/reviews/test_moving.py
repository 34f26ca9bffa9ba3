"""A review file that was moved keeps what the state folder holds for it; a copy does not."""

import os
from pathlib import Path

import pytest

from reviewtui.errors import InputError
from reviewtui.reviews import (
    Damaged,
    Place,
    Saver,
    forget,
    kept_versions,
    load_place,
    open_review,
    save_place,
)
from reviewtui.reviews.moving import follow, id_in, note_path
from reviewtui.reviews.state import state_path
from tests.reviews.samples import review
from tests.reviews.saving.savers import decided

PLACE = Place("mossgate", "retention", drafts=(("mossgate", "retention", "Half a no"),))
PAIR = ("mossgate", "retention")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "reviews/vendors.toml"


def reviewed(path: Path) -> str:
    """A session of ann's in the file `path`; the review's id."""
    made = decided(review(), PAIR)
    saver = Saver(path)
    saver.submit(made)
    assert saver.close(20)
    assert save_place(path, "ann", PLACE)
    return made.id


def test_places_and_versions_go_along(path: Path, tmp_path: Path) -> None:
    identity = reviewed(path)
    moved = tmp_path / "elsewhere/mine.toml"
    moved.parent.mkdir()
    path.rename(moved)
    kept = kept_versions(path)
    assert kept
    assert follow(moved, identity)
    assert load_place(moved, "ann") == PLACE
    assert [one.digest for one in kept_versions(moved)] == [one.digest for one in kept]
    assert load_place(path, "ann") is None
    assert kept_versions(path) == ()
    assert not follow(moved, identity)
    moved.rename(path)
    assert follow(path, identity), "and back again"
    assert load_place(path, "ann") == PLACE


def test_a_copy_begins_afresh(path: Path, tmp_path: Path) -> None:
    identity = reviewed(path)
    copy = tmp_path / "copy.toml"
    copy.write_bytes(path.read_bytes())
    assert not follow(copy, identity)
    assert load_place(copy, "ann") is None
    assert load_place(path, "ann") == PLACE


def test_what_is_there_already_stays(path: Path, tmp_path: Path) -> None:
    identity = reviewed(path)
    moved = tmp_path / "mine.toml"
    path.rename(moved)
    newer = Place("harbourline", "cookies")
    save_place(moved, "ann", newer)
    assert follow(moved, identity)
    assert load_place(moved, "ann") == newer


def test_a_moved_file_that_is_damaged_offers_its_versions(path: Path, tmp_path: Path) -> None:
    identity = reviewed(path)
    moved = tmp_path / "mine.toml"
    path.rename(moved)
    content = moved.read_bytes()
    moved.write_bytes(content[: len(content) * 2 // 3])
    assert id_in(moved.read_bytes()) == identity
    with pytest.raises(InputError) as caught:
        open_review(moved)
    assert isinstance(caught.value, Damaged)
    assert len(caught.value.kept) == 1


def test_forgetting_forgets_where_it_was(path: Path) -> None:
    reviewed(path)
    assert list(state_path("reviews").iterdir())
    forget(path)
    assert list(state_path("reviews").iterdir()) == []


@pytest.mark.parametrize("note", ["", "[1]", "{", "3"])
def test_a_note_that_cannot_be_read_is_none(path: Path, tmp_path: Path, note: str) -> None:
    identity = reviewed(path)
    (file,) = state_path("reviews").iterdir()
    file.write_text(note)
    moved = tmp_path / "mine.toml"
    path.rename(moved)
    assert not follow(moved, identity)


def test_without_a_state_folder_nothing_happens(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    monkeypatch.setenv("XDG_STATE_HOME", os.fspath(blocked / "state"))
    note_path(path, "k3v9x2m7")
    assert not follow(path, "k3v9x2m7")
