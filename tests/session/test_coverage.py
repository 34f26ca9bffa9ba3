"""How much of a policy was on the screen."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reviewtui.documents import policy_from_text
from reviewtui.session.coverage import Coverage

POLICY = policy_from_text("We keep invoices for ten years. " * 4, "acorn")
SPANS = st.lists(st.tuples(st.integers(-3, 150), st.integers(-3, 150)), max_size=20)


def test_nothing_is_known_before_anything_was_shown() -> None:
    assert Coverage().share(POLICY) is None


@given(SPANS)
def test_each_character_counts_once(spans: list[tuple[int, int]]) -> None:
    coverage = Coverage()
    seen: set[int] = set()
    for start, end in spans:
        coverage.add(POLICY, (start, end))
        seen |= {at for at in range(start, end) if 0 <= at < len(POLICY.text)}
    if spans:
        assert coverage.share(POLICY) == len(seen) / len(POLICY.text)
    kept = Coverage()
    kept.restore(coverage.rows())
    assert kept.share(POLICY) == (coverage.share(POLICY) if seen else None)
    assert kept.rows() == coverage.rows()


def test_of_a_text_that_changed_nothing_is_known() -> None:
    coverage = Coverage()
    coverage.add(POLICY, (0, 50))
    edited = policy_from_text(POLICY.text + "And cookies.", "acorn")
    assert coverage.share(edited) is None
    coverage.add(edited, (0, len(edited.text)))
    assert coverage.share(edited) == 1


@given(st.text(alphabet="0123456789- x²", max_size=40))
def test_what_is_kept_may_be_anything(written: str) -> None:
    coverage = Coverage()
    coverage.restore([("acorn", POLICY.text_digest, written)])
    share = coverage.share(POLICY)
    assert share is None or share >= 0
