"""What a review keeps of the texts that its verdicts are on, and what it tells by it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewtui.documents import Policy, policy_from_text
from reviewtui.reviews import Review, Verdict, confirm, decide, merge, undo
from reviewtui.reviews.texts import new_spans, sentences_of, text_of
from tests.reviews.samples import at, checklist, decision, review

OLD = """# Mossgate privacy notice

## How long

We keep invoices for ten years. It is the law. We delete your account data
within 30 days of a request.

## Sharing

1. We share addresses with parcel services only.
2. Nobody else gets them from us.
"""


def policy(text: str) -> Policy:
    return policy_from_text(text, "mossgate", ".md")


def new_words(*changes: tuple[str, str]) -> list[str]:
    text = OLD
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    edited = policy(text)
    return [
        edited.text[slice(*span)].strip()
        for span in new_spans(sentences_of(edited), text_of(policy(OLD)))
    ]


def test_nothing_is_new_in_the_same_text() -> None:
    assert new_words() == []


@pytest.mark.parametrize(
    "change",
    [
        ("data\nwithin", "data within"),
        ("30 days", "**30\u00a0days**"),
        ("We keep invoices for ten years. ", ""),
        ("2. Nobody", "7. Nobody"),
        ("only.", "only;"),
        ("It is the law. ", ""),
        ("We keep invoices for ten years. It is the law. We", "It is the law.\n\nWe"),
    ],
)
def test_what_is_set_otherwise_or_taken_away_is_not_new(change: tuple[str, str]) -> None:
    assert new_words(change) == []


def test_a_paragraph_in_another_place_is_not_new() -> None:
    assert (
        new_words(("It is the law. ", ""), ("## Sharing\n", "## Sharing\n\nIt is the law.\n")) == []
    )


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (("30 days", "90 days"), "We delete your account data\nwithin 90 days of a request."),
        (("ten years", "10 years"), "We keep invoices for 10 years."),
        (("It is the law.", "It is not the law."), "It is not the law."),
        (("Nobody else", "Nobody but Ferns Ltd."), "Nobody but Ferns Ltd. gets them from us."),
    ],
)
def test_a_changed_sentence_is_new(change: tuple[str, str], words: str) -> None:
    assert " ".join(new_words(change)) == words


def test_an_added_sentence_is_new_and_its_neighbours_are_not() -> None:
    added = ("It is the law.", "It is the law. We sell nothing to anyone.")
    assert new_words(added) == ["We sell nothing to anyone."]


sentences = st.lists(
    st.lists(
        st.sampled_from(
            ["we", "keep", "sell", "your", "data", "30", "9", "days", "not", "never", "é"]
        ),
        min_size=3,
    )
    .map(" ".join)
    .map(lambda words: f"Also {words}."),
    min_size=1,
    max_size=12,
    unique=True,
)


@given(sentences, st.data())
def test_only_added_sentences_are_new(old: list[str], data: st.DataObject) -> None:
    kept = [s for s in data.draw(st.permutations(old)) if data.draw(st.booleans())]
    edited = policy("\n\n".join([*kept, "Quite another matter is added here."]))
    spans = new_spans(sentences_of(edited), text_of(policy("\n\n".join(old))))
    assert [edited.text[slice(*span)] for span in spans] == ["Quite another matter is added here."]


def decided(text: str, requirement: str, minute: int, base: Review | None = None) -> Review:
    today = policy(text)
    made = decision("mossgate", requirement, Verdict.MISSING)
    made = made._replace(text_digest=today.text_digest, text=text_of(today))
    return decide(base or review(), [made], reviewer="ann", time=at(minute))


def test_a_text_stays_while_a_verdict_is_on_it() -> None:
    new = OLD.replace("30 days", "90 days")
    first = decided(OLD, "retention", 1)
    assert [text.digest for text in first.texts] == [policy(OLD).text_digest]
    assert first.texts == decided(OLD, "deletion", 2, first).texts
    both = decided(new, "deletion", 2, decided(OLD, "deletion", 1, first))
    assert {t.digest for t in both.texts} == {policy(OLD).text_digest, policy(new).text_digest}
    retention = checklist().by_id["retention"]
    confirmed = confirm(both, policy(new), retention, reviewer="bob", time=at(3))
    # an undo of the confirmation needs the old one again
    assert {t.digest for t in confirmed.texts} == {t.digest for t in both.texts}
    undone = undo(confirmed, reviewer="bob", time=at(4)).review
    assert undone.entries["mossgate", "retention"].text_digest in {t.digest for t in undone.texts}
    later = decided(new, "retention", 5, confirmed)
    later = decided(new, "deletion", 6, later)
    assert [t.digest for t in later.texts] == [policy(new).text_digest]


def test_a_merge_keeps_the_texts_of_both() -> None:
    base = decided(OLD, "retention", 1)
    new = OLD.replace("30 days", "90 days")
    ours = decided(OLD + "More.\n", "deletion", 2, base)
    theirs = decided(new, "transfers", 2, base)
    merged = merge(base, ours, theirs).review
    assert {t.digest for t in merged.texts} == {t.digest for t in (*ours.texts, *theirs.texts)}
    assert len(merged.texts) == 3
    assert merge(base, base, theirs).review.texts == theirs.texts


def test_a_merge_lets_go_of_a_text_that_one_side_let_go_of() -> None:
    base = decided(OLD, "retention", 1)
    new = OLD.replace("30 days", "90 days")
    moved_on = decided(new, "retention", 3, decided(new, "retention", 2, base))
    assert [t.digest for t in moved_on.texts] == [policy(new).text_digest]
    assert merge(base, base, moved_on).review.texts == moved_on.texts
