"""Deciding, deferring, noting, confirming: what an entry and its history hold afterwards."""

from dataclasses import replace
from pathlib import Path

import pytest

from reviewtui.documents import Found, Outcome, Quote
from reviewtui.reviews import (
    Action,
    Rejected,
    Verdict,
    confirm,
    decide,
    new_review,
    now,
    record_checklist,
    record_policies,
    set_deferred,
    set_note,
)
from reviewtui.reviews.editing import recorded_share
from tests.reviews.samples import at, checklist, decision, policy, quote, review

PAIR = ("mossgate", "retention")


def test_a_first_verdict_has_no_history_and_keeps_its_wording() -> None:
    made = decide(review(), [decision(*PAIR)], reviewer="ann", time=at(1))
    entry = made.entries[PAIR]
    assert (entry.verdict, entry.reviewer, entry.time) == (Verdict.MET, "ann", at(1))
    assert (entry.step, entry.history) == (1, ())
    requirement = checklist().by_id["retention"]
    assert entry.requirement_digest == requirement.digest
    assert [(w.id, w.digest, w.text) for w in made.wordings] == [
        ("retention", requirement.digest, requirement.text)
    ]


def test_deciding_again_keeps_the_earlier_verdict_and_the_note() -> None:
    made = decide(review(), [decision(*PAIR)], reviewer="ann", time=at(1))
    made = set_note(made, *PAIR, "Look again.", reviewer="ann", time=at(2))
    made = set_deferred(made, *PAIR, reviewer="ann", time=at(3))
    made = decide(made, [decision(*PAIR, Verdict.MISSING)], reviewer="bob", time=at(4))
    entry = made.entries[PAIR]
    assert (entry.verdict, entry.note, entry.deferred) == (Verdict.MISSING, "Look again.", False)
    assert [past.action for past in entry.history] == [Action.NOTE, Action.DEFER, Action.DECIDE]
    assert [past.entry.note for past in entry.history] == ["", "Look again.", "Look again."]
    assert [past.entry.deferred for past in entry.history] == [False, False, True]
    assert all(past.entry.history == () for past in entry.history)
    assert entry.step == 4


def test_a_note_leaves_the_verdict_the_name_of_who_gave_it() -> None:
    made = decide(review(), [decision(*PAIR)], reviewer="ann", time=at(1))
    made = set_note(made, *PAIR, "Really?", reviewer="bob", time=at(2))
    entry = made.entries[PAIR]
    assert (entry.reviewer, entry.time) == ("ann", at(1))
    past = entry.history[-1]
    assert (past.reviewer, past.time, past.step) == ("bob", at(2), 2)


def test_undecided_pairs_are_deferred_and_noted_too() -> None:
    made = set_deferred(review(), *PAIR, reviewer="ann", time=at(1))
    assert made.entries[PAIR].deferred
    assert made.entries[PAIR].verdict is None
    made = set_note(made, *PAIR, "Ask them.", reviewer="bob", time=at(2))
    made = set_deferred(made, *PAIR, deferred=False, reviewer="bob", time=at(3))
    entry = made.entries[PAIR]
    assert (entry.deferred, entry.note, entry.reviewer) == (False, "Ask them.", "bob")


def test_what_changes_nothing_leaves_the_review_as_it_is() -> None:
    made = set_note(review(), *PAIR, "", reviewer="ann", time=at(1))
    assert made.entries == {}
    made = decide(made, [], reviewer="ann", time=at(1))
    assert made.entries == {}
    made = set_deferred(made, *PAIR, reviewer="ann", time=at(1))
    assert set_deferred(made, *PAIR, reviewer="ann", time=at(2)) is made


def test_a_bulk_decision_is_one_step_and_names_each_pair_once() -> None:
    decisions = [decision("mossgate"), decision("harbourline")]
    made = decide(review(), decisions, reviewer="ann", time=at(1))
    assert {entry.step for entry in made.entries.values()} == {1}
    with pytest.raises(ValueError, match="two decisions"):
        decide(made, [decisions[0], decisions[0]], reviewer="ann", time=at(2))


def test_at_most_ten_rejected_are_kept() -> None:
    passed = tuple(Rejected(f"No. {i}.", i, i + 5, 0.5) for i in range(15))
    made = decide(review(), [decision(*PAIR)._replace(rejected=passed)], reviewer="ann", time=at(1))
    assert made.entries[PAIR].rejected == passed[:10]


