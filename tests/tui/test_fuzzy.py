"""Picking by a few letters: what a query means, the likeliest first."""

from __future__ import annotations

from time import perf_counter

from hypothesis import given
from hypothesis import strategies as st

from reviewtui.tui.fuzzy import holding, ranked

TEXTS = [
    "Retention period",
    "Right to object",
    "Period of notice",
    "Contact of the controller",
    "Recipients",
]


def meant(query: str) -> list[str]:
    return [TEXTS[i] for i in ranked(query, TEXTS)]


def test_beginnings_come_before_what_is_within() -> None:
    assert meant("period") == ["Period of notice", "Retention period"]
    assert meant("re")[:2] == ["Retention period", "Recipients"]
    assert meant("cont contr") == ["Contact of the controller"]


def test_abbreviations_and_typos_are_understood() -> None:
    assert meant("retper")[0] == "Retention period"
    assert meant("rto")[0] == "Right to object"
    assert meant("retnetion")[0] == "Retention period"
    assert meant("contorller")[0] == "Contact of the controller"


def test_typos_are_looked_for_only_where_few_are_meant_without_one() -> None:
    texts = [f"Retention of kind {number}" for number in range(9)]
    assert ranked("retention", [*texts, "Retnetion"]) == [*range(9)]
    assert ranked("retention", [texts[0], "Retnetion"]) == [0, 1]


def test_nothing_typed_means_all_and_nonsense_none() -> None:
    assert meant("  ") == TEXTS
    assert meant("qqqq") == []


@given(st.text(max_size=20), st.lists(st.text(max_size=30), max_size=8))
def test_every_text_is_found_by_itself_and_none_twice(query: str, texts: list[str]) -> None:
    found = ranked(query, texts)
    assert len(set(found)) == len(found)
    for index, text in enumerate(texts):
        if text.strip():
            assert index in ranked(text, texts)
    kept = holding(query, texts)
    assert kept == sorted(kept)


def test_a_thousand_texts_are_ranked_between_two_keys() -> None:
    texts = [f"{text} {number}" for number in range(200) for text in TEXTS]
    ranked("warm up", texts)
    begun = perf_counter()
    for query in ("r", "retper", "retnetion per", "period 19"):
        ranked(query, texts)
    assert (perf_counter() - begun) / 4 < 0.1  # takes 5 ms; a loaded machine more
