"""What a verdict takes as evidence and what it passes over."""

import pytest

from reviewtui.checklists import Requirement
from reviewtui.matching import Candidate, Strength
from reviewtui.reviews.model import Verdict
from reviewtui.reviews.taking import searched, take


def candidates(count: int) -> list[Candidate]:
    return [
        Candidate(i * 10, i * 10 + 9, f"{i}" * 9, 0.5, Strength.LIKELY, (), ())
        for i in range(count)
    ]


def starts(rejected: tuple[Candidate, ...]) -> list[int]:
    return [candidate.start for candidate in rejected]


CITING = [Verdict.MET, Verdict.PARTIAL, Verdict.CONTRADICTED]


@pytest.mark.parametrize("verdict", CITING)
def test_the_current_candidate_is_evidence_and_those_above_are_rejected(verdict: Verdict) -> None:
    taken = take(verdict, candidates(5), current=2)
    assert taken.evidence == ((20, 29),)
    assert starts(taken.rejected) == [0, 10]


@pytest.mark.parametrize("verdict", CITING)
def test_pieces_are_taken_instead_of_the_current_one(verdict: Verdict) -> None:
    taken = take(verdict, candidates(5), current=4, pieces=[(30, 39), (10, 19)])
    assert taken.evidence == ((10, 19), (30, 39))
    assert starts(taken.rejected) == [0, 20]


@pytest.mark.parametrize("verdict", CITING)
def test_without_candidates_the_verdict_stands_without_evidence(verdict: Verdict) -> None:
    assert take(verdict, []) == ((), ())


def test_missing_takes_nothing_and_rejects_what_was_on_the_screen() -> None:
    taken = take(Verdict.MISSING, candidates(5), current=1, pieces=[(0, 9)], seen=3)
    assert taken.evidence == ()
    assert starts(taken.rejected) == [0, 10, 20]
    assert len(take(Verdict.MISSING, candidates(20), seen=15).rejected) == 10


@pytest.mark.parametrize("verdict", [Verdict.UNCLEAR, Verdict.NOT_APPLICABLE])
def test_unclear_and_not_applicable_take_pieces_only(verdict: Verdict) -> None:
    assert take(verdict, candidates(3), current=2) == ((), ())
    taken = take(verdict, candidates(3), current=2, pieces=[(10, 19)])
    assert taken.evidence == ((10, 19),)
    assert starts(taken.rejected) == [0]


def test_a_piece_picked_by_hand_counts_where_it_overlaps_a_candidate() -> None:
    taken = take(Verdict.MET, candidates(3), pieces=[(12, 15)])
    assert taken.evidence == ((12, 15),)
    assert starts(taken.rejected) == [0]


def test_terms_were_searched_or_else_the_words_that_matter() -> None:
    asked = Requirement("r", "Retention period", "Says how long the data is kept.")
    assert {"retention", "period", "data", "kept"} <= set(searched(asked, "en"))
    assert not {"the", "is"} & set(searched(asked, "en"))
    terms = Requirement("r", "Retention", "How long.", terms=("retain", "kept for"))
    assert searched(terms, "en") == ("retain", "kept for")


def test_the_words_that_are_taken_are_not_rejected_where_they_stand_again() -> None:
    one, other, same = candidates(3)
    taken = take(Verdict.MET, [one, other, same._replace(text=one.text)], current=2)
    assert taken.evidence == ((20, 29),)
    assert starts(taken.rejected) == [10]
