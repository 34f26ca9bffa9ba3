"""The same words are spelt the same, and still said, or they count as changed."""

import unicodedata

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from reviewtui.documents import Found, policy_from_text
from reviewtui.documents.spelling import Cited, same_spelling
from reviewtui.documents.withdrawing import withdrawn

PAGE = """# Boats

## Logs

The office counts the boats each day. {} Write to us with any question.

## Berths

Another chapter is about berths and their numbers.
"""
VALID = {"intact", "moved"}


def found(old: str, new: str, cited: str = "", page: str = PAGE) -> Found:
    """What becomes of `cited`, by default all of `old`, when `old` in a page becomes `new`."""
    then, cited = policy_from_text(page.format(old), "boats", ".md"), cited or old
    start = then.text.index(cited)
    quote = then.quote(start, start + len(cited))
    return quote.find_in(policy_from_text("News.\n\n" + page.format(new), "boats", ".md"))


SIGNS = [
    ("10² days", "102 days"),
    ("2**3 years", "23 years"),
    ("-5 days", "5 days"),
    ("−5 days", "5 days"),
    ("1×5 days", "1 5 days"),
    ("3^2 days", "3 2 days"),
    ("3|2 days", "3 2 days"),
    ("5·5 days", "5 5 days"),
    ("5‰ of days", "5 of days"),
    ("5° of days", "5 of days"),
    ("½ day", "1/2 day"),
    ("⑩ days", "10 days"),
    ("5* days", "5 days"),
    ("2_000 days", "2000 days"),
    ("₹5 a day", "5 a day"),
    ("5 ₹ a day", "5 ₽ a day"),
    ("> three years", "< three years"),
    ("≈ 3 years", "3 years"),
    ("~5 years", "5 years"),
    ("days → gone", "days ← gone"),
    ("■ yes or no", "□ yes or no"),
    ("● yes or no", "○ yes or no"),
    ("⬜ yes or no", "⬛ yes or no"),
    ("👍 it is", "👎 it is"),
    ("§ 5 of it", "5 of it"),
    ("re-sign it", "resign it"),
    ("un-ionised air", "unionised air"),
    ("no\u0338t it", "not it"),
    ("[x] yes or no", "[ ] yes or no"),
    ("{never} it", "never it"),
    ("the not it", "the ~~not~~ it"),
]


@pytest.mark.parametrize(("old", "new"), [*SIGNS, *((new, old) for old, new in SIGNS)])
def test_a_sign_belongs_to_the_words(old: str, new: str) -> None:
    one, other = (f"We keep the logs of all boats {part} as of now." for part in (old, new))
    assert found(one, other).outcome not in VALID


@pytest.mark.parametrize(
    ("old", "cited", "new"),
    [
        ("Below -5 days.", "5 days", "Below 5 days."),
        ("Below 5 days.", "5 days", "Below −5 days."),
        ("It is ☑ yes or no.", "yes or no", "It is ☐ yes or no."),
        ("It is ■ yes or no.", "yes or no", "It is □ yes or no."),
        ("It costs ₹5 a day.", "5 a day", "It costs 5 a day."),
        ("It costs a day 5 ₹ net.", "a day 5", "It costs a day 5 ₽ net."),
        ("It takes a day of 10² hours.", "a day of 10", "It takes a day of 10³ hours."),
        ("It is never for us.", "never for us", "It is never for us¹."),
    ],
)
def test_a_sign_right_beside_the_words_belongs_to_them(old: str, cited: str, new: str) -> None:
    assert found(old, new, cited).outcome not in VALID


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("a third-party log of a boat", "a third-\nparty log of a boat"),
        ("a harbour log of a boat", "a har-\nbour log of a boat"),
        ("a harbour log of a boat", "a har\u00adbour log of a boat"),
        ("the log – of a boat", "the log—of a boat"),
        ("the log - of a boat", "the log — of a boat"),
        ("30–60 logs of a boat", "30-60 logs of a boat"),
        ("'the' log of a boat", "‘the’ log of a boat"),
        ('the "log" of a boat', "the «log» of a boat"),
        ("the log of a boat", "the **log** of _a_ boat"),
        ("the log of a boat", "the `log` of a ***boat***"),
        ("the log of a boat", "the\u00a0log\n\n  of a boat"),
        ("the oﬃce of a boat", "the office of a boat"),
        ("the café of a boat", "the cafe\u0301 of a boat"),
        ("the log of ５ boats", "the log of 5 boats"),
        ("the log\nof a boat", "the log\n> of a boat"),
        ("5 € a boat or less", "5€ a boat or less"),
        ("the log \\- of a boat", "the log - of a boat"),
        ("n\u200bo log of a boat", "no log of a boat"),
    ],
)
def test_typography_is_none_of_it(old: str, new: str) -> None:
    one, other = (f"We keep here {part} until its end." for part in (old, new))
    assert found(one, other).outcome == "intact"
    assert found(other, one).outcome == "intact"


_WORDS = "We keep 30 logs at <5 € (net) of each boat: its name, 2-3 days; no more."
_FREE = set(" -")


