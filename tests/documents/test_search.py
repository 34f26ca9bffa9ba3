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


def hits(text: str, query: str) -> list[str]:
    return [text[start:end] for start, end in TextSearch(text).find(query)]


def test_joined_words_are_found_however_they_are_written() -> None:
    text = "By e-mail or email. Sub-processors, third\u2011party tools. A user\u2019s soft\xadware."
    for query, found_there in {
        "email": ["e-mail", "email"],
        "e-mail": ["e-mail", "email"],
        "subprocessors": ["Sub-processors"],
        "third party": ["third\u2011party"],
        "thirdparty tools": ["third\u2011party tools"],
        "users": ["user\u2019s"],
        "user's software": ["user\u2019s soft\xadware"],
    }.items():
        assert hits(text, query) == found_there, query


def test_accents_and_ligatures_do_not_matter() -> None:
    text = "Die Erkl\u00e4rung, die Erkla\u0308rung; the \ufb01rst r\u00e9sum\u00e9."
    assert hits(text, "erklarung") == ["Erkl\u00e4rung", "Erkla\u0308rung"]
    assert hits(text, "Erkl\u00e4rung") == ["Erkl\u00e4rung", "Erkla\u0308rung"]
    assert hits(text, "first resume") == ["\ufb01rst r\u00e9sum\u00e9"]


def test_words_with_others_between_are_found_where_they_stand_nowhere_side_by_side() -> None:
    text = "We sell your personal data. Retention of the data. Data? We keep it. None is kept."
    assert hits(text, "sell data") == ["sell your personal data"]
    assert hits(text, "retention data") == ["Retention of the data"]
    assert hits(text, "data keep") == [], "not beyond a sentence"
    assert hits(text + " They sell data.", "sell data") == ["sell data"]
    assert hits("sell a b c data, sell a b c d data", "sell data") == ["sell a b c data"]


def test_a_part_of_a_word_is_found_where_no_word_begins_so() -> None:
    assert hits("Identifiers of the current identity", "dentif") == ["Identifiers"]
    assert hits("We rent the current room", "rent") == ["rent"]


def test_signs_are_found_as_they_stand() -> None:
    assert hits("See \u00a7 5 (a); write to us@example.org", "\u00a7") == ["\u00a7"]
    assert hits("See \u00a7 5 (a); write to us@example.org", " @ ") == ["@"]


def test_short_words_are_exact_and_nothing_is_found_in_nothing() -> None:
    assert found("30 days") == ["30 days"]
    assert found("39 days") == []
    assert found("  ") == []
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
