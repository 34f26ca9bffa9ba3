"""Two versions of a review, put together by verdict."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewtui.reviews import (
    Action,
    Review,
    Verdict,
    decide,
    merge,
    rebase,
    set_note,
    undo,
)
from reviewtui.reviews.file import opened
from reviewtui.reviews.writing import review_bytes
from tests.reviews.samples import IDS, POLICIES, at, decision, review

PAIRS = [(policy, requirement) for policy in POLICIES for requirement in IDS]
A, B, C = PAIRS[:3]


def decided(
    made: Review, pair: tuple[str, str], by: str = "ann", verdict: Verdict = Verdict.MET
) -> Review:
    return decide(made, [decision(*pair, verdict)], reviewer=by, time=at(1))


def test_changes_of_different_pairs_come_together() -> None:
    base = decided(review(), A)
    ours, theirs = decided(base, B), decided(base, C, "bob")
    merged = merge(base, ours, theirs)
    assert merged.conflicts == ()
    assert merged.review.entries == {**ours.entries, **theirs.entries}
    assert {w.id for w in merged.review.wordings} == set(IDS)
    assert merge(base, theirs, ours).review == merged.review


def test_a_pair_changed_on_both_sides_keeps_both_and_is_reported() -> None:
    base = decided(review(), A)
    ours = decided(base, A, "ann", Verdict.PARTIAL)
    theirs = decided(base, A, "bob", Verdict.MISSING)
    merged = merge(base, ours, theirs)
    assert [conflict.pair for conflict in merged.conflicts] == [A]
    entry = merged.review.entries[A]
    assert (entry.verdict, entry.reviewer) == (Verdict.PARTIAL, "ann")
    assert [(p.entry.verdict, p.action) for p in entry.history] == [
        (Verdict.MET, Action.DECIDE),
        (Verdict.MISSING, Action.MERGE),
    ]
    undone = undo(merged.review, reviewer="ann", time=at(5))
    assert undone.review.entries[A].verdict is Verdict.MISSING


def test_a_pair_that_both_decided_first() -> None:
    base = review()
    ours, theirs = decided(base, A), decided(base, A, "bob", Verdict.MISSING)
    entry = merge(None, ours, theirs).review.entries[A]
    assert [(p.entry.reviewer, p.action) for p in entry.history] == [("bob", Action.MERGE)]


def test_one_that_grew_from_the_other_is_no_conflict() -> None:
    base = review()
    first = decided(base, A)
    second = decided(first, A, "bob", Verdict.PARTIAL)
    for ours, theirs in ((first, second), (second, first)):
        merged = merge(base, ours, theirs)
        assert merged.conflicts == ()
        assert merged.review.entries[A].verdict is Verdict.PARTIAL


def test_several_changes_on_each_side_are_all_kept() -> None:
    base = decided(review(), A)
    ours = set_note(decided(base, A, "ann", Verdict.PARTIAL), *A, "Hm.", reviewer="ann", time=at(2))
    ours = undo(ours, reviewer="ann", time=at(3)).review
    theirs = decided(decided(base, A, "bob", Verdict.MISSING), A, "bob", Verdict.UNCLEAR)
    entry = merge(base, ours, theirs).review.entries[A]
    kept = [past.entry.verdict for past in entry.history]
    assert kept == [Verdict.MET, Verdict.MISSING, Verdict.UNCLEAR, Verdict.PARTIAL, Verdict.PARTIAL]
    assert entry.verdict is Verdict.PARTIAL


def test_an_entry_taken_out_by_hand_stays_out_unless_it_was_changed() -> None:
    base = decided(decided(review(), A), B)
    theirs = replace(base, entries={B: base.entries[B]})
    assert A not in merge(base, decided(base, C), theirs).review.entries
    merged = merge(base, decided(base, A, "ann", Verdict.PARTIAL), theirs)
    assert merged.review.entries[A].verdict is Verdict.PARTIAL
    assert merged.conflicts[0].theirs is None


def test_going_on_while_the_file_was_merged_loses_nothing_and_is_no_conflict() -> None:
    base = decided(review(), A)
    ours = decided(base, A, "ann", Verdict.PARTIAL)
    theirs = decided(decided(base, A, "bob", Verdict.MISSING), C, "bob")
    merged = merge(base, ours, theirs)
    own = decided(decided(ours, B), A, "ann", Verdict.UNCLEAR)  # meanwhile
    on_top = rebase(own, merged)
    assert on_top.entries[A].verdict is Verdict.UNCLEAR
    assert [past.entry.verdict for past in on_top.entries[A].history] == [
        Verdict.MET,
        Verdict.MISSING,
        Verdict.PARTIAL,
    ]
    assert set(on_top.entries) == {A, B, C}
    assert merge(merged.ours, own, merged.review).conflicts == ()
    # nor where nothing is known of what both grew from
    again = merge(None, ours, merged.review)
    assert (again.review, again.conflicts) == (merged.review, ())


def test_what_two_machines_decided_in_the_same_second_is_not_taken_for_one() -> None:
    base = review()
    ours = decided(decided(base, A, "ann", Verdict.MET), A, "ann", Verdict.MET)
    theirs = decided(decided(base, A, "ann", Verdict.PARTIAL), A, "ann", Verdict.MET)
    merged = merge(base, ours, theirs).review.entries[A]
    assert Verdict.PARTIAL in {past.entry.verdict for past in merged.history}


def test_different_reviews_are_not_merged() -> None:
    with pytest.raises(ValueError, match="different reviews"):
        merge(None, review(), review())


steps = st.lists(
    st.tuples(
        st.sampled_from(PAIRS[:4]),
        st.sampled_from(["ann", "bob"]),
        st.sampled_from([*Verdict, "note", "undo"]),
    ),
    max_size=6,
)


def walked(made: Review, row: list[tuple[tuple[str, str], str, str]]) -> Review:
    for pair, by, what in row:
        if what == "undo":
            made = undo(made, reviewer=by, time=at(2)).review
        elif what == "note":
            made = set_note(made, *pair, f"by {by}", reviewer=by, time=at(2))
        else:
            made = decided(made, pair, by, Verdict(what))
    return made


@given(steps, steps, steps)
def test_merging_loses_no_entry_of_either_side(common: list, own: list, other: list) -> None:  # type: ignore[type-arg]
    base = walked(review(), common)
    ours, theirs = walked(base, own), walked(base, other)
    merged = merge(base, ours, theirs)
    reloaded = opened(review_bytes(merged.review), Path("vendors.toml")).review
    assert reloaded == merged.review
    for side in (ours, theirs):
        for pair, entry in side.entries.items():
            now = merged.review.entries[pair]
            states = [replace(now, history=()), *(past.entry for past in now.history)]
            assert replace(entry, history=()) in states
            for past in entry.history:
                assert past.entry in states
    for conflict in merged.conflicts:
        assert conflict.ours is not None
        ours_now = merged.review.entries[conflict.pair]
        assert replace(ours_now, history=()) == replace(conflict.ours, history=())
    # whoever goes on from what was merged can undo and save like anybody else
    undo(merged.review, reviewer="ann", time=at(9))
    assert merge(base, merged.review, merged.review).review is merged.review


@given(steps, steps)
def test_merging_with_an_unchanged_side_gives_the_other(common: list, own: list) -> None:  # type: ignore[type-arg]
    base = walked(review(), common)
    ours = walked(base, own)
    assert merge(base, ours, base).review == ours
    assert merge(base, base, ours).review == ours
    assert merge(base, ours, ours).conflicts == ()