@settings(max_examples=300)
@given(st.integers(0, len(_WORDS) - 2), st.characters(codec="utf-8"), st.booleans())
def test_another_character_is_a_change(at: int, character: str, replaced: bool) -> None:
    assume(unicodedata.category(character)[0] in "LNS")
    assume(not replaced or _WORDS[at] not in _FREE)
    assume(unicodedata.normalize("NFKC", character) != _WORDS[at])
    assume(character != "`")
    new = _WORDS[:at] + character + _WORDS[at + replaced :]
    assert found(_WORDS, new).outcome not in VALID


@settings(max_examples=200)
@given(st.text(max_size=40), st.text(max_size=10), st.text(max_size=10))
def test_a_text_is_spelt_as_itself_and_both_ways_alike(words: str, one: str, other: str) -> None:
    cited = Cited(one, words, other)
    assert same_spelling(cited, cited)
    moved = Cited("Otherwise. ", words.replace(" ", "\n "), "\nSo.")
    assert same_spelling(cited, moved) == same_spelling(moved, cited)


def test_marks_without_a_partner_take_no_longer_than_others() -> None:
    words = "**a _b `c " * 20_000
    assert same_spelling(Cited("", words, ""), Cited("", words.replace(" ", "  \n"), " x"))
    assert not same_spelling(Cited("", words, ""), Cited("", words + "5*", ""))


NEVER = "We do not sell the log of any boat."


@pytest.mark.parametrize(
    "new",
    [
        f"~~{NEVER}~~",
        f"~~Boats sail. {NEVER} They do.~~",
        f"<!-- {NEVER} -->",
        f"<!--\nBoats sail.\n\n{NEVER}\n\nMore. -->",
        f"<del>{NEVER}</del>",
        f"<s class='old'>{NEVER}</s>",
        f"<strike>Boats sail. {NEVER}",
        "We do not ~~sell the log of any boat.~~",
    ],
)
def test_what_is_struck_through_is_not_said(new: str) -> None:
    assert found(NEVER, new).outcome not in VALID
    assert found(new, NEVER, NEVER if NEVER in new else new).outcome not in VALID
    if NEVER in new and len(new) < 60:
        assert found(new, f"Hello. {new}", NEVER).outcome in VALID  # as it was then


@pytest.mark.parametrize(
    "new",
    [f"~~Gone.~~ {NEVER} ~~Gone.~~", f"<!-- Gone. --> {NEVER}", f"<small>{NEVER}</small>"],
)
def test_what_stands_beside_it_may_be_struck_through(new: str) -> None:
    assert found(NEVER, new).outcome in VALID


def test_withdrawn_words_end_with_their_paragraph() -> None:
    def words(text: str) -> list[str]:
        return [text[start:end] for start, end in withdrawn(text)]

    assert words("a ~~b~~ c ~~d") == ["~~b~~"]
    assert words("a ~~b\n\nc~~ d") == []
    assert words("~~~\ncode\n~~~") == []
    assert words("<del>a\n\nb <del>c</del> d") == ["<del>a", "<del>c</del>"]
    assert words("a <!-- b") == ["<!-- b"]
    assert words("a <delta> b </s> <section>") == []
    assert len(withdrawn("~~a ~~ " * 100_000)) < 100_001


@pytest.mark.parametrize(
    ("old", "cited", "new"),
    [
        (NEVER, "", f"It is not true that {NEVER}"),
        (NEVER, "", f"The following no longer applies: {NEVER}"),
        (NEVER, "", f"Not on weekdays, {NEVER}"),
        (NEVER, NEVER[:-1], f"{NEVER[:-1]} unless paid."),
        (NEVER, NEVER[:-1], f"{NEVER[:-1]}, but we may."),
        ("We sell the log of any boat.", "sell the log of any boat", NEVER),
        (NEVER, "sell the log of any boat", "We sell the log of any boat."),
        ("We must keep the log of a boat.", "keep the log", "We may keep the log of a boat."),
    ],
)
def test_words_that_turn_their_sentence_are_a_change(old: str, cited: str, new: str) -> None:
    result = found(old, new, cited)
    assert result.outcome not in VALID
    assert result.start is not None


@pytest.mark.parametrize(
    ("old", "cited", "new"),
    [
        (NEVER, "", f"Except in the north, {NEVER}"),
        (NEVER, "", f"{NEVER} This sentence does not apply."),
        (NEVER, "", f"This does not apply.\n\n{NEVER}"),
        (NEVER, "", f"Please note: {NEVER}"),
        ("We keep the log of a boat.", "keep the log of a boat", "They keep the log of a boat."),
    ],
)
def test_other_words_beside_it_are_listed(old: str, cited: str, new: str) -> None:
    result = found(old, new, cited)
    assert result.outcome == "moved"
    assert result.differs


def test_what_turned_a_sentence_is_in_the_span() -> None:
    new = f"It is not true that {NEVER}"
    page = "News.\n\n" + PAGE.format(new)
    result = found(NEVER, new)
    assert page[result.start : result.end] == new
    new = "We keep at most\n≈ 5 logs of it."
    page = "News.\n\n" + PAGE.format(new)
    result = found("We keep at most\n5 logs of it.", new, "5 logs of it.")
    assert page[result.start : result.end] == "≈ 5 logs of it."
