"""The saver: in order, durable, retried, never over somebody else's work."""

import errno
import os
import re
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from reviewtui.errors import InputError
from reviewtui.reviews import (
    Merged,
    Owner,
    Review,
    Saver,
    Verdict,
    decide,
    durable,
    held,
    load_review,
    open_review,
    reasons,
    rebase,
    save_review,
    set_note,
)
from tests.reviews.samples import IDS, POLICIES, at, decision, review

PAIRS = [(policy, requirement) for policy in POLICIES for requirement in IDS]


class Log:
    """What a saver reported, and a way to wait for it."""

    def __init__(self) -> None:
        self.saved: list[Review] = []
        self.failed: list[str] = []
        self.merged: list[Merged] = []
        self.lost: list[Owner] = []
        self._changed = threading.Condition()

    def note(self, row: list) -> Callable[[object], None]:  # type: ignore[type-arg]
        def call(value: object) -> None:
            with self._changed:
                row.append(value)
                self._changed.notify_all()

        return call

    def wait(self, ready: Callable[[], bool]) -> None:
        with self._changed:
            assert self._changed.wait_for(ready, 20), "the saver did not report in time"


@pytest.fixture
def log() -> Log:
    return Log()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "reviews/vendors.toml"


@pytest.fixture
def start(path: Path, log: Log) -> Iterator[Callable[..., Saver]]:
    savers: list[Saver] = []

    def make() -> Saver:
        opened = open_review(path) if path.exists() else None
        saver = Saver(
            path,
            opened,
            on_saved=log.note(log.saved),
            on_failed=log.note(log.failed),
            on_merged=log.note(log.merged),
            retry=0.01,
        )
        savers.append(saver)
        return saver

    yield make
    for saver in savers:
        saver.close(20)


def decided(made: Review, *pairs: tuple[str, str], by: str = "ann", minute: int = 1) -> Review:
    return decide(made, [decision(*pair) for pair in pairs], reviewer=by, time=at(minute))


