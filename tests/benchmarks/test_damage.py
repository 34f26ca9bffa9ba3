"""Damaged copies of texts: as damaged as asked, the same every time, and positions follow."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.matching.damage import Damaged, damage

TEXT = (
    'Orchard Vane\'s office files your "modern order" centrally; we organize all of it. '
    "Information about online behaviour is retained for 10 months OR less by our cleaner. "
) * 20
TEXTS = st.text("abcdefilmnorsu IlO01'\"’\n.", max_size=300)


@given(TEXTS, st.floats(0, 0.5), st.integers(0, 5))
def test_what_is_not_damaged_is_found_where_positions_say(
    text: str, share: float, seed: int
) -> None:
    made = damage(text, share, random.Random(seed))
    touched = {at for start, end, _ in made.changes for at in range(start, end)}

    for position in set(range(len(text))) - touched:
        assert made.text[made.place(position)] == text[position]
    for start, end, new in made.changes:
        assert made.text[made.place(start) :].startswith(new)
        assert made.place(start) <= made.place(end)
    assert made.place(len(text)) == len(made.text)


@pytest.mark.parametrize("share", [0.0, 0.01, 0.03])
def test_as_much_is_damaged_as_asked(share: float) -> None:
    made = damage(TEXT, share, random.Random(1))
    grown = sum(max(end - start, len(new)) for start, end, new in made.changes)

    assert bool(made.changes) == bool(share)
    assert grown <= 3 * share * len(TEXT) + 6
    assert len(made.changes) >= share * len(TEXT) / 3


@pytest.mark.parametrize("kind", ["1", "rn", "ﬁ", "ﬃ", "-\n", "’", "behavior", "organis"])
def test_every_kind_of_damage_is_made(kind: str) -> None:
    assert TEXT.count(kind) < damage(TEXT, 0.2, random.Random(3)).text.count(kind)


def test_the_seed_decides() -> None:
    texts = [damage(TEXT, 0.03, random.Random(seed)).text for seed in (1, 1, 2)]

    assert texts[0] == texts[1] != texts[2]


def test_a_place_inside_a_change_is_where_the_change_begins() -> None:
    made = Damaged("heIp usefuI", [(2, 4, "Ip"), (9, 11, "uI")])

    assert [made.place(at) for at in (1, 2, 3, 4, 10)] == [1, 2, 2, 4, 9]
