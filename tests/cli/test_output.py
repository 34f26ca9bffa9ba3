"""JSON that is readable, and safe on a terminal."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from reviewtui.characters import HIDDEN
from reviewtui.json_text import json_line

HIDDEN_ONES = st.sampled_from("\x1b\x00\n\t\x9b\u200b\u202e\u2028\ufeff\U000e0041\U0001d173")
WORDS = st.text(st.characters(exclude_categories=["Cs"]) | HIDDEN_ONES)


@given(WORDS)
def test_a_line_says_the_same_and_hides_nothing(words: str) -> None:
    line = json_line({"text": words, words: [words]})
    assert not HIDDEN.search(line)
    assert json.loads(line) == {"text": words, words: [words]}


def test_what_can_be_seen_stays_readable() -> None:
    assert json_line({"text": "“café” — 東京"}) == '{"text": "“café” — 東京"}'
