"""Quoted words are found again after an edit, and never silently in another place."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviewtui.documents import Found, Outcome, Policy, load_policy, policy_from_text
from reviewtui.documents.normalising import normalise

TEXT = """Privacy at Tideline

What We Keep

We keep the log of each voyage for 30 days after its end. The name of your boat stays with us
until you close your account. We may ask your harbour for the hour at which you left.

Who Sees It

The coast guard sees your position when you call for help. We do not sell positions to anyone,
and we never have. Carriers are told your postal address when you order a printed chart.

Your Choices

You can export every voyage as a file. You can object to the counting of your calls at any time.
"""


def quoted(words: str, policy: Policy) -> Found:
    old = policy_from_text(TEXT)
    start = old.text.index(words)
    return old.quote(start, start + len(words)).find_in(policy)


def edited(*changes: tuple[str, str]) -> Policy:
    text = TEXT
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return policy_from_text(text)


KEEP = "We keep the log of each voyage for 30 days after its end."


def test_a_quote_knows_its_place() -> None:
    policy = policy_from_text(TEXT)
    start = TEXT.index(KEEP)
    quote = policy.quote(start, start + len(KEEP))
    assert (quote.exact, quote.start, quote.end) == (KEEP, start, start + len(KEEP))
    assert TEXT[:start].endswith(quote.prefix)
    assert quote.suffix == TEXT[quote.end : quote.end + 64]
    assert quote.heading[-1] == "What We Keep"
    assert quote.page is None


@pytest.mark.parametrize("span", [(-1, 5), (5, 5), (7, 3), (0, 10_000)])
def test_a_quote_of_nothing_is_refused(span: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="no text from"):
        policy_from_text(TEXT).quote(*span)


def test_an_edit_elsewhere_leaves_it_intact() -> None:
    policy = edited(
        ("You can export every voyage as a file.", "You can export each voyage."),
        ("Privacy at Tideline", "Privacy at Tideline Labs and its harbours"),
    )
    found = quoted(KEEP, policy)
    assert found.outcome == "intact"
    assert found.start is not None
    assert policy.text[found.start : found.end] == KEEP
    assert found.score == 1


def test_typography_is_not_a_change() -> None:
    policy = edited(
        (KEEP, "We keep the log of each\u00a0voyage for **30 days** af-\nter its end."),
    )
    found = quoted(KEEP, policy)
    assert found.outcome == "intact"
    assert found.start is not None
    assert policy.text[found.start : found.end].startswith("We keep")
    assert policy.text[found.start : found.end].endswith("its end.")


def test_another_place_is_moved() -> None:
    policy = edited((KEEP, "Logs are short."), ("You can export", f"{KEEP} You can export"))
    assert quoted(KEEP, policy).outcome == "moved"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("30 days", "90 days"),
        ("We keep the log", "We may keep the log"),
        ("after its end", "before its end"),
        ("each voyage", "each long voyage"),
    ],
)
def test_a_changed_word_is_a_change_however_small(old: str, new: str) -> None:
    policy = edited((KEEP, KEEP.replace(old, new)))
    found = quoted(KEEP, policy)
    assert found.outcome == "changed"
    assert found.start is not None
    assert policy.text[found.start : found.end] == KEEP.replace(old, new)
    assert 0.7 < found.score < 1


def test_a_dropped_negation_is_a_change() -> None:
    words = "We do not sell positions to anyone,\nand we never have."
    found = quoted(words, edited(("do not sell", "do sell")))
    assert found.outcome in {"changed", "ambiguous"}
    found = quoted("We do not sell positions to anyone", edited(("do not sell", "do sell")))
    assert found.outcome in {"changed", "ambiguous"}


def test_the_span_covers_what_was_inserted() -> None:
    new = KEEP.replace("for 30 days", "for 30 days, or 60 where the harbour asks for it,")
    policy = edited((KEEP, new))
    found = quoted(KEEP, policy)
    assert found.outcome in {"changed", "ambiguous"}
    assert found.start is not None
    assert policy.text[found.start : found.end] == new


@pytest.mark.parametrize(
    ("old", "new", "differs"),
    [
        ("What We Keep", "What We Keep of Guests", ("heading", "before")),
        (KEEP, f"Except in the north, {KEEP}", ("before",)),
        (KEEP, f"Please note: {KEEP}", ("before",)),
        (KEEP, f"{KEEP} Unless we do not.", ("after",)),
        ("The name of your boat stays", "The name of your boat never stays", ("after",)),
        ("until you close your account", "until you sell it", ("after",)),
        ("We may ask your harbour", "We ask your harbour", ()),
    ],
)
def test_words_beside_other_words_have_moved(old: str, new: str, differs: tuple[str, ...]) -> None:
    found = quoted(KEEP, edited((old, new)))
    assert (found.outcome, found.differs) == ("moved" if differs else "intact", differs)
    assert found.start is not None


def test_a_neighbour_that_is_only_set_otherwise_is_the_same() -> None:
    policy = edited(
        (
            "The name of your boat stays with us\nuntil",
            "The **name** of your boat stays\nwith us until",
        )
    )
    assert quoted(KEEP, policy).outcome == "intact"


def test_a_copy_is_not_taken_for_words_that_are_gone() -> None:
    old = policy_from_text(TEXT.replace("You can export", f"{KEEP} You can export"))
    assert old.quote(TEXT.index(KEEP), TEXT.index(KEEP) + len(KEEP)).copies == 2
    found = old.quote(TEXT.index(KEEP), TEXT.index(KEEP) + len(KEEP)).find_in(
        policy_from_text(old.text.replace(KEEP, "Logs are short.", 1))
    )
    assert found.outcome == "ambiguous"


def test_a_copy_is_not_taken_for_words_that_were_edited_in_their_place() -> None:
    policy = edited((KEEP, KEEP.replace("30", "90")), ("You can export", f"{KEEP} You can export"))
    assert quoted(KEEP, policy).outcome == "ambiguous"


def test_copies_are_counted_as_whole_words_in_any_spelling() -> None:
    policy = policy_from_text("Our log. Our **log**. Our\nlogs. Our log. Our log. Catalog.\n")
    assert policy.quote(0, 8).copies == 4
    assert policy.quote(4, 7).copies == 4


@pytest.mark.parametrize(
    ("new", "outcome"),
    [
        (KEEP.replace(" ", "\n"), "intact"),
        (KEEP.replace("voyage", "**voyage**"), "changed"),
        (KEEP.replace("its end", "it\u2010s end"), "changed"),
        (KEEP.replace("30", "31"), "changed"),
    ],
)
def test_held_to_the_letter_only_white_space_may_differ(new: str, outcome: str) -> None:
    start = TEXT.index(KEEP)
    quote = policy_from_text(TEXT).quote(start, start + len(KEEP))
    assert quote.find_in(edited((KEEP, new)), strict=True).outcome == outcome


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("1,000 days", "1.000 days"),
        ("1.5 days", "15 days"),
        ("$5 a day", "€5 a day"),
        ("5 % a day", "5 a day"),
        ("over >13 years", "over <13 years"),
        ("We may sell", "We might sell"),
        ("We will not sell", "We will sell"),
        ("☑ we sell", "☐ we sell"),
        ("on 3 March", "on 4 March"),
        ("until 3/4/2026", "until 4/3/2026"),
        ("data, that we sell", "data that we sell"),
    ],
)
def test_what_carries_meaning_is_never_overlooked(old: str, new: str) -> None:
    policy = policy_from_text(f"We say this here: {old} of it all, as long as the harbour asks.\n")
    other = policy_from_text(policy.text.replace(old, new))
    for start, end in ((0, len(policy.text) - 1), (18, 18 + len(old) + 10)):
        assert policy.quote(start, end).find_in(other).outcome not in {"intact", "moved"}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (f"\n{KEEP}", f"\n- {KEEP}"),
        (f"\n{KEEP}", f"\n> {KEEP}"),
        (KEEP, KEEP.replace("end.", "end:")),
        (KEEP, KEEP.replace("30 days", "_30 days_")),
    ],
)
def test_marks_around_the_same_words_are_no_change(old: str, new: str) -> None:
    assert quoted(KEEP, edited((old, new))).outcome in {"intact", "moved"}


def test_a_sentence_that_goes_on_is_changed() -> None:
    found = quoted(KEEP, edited((KEEP, KEEP.replace("end.", "end, or longer where we like."))))
    assert found.outcome in {"changed", "ambiguous"}


def test_two_equal_places_are_ambiguous() -> None:
    policy = policy_from_text(f"{KEEP}\n\nIt is so. {KEEP} It was so.\n")
    assert quoted(KEEP, policy).outcome == "ambiguous"


def test_the_right_one_of_two_by_what_stands_around_it() -> None:
    policy = edited(("You can export", f"As we said above: {KEEP} You can export"))
    found = quoted(KEEP, policy)
    assert found.outcome == "intact"
    assert found.start == policy.text.index(KEEP)


def test_two_lookalikes_are_ambiguous() -> None:
    policy = edited(
        (KEEP, f"{KEEP.replace('30', '40')}\n\n{KEEP.replace('30', '50')}"),
    )
    assert quoted(KEEP, policy).outcome == "ambiguous"


def test_what_is_gone_is_lost() -> None:
    found = quoted(KEEP, edited((KEEP, "")))
    assert found == Found(Outcome.LOST, None, None, 0.0)


def test_a_short_quote_is_found_only_as_it_was() -> None:
    assert quoted("30 days after", edited(("30 days", "90 days"))).outcome == "lost"
    assert quoted("Carriers", edited(("Carriers are", "Cartiers are"))).outcome == "lost"
    assert quoted("end", edited((KEEP, "We send it."))).outcome == "lost"


def test_a_quote_of_a_whole_book_takes_no_longer_than_its_reading() -> None:
    book = " ".join(f"{KEEP} {number}." for number in range(4_000))
    old = policy_from_text(book)
    quote = old.quote(0, len(book) - 1)
    assert quote.find_in(policy_from_text(book.replace("30 days", "90 days"))).outcome == "lost"
    assert quote.find_in(policy_from_text(f"Our book. {book}")).outcome in {"intact", "moved"}


WORDS = st.sampled_from(
    ["we", "keep", "sell", "data", "never", "30", "days", "the", "a", "of", "to", ".", "\n\n",
     "Inc", "é", "“", "-", "ﬁ", "x"]
)  # fmt: skip


@settings(max_examples=200)
@given(st.lists(WORDS, min_size=1, max_size=80), st.data())
def test_nothing_changed_is_intact(words: list[str], data: st.DataObject) -> None:
    policy = policy_from_text(" ".join(words))
    start = data.draw(st.integers(0, len(policy.text) - 1))
    end = data.draw(st.integers(start + 1, len(policy.text)))
    found = policy.quote(start, end).find_in(policy)
    assert found == Found(Outcome.INTACT, start, end, 1.0)


@settings(max_examples=200)
@given(st.lists(WORDS, min_size=1, max_size=60), st.lists(WORDS, max_size=60), st.data())
def test_any_edit_has_an_outcome(old: list[str], new: list[str], data: st.DataObject) -> None:
    policy, other = policy_from_text(" ".join(old)), policy_from_text(" ".join(new))
    start = data.draw(st.integers(0, len(policy.text) - 1))
    end = data.draw(st.integers(start + 1, len(policy.text)))
    quote = policy.quote(start, end)
    found = quote.find_in(other)
    if found.start is None or found.end is None:
        assert found.outcome == "lost"
        assert found.score == 0
        return
    assert 0 <= found.start < found.end <= len(other.text)
    words = (normalise(text).text for text in (other.text[found.start : found.end], quote.exact))
    now, before = (re.findall(r"[^\W_]+", text) for text in words)
    same = now == before
    if found.outcome in {"intact", "moved"}:
        assert same
    assert found.score < 1 or same


@given(st.text(max_size=80))
def test_normalised_text_knows_where_it_comes_from(text: str) -> None:
    normal = normalise(text)
    assert len(normal.origin) == len(normal.text)
    assert list(normal.origin) == sorted(normal.origin)
    for at, character in enumerate(normal.text):
        if character.isascii() and character.isalnum() and text[normal.origin[at]].isascii():
            assert text[normal.origin[at]] == character


def test_spellings_of_the_same_words_are_equal() -> None:
    one = "“Cafés” e-mail the office—“final” 30 days"
    other = '"Cafe\u0301s"  e\u00admail the of\ufb01ce -\u200b"**final**" 30\u00a0da-\nys'
    assert normalise(other).text.replace(" -", "-") == normalise(one).text
    assert normalise("30 days").text != normalise("80 days").text


@pytest.mark.shared
def test_quotes_survive_the_real_edits(shared: Path) -> None:
    for path in sorted((shared / "version-pairs").glob("*.old.md")):
        old = load_policy(path)
        new = load_policy(path.with_name(path.name.replace(".old.", ".new.")))
        outcomes = [old.quote(p.start, p.end).find_in(new) for p in old.passages]
        kept = sum(found.outcome in {"intact", "moved"} for found in outcomes)
        assert kept >= 0.6 * len(outcomes), path.name
        assert all(
            old.quote(p.start, p.end).find_in(old._replace(id="x")).outcome == "intact"
            for p in old.passages
        )
