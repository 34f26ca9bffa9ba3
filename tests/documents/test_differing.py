"""What a reader is shown of two texts that differ."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewtui.documents.differing import Kind, marked, word_diff


def shown(old: str, new: str) -> str:
    marks = {Kind.EQUAL: "{}", Kind.DELETED: "[-{}-]", Kind.INSERTED: "{{+{}+}}"}
    return "".join(marks[run.kind].format(run.text) for run in word_diff(old, new))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("We keep it.", "We keep it.", "We keep it."),
        ("We keep it for 30 days.", "We keep it for 90 days.", "We keep it for [-30-]{+90+} days."),
        ("We do not sell it.", "We do sell it.", "We do[- not-] sell it."),
        ("We keep it.", "We may keep it.", "We{+ may+} keep it."),
        ("one two three", "one 2 3 three", "one [-two-]{+2 3+} three"),
        ("ask John Doe", "ask Jane Roe", "ask [-John Doe-]{+Jane Roe+}"),
        ("gone", "", "[-gone-]"),
        ("", "new", "{+new+}"),
    ],
)
def test_whole_words_are_marked(old: str, new: str, expected: str) -> None:
    assert shown(old, new) == expected


def test_how_words_are_set_is_no_difference() -> None:
    assert shown("the “log”\nof it", 'the "log" of\u00a0it') == 'the "log" of\u00a0it'


words = st.lists(
    st.sampled_from(["we", "keep", "30", "days", "not", " ", "  ", "\n", ".", "’", "'", "é"])
).map("".join)


@given(words | st.text(max_size=60), words | st.text(max_size=60))
def test_both_texts_can_be_read_off(old: str, new: str) -> None:
    runs = word_diff(old, new)
    assert "".join(run.text for run in runs if run.kind is not Kind.DELETED) == new
    left = "".join(run.text for run in runs if run.kind is not Kind.INSERTED)
    assert _plain(left) == _plain(old)
    assert all(run.text for run in runs)
    assert all(one.kind is not other.kind for one, other in pairwise(runs))


def _plain(text: str) -> str:
    for kinds, one in (("‘’‛′", "'"), ("“”„‟″«»", '"'), ("‐‑‒–—―−", "-")):
        text = re.sub(f"[{kinds}]", one, text)
    return re.sub(r"\s+", " ", text).strip()


def test_long_texts_are_compared_in_time() -> None:
    old = " ".join(f"word{n % 50} and the other" for n in range(1_500))
    runs = word_diff(old, old.replace("word7 ", "word8 "))
    assert sum(run.kind is Kind.INSERTED for run in runs) == 30
    assert len(word_diff(old * 10, old * 9)) == 2


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("kept for six years.", "kept for nine years.", "kept for [-six-]{+nine+} years."),
        ("We never sell.", "We sell.", "We [-never-] sell."),
        ("a b", "a b c", "a b {+c+}"),
        ("all gone", "", "[-all gone-]"),
        ("the same", "the  same", "the same"),
    ],
)
def test_marked_as_git_marks_it(old: str, new: str, said: str) -> None:
    assert marked(word_diff(old, new)) == said


def test_marked_with_the_nearest_words_only() -> None:
    old = "one two three four five six seven eight nine ten"
    assert marked(word_diff(old, old.replace("five", "FIVE")), 2) == (
        "… three four [-five-]{+FIVE+} six seven …"
    )


@given(st.text(), st.text())
def test_what_is_marked_holds_all_words_of_both(old: str, new: str) -> None:
    line = marked(word_diff(old, new))
    assert "\n" not in line
    for run in word_diff(old, new):
        assert all(word in line for word in run.text.split())
