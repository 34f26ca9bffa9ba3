"""The saver: in order, durable, and nothing written where nothing was decided."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from reviewtui.errors import InputError
from reviewtui.reviews import (
    Saver,
    durable,
    held,
    load_review,
    save_review,
)
from tests.reviews.samples import review
from tests.reviews.saving.savers import PAIRS, Log, decided


def test_what_is_reported_saved_is_in_the_file(
    path: Path, log: Log, start: Callable[[], Saver]
) -> None:
    saver = start()
    assert not path.exists()
    assert not path.parent.exists()
    made = decided(review(), PAIRS[0])
    saver.submit(made)
    log.wait(lambda: bool(log.saved))
    assert log.saved == [made]
    assert load_review(path) == made
    assert saver.flush(5)
    assert saver.saved


def test_nothing_submitted_makes_no_file(path: Path, start: Callable[[], Saver]) -> None:
    assert start().close()
    assert not path.parent.exists()


def test_a_burst_shares_writes_and_ends_with_the_newest(
    path: Path, log: Log, start: Callable[[], Saver], monkeypatch: pytest.MonkeyPatch
) -> None:
    gate, entered = threading.Event(), threading.Event()
    real, written = durable.write_durably, []

    def slow(target: Path, content: bytes, *, last_look: Callable[[], object]) -> None:
        entered.set()
        assert gate.wait(20)
        written.append(content)
        real(target, content, last_look=last_look)

    monkeypatch.setattr(held, "write_durably", slow)
    saver = start()
    states = [review()]
    for pair in PAIRS:
        states.append(decided(states[-1], pair))
    saver.submit(states[1])
    assert entered.wait(20)
    for state in states[2:]:
        saver.submit(state)
    assert not saver.saved
    gate.set()
    assert saver.flush(20)
    assert len(written) == 2
    log.wait(lambda: len(log.saved) == 2)
    assert log.saved == [states[1], states[-1]]
    assert load_review(path) == states[-1]


def test_closing_saves_what_is_waiting(path: Path, start: Callable[[], Saver]) -> None:
    saver = start()
    made = decided(review(), *PAIRS)
    saver.submit(made)
    assert saver.close(20)
    assert load_review(path) == made
    with pytest.raises(ValueError, match="closed"):
        saver.submit(made)


def test_saving_at_once_says_why_not(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    with pytest.raises(InputError, match="not a folder"):
        save_review(review(), blocked / "vendors.toml")


def test_a_save_rests_until_somebody_waits_for_it(path: Path, log: Log) -> None:
    def saver() -> Saver:
        return Saver(path, on_saved=log.note(log.saved), rest=600)

    first, second = decided(review(), PAIRS[0]), decided(review(), *PAIRS[:2])
    saving = saver()
    saving.submit(first)
    assert saving.flush(20)
    assert load_review(path) == first
    saving.submit(second)
    assert not saving.saved
    assert saving.unsaved == second
    assert saving.close(20)
    assert load_review(path) == second


def test_a_save_that_rests_is_done_by_itself(path: Path, log: Log) -> None:
    saving = Saver(path, on_saved=log.note(log.saved), rest=0.01)
    made = decided(review(), PAIRS[0])
    saving.submit(made)
    log.wait(lambda: bool(log.saved))
    assert load_review(path) == made
    assert saving.close(20)
