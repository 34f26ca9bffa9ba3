"""What a check prints of hostile reviews parses, is valid, and acts on nothing."""

from __future__ import annotations

import pytest

from benchmarks.reports.checked import check_outputs, random_checked


@pytest.mark.parametrize("seed", range(60))
def test_what_check_prints(seed: int) -> None:
    check_outputs(*random_checked(seed))


def test_the_reviews_have_something_to_tell() -> None:
    found = [random_checked(seed)[0].findings for seed in range(60)]
    changes = [one.change for findings in found for one in findings if one.change is not None]
    assert sum(map(len, found)) > 100
    assert sum(1 for one in changes if one.evidence) > 20
    assert any(one.wording is not None for one in changes)
