"""Several at once: what one verdict records for each, and that it is one step."""

from reviewtui.matching import Candidate, Strength
from reviewtui.reviews import Verdict, decide, defer_all, last_step, redo, undo
from reviewtui.reviews.bulk import Marked, count_words, decision_on, not_allowed
from tests.reviews.samples import at, checklist, policy, review

TEXT = "We keep orders for ten years. Logs go after a week. We never sell names."
SEEN = policy(TEXT)
CANDIDATES = tuple(
    Candidate(start, end, TEXT[start:end], 0.5, Strength.LIKELY)
    for start, end in ((0, 29), (30, 51), (52, 72))
)


def marked(requirement: str = "retention", current: int = 0, **more: object) -> Marked:
    pair = ("mossgate", requirement)
    return Marked(pair, SEEN.text_digest, CANDIDATES, current, seen=2, **more)  # type: ignore[arg-type]


def test_a_mark_takes_what_was_shown_when_it_was_set() -> None:
    made = decision_on(marked(current=1), Verdict.MET, SEEN, checklist())
    assert made is not None
    assert [quote.exact for quote in made.evidence] == ["Logs go after a week."]
    assert [one.exact for one in made.rejected] == [TEXT[:29]]
    pieces = decision_on(marked(pieces=((52, 72),)), Verdict.PARTIAL, SEEN, checklist())
    assert pieces is not None
    assert [quote.start for quote in pieces.evidence] == [52]


def test_missing_records_what_was_looked_for_and_on_the_screen() -> None:
    made = decision_on(marked(), Verdict.MISSING, SEEN, checklist())
    assert made is not None
    assert made.searched
    assert made.evidence == ()
    assert [one.start for one in made.rejected] == [0, 30]


def test_what_was_not_read_is_only_called_not_applicable() -> None:
    unread = Marked(("mossgate", "retention"))
    for verdict in Verdict:
        refused = not_allowed([unread, marked()], verdict)
        assert refused == ([] if verdict is Verdict.NOT_APPLICABLE else [unread.pair])
        made = decision_on(unread, verdict, SEEN, checklist())
        assert (made is None) is bool(refused)
        assert made is None or made.evidence == ()


def test_a_policy_that_reads_otherwise_now_is_left_out() -> None:
    assert decision_on(marked(), Verdict.MET, policy(TEXT + " More."), checklist()) is None


def test_several_are_one_step_and_one_undo() -> None:
    found = [
        decision_on(marked(one), Verdict.MET, SEEN, checklist())
        for one in ("retention", "deletion")
    ]
    before = review()
    made = decide(before, [one for one in found if one], reviewer="ann", time=at(1))
    assert last_step(made) == 1
    undone = undo(made, reviewer="ann", time=at(2))
    assert len(undone.pairs) == 2
    assert all(entry.verdict is None for entry in undone.review.entries.values())
    again = redo(undone.review, reviewer="ann", time=at(3))
    assert all(entry.verdict is Verdict.MET for entry in again.review.entries.values())


def test_deferring_several_is_one_step_too() -> None:
    first = decision_on(marked(), Verdict.MET, SEEN, checklist())
    assert first is not None
    made = decide(review(), [first], reviewer="ann", time=at(1))
    pairs = [("mossgate", "retention"), ("mossgate", "deletion"), ("harbourline", "deletion")]
    deferred = defer_all(made, pairs, reviewer="ann", time=at(2))
    assert all(deferred.entries[pair].deferred for pair in pairs)
    assert deferred.entries[pairs[0]].verdict is Verdict.MET
    assert defer_all(deferred, pairs, reviewer="ann", time=at(3)) is deferred
    undone = undo(deferred, reviewer="ann", time=at(4))
    assert set(undone.pairs) == set(pairs)
    assert not any(entry.deferred for entry in undone.review.entries.values())
    assert undone.review.entries[pairs[0]].verdict is Verdict.MET


def test_how_many_are_marked_in_words() -> None:
    def marks(*pairs: tuple[str, str]) -> list[Marked]:
        return [Marked(pair) for pair in pairs]

    assert count_words(marks(("a", "1"))) == "1 requirement"
    assert count_words(marks(("a", "1"), ("a", "2"))) == "2 requirements"
    assert count_words(marks(("a", "1"), ("b", "1"))) == "2 policies"
    assert count_words(marks(("a", "1"), ("b", "1"), ("b", "2"))) == "3 in 2 policies"