def test_confirming_renews_digests_and_evidence() -> None:
    cited = quote("We keep it.")
    made = decide(review(), [decision(*PAIR, Verdict.MET, cited)], reviewer="ann", time=at(1))
    reworded = replace(checklist().by_id["retention"], text="Says it in days.")
    today = policy("Now: We keep it. After that, nothing.")
    moved = replace(cited, start=5, end=16)
    made = confirm(made, today, reworded, reviewer="bob", time=at(2), evidence=(moved,))
    entry = made.entries[PAIR]
    assert (entry.verdict, entry.reviewer, entry.step) == (Verdict.MET, "bob", 2)
    assert entry.text_digest == today.text_digest
    assert entry.requirement_digest == reworded.digest
    assert entry.evidence == (moved,)
    assert entry.history[-1].entry.evidence == (cited,)
    assert entry.history[-1].action is Action.CONFIRM
    assert len(made.wordings) == 2


def test_confirming_finds_the_evidence_again(monkeypatch: pytest.MonkeyPatch) -> None:
    kept, gone, twice = quote("We keep it."), quote("We sell it.", 30), quote("Twice.", 60)
    places = {
        twice.exact: Found(Outcome.AMBIGUOUS, 5, 16, 0.8),
        kept.exact: Found(Outcome.MOVED, 5, 16, 1.0),
        gone.exact: Found(Outcome.LOST, None, None, 0.0),
    }
    monkeypatch.setattr(Quote, "find_in", lambda self, policy: places[self.exact])
    monkeypatch.setattr(
        "reviewtui.documents.quoting.quote",
        lambda policy, start, end: Quote(policy.text[start:end], "", "", start, end),
    )
    cited = decision(*PAIR, Verdict.MET, kept, gone, twice)
    made = decide(review(), [cited], reviewer="ann", time=at(1))
    today = policy("Now: We keep it. After that, nothing.")
    made = confirm(made, today, checklist().by_id["retention"], reviewer="ann", time=at(2))
    assert [q.exact for q in made.entries[PAIR].evidence] == ["We keep it."]
    assert [q.start for q in made.entries[PAIR].evidence] == [5]
    assert made.entries[PAIR].history[-1].entry.evidence == (kept, gone, twice)


def test_an_undecided_pair_cannot_be_confirmed() -> None:
    made = review()
    today = policy("Nothing.")
    requirement = checklist().by_id["retention"]
    assert confirm(made, today, requirement, reviewer="ann", time=at(1)) is made


def test_policies_are_recorded_relative_to_the_review_and_sorted(tmp_path: Path) -> None:
    path = tmp_path / "reviews/vendors.toml"
    made = review(path)
    second = policy("Text of one.", "mossgate", tmp_path / "policies")
    first = policy("Text of another.", "harbourline", tmp_path / "policies")
    made = record_policies(made, [second, first], path)
    assert [(r.id, r.path) for r in made.policies] == [
        ("harbourline", "../policies/harbourline.txt"),
        ("mossgate", "../policies/mossgate.txt"),
    ]
    assert record_policies(made, [first], path) is made
    edited = policy("Text, edited.", "mossgate", tmp_path / "policies")
    made = record_policies(made, [edited], path)
    assert made.policies[1].text_digest == edited.text_digest
    assert len(made.policies) == 2


def test_a_new_review_knows_its_checklist(tmp_path: Path) -> None:
    path = tmp_path / "reviews/vendors.toml"
    made = new_review(checklist(tmp_path / "checklists/vendors.toml"), path)
    assert made.checklist.path == "../checklists/vendors.toml"
    assert len(made.id) == 8
    assert made.id != new_review(checklist(), path).id
    newer = replace(checklist(tmp_path / "checklists/vendors.toml"), version="2")
    assert record_checklist(made, newer, path).checklist.version == "2"


def test_now_is_in_utc_and_whole_seconds() -> None:
    assert now().utcoffset() is not None
    assert now().microsecond == 0


def test_how_much_was_on_the_screen_belongs_to_the_text_that_was_there() -> None:
    requirement = checklist().by_id["retention"]
    missing = decision(*PAIR, Verdict.MISSING)._replace(read=0.85, text_digest="sha256:old")
    made = decide(review(), [missing], reviewer="ann", time=at(1))
    assert made.entries[PAIR].read == 0.85
    today = policy("mossgate")
    confirmed = confirm(made, today, requirement, reviewer="ann", time=at(2))
    assert confirmed.entries[PAIR].read is None, "the text is another one"
    assert confirmed.entries[PAIR].history[0].entry.read == 0.85
    seen = confirm(made, today, requirement, reviewer="ann", time=at(2), read=0.4599)
    assert seen.entries[PAIR].read == 0.45
    again = confirm(seen, today, requirement, reviewer="ann", time=at(3))
    assert again.entries[PAIR].read == 0.45


@pytest.mark.parametrize(("share", "recorded"), [(0.0, 0.0), (0.29, 0.29), (0.999, 0.99), (1, 1)])
def test_a_share_is_never_recorded_as_more_than_it_was(share: float, recorded: float) -> None:
    assert recorded_share(Verdict.MISSING, share) == recorded
    assert recorded_share(Verdict.MET, share) is None
