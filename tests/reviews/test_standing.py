"""What is stale, what is counted, what is taught."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from reviewtui.documents import Found, Outcome, Quote, load_policy, policy_from_text
from reviewtui.matching import Candidate, Lesson, Strength
from reviewtui.reviews import (
    Reason,
    Rejected,
    Review,
    Verdict,
    confirm,
    decide,
    set_deferred,
    stale_entries,
    stale_reasons,
    teach,
    undo,
)
from reviewtui.reviews.staleness import Rank
from tests.reviews.samples import at, checklist, decision, policy, quote, review

PAIR = ("mossgate", "retention")
TODAY = policy("We keep it for two years. We may sell it.")
RETENTION = checklist().by_id["retention"]


def decided(verdict: Verdict, *evidence: Quote, rejected: tuple[Rejected, ...] = ()) -> Review:
    made = decision(*PAIR, verdict, *evidence)._replace(rejected=rejected)
    return decide(review(), [made], reviewer="ann", time=at(1))


def found(monkeypatch: pytest.MonkeyPatch, *outcomes: Outcome) -> None:
    row = iter(outcomes)
    monkeypatch.setattr(Quote, "find_in", lambda *_, **__: Found(next(row), 26, 41, 1.0))


def candidate(text: str, strength: Strength) -> Candidate:
    start = TODAY.text.index(text)
    return Candidate(start, start + len(text), text, 0.5, strength, (), ())


def ranking(*found: Candidate) -> Rank:
    """Whatever is asked, these are the candidates."""
    return lambda _policy, _requirement, /, **_: list(found)


def test_a_verdict_stands_while_wording_and_text_are_the_same() -> None:
    entry = decided(Verdict.MET, quote("We keep it.")).entries[PAIR]
    same = TODAY._replace(text_digest=entry.text_digest)
    assert stale_reasons(entry, RETENTION, same) == ()
    assert stale_reasons(entry) == ()


def test_another_wording_makes_stale_and_another_term_does_not() -> None:
    entry = decided(Verdict.MET).entries[PAIR]
    assert stale_reasons(entry, replace(RETENTION, text="In days.")) == (Reason.WORDING,)
    assert stale_reasons(entry, replace(RETENTION, terms=("keep",), severity="may")) == ()  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("outcome", "reasons"),
    [
        (Outcome.INTACT, ()),
        (Outcome.MOVED, ()),
        (Outcome.CHANGED, (Reason.CHANGED,)),
        (Outcome.AMBIGUOUS, (Reason.AMBIGUOUS,)),
        (Outcome.LOST, (Reason.LOST,)),
    ],
)
def test_what_became_of_the_evidence_counts(
    monkeypatch: pytest.MonkeyPatch, outcome: Outcome, reasons: tuple[Reason, ...]
) -> None:
    entry = decided(Verdict.MET, quote("One."), quote("Two.", 40)).entries[PAIR]
    found(monkeypatch, Outcome.INTACT, outcome)
    assert stale_reasons(entry, RETENTION, TODAY) == reasons


def test_new_text_that_may_answer_makes_missing_stale() -> None:
    known = Rejected("We may sell it.", 26, 41, 0.2)
    entry = decided(Verdict.MISSING, rejected=(known,)).entries[PAIR]
    old, new = candidate("We may sell it.", Strength.WEAK), candidate("We keep it", Strength.WEAK)
    assert stale_reasons(entry, RETENTION, TODAY, rank=ranking(old)) == ()
    assert stale_reasons(entry, RETENTION, TODAY, rank=ranking(old, new)) == (Reason.NEW_TEXT,)
    elsewhere = [(30, 41)]
    assert stale_reasons(entry, RETENTION, TODAY, rank=ranking(new), new_text=elsewhere) == ()


def test_with_evidence_new_text_counts_where_it_is_known_and_likely(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found(monkeypatch, *[Outcome.INTACT] * 3)
    entry = decided(Verdict.MET, quote("We may sell it.")).entries[PAIR]
    weak, likely = (candidate("We keep it", s) for s in (Strength.WEAK, Strength.LIKELY))
    spans = [(0, 10)]
    assert stale_reasons(entry, RETENTION, TODAY, rank=ranking(likely)) == ()
    assert stale_reasons(entry, RETENTION, TODAY, rank=ranking(weak), new_text=spans) == ()
    assert stale_reasons(entry, RETENTION, TODAY, rank=ranking(likely), new_text=spans) == (
        Reason.NEW_TEXT,
    )


def test_undecided_is_never_stale_and_only_the_stale_are_listed() -> None:
    made = decided(Verdict.MET)
    made = set_deferred(made, "mossgate", "deletion", reviewer="ann", time=at(2))
    reworded = tuple(replace(r, text="Other.") for r in checklist().requirements)
    newer = replace(checklist(), requirements=reworded)
    assert stale_entries(made, newer) == {PAIR: (Reason.WORDING,)}
    assert stale_entries(made) == {}


class Pupil:
    """Stands for a matcher: remembers what it was taught."""

    def __init__(self) -> None:
        self.known: dict[tuple[str, str], tuple[list[Lesson], list[Lesson]]] = {}

    def teach(self, policy_id: str, requirement: str, accepted: object, rejected: object) -> None:
        if requirement == "transfers":
            raise KeyError(requirement)
        self.known[policy_id, requirement] = (list(accepted), list(rejected))  # type: ignore[call-overload]


def test_evidence_and_what_was_passed_over_teach() -> None:
    passed = Rejected("We may sell it.", 26, 41, 0.2, ("Sales",))
    made = decided(Verdict.PARTIAL, quote("We keep it."), rejected=(passed,))
    made = decide(made, [decision("mossgate", "transfers")], reviewer="ann", time=at(2))
    pupil = Pupil()
    teach(pupil, made)  # type: ignore[arg-type]
    accepted, rejected = (
        Lesson("We keep it.", ("Data", "Keeping")),
        Lesson(passed.exact, ("Sales",)),
    )
    assert pupil.known == {PAIR: ([accepted], [rejected])}


def test_what_was_undone_is_forgotten() -> None:
    made = decided(Verdict.MET, quote("We keep it."))
    pupil = Pupil()
    teach(pupil, made)  # type: ignore[arg-type]
    teach(pupil, undo(made, reviewer="ann", time=at(2)).review)  # type: ignore[arg-type]
    assert pupil.known == {PAIR: ([], [])}


OLD = """# Mossgate privacy notice

