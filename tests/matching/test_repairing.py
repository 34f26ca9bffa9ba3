"""Words that scanning, typing and conversion damaged, read as what they were."""

from collections.abc import Collection

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewtui.checklists import Requirement
from reviewtui.documents import policy_from_text
from reviewtui.matching import Matcher
from reviewtui.matching.confusions import figures
from reviewtui.matching.repairing import Repairs, repairs
from tests.matching.samples import checklist

SOUND = {"retention", "retain", "clause", "modern", "client", "period", "share", "data", "kept"}
STOP = frozenset({"from", "will", "with", "may", "our", "if"})


def repaired(strange: Collection[str], written: Collection[str] = ()) -> Repairs:
    return repairs(strange, SOUND, STOP, (SOUND | STOP).__contains__, [list(written)])


@pytest.mark.parametrize(
    ("seen", "was"),
    [
        ("retentlon", "retention"),
        ("retenti0n", "retention"),
        ("rnodern", "modern"),
        ("modem", "modern"),
        ("dient", "client"),
        ("c1ause", "clause"),
        ("frorn", "from"),
        ("wi11", "will"),
        ("rnay", "may"),
        ("lf", "if"),
        ("0ur", "our"),
        ("l0", "10"),
    ],
)
def test_letters_that_scanning_confuses(seen: str, was: str) -> None:
    assert repaired([seen, "wi1l"]).words[seen] == was


def test_a_sound_text_is_not_taken_to_be_scanned() -> None:
    assert repaired(["modem", "dient", "l0", "2fa", "50", "zephyr"]) == Repairs({}, scanned=False)
    assert repaired(["wi1l"]).scanned


def test_short_words_are_repaired_where_much_is_damaged() -> None:
    few, many = ["daat", "shaer"], ["retenton", "retentoin", "peiod", "clasue", "mdern", "cilent"]

    assert "daat" not in repaired(few).words
    found = repaired([*few, *many]).words
    assert (found["daat"], found["shaer"], found["clasue"]) == ("data", "share", "clause")


def test_of_two_words_that_were_meant_the_more_frequent_is_taken() -> None:
    many = ["retenton", "retentoin", "peiod", "clasue", "mdern", "ket"]
    sound = SOUND | {"keet"}

    def found(written: list[str]) -> str:
        return repairs(many, sound, STOP, sound.__contains__, [written]).words["ket"]

    assert found(["kept", "kept"]) == "kept"
    assert found(["keet", "keet"]) == "keet"


def test_the_digits_of_a_scanned_number_are_read() -> None:
    assert figures("within l0 days, 3O days or 2O1l; ill, lol, v1l, 12") == (
        "within 10 days, 30 days or 2011; ill, lol, v1l, 12"
    )


@given(st.text())
def test_reading_digits_moves_nothing(text: str) -> None:
    read = figures(text)

    assert len(read) == len(text)
    assert all(new == old or old in "oliOI" for new, old in zip(read, text, strict=True))


@given(st.lists(st.text("abdelmnorst018", min_size=1, max_size=40), max_size=30))
def test_a_repair_is_a_known_word_or_a_number_whatever_the_order(words: list[str]) -> None:
    strange = sorted(set(words) - SOUND - STOP)
    found = repaired(strange)

    assert found == repaired(strange[::-1])
    assert all(seen in strange for seen in found.words)
    assert all(was in SOUND | STOP or was.isdigit() for was in found.words.values())


def test_a_scanned_policy_is_ranked_and_marked_as_it_stands() -> None:
    asked = Requirement("a", "Retention period", "Says how long personal data is kept.")
    policy = policy_from_text(
        "The kennel is swept at dawn.\n\n"
        "We wi11 de1ete a1l data frorn our servers within 3O days.\n\n"
        "Dogs bark when the postman comes.\n"
    )
    top = Matcher(checklist(asked)).rank(policy, "a")[0]

    marked = [policy.text[start:end] for start, end in top.highlights]
    assert top.text.startswith("We wi11")
    assert any("3O days" in words for words in marked)
    assert any("de1ete" in words for words in marked)
