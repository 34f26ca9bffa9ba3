"""A copy elsewhere, while the review itself cannot be saved."""

from collections.abc import Callable
from pathlib import Path

import pytest

from reviewtui.errors import InputError
from reviewtui.reviews import (
    Saver,
    load_review,
    save_review,
)
from tests.reviews.samples import review
from tests.reviews.saving.savers import PAIRS, Log, broken, decided, wait_for


def test_a_copy_elsewhere_holds_every_decision_until_the_file_can_be_written(
    tmp_path: Path, log: Log, begin: Callable[[Path], Saver], monkeypatch: pytest.MonkeyPatch
) -> None:
    path, place = tmp_path / "reviews/vendors.toml", tmp_path / "elsewhere/deep/copy.toml"
    first = decided(review(path), PAIRS[0])
    save_review(first, path)
    saver = begin(path)
    mend = broken(monkeypatch, path)
    second = decided(first, PAIRS[1])
    saver.submit(second)
    log.wait(lambda: bool(log.failed))
    saver.save_copy(place)
    assert saver.copy == place
    copied = load_review(place)
    assert copied.entries == second.entries
    assert copied.id == second.id
    # from where the copy is, its paths lead to the same files
    assert second.checklist.path == "../checklists/vendors.toml"
    assert copied.checklist.path == "../../checklists/vendors.toml"
    third = decided(second, PAIRS[2])
    saver.submit(third)
    wait_for(lambda: load_review(place).entries == third.entries)
    mend()
    log.wait(lambda: third in log.saved)
    last = decided(third, PAIRS[3])
    saver.submit(last)
    assert saver.flush(20)
    assert load_review(path) == last
    assert load_review(place).entries == third.entries, "a copy is not a second review"


def test_a_copy_never_replaces_another_file(
    tmp_path: Path, log: Log, begin: Callable[[Path], Saver], monkeypatch: pytest.MonkeyPatch
) -> None:
    path, place = tmp_path / "vendors.toml", tmp_path / "copy.toml"
    saver = begin(path)
    with pytest.raises(InputError, match="nothing was decided yet"):
        saver.save_copy(place)
    broken(monkeypatch, path)
    saver.submit(decided(review(), PAIRS[0]))
    log.wait(lambda: bool(log.failed))
    place.write_text("mine")
    for wrong, reason in (
        (place, "is there already, so it stays"),
        (tmp_path, "is there already"),
        (path, "is the file that cannot be written"),
        (place / "below", "not a folder"),
        (tmp_path / ("x" * 300), "too long"),
        (tmp_path / "\0", "no name for a file"),
    ):
        with pytest.raises(InputError, match=reason) as caught:
            saver.save_copy(wrong)
        assert len(caught.value.lines) == 1
    assert place.read_text() == "mine"
    place.unlink()
    saver.save_copy(place)
    place.write_text("somebody's now")
    saver.submit(decided(review(), PAIRS[1]))
    log.wait(lambda: any("No copy either" in line for line in log.failed))
    assert saver.copy is None
    assert place.read_text() == "somebody's now"
