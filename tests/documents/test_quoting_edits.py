"""Quotes through random edits: never silently wrong, and seldom in question without a reason."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from benchmarks.anchoring.edits import Edited, edits
from tests.conftest import ROOT

POLICIES = sorted((ROOT / "policies").glob("*.*"))


@settings(max_examples=100, derandomize=True)
@given(edits(POLICIES))
def test_words_are_never_taken_for_others_and_a_neighbour_never_overlooked(edited: Edited) -> None:
    for number, quote in enumerate(edited.quotes):
        found = quote.find_in(edited.new)
        assert (edited.judge(number, quote, found).wrong, quote.exact) == ("", quote.exact)


def test_what_did_not_change_is_seldom_in_question() -> None:
    counts: Counter[bool] = Counter()

    @settings(
        max_examples=60,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=[HealthCheck.too_slow],
    )
    @given(edits(POLICIES))
    def run(edited: Edited) -> None:
        for number, quote in enumerate(edited.quotes):
            counts[edited.judge(number, quote, quote.find_in(edited.new)).needless] += 1

    run()
    assert counts.total() > 1_000
    assert counts[True] <= 0.02 * counts.total()


@pytest.mark.shared
def test_the_hand_checked_passages_of_real_edits(shared: Path) -> None:
    from benchmarks.anchoring.pairs import checked, read_pairs

    pairs = read_pairs(shared / "version-pairs")
    rows = checked(pairs)
    assert len(rows) == 100
    for row in rows:
        assert row.right, f"{row.label.pair} {row.label.start}: {row.found.outcome}"
