"""What a session could not save is put aside, and comes back."""

from collections.abc import Callable
from pathlib import Path

import pytest

from reviewtui.reviews import (
    KeptKind,
    Saver,
    Verdict,
    decide,
    kept_versions,
    load_review,
    open_review,
    recover,
    save_review,
)
from tests.reviews.samples import at, decision, review
from tests.reviews.saving.savers import PAIRS, Log, broken, decided, wait_for


def test_what_could_not_be_saved_comes_back(
    tmp_path: Path, log: Log, begin: Callable[[Path], Saver], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "vendors.toml"
    first = decided(review(), PAIRS[0])
    save_review(first, path)
    saver = begin(path)
    mend = broken(monkeypatch, path)
    second = decided(first, PAIRS[1], PAIRS[2])
    saver.submit(second)
    log.wait(lambda: bool(log.failed))
    assert not saver.close(20)
    mend()
    assert load_review(path) == first
    opened = open_review(path)
    found = recover(path, opened.review)
    assert found is not None
    assert found.review.entries == second.entries
    assert found.conflicts == ()
    assert recover(path, opened.review) is not None, "until it is saved"
    later = begin(path)
    later.submit(found.review)
    assert later.close(20)
    assert load_review(path).entries == second.entries
    assert recover(path, load_review(path)) is None
    assert kept_versions(path, KeptKind.UNSAVED) == ()


def test_what_could_not_be_saved_is_there_after_a_kill(
    tmp_path: Path, log: Log, begin: Callable[[Path], Saver], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is put aside while it is tried again, not only on leaving."""
    path = tmp_path / "vendors.toml"
    saver = begin(path)
    mend = broken(monkeypatch, path)
    made = decided(review(), PAIRS[0])
    saver.submit(made)
    wait_for(lambda: bool(kept_versions(path, KeptKind.UNSAVED)))
    found = recover(path, None)
    assert found is not None
    assert found.review.entries == made.entries
    mend()
    log.wait(lambda: made in log.saved)
    wait_for(lambda: not kept_versions(path, KeptKind.UNSAVED))


def test_what_somebody_decided_meanwhile_stays_and_both_are_known(
    tmp_path: Path, log: Log, begin: Callable[[Path], Saver], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "vendors.toml"
    first = decided(review(), PAIRS[0])
    save_review(first, path)
    saver = begin(path)
    mend = broken(monkeypatch, path)
    mine = decide(first, [decision(*PAIRS[0], Verdict.PARTIAL)], reviewer="ann", time=at(2))
    saver.submit(decided(mine, PAIRS[1], minute=3))
    log.wait(lambda: bool(log.failed))
    assert not saver.close(20)
    mend()
    theirs = decide(first, [decision(*PAIRS[0], Verdict.MISSING)], reviewer="bob", time=at(5))
    save_review(theirs, path)
    found = recover(path, load_review(path))
    assert found is not None
    assert [conflict.pair for conflict in found.conflicts] == [PAIRS[0]]
    entry = found.review.entries[PAIRS[0]]
    assert entry.verdict is Verdict.MISSING
    assert Verdict.PARTIAL in [past.entry.verdict for past in entry.history]
    assert PAIRS[1] in found.review.entries


def test_a_file_that_is_damaged_meanwhile_loses_no_decision(
    tmp_path: Path, log: Log, begin: Callable[[Path], Saver]
) -> None:
    path = tmp_path / "vendors.toml"
    first = decided(review(), PAIRS[0])
    save_review(first, path)
    saver = begin(path)
    path.write_bytes(path.read_bytes()[30:])
    second = decided(first, PAIRS[1])
    saver.submit(second)
    log.wait(lambda: bool(log.failed))
    assert not saver.close(20)
    found = recover(path, None)
    assert found is not None
    assert found.review.entries == second.entries
