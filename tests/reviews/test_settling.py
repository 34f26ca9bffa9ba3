"""Two decided the same pair; the other version may be taken, and that undone."""

from __future__ import annotations

from dataclasses import replace

from reviewtui.reviews import Action, Review, Verdict, decide, merge, redo, undo
from reviewtui.reviews.file import opened
from reviewtui.reviews.merging import Conflict, Merged
from reviewtui.reviews.settling import take_theirs
from reviewtui.reviews.writing import review_bytes
from tests.reviews.samples import at, decision, policy, review

PAIR = ("mossgate", "retention")


def both() -> Merged:
    """Ann says partial and Bob missing, of what was met."""
    base = decide(review(), [decision(*PAIR)], reviewer="ann", time=at(0))
    ours = decide(base, [decision(*PAIR, Verdict.PARTIAL)], reviewer="ann", time=at(1))
    theirs = decide(base, [decision(*PAIR, Verdict.MISSING)], reviewer="bob", time=at(2))
    return merge(base, ours, theirs)


def settled() -> Review:
    merged = both()
    return take_theirs(merged.review, merged.conflicts[0], reviewer="ann", time=at(3))


def test_theirs_holds_with_their_name_and_ours_is_in_the_history() -> None:
    entry = settled().entries[PAIR]
    assert (entry.verdict, entry.reviewer, entry.time) == (Verdict.MISSING, "bob", at(2))
    last = entry.history[-1]
    assert (last.entry.verdict, last.action, last.reviewer) == (
        Verdict.PARTIAL,
        Action.MERGE,
        "ann",
    )


def test_who_took_it_can_undo_and_redo_that() -> None:
    undone = undo(settled(), reviewer="ann", time=at(4))
    assert undone.review.entries[PAIR].verdict is Verdict.PARTIAL
    again = redo(undone.review, reviewer="ann", time=at(5))
    assert again.review.entries[PAIR].verdict is Verdict.MISSING


def test_the_file_keeps_it() -> None:
    made = settled()
    path = policy("").path
    assert opened(review_bytes(made), path).review == made


def test_what_the_other_side_removed_is_undecided() -> None:
    merged = both()
    conflict = Conflict(PAIR, merged.review.entries[PAIR], None)
    entry = take_theirs(merged.review, conflict, reviewer="ann", time=at(3)).entries[PAIR]
    assert entry.verdict is None
    assert entry.history[-1].entry.verdict is Verdict.PARTIAL


def test_a_pair_that_is_gone_stays_gone() -> None:
    merged = both()
    empty = replace(merged.review, entries={})
    assert take_theirs(empty, merged.conflicts[0], reviewer="ann", time=at(3)) is empty
