"""Sentences end where they do, whatever full stops stand inside them."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewtui.documents.sentences import sentence_spans
from reviewtui.languages import load_language


def sentences(text: str, language: str = "en") -> list[str]:
    spans = sentence_spans(text, 0, len(text), load_language(language))
    return [text[start:end] for start, end in spans]


@pytest.mark.parametrize(
    "whole",
    [
        "Harbour Lane, Inc. may keep copies of an order.",
        "Write to privacy@harbour.lane.example or see www.harbour.example/privacy.html for more.",
        "We ask for few things, e.g. Your name and a postcode.",
        "Carriers (i.e. DHL and others) see the address only.",
        "Transfers to the U.S. Department of Commerce are listed.",
        "We take part in the EU-U.S. Data Privacy Framework and its Swiss-U.S. Annex.",
        "As Art. 13 of the law and No. 5 of the annex say, we inform you.",
        "The fee is 3.5 percent, or 1.200,00 at most.",
        "Ask for Dr. J. R. Hale at the desk.",
        "What did Yahoo! change when it moved?",
        "We share it with A.B.C. Logistics and nobody else.",
        "See section 2.3.1 for what vs. means here.",
    ],
)
def test_a_full_stop_inside_does_not_end_it(whole: str) -> None:
    assert sentences(whole) == [whole]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("We keep logs for a year.", "After that they go."),
        ("Do you sell data?", "No, never."),
        ("Stop us at any time!", "One click is enough."),
        ('You said "delete it."', "We did."),
        ("We delete it (all of it.)", "Nothing remains."),
        ("We are Harbour Lane, Inc.", "We sell maps."),
        ("It goes from the EU to the non-U.S.", "The copies stay."),
        ("It is kept in the U.S.", "The servers are ours."),
        ("Mail a@harbour.example.", "Answers take two days."),
        ("You may object, etc.", "Nothing else changes."),
        ("The answer is no.", "You can ask again."),
        ("It was so in 2019.", "30 days are the rule now."),
        ("**We never sell it.**", "Partners do not see it."),
        ("It ended…", "Then it began."),
        ("That was for us.", "(Others see nothing of it.)"),
    ],
)
def test_two_sentences(first: str, second: str) -> None:
    assert sentences(f"{first} {second}") == [first, second]
    assert sentences(f"{first}\n{second}") == [first, second]


def test_a_number_that_begins_a_sentence_stays_with_it() -> None:
    assert sentences("1. We keep it. 2. We delete it.") == ["1. We keep it.", "2. We delete it."]
    assert sentences("Section 4.2. Term. It ends.")[0] == "Section 4.2. Term."


def test_a_space_lost_by_the_scrape() -> None:
    assert sentences("We send it by email.You may say no.") == [
        "We send it by email.",
        "You may say no.",
    ]
    assert sentences("Visit harbour.Lane today.") == ["Visit harbour.Lane today."]


def test_the_abbreviations_of_the_language() -> None:
    german = "Wir nutzen z.B. Karten gem. Art. 6 Abs. 1 lit. f der Verordnung."
    assert sentences(german, "de") == [german]
    assert sentences("我们收集数据。我们不出售。") == ["我们收集数据。", "我们不出售。"]


@given(st.text(alphabet=st.sampled_from("aA1 .!?\n\"'()*•e.gInc。\u00a0\u200b"), max_size=200))
def test_sentences_hold_every_character_in_order(text: str) -> None:
    spans = sentence_spans(text, 0, len(text), load_language("en"))
    end = 0
    for start, stop in spans:
        assert not text[end:start].strip()
        assert end <= start < stop
        end = stop
    assert not text[end:].strip()


@pytest.mark.parametrize("unit", [".", ". ", "a. ", '."', "?!", "U.S. ", "1. ", " ", "x"])
def test_time_is_linear_in_the_text(unit: str) -> None:
    def seconds(size: int) -> float:
        text = unit * (size // len(unit))
        best = float("inf")
        for _ in range(3):
            begin = time.process_time()
            sentence_spans(text, 0, len(text), load_language("en"))
            best = min(best, time.process_time() - begin)
        return best

    # Sixteen times the text takes about 16 times as long; were it quadratic, 256 times.
    assert seconds(320_000) < 100 * max(seconds(20_000), 0.000_5)
