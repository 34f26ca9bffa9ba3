"""The table of a review: what its cells hold, its sums, and what a filter leaves."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewtui.reviews import Review
from reviewtui.reviews.overview import DECIDED, Standing, keep_only, select, standing_of, sum_up
from tests.reviews.samples import IDS, POLICIES
from tests.reviews.test_queues import PAIRS, sectioned, states

STALE = {PAIRS[0], PAIRS[4]}


@given(states, st.sets(st.sampled_from(IDS)), st.sets(st.sampled_from(POLICIES)))
def test_sums_count_each_cell_once(made: Review, rows: set[str], columns: set[str]) -> None:
    requirements, policies = sorted(rows), sorted(columns)
    sums = sum_up(made, requirements, policies, STALE)
    cells = {(p, r): standing_of(made.entries.get((p, r)), (p, r) in STALE) for p, r in PAIRS}
    shown = {pair: cell for pair, cell in cells.items() if pair[0] in columns and pair[1] in rows}
    assert sums.whole == Counter(shown.values())
    for row in requirements:
        assert sums.requirements[row] == Counter(c for p, c in shown.items() if p[1] == row)
    for column in policies:
        assert sums.policies[column] == Counter(c for p, c in shown.items() if p[0] == column)


@given(states, st.sampled_from(Standing))
def test_only_rows_and_columns_with_such_a_cell_are_left(made: Review, only: Standing) -> None:
    whole = select(sectioned(), POLICIES)
    table = keep_only(whole, sum_up(made, whole.requirements, whole.policies, STALE), only)
    held = [p for p in PAIRS if standing_of(made.entries.get(p), p in STALE) is only]
    assert set(table.policies) == {policy for policy, _ in held}
    assert set(table.requirements) == {requirement for _, requirement in held}


@pytest.mark.parametrize(
    ("words", "requirements", "policies"),
    [
        ("", IDS, POLICIES),
        ("keep", ("retention", "transfers"), POLICIES),
        ("KEEP must", ("transfers",), POLICIES),
        ("delet", ("deletion",), POLICIES),
        ("gate", IDS, ("mossgate",)),
        ("keep tallow", ("retention", "transfers"), ("tallow/app",)),
        ("nothing-has-this", IDS, ()),
    ],
)
def test_words_keep_requirements_else_policies(
    words: str, requirements: tuple[str, ...], policies: tuple[str, ...]
) -> None:
    table = select(sectioned(), POLICIES, words)
    assert (table.requirements, table.policies) == (requirements, policies)


def test_what_is_decided_is_all_but_deferred_and_undecided() -> None:
    assert {*Standing} - {*DECIDED} == {Standing.DEFERRED, Standing.UNDECIDED}
