"""Finding words as a reader means them."""

from hypothesis import given
from hypothesis import strategies as st

from reviewtui.documents.search import TextSearch

TEXT = """We retain Personal Information for 30 days.
Personal
information is deleted after that; cookies expire sooner. Retention of invoices differs."""


def found(query: str) -> list[str]:
    return [TEXT[start:end] for start, end in TextSearch(TEXT).find(query)]


def test_case_and_white_space_do_not_matter() -> None:
    assert found("personal information") == ["Personal Information", "Personal\ninformation"]


def test_the_last_word_may_still_be_typed() -> None:
    assert found("re") == ["retain", "Retention"]
    assert found("personal inf") == ["Personal Information", "Personal\ninformation"]
    assert found("pers information") == []


def test_a_typo_still_finds() -> None:
    assert found("cokies") == ["cookies"]
    assert found("retian personal") == ["retain Personal"]


def test_a_typo_in_the_text_is_found_beside_what_is_spelt_right() -> None:
    text = "Retention of invoices. The retenton of orders. Our intention. Retentiom!"
    spans = TextSearch(text).find("retention")
    assert [text[s:e] for s, e in spans] == ["Retention", "retenton", "Retentiom"]
    often = TextSearch("We process it. Processors, processors, processors.")
    assert len(often.find("process")) == 4
    assert len(TextSearch("customer " * 3 + "customers").find("customers")) == 1


def test_a_word_hyphenated_at_the_end_of_a_line_is_found_whole_and_in_parts() -> None:
    text = "The reten-\n  tion period and the opt-\nout form; pre-paid."
    search = TextSearch(text)
    for query, hit in {
        "retention": "reten-\n  tion",
        "retention period": "reten-\n  tion period",
        "the retention p": "The reten-\n  tion period",
        "reten": "reten-\n  tion",
        "opt out": "opt-\nout",
        "optout form": "opt-\nout form",
        "pre paid": "pre-paid",
    }.items():
        assert [text[s:e] for s, e in search.find(query)] == [hit], query


def test_short_words_are_exact_and_nothing_is_found_in_nothing() -> None:
    assert found("30 days") == ["30 days"]
    assert found("39 days") == []
    assert found("  ;") == []
    assert TextSearch("").find("word") == []


@given(st.text(max_size=80), st.text(max_size=12))
def test_hits_are_spans_in_order(text: str, query: str) -> None:
    position = 0
    for start, end in TextSearch(text).find(query):
        assert position <= start < end <= len(text)
        position = end


@given(st.lists(st.text(st.characters(categories=["Ll"]), min_size=2, max_size=8), min_size=3))
def test_words_that_are_there_are_found(words: list[str]) -> None:
    text = " ".join(words)
    start, end = TextSearch(text).find(" ".join(words[:2]))[0]
    assert text[start:end].casefold().startswith(" ".join(words[:2]).casefold())
