"""Undo and redo: this reviewer's steps, newest first, through restarts, never another's work."""

from datetime import UTC, datetime
from pathlib import Path

from reviewtui.reviews import (
    Action,
    Review,
    Verdict,
    decide,
    redo,
    set_deferred,
    set_note,
    undo,
)
from reviewtui.reviews.dropping import drop_evidence
from reviewtui.reviews.file import opened
from reviewtui.reviews.writing import review_bytes
from tests.reviews.samples import at, decision, quote, review

A, B = ("mossgate", "retention"), ("harbourline", "deletion")


def restarted(made: Review) -> Review:
    return opened(review_bytes(made), Path("vendors.toml")).review


def decided(made: Review, *pairs: tuple[str, str], by: str = "ann", minute: int = 1) -> Review:
    return decide(made, [decision(*pair) for pair in pairs], reviewer=by, time=at(minute))


def test_undoing_a_first_verdict_leaves_an_entry_without_one() -> None:
    made = decided(review(), A)
    undone = undo(restarted(made), reviewer="ann", time=at(2))
    entry = undone.review.entries[A]
    assert entry.verdict is None
    assert len(entry.history) == 1
    past = entry.history[0]
    assert past.entry == made.entries[A]
    assert (past.action, past.reviewer, past.time, past.step) == (Action.UNDO, "ann", at(2), 2)
    change = undone.changes[0]
    assert (change.pair, change.before.verdict, change.after.verdict) == (A, Verdict.MET, None)


def test_undo_walks_back_by_step_and_redo_forward_again() -> None:
    clock_jumped_back = datetime(2020, 1, 1, tzinfo=UTC)
    made = decided(review(), A, minute=5)
    made = decide(made, [decision(*A, Verdict.MISSING)], reviewer="ann", time=clock_jumped_back)
    made = decided(made, B, minute=3)
    first = undo(restarted(made), reviewer="ann", time=at(6))
    assert first.pairs == (B,)
    second = undo(restarted(first.review), reviewer="ann", time=at(7))
    assert second.pairs == (A,)
    entry = second.review.entries[A]
    assert (entry.verdict, entry.reviewer, entry.time, entry.step) == (
        Verdict.MET,
        "ann",
        at(5),
        1,
    )
    third = undo(second.review, reviewer="ann", time=at(8))
    assert third.review.entries[A].verdict is None
    assert undo(third.review, reviewer="ann", time=at(9)).pairs == ()
    again = redo(restarted(third.review), reviewer="ann", time=at(10))
    assert again.review.entries[A].verdict is Verdict.MET
    assert again.review.entries[A].history[-1].action is Action.REDO
    again = redo(again.review, reviewer="ann", time=at(11))
    assert again.review.entries[A].verdict is Verdict.MISSING
    again = redo(restarted(again.review), reviewer="ann", time=at(12))
    assert again.pairs == (B,)
    assert redo(again.review, reviewer="ann", time=at(13)).pairs == ()
    last = undo(again.review, reviewer="ann", time=at(14))
    assert last.pairs == (B,)


def test_a_new_decision_ends_redo() -> None:
    made = undo(decided(review(), A), reviewer="ann", time=at(2)).review
    made = decided(made, B, minute=3)
    assert redo(made, reviewer="ann", time=at(4)).pairs == ()


def test_another_reviewers_decision_does_not_end_redo() -> None:
    made = undo(decided(review(), A), reviewer="ann", time=at(2)).review
    made = decided(made, B, by="bob", minute=3)
    assert redo(made, reviewer="ann", time=at(4)).pairs == (A,)


def test_a_bulk_decision_is_undone_and_given_again_as_one() -> None:
    made = decided(review(), A, B)
    undone = undo(made, reviewer="ann", time=at(2))
    assert undone.pairs == (B, A)
    assert {e.verdict for e in undone.review.entries.values()} == {None}
    assert redo(undone.review, reviewer="ann", time=at(3)).pairs == (B, A)


