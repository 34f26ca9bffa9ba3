"""Where saving fails: why is said in a line, and it is tried again."""

import errno
import os
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from reviewtui.reviews import (
    Saver,
    load_review,
    reasons,
    save_review,
    set_note,
)
from tests.reviews.samples import at, review
from tests.reviews.saving.savers import PAIRS, Log, decided


def failing(monkeypatch: pytest.MonkeyPatch, code: int) -> threading.Event:
    """Makes every flush fail until the event is set."""
    mended = threading.Event()
    real = os.fsync

    def fsync(handle: int) -> None:
        if not mended.is_set():
            raise OSError(code, os.strerror(code))
        real(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    return mended


@pytest.mark.parametrize(
    "failure",
    [
        (errno.ENOSPC, "No space left on the disk; make room (vendors.toml)."),
        (errno.EROFS, "The file system is read-only; make it writable (vendors.toml)."),
        (errno.EACCES, "Not writable; check the permissions (vendors.toml)."),
        (errno.EIO, "Input/output error; check the folder and the disk (vendors.toml)."),
    ],
)
def test_a_failure_is_said_and_saving_is_tried_again_by_itself(
    path: Path,
    log: Log,
    start: Callable[[], Saver],
    monkeypatch: pytest.MonkeyPatch,
    failure: tuple[int, str],
) -> None:
    code, reason = failure
    mended = failing(monkeypatch, code)
    saver = start()
    made = decided(review(), PAIRS[0])
    saver.submit(made)
    log.wait(lambda: len(log.failed) >= 2)
    assert log.failed[0] == reason
    assert saver.unsaved is made
    assert not saver.flush(0.01) or log.saved
    mended.set()
    log.wait(lambda: bool(log.saved))
    assert load_review(path) == made
    assert saver.unsaved is None


def test_failures_of_new_decisions_do_not_put_off_the_next_try(
    path: Path, log: Log, start: Callable[[], Saver], monkeypatch: pytest.MonkeyPatch
) -> None:
    failing(monkeypatch, errno.ENOSPC)
    saver = start()
    made = review()
    for number in range(12):  # doubling the first pause so often would make it the longest
        made = decided(made, PAIRS[0], minute=number + 1)
        before = len(log.failed)
        saver.submit(made)
        log.wait(lambda before=before: len(log.failed) > before)  # type: ignore[misc]
    before = len(log.failed)
    log.wait(lambda: len(log.failed) > before + 1)


def test_a_short_path_is_shown_whole_and_a_long_name_cut(
    tmp_path: Path, log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    failing(monkeypatch, errno.ENOSPC)
    for name in ("reviews/r.toml", "v" * 200 + ".toml"):
        saver = Saver(Path(name), on_failed=log.note(log.failed))
        saver.submit(decided(review(), PAIRS[0]))
        assert not saver.close(20)
    assert log.failed[0] == "No space left on the disk; make room (reviews/r.toml)."
    assert log.failed[-1] == "No space left on the disk; make room (" + "v" * 23 + "…)."


def test_a_review_that_becomes_a_pipe_is_not_waited_for(
    path: Path, log: Log, start: Callable[[], Saver]
) -> None:
    common = decided(review(), PAIRS[0])
    save_review(common, path)
    saver = start()
    path.unlink()
    os.mkfifo(path)
    saver.submit(decided(common, PAIRS[1]))
    log.wait(lambda: bool(log.failed))
    assert log.failed[0] == "Is a device or pipe; a file was expected (vendors.toml)."
    path.unlink()
    log.wait(lambda: bool(log.saved))


def test_a_broken_file_is_said_with_its_line(
    path: Path, log: Log, start: Callable[[], Saver]
) -> None:
    common = decided(review(), PAIRS[0])
    save_review(common, path)
    saver = start()
    path.write_text("format = 1\nid = \n")
    saver.submit(decided(common, PAIRS[1]))
    log.wait(lambda: bool(log.failed))
    assert log.failed[0].startswith("Broken TOML")
    assert log.failed[0].endswith(" (vendors.toml:2).")


def test_after_a_failure_the_newest_is_saved(
    path: Path, log: Log, start: Callable[[], Saver], monkeypatch: pytest.MonkeyPatch
) -> None:
    mended = failing(monkeypatch, errno.ENOSPC)
    saver = start()
    first = decided(review(), PAIRS[0])
    saver.submit(first)
    log.wait(lambda: bool(log.failed))
    second = decided(first, PAIRS[1])
    mended.set()
    saver.submit(second)
    log.wait(lambda: second in log.saved)
    assert load_review(path) == second


def test_closing_says_what_is_not_saved(
    path: Path, log: Log, start: Callable[[], Saver], monkeypatch: pytest.MonkeyPatch
) -> None:
    failing(monkeypatch, errno.ENOSPC)
    saver = start()
    made = decided(review(), PAIRS[0])
    saver.submit(made)
    assert not saver.close(20)
    assert saver.unsaved is made
    assert log.failed
    assert not path.exists()


def test_half_a_character_fails_and_the_rest_can_be_saved(
    path: Path, log: Log, start: Callable[[], Saver]
) -> None:
    saver = start()
    good = decided(review(), PAIRS[0])
    saver.submit(set_note(good, *PAIRS[0], "\udcff", reviewer="ann", time=at(2)))
    log.wait(lambda: bool(log.failed))
    assert "half a character" in log.failed[0]
    saver.submit(good)
    log.wait(lambda: bool(log.saved))
    assert load_review(path) == good


def test_reason_and_remedy_fit_into_a_line_of_80_columns() -> None:
    room = 80 - len("Not saved (W: save a copy): ")
    for reason in reasons._REASONS.values():
        assert len(reason) <= room, reason
        assert "; " in reason, "a remedy"
