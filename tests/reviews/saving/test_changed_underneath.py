"""A file that somebody else changed: joined by verdict, never overwritten, nothing lost."""

import os
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from reviewtui.reviews import (
    Saver,
    Verdict,
    decide,
    load_review,
    rebase,
    save_review,
)
from tests.reviews.samples import at, decision, review
from tests.reviews.saving.savers import PAIRS, Log, decided


def test_what_came_into_the_file_meanwhile_is_kept(
    path: Path, log: Log, start: Callable[[], Saver]
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
    path: Path, log: Log, start: Callable[[], Saver]
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
    path: Path, log: Log, start: Callable[[], Saver]
) -> None:
    common = decided(review(), PAIRS[0])
    save_review(common, path)
    saver = start()
    os.utime(path, (1, 1))
    saver.submit(decided(common, PAIRS[1]))
    assert saver.flush(20)
    assert log.merged == []


def test_another_review_or_a_broken_one_is_never_overwritten(
    path: Path, log: Log, start: Callable[[], Saver]
) -> None:
    saver = start()
    other = decided(review(), PAIRS[5])
    other = replace(other, checklist=other.checklist._replace(id="another"))
    save_review(other, path)
    saver.submit(decided(review(), PAIRS[0]))
    log.wait(lambda: bool(log.failed))
    assert "nother review is there; move it away" in log.failed[0]
    assert load_review(path) == other
    path.write_text("<<<<<<< ours\n")
    log.wait(lambda: any("it left two versions" in reason for reason in log.failed))
    assert path.read_text() == "<<<<<<< ours\n"


def test_two_who_begin_the_same_review_apart_share_one_file(
    path: Path, log: Log, start: Callable[[], Saver]
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
    path: Path, log: Log, start: Callable[[], Saver], left: str
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
    path: Path, start: Callable[[], Saver], left: str
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
    path: Path, start: Callable[[], Saver]
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
    path: Path, log: Log, start: Callable[[], Saver]
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
    path: Path, log: Log, start: Callable[[], Saver]
) -> None:
    common = decided(review(), PAIRS[0])
    save_review(common, path)
    saver = start()
    path.unlink()
    made = decided(common, PAIRS[1])
    saver.submit(made)
    assert saver.flush(20)
    assert load_review(path) == made