## How long

We keep invoices for ten years. We delete your account data within 30 days of a request.

## Sharing

We share addresses with parcel services only. Nobody else gets them from us.
"""


def test_an_edited_policy_makes_only_the_touched_verdicts_stale() -> None:
    old = policy_from_text(OLD, "mossgate", ".md")
    cited = {
        "retention": "We keep invoices for ten years.",
        "deletion": "We delete your account data within 30 days of a request.",
        "transfers": "We share addresses with parcel services only.",
    }
    decisions = []
    for requirement, words in cited.items():
        start = old.text.index(words)
        made = decision("mossgate", requirement, Verdict.MET, old.quote(start, start + len(words)))
        decisions.append(made._replace(text_digest=old.text_digest))
    kept = decide(review(), decisions, reviewer="ann", time=at(1))
    assert stale_entries(kept, checklist(), {"mossgate": old}) == {}
    edited = OLD.replace("30 days", "90 days").replace(cited["transfers"] + " ", "")
    edited = "Read this first.\n\n" + edited
    new = policy_from_text(edited, "mossgate", ".md")
    stale = stale_entries(kept, checklist(), {"mossgate": new})
    assert set(stale) == {("mossgate", "deletion"), ("mossgate", "transfers")}
    assert stale["mossgate", "deletion"] == (Reason.CHANGED,)
    assert stale["mossgate", "transfers"] == (Reason.LOST,)
    deletion = checklist().by_id["deletion"]
    confirmed = confirm(kept, new, deletion, reviewer="bob", time=at(2))
    assert "90 days" in confirmed.entries["mossgate", "deletion"].evidence[0].exact
    assert ("mossgate", "deletion") not in stale_entries(confirmed, checklist(), {"mossgate": new})


@pytest.mark.shared
def test_real_edits_leave_verdicts_standing_where_the_words_are_the_same(shared: Path) -> None:
    for old_path in sorted((shared / "version-pairs").glob("*.old.md")):
        old = load_policy(old_path, "vendor")
        new_path = old_path.with_name(old_path.name.replace(".old.", ".new."))
        new = load_policy(new_path, "vendor")
        lost_words = [
            passage
            for passage in old.passages
            if old.text[passage.start : passage.end] not in new.text
        ]
        for passage in (*old.passages[:3], *lost_words[:3]):
            quoted = old.quote(passage.start, passage.end)
            made = decision("vendor", "retention", Verdict.MET, quoted)
            made = made._replace(text_digest=old.text_digest)
            kept = decide(review(), [made], reviewer="ann", time=at(1))
            entry = kept.entries["vendor", "retention"]
            assert stale_reasons(entry, None, old) == ()
            if passage in lost_words and _words(quoted.exact) not in _words(new.text):
                assert stale_reasons(entry, None, new) != ()


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def test_text_that_the_review_quotes_elsewhere_is_not_new() -> None:
    passed = (Rejected("We keep it for two years.", 0, 25, 0.5),)
    old = decided(Verdict.MISSING)
    other = decision("mossgate", "deletion", Verdict.MISSING)._replace(rejected=passed)
    both = decide(old, [other], reviewer="ann", time=at(2))

    def rank(_policy: object, _requirement: str, /, **_: object) -> list[Candidate]:
        return [candidate("We keep it for two years.", Strength.WEAK)]

    policies = {"mossgate": TODAY}
    assert PAIR in stale_entries(old, checklist(), policies, rank=rank)
    assert PAIR not in stale_entries(both, checklist(), policies, rank=rank)