def test_notes_and_marks_are_undone_too() -> None:
    made = set_deferred(review(), *A, reviewer="ann", time=at(1))
    made = set_note(made, *A, "Ask.", reviewer="ann", time=at(2))
    made = undo(made, reviewer="ann", time=at(3)).review
    assert (made.entries[A].note, made.entries[A].deferred) == ("", True)
    made = undo(made, reviewer="ann", time=at(4)).review
    assert not made.entries[A].deferred
    made = redo(made, reviewer="ann", time=at(5)).review
    assert made.entries[A].deferred


def test_only_ones_own_steps_are_undone() -> None:
    made = decided(review(), A, by="bob")
    undone = undo(made, reviewer="ann", time=at(2))
    assert undone.review is made
    assert (undone.pairs, undone.blocked) == ((), ())


def test_what_another_changed_since_stays_and_is_reported() -> None:
    made = decided(review(), B, minute=1)
    made = decided(made, A, minute=2)
    made = decided(made, A, by="bob", minute=3)
    undone = undo(restarted(made), reviewer="ann", time=at(4))
    assert [(b.pair, b.reviewer, b.time) for b in undone.blocked] == [(A, "bob", at(3))]
    assert undone.review.entries[A] == made.entries[A]
    assert undone.pairs == (B,)  # what is older is not held up
    after = undo(undone.review, reviewer="ann", time=at(5))
    assert (after.pairs, len(after.blocked)) == ((), 1)


def test_of_a_bulk_decision_the_rest_is_undone() -> None:
    made = decided(review(), A, B)
    made = set_note(made, *A, "Hm.", reviewer="bob", time=at(2))
    undone = undo(made, reviewer="ann", time=at(3))
    assert undone.pairs == (B,)
    assert [(b.pair, b.reviewer) for b in undone.blocked] == [(A, "bob")]


def test_once_the_other_takes_it_back_it_can_be_undone() -> None:
    made = decided(review(), A)
    made = decided(made, A, by="bob", minute=2)
    made = undo(made, reviewer="bob", time=at(3)).review
    assert made.entries[A].reviewer == "ann"
    undone = undo(made, reviewer="ann", time=at(4))
    assert (undone.pairs, undone.blocked) == ((A,), ())


def test_redo_does_not_touch_what_another_decided_since() -> None:
    made = undo(decided(review(), A), reviewer="ann", time=at(2)).review
    made = decided(made, A, by="bob", minute=3)
    again = redo(made, reviewer="ann", time=at(4))
    assert again.pairs == ()
    assert [(b.pair, b.reviewer) for b in again.blocked] == [(A, "bob")]


def test_deciding_after_undo_and_undoing_again() -> None:
    made = decided(review(), A)
    made = undo(made, reviewer="ann", time=at(2)).review
    made = decide(made, [decision(*A, Verdict.PARTIAL)], reviewer="ann", time=at(3))
    made = undo(restarted(made), reviewer="ann", time=at(4)).review
    assert made.entries[A].verdict is None
    assert undo(made, reviewer="ann", time=at(5)).pairs == ()
    made = redo(made, reviewer="ann", time=at(6)).review
    assert made.entries[A].verdict is Verdict.PARTIAL
    assert len(made.entries[A].history) == 4


def test_dropping_evidence_is_a_decision_that_is_undone() -> None:
    first, second = quote("We keep it."), quote("For ten years.", 30)
    made = decide(review(), [decision(*A, Verdict.MET, first, second)], reviewer="ann", time=at(1))
    assert drop_evidence(made, A, (), reviewer="bob", time=at(2)) is made
    assert drop_evidence(made, ("acorn", "none"), (0,), reviewer="bob", time=at(2)) is made
    less = drop_evidence(made, A, {0}, reviewer="bob", time=at(2))
    entry = less.entries[A]
    assert (entry.verdict, entry.reviewer, entry.step) == (Verdict.MET, "bob", 2)
    assert entry.evidence == (second,)
    assert entry.requirement_digest == made.entries[A].requirement_digest
    assert undo(less, reviewer="ann", time=at(3)).blocked, "bob has changed it since"
    undone = undo(less, reviewer="bob", time=at(3)).review
    assert undone.entries[A].evidence == (first, second)
    assert drop_evidence(made, A, {0, 1}, reviewer="ann", time=at(4)).entries[A].evidence == ()
