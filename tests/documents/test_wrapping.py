"""Where lines are wrapped makes no passage and no sentence another one."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewtui.documents import Policy, policy_from_text
from reviewtui.reviews.texts import sentences_of

PARAGRAPHS = [
    "Harbour Lane keeps the name, the street and the telephone number of everybody who orders a"
    " map from us, because the carrier asks for them and because the tax office may look at our"
    " books for ten years after the year of the order.",
    "We look into an account for these ends only: (1) to answer what you have asked us, at your"
    " wish alone and with your leave; (2) for a short time and as little as can be, to find out"
    " why a page is slow or empty; (3) where a court tells us to; and (4) to send a copy of it to"
    " somebody whom you have named, for example (a) your accountant or (b) whoever pays for you.",
    "There are four exceptions to this rule: (a) you have told us in writing that we may read"
    " certain letters, (b) it is needed to keep the service safe, as when we look for the cause of"
    " an outage or of misuse, (c) a law asks for it, and (d) the letters were made anonymous and"
    " are counted for our own use alone, which is never that of anybody who buys a place on our"
    " pages or who sells one, wherever that may be and whatever was agreed with them before.",
    "You may ask for a copy at any time. We send it within 30 days - sooner where we can - and"
    " take no money for it. In 2019 and 2020 nobody had to wait for longer than a week.",
    "Transfers to the U.S. Department of Commerce are listed under the EU-U.S. Data Privacy"
    " Framework. Every transfer ends when you close the account, and nothing of it is kept.",
    "COOKIES AND OTHER SMALL FILES: A cookie is a small file that your browser keeps for us. We"
    " set two of them, one for the basket and one for the language, and both go when you leave.",
]


def read(paragraphs: list[str]) -> Policy:
    return policy_from_text("\n\n".join(paragraphs) + "\n", suffix=".txt")


def words(policy: Policy) -> list[str]:
    return [" ".join(policy.text[p.start : p.end].split()) for p in policy.passages]


def wrapped(paragraph: str, width: int) -> str:
    return textwrap.fill(paragraph, width, break_long_words=False, break_on_hyphens=False)


@given(st.integers(50, 125), st.permutations(PARAGRAPHS))
def test_wrapped_at_any_width_it_reads_the_same(width: int, paragraphs: list[str]) -> None:
    whole, lines = read(paragraphs), read([wrapped(one, width) for one in paragraphs])
    assert words(lines) == words(whole)
    assert [f for f, _ in sentences_of(lines)] == [f for f, _ in sentences_of(whole)]


@given(st.integers(50, 125), st.integers(50, 125))
def test_wrapped_anew_every_quote_stands(width: int, other: int) -> None:
    before = read([wrapped(one, width) for one in PARAGRAPHS])
    after = read([wrapped(one, other) for one in PARAGRAPHS])
    for passage in before.passages:
        found = before.quote(passage.start, passage.end).find_in(after)
        assert found.outcome in {"intact", "moved"}, before.text[passage.start : passage.end]
        assert (
            after.text[found.start : found.end].split()
            == before.text[passage.start : passage.end].split()
        )


@pytest.mark.parametrize("width", [60, 72, 78])
def test_the_items_of_a_list_stay_items(width: int) -> None:
    items = [f"({letter}) we keep the {what} of an order for a year" for letter, what in
             zip("abcdefgh", ("name", "street", "sum", "date", "town", "map", "scale", "size"),
                 strict=True)]  # fmt: skip
    lines = [wrapped(item, width) for item in (PARAGRAPHS[0], *items)]
    policy = policy_from_text("\n".join(lines), suffix=".txt")
    found = words(policy)
    assert all(item in found for item in items), found
