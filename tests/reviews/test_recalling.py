"""What of an earlier verdict is taken again, and what the reviewer has to take themselves."""

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from reviewtui.documents.quoting import Found, Outcome
from reviewtui.matching import Candidate, Strength
from reviewtui.reviews import Entry, Verdict
from reviewtui.reviews import recalling as r
from tests.reviews.samples import at, policy

CERTAIN = (Outcome.INTACT, Outcome.MOVED, Outcome.CHANGED)
TEXT = "We keep orders for ten years. Logs go after a week. We never sell names."


def candidates(*spans: tuple[int, int]) -> list[Candidate]:
    return [Candidate(s, e, TEXT[s:e], 0.5, Strength.LIKELY, (), ()) for s, e in spans]


def found(outcome: Outcome, start: int | None = 0, end: int | None = 9) -> Found:
    return Found(outcome, start, end, 1.0)


def entry(text: str, *spans: tuple[int, int]) -> Entry:
    cited = policy(text)
    return Entry(
        "mossgate",
        "retention",
        "ann",
        at(1),
        1,
        Verdict.MET,
        text_digest=cited.text_digest,
        evidence=tuple(cited.quote(*span) for span in spans),
    )


def test_one_piece_that_is_a_candidate_becomes_the_current_one() -> None:
    founds = [found(Outcome.MOVED, 30, 51)]
    assert r.recall(founds, candidates((0, 29), (30, 51))) == (1, ())


def test_several_pieces_are_taken_again() -> None:
    founds = [found(Outcome.INTACT, 0, 29), found(Outcome.CHANGED, 30, 51)]
    assert r.recall(founds, candidates((0, 29), (30, 51))) == (0, ((0, 29), (30, 51)))


def test_a_piece_that_is_no_candidate_is_taken_again() -> None:
    assert r.recall([found(Outcome.INTACT, 3, 9)], candidates((0, 29))) == (0, ((3, 9),))


def test_what_is_not_certain_or_gone_is_taken_by_nobody_but_the_reviewer() -> None:
    founds = [found(Outcome.AMBIGUOUS, 0, 29), found(Outcome.LOST, None, None)]
    assert r.recall(founds, candidates((0, 29), (30, 51))) == (0, ())
    assert r.gone(founds) == ["ambiguous", "lost"]
    assert r.standing(founds) == []
    assert r.spans_of(founds) == [(0, 29)], "though it is known where it may be"


def test_without_evidence_the_candidate_in_new_text_comes_first() -> None:
    ranked = candidates((0, 29), (30, 51), (52, 72))
    assert r.recall([], ranked, [(40, 45)]) == (1, ())
    assert r.recall([], ranked, [(90, 95)]) == (0, ())
    assert r.recall([found(Outcome.LOST, None, None)], ranked, [(40, 45)]) == (1, ())
    ambiguous = [found(Outcome.AMBIGUOUS, 52, 72)]
    assert r.recall(ambiguous, ranked, [(40, 45)]) == (0, ()), "it has evidence to look at"


def test_on_the_same_text_evidence_stands_where_it_was() -> None:
    made = entry(TEXT, (30, 51))
    founds = r.find_cited(made, policy(TEXT))
    assert [(f.outcome, f.start, f.end) for f in founds] == [(Outcome.INTACT, 30, 51)]
    assert r.find_cited(None, policy(TEXT)) == r.find_cited(made, None) == []


def test_in_an_edited_text_it_is_found_again() -> None:
    made = entry(TEXT, (0, 29), (52, 72))
    edited = "Our notice. " + TEXT.replace(" We never sell names.", "")
    founds = r.find_cited(made, policy(edited))
    assert r.standing(founds) == [(12, 41)]
    assert r.gone(founds) == ["lost"]
    quotes = r.confirmed_evidence(made, policy(edited), founds)
    assert [(quote.exact, quote.start) for quote in quotes] == [(TEXT[:29], 12)]


def test_a_confirmed_verdict_cites_what_it_did_or_what_was_picked() -> None:
    made, same = entry(TEXT, (30, 51)), policy(TEXT)
    founds = r.find_cited(made, same)
    assert r.confirmed_evidence(made, same, founds) is made.evidence
    picked = r.confirmed_evidence(made, same, founds, [(52, 72), (0, 29)])
    assert [quote.start for quote in picked] == [0, 52]
    assert r.confirmed_evidence(made, same, founds, []) == ()
    nothing = replace(made, evidence=())
    assert r.confirmed_evidence(nothing, same, []) == ()


def test_taking_a_piece_replaces_what_it_overlaps_and_again_drops_it() -> None:
    assert r.toggle([(0, 10), (20, 30)], (5, 15)) == [(20, 30), (5, 15)]
    assert r.toggle([(20, 30), (5, 15)], (5, 15)) == [(20, 30)]


def test_the_first_choice_goes_on_from_what_the_verdict_cites() -> None:
    assert r.toggle([], (5, 15), standing=[(20, 30)]) == [(20, 30), (5, 15)]
    assert r.toggle([], (20, 30), standing=[(20, 30)]) == [(20, 30)], "cited, and now picked"
    assert r.toggle([(20, 30)], (20, 30), standing=[(20, 30)]) == []


def test_what_was_only_brought_back_gives_way_to_another_candidate() -> None:
    first, inside, other = candidates((0, 29), (33, 40), (52, 72))
    brought = [(30, 51)]
    assert r.kept(brought, first, is_first=True) == brought
    assert r.kept(brought, inside) == brought
    assert r.kept(brought, other) == []


spans = st.tuples(st.integers(0, 60), st.integers(1, 12)).map(lambda t: (t[0], t[0] + t[1]))


def overlap(pieces: Sequence[tuple[int, int]]) -> bool:
    return any(r.touch(a, [b]) for i, a in enumerate(pieces) for b in pieces[i + 1 :])


@given(st.lists(spans, max_size=12))
def test_pieces_never_overlap_whatever_is_taken_and_dropped(presses: list[tuple[int, int]]) -> None:
    pieces: list[tuple[int, int]] = []
    for span in presses:
        before = list(pieces)
        pieces = r.toggle(pieces, span)
        assert (span in pieces) is (span not in before)
        assert not overlap(pieces)


@given(st.lists(st.tuples(st.sampled_from(Outcome), spans), max_size=6), st.lists(spans))
def test_nothing_uncertain_is_ever_taken_again(
    cited: list[tuple[Outcome, tuple[int, int]]], ranked: list[tuple[int, int]]
) -> None:
    founds = [found(outcome, *span) for outcome, span in cited]
    recalled = r.recall(founds, candidates(*ranked))
    certain = {span for outcome, span in cited if outcome in CERTAIN}
    assert set(recalled.pieces) <= certain
    assert 0 <= recalled.candidate < max(1, len(ranked))
