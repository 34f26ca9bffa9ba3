"""Notes that an editor has open: private files that are found again."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewtui.errors import InputError
from reviewtui.reviews.drafting import LONGEST, begin_draft, end_draft, leftovers, read_draft
from reviewtui.reviews.forgetting import forget

PAIR = ("mossgate", "retention")
PAIRS = [PAIR, ("mossgate", "cookies"), ("harbourline", "retention")]


def test_what_an_editor_left_is_found_by_review_reviewer_and_pair(tmp_path: Path) -> None:
    review = tmp_path / "r.toml"
    file = begin_draft(review, "ann", PAIR, "half")
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.parent.stat().st_mode & 0o777 == 0o700
    assert [(one.pair, one.text) for one in leftovers(review, "ann", PAIRS)] == [(PAIR, "half")]
    assert leftovers(review, "bob", PAIRS) == []
    assert leftovers(tmp_path / "other.toml", "ann", PAIRS) == []
    assert leftovers(review, "ann", PAIRS[1:]) == []
    end_draft(file)
    end_draft(file)
    assert leftovers(review, "ann", PAIRS) == []


def test_forgetting_a_review_forgets_them(tmp_path: Path) -> None:
    file = begin_draft(tmp_path / "r.toml", "ann", PAIR, "half")
    assert str(file) in forget(tmp_path / "r.toml")
    assert not file.exists()


@pytest.mark.parametrize("content", [b"\xff", b"x" * (LONGEST + 1)])
def test_what_is_no_note_is_refused_and_stays(tmp_path: Path, content: bytes) -> None:
    file = begin_draft(tmp_path / "r.toml", "ann", PAIR, "")
    file.write_bytes(content)
    with pytest.raises(InputError, match="stays"):
        read_draft(file)
    assert file.exists()
    assert leftovers(tmp_path / "r.toml", "ann", PAIRS) == []
    for _ in range(2):  # nor does the next editor write over it
        assert begin_draft(tmp_path / "r.toml", "ann", PAIR, "") == file
    assert content in [one.read_bytes() for one in file.parent.iterdir()]
    forget(tmp_path / "r.toml")
    assert [*file.parent.iterdir()] == []


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("not a note", encoding="utf-8")
    file = begin_draft(tmp_path / "r.toml", "ann", PAIR, "")
    file.unlink()
    file.symlink_to(secret)
    with pytest.raises(InputError):
        read_draft(file)


@given(text=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\ufeff")))
def test_an_editor_that_changes_nothing_gives_the_note_back(text: str) -> None:
    file = begin_draft("r.toml", "ann", PAIR, text.strip())
    assert read_draft(file) == text.strip()