def test_what_is_reported_saved_is_in_the_file(
    path: Path, log: Log, start: Callable[..., Saver]
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


def test_nothing_submitted_makes_no_file(path: Path, start: Callable[..., Saver]) -> None:
    assert start().close()
    assert not path.parent.exists()


def test_a_burst_shares_writes_and_ends_with_the_newest(
    path: Path, log: Log, start: Callable[..., Saver], monkeypatch: pytest.MonkeyPatch
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


def test_closing_saves_what_is_waiting(path: Path, start: Callable[..., Saver]) -> None:
    saver = start()
    made = decided(review(), *PAIRS)
    saver.submit(made)
    assert saver.close(20)
    assert load_review(path) == made
    with pytest.raises(ValueError, match="closed"):
        saver.submit(made)


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
    start: Callable[..., Saver],
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
    path: Path, log: Log, start: Callable[..., Saver], monkeypatch: pytest.MonkeyPatch
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
    path: Path, log: Log, start: Callable[..., Saver]
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
    path: Path, log: Log, start: Callable[..., Saver]
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
    path: Path, log: Log, start: Callable[..., Saver], monkeypatch: pytest.MonkeyPatch
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
    path: Path, log: Log, start: Callable[..., Saver], monkeypatch: pytest.MonkeyPatch
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
    path: Path, log: Log, start: Callable[..., Saver]
) -> None:
    saver = start()
    good = decided(review(), PAIRS[0])
    saver.submit(set_note(good, *PAIRS[0], "\udcff", reviewer="ann", time=at(2)))
    log.wait(lambda: bool(log.failed))
    assert "half a character" in log.failed[0]
    saver.submit(good)
    log.wait(lambda: bool(log.saved))
    assert load_review(path) == good


def test_what_came_into_the_file_meanwhile_is_kept(
    path: Path, log: Log, start: Callable[..., Saver]
) -> None:
    common = decided(review(), PAIRS[0])
    save_review(common, path)
    saver = start()
    theirs = decided(common, PAIRS[1], by="bob", minute=2)
    save_review(theirs, path)
    ours = decided(common, PAIRS[2], minute=3)
    saver.submit(ours)
    log.wait(lambda: bool(log.saved))
    held = load_review(path)
    assert held.entries == {**theirs.entries, **ours.entries}
    assert log.merged[0].review == held
    assert log.merged[0].conflicts == ()
    # an app that did not take up the merged review goes on, and loses nothing either
    later = decided(ours, PAIRS[3], minute=4)
    saver.submit(later)
    assert saver.flush(20)
    assert load_review(path).entries == {**theirs.entries, **later.entries}
    # one that did goes on from it
    adopted = rebase(later, log.merged[0])
    last = decided(adopted, PAIRS[1], minute=5)
    saver.submit(last)
    assert saver.flush(20)
    assert load_review(path) == last
    assert len(log.merged) == 1


def test_the_same_pair_on_both_sides_is_reported_and_nothing_is_lost(
    path: Path, log: Log, start: Callable[..., Saver]
) -> None:
    common = decided(review(), PAIRS[0])
    save_review(common, path)
    saver = start()
    theirs = decide(common, [decision(*PAIRS[0], Verdict.MISSING)], reviewer="bob", time=at(2))
    save_review(theirs, path)
    ours = decide(common, [decision(*PAIRS[0], Verdict.PARTIAL)], reviewer="ann", time=at(3))
    saver.submit(ours)
    log.wait(lambda: bool(log.saved))
    assert [conflict.pair for conflict in log.merged[0].conflicts] == [PAIRS[0]]
    entry = load_review(path).entries[PAIRS[0]]
    assert entry.verdict is Verdict.PARTIAL
    assert [past.entry.verdict for past in entry.history] == [Verdict.MET, Verdict.MISSING]


def test_a_file_that_was_touched_and_not_changed_is_no_merge(
    path: Path, log: Log, start: Callable[..., Saver]
) -> None:
    common = decided(review(), PAIRS[0])
    save_review(common, path)
    saver = start()
    os.utime(path, (1, 1))
    saver.submit(decided(common, PAIRS[1]))
    assert saver.flush(20)
    assert log.merged == []


def test_another_review_or_a_broken_one_is_never_overwritten(
    path: Path, log: Log, start: Callable[..., Saver]
) -> None:
    saver = start()
    other = decided(review(), PAIRS[5])
    other = replace(other, checklist=replace(other.checklist, id="another"))
    save_review(other, path)
    saver.submit(decided(review(), PAIRS[0]))
    log.wait(lambda: bool(log.failed))
    assert "nother review is there; move it away" in log.failed[0]
    assert load_review(path) == other
    path.write_text("<<<<<<< ours\n")
    log.wait(lambda: any("it left two versions" in reason for reason in log.failed))
    assert path.read_text() == "<<<<<<< ours\n"


def test_two_who_begin_the_same_review_apart_share_one_file(
    path: Path, log: Log, start: Callable[..., Saver]
) -> None:
    first, second = start(), start()
    ann, bob = decided(review(), PAIRS[0]), decided(review(), PAIRS[1], PAIRS[0], by="bob")
    first.submit(ann)
    assert first.flush(20)
    second.submit(bob)
    assert second.flush(20)
    found = load_review(path)
    assert found.id == ann.id
    assert set(found.entries) == set(PAIRS[:2])
    assert {past.entry.reviewer for past in found.entries[PAIRS[0]].history} == {"ann"}
    mine = decided(rebase(bob, log.merged[0]), PAIRS[2], by="bob")
    second.submit(mine)
    assert second.flush(20)
    assert load_review(path) == mine
    assert log.failed == []


@pytest.mark.parametrize("left", ["gone", "empty", "zeros", "cut", "cut within"])
def test_what_was_lost_from_the_file_is_put_back(
    path: Path, log: Log, start: Callable[..., Saver], left: str
) -> None:
    saver = start()
    made = decided(review(), *PAIRS[:4])
    saver.submit(made)
    assert saver.flush(20)
    lost = damage(path, left)
    more = decided(made, PAIRS[5])
    saver.submit(more)
    assert saver.flush(20)
    assert load_review(path) == more
    assert log.merged[0].missing == tuple(PAIRS[4 - lost : 4])
    assert log.merged[0].conflicts == ()


@pytest.mark.parametrize("left", ["gone", "empty", "zeros", "cut", "cut within"])
def test_what_was_lost_is_put_back_on_leaving_and_said(
    path: Path, start: Callable[..., Saver], left: str
) -> None:
    saver = start()
    made = decided(review(), *PAIRS[:4])
    saver.submit(made)
    assert saver.flush(20)
    lost = damage(path, left)
    assert saver.close(20)
    assert load_review(path) == made
    assert saver.put_back == f"lost {lost} verdict{'' if lost == 1 else 's'}"


def damage(path: Path, left: str) -> int:
    """Takes something from the end of a file with four verdicts; how many are not whole now."""
    content = path.read_bytes()
    starts = [found.start() for found in re.finditer(rb"^\[\[verdict\]\]", content, re.MULTILINE)]
    if left == "gone":
        path.unlink()
        return 4
    ends = {"empty": b"", "zeros": bytes(len(content)), "cut": content[: starts[3]]}
    path.write_bytes(ends.get(left, content[: starts[2] + 40]))
    return {"cut": 1, "cut within": 2}.get(left, 4)


def test_what_others_put_into_the_file_stays_on_leaving(
    path: Path, start: Callable[..., Saver]
) -> None:
    saver = start()
    made = decided(review(), PAIRS[0])
    saver.submit(made)
    assert saver.flush(20)
    theirs = decided(made, PAIRS[1], by="bob")
    save_review(theirs, path)
    before = path.stat().st_ino
    assert saver.close(20)
    assert (load_review(path), saver.put_back) == (theirs, "")
    assert path.stat().st_ino == before


def test_a_version_from_before_does_not_take_verdicts_away(
    path: Path, log: Log, start: Callable[..., Saver]
) -> None:
    saver = start()
    first = decided(review(), PAIRS[0])
    saver.submit(first)
    assert saver.flush(20)
    old = path.read_bytes()
    made = decided(decided(first, PAIRS[1]), PAIRS[0], minute=2)
    saver.submit(made)
    assert saver.flush(20)
    path.write_bytes(old)  # an editor that had it open, or git checkout
    more = decided(made, PAIRS[2])
    saver.submit(more)
    assert saver.flush(20)
    assert load_review(path) == more
    assert (log.merged[0].missing, log.merged[0].earlier) == ((PAIRS[1],), (PAIRS[0],))


def test_a_file_that_was_removed_is_made_again(
    path: Path, log: Log, start: Callable[..., Saver]
) -> None:
    common = decided(review(), PAIRS[0])
    save_review(common, path)
    saver = start()
    path.unlink()
    made = decided(common, PAIRS[1])
    saver.submit(made)
    assert saver.flush(20)
    assert load_review(path) == made


def test_saving_at_once_says_why_not(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    with pytest.raises(InputError, match="not a folder"):
        save_review(review(), blocked / "vendors.toml")


def test_reason_and_remedy_fit_into_a_line_of_80_columns() -> None:
    room = 80 - len("Not saved (W: save a copy): ")
    for reason in reasons._REASONS.values():
        assert len(reason) <= room, reason
        assert "; " in reason, "a remedy"
