"""Verdicts read quickly are those that tomllib reads, or are left to it."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewtui.reviews import Review, review_text
from reviewtui.reviews.plain_tables import plain_verdicts
from tests.reviews.samples import reviews

VERDICT = """\
[[verdict]]
policy = "mossgate"
requirement = "retention"
time = 2026-03-01T12:01:00Z
step = 1
searched = [
    "retain",
    "ke\\u200bep",
]

[[verdict.evidence]]
exact = "We \\"keep\\" it."
start = 10

[[verdict.history]]
action = "decide"

[[verdict.history.evidence]]
page = 3

[[verdict.rejected]]
score = 0.25
# end of review
"""


def verdicts_of(text: str) -> str:
    """The text from its first verdict on; "" where there is none."""
    at = text.find("[[verdict]]")
    return text[at:] if at >= 0 else ""


@given(reviews())
def test_what_reviewtui_writes_is_read_as_tomllib_does(made: Review) -> None:
    text = verdicts_of(review_text(made))
    if not text:
        return
    read = plain_verdicts(text)
    assert read is None or read == tomllib.loads(text)["verdict"]


def test_every_kind_of_value_is_read() -> None:
    assert plain_verdicts(VERDICT) == tomllib.loads(VERDICT)["verdict"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("step = 1", "step = 1_000"),
        ("step = 1", "step = 1 # the first"),
        ("step = 1", 'step = 1\nnote = "tab\there"'),
        ("step = 1", 'step = 1\n"no te" = 1'),
        ("step = 1", "step = 1\nnote.more = 1"),
        ('"We \\"keep\\" it."', "'We keep it.'"),
        ('"We \\"keep\\" it."', '"\\U0001f642"'),
        ("2026-03-01T12:01:00Z", "2026-03-01T12:01:00+01:00"),
        ("[[verdict.evidence]]", "[[ verdict . evidence ]]"),
        ("\n", "\r\n"),
    ],
)
def test_what_is_written_by_hand_is_left_to_tomllib(old: str, new: str) -> None:
    edited = VERDICT.replace(old, new)
    assert tomllib.loads(edited)
    assert plain_verdicts(edited) is None


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("step = 1", "step = 1\nstep = 2"),
        ("2026-03-01", "2026-02-30"),
        ("[[verdict.evidence]]", "[[verdict.searched]]"),
        ("[[verdict.history.evidence]]", "[[verdict.history.action]]"),
        ('policy = "mossgate"', 'policy = "mossgate" "x"'),
        ("ke\\u200bep", "ke\\ud800ep"),
        ("exact", "exact\x00"),
        ("score = 0.25", "score = 00.25"),
    ],
)
def test_what_is_broken_is_never_read(old: str, new: str) -> None:
    edited = VERDICT.replace(old, new)
    with pytest.raises(tomllib.TOMLDecodeError):
        tomllib.loads(edited)
    assert plain_verdicts(edited) is None


pieces = st.sampled_from(
    [*VERDICT.splitlines(keepends=True), 'x = ""\n', "[[verdict.x]]\n", "[[verdict.evidence.x]]\n",
     '"', "\\", "\n", "=", "[", "]", "#", "0", "é", "\t", " "]
)  # fmt: skip


@given(st.lists(pieces, max_size=30))
def test_whatever_is_put_together_is_read_as_tomllib_does_or_not_at_all(parts: list[str]) -> None:
    text = "[[verdict]]\n" + "".join(parts)
    read = plain_verdicts(text)
    if read is not None:
        assert read == tomllib.loads(text)["verdict"]


@given(st.data())
def test_an_edited_text_is_read_as_tomllib_does_or_not_at_all(data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(VERDICT)))
    gone = data.draw(st.integers(0, 30))
    text = VERDICT[:at] + data.draw(st.text(max_size=5)) + VERDICT[at + gone :]
    if not text.startswith("[[verdict]]\n"):
        return
    read = plain_verdicts(text)
    if read is not None:
        assert read == tomllib.loads(text)["verdict"]
