"""What other reviewers decided since one was here last."""

from __future__ import annotations

from reviewtui.reviews import Review, Verdict, decide, set_note
from reviewtui.reviews.others import new_of_others, others_of
from tests.reviews.samples import IDS, at, decision, review


def by(made: Review, who: str, requirement: str, minute: int) -> Review:
    decided = decision("mossgate", requirement, Verdict.MET)
    return decide(made, [decided], reviewer=who, time=at(minute))


def test_ones_own_verdicts_are_not_news() -> None:
    made = by(review(), "ann", IDS[0], 1)
    assert others_of(made, "ann") == ()
    assert new_of_others(made, "ann", ()) == {}


def test_later_ones_are_new_by_name() -> None:
    made = by(by(review(), "bob", IDS[0], 1), "cleo", IDS[1], 2)
    before = others_of(made, "ann")
    assert [(name, count) for name, count, _ in before] == [("bob", 1), ("cleo", 1)]
    assert new_of_others(made, "ann", before) == {}
    again = by(made, "bob", IDS[0], 3)
    assert new_of_others(again, "ann", before) == {"bob": 1}
    assert new_of_others(again, "ann", ()) == {"bob": 1, "cleo": 1}


def test_older_ones_that_a_merge_brought_are_new_too() -> None:
    made = by(review(), "bob", IDS[0], 5)
    before = others_of(made, "ann")
    merged = by(made, "bob", IDS[1], 1)
    assert new_of_others(merged, "ann", before) == {"bob": 1}


def test_notes_and_undone_verdicts_do_not_count() -> None:
    made = set_note(review(), "mossgate", IDS[0], "Hm.", reviewer="bob", time=at(1))
    assert others_of(made, "ann") == ()


def test_a_time_that_cannot_be_read_is_no_time() -> None:
    made = by(review(), "bob", IDS[0], 5)
    for broken in ("", "yesterday", "2026-03-01T12:00:00"):
        assert new_of_others(made, "ann", (("bob", 1, broken),)) == {"bob": 1}
