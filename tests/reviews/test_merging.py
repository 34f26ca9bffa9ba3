"""Two versions of a review, put together by verdict."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewtui.reviews import (
    Action,
    Entry,
    Review,
    Verdict,
    decide,
    merge,
    rebase,
    rename_policies,
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


def test_entries_that_the_file_has_lost_are_put_back() -> None:
    base = decided(decided(review(), A), B)
    ours = decided(base, C)
    theirs = replace(base, entries={B: base.entries[B]})
    merged = merge(base, ours, theirs)
    assert merged.review.entries == ours.entries
    assert (merged.conflicts, merged.missing, merged.earlier) == ((), (A,), ())
    assert merged.put_back == "lost 1 verdict"
    assert merge(base, base, replace(theirs, policies=(), texts=())).review == base


def test_entries_as_they_once_were_do_not_replace_what_grew_from_them() -> None:
    first = decided(review(), A)
    base = decided(decided(first, A, "ann", Verdict.PARTIAL), B)
    merged = merge(base, decided(base, C), first)
    assert merged.review.entries == decided(base, C).entries
    assert (merged.conflicts, merged.missing, merged.earlier) == ((), (B,), (A,))
    assert merged.put_back == "lost 1 verdict, held earlier versions of 1"
    # an editor may have taken out the history, too
    twice = decided(base, A, "ann", Verdict.UNCLEAR)
    bare = {A: replace(base.entries[A], history=())}
    assert merge(twice, twice, replace(twice, entries=bare)).review.entries == twice.entries


def test_what_came_in_the_place_of_a_verdict_has_it_in_its_history() -> None:
    base = decided(review(), A)
    by_hand = replace(base.entries[A], verdict=Verdict.MISSING, reviewer="bob", note="No.")
    theirs = replace(base, entries={A: by_hand})
    came = merge(base, base, theirs)
    assert came.review.entries[A].verdict is Verdict.MISSING
    assert [p.entry.verdict for p in came.review.entries[A].history] == [Verdict.MET]
    assert (came.missing, came.earlier, came.put_back) == ((), (), "")
    ours = decided(base, A, "ann", Verdict.PARTIAL)
    entry = merge(base, ours, theirs).review.entries[A]
    assert entry.verdict is Verdict.PARTIAL
    assert [(p.entry.verdict, p.entry.reviewer) for p in entry.history] == [
        (Verdict.MET, "ann"),
        (Verdict.MISSING, "bob"),
    ]


def test_reviews_begun_apart_come_together_under_the_id_of_the_other_side() -> None:
    ours, theirs = decided(review(), A), decided(decided(review(), B, "bob"), A, "bob")
    assert ours.id != theirs.id
    merged = merge(None, ours, theirs)
    assert merged.review.id == theirs.id
    assert merged.review.entries[B] == theirs.entries[B]
    assert {p.entry.reviewer for p in merged.review.entries[A].history} == {"bob"}
    on_top = rebase(decided(ours, C), merged)
    assert (on_top.id, set(on_top.entries)) == (theirs.id, {A, B, C})


def test_a_policy_renamed_on_one_side_is_renamed_on_the_other() -> None:
    base = decided(decided(review(), A), ("tallow/app", "retention"))
    swapped = rename_policies(base, {POLICIES[0]: "tallow/app", "tallow/app": POLICIES[0]})
    grown = decided(base, A, "bob", Verdict.PARTIAL)
    for ours, theirs in ((swapped, grown), (grown, swapped), (swapped, base), (base, swapped)):
        merged = merge(base, ours, theirs)
        assert (merged.conflicts, merged.missing, merged.earlier) == ((), (), ())
        assert set(merged.review.entries) == set(swapped.entries)
        assert merged.review.entries[POLICIES[0], "retention"].verdict is Verdict.MET
        assert ("tallow/app", A[1]) in merged.review.entries


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
    other = replace(review(), checklist=review().checklist._replace(id="others"))
    with pytest.raises(ValueError, match="different checklists"):
        merge(None, review(), other)


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


def states_of(made: Review, pair: tuple[str, str]) -> list[Entry]:
    entry = made.entries.get(pair)
    if entry is None:
        return []
    return [replace(entry, history=()), *(past.entry for past in entry.history)]


damages = st.dictionaries(
    st.sampled_from(PAIRS[:4]), st.sampled_from(["gone", "earlier", "bare"]), max_size=4
)


def damaged(made: Review, how: dict[tuple[str, str], str]) -> Review:
    """The review as an editor or a crash may leave it: entries gone, older, without history."""
    entries = dict(made.entries)
    for pair, what in how.items():
        entry = entries.get(pair)
        if entry is None:
            continue
        if what == "gone":
            del entries[pair]
        elif what == "bare":
            entries[pair] = replace(entry, history=())
        elif entry.history:
            entries[pair] = replace(entry.history[-1].entry, history=entry.history[:-1])
    return replace(made, entries=entries)


@given(steps, steps, steps, damages, st.booleans())
def test_merging_loses_no_state_of_any_side(
    common: list,  # type: ignore[type-arg]
    own: list,  # type: ignore[type-arg]
    other: list,  # type: ignore[type-arg]
    how: dict[tuple[str, str], str],
    known: bool,
) -> None:
    base = walked(review(), common)
    ours, theirs = walked(base, own), damaged(walked(base, other), how)
    merged = merge(base if known else None, ours, theirs)
    sides = (base, ours, theirs) if known else (ours, theirs)
    for pair in {pair for side in sides for pair in side.entries}:
        now = states_of(merged.review, pair)
        for side in sides:
            for state in states_of(side, pair):
                assert state in now
    # whoever merges again finds nothing new
    again = merge(None, ours, merged.review)
    assert (again.review.entries, again.conflicts) == (merged.review.entries, ())


@given(steps, damages)
def test_damage_changes_nothing_that_is_still_held(
    common: list,  # type: ignore[type-arg]
    how: dict[tuple[str, str], str],
) -> None:
    base = walked(review(), common)
    theirs = damaged(base, how)
    merged = merge(base, base, theirs)
    assert merged.conflicts == ()
    for pair, entry in base.entries.items():
        assert replace(merged.review.entries[pair], history=()) == replace(entry, history=())
    assert {*merged.missing} == base.entries.keys() - theirs.entries.keys()


@given(steps, steps)
def test_merging_with_an_unchanged_side_gives_the_other(common: list, own: list) -> None:  # type: ignore[type-arg]
    base = walked(review(), common)
    ours = walked(base, own)
    assert merge(base, ours, base).review == ours
    assert merge(base, base, ours).review == ours
    assert merge(base, ours, ours).conflicts == ()
