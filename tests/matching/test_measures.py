"""The benchmark's own measures, and the lines that matching keeps on the real policies."""

from pathlib import Path

import pytest

from benchmarks.matching.data import DataSet, Question, damaged, read_bench, read_gold
from benchmarks.matching.evaluate import auc, baseline, is_right, run
from tests.matching.samples import CHECKLIST, orchard, pelican, silent, span


def sample_set() -> DataSet:
    """Questions on the invented policies, with where the answers stand."""
    first, second, third = orchard(), pelican(), silent()
    answers = [
        (first, "retention", "Order records are retained for seven years after the purchase"),
        (first, "sale", "We do not sell, rent or trade the details of our customers."),
        (first, "contact", "Write to privacy@orchardvane.example"),
        (second, "retention", "Consignment notes stay in the archive for ten years."),
        (second, "security", "Connections are encrypted with TLS"),
    ]
    questions = [
        Question(policy.id, requirement, (span(policy, words),))
        for policy, requirement, words in answers
    ]
    questions += [Question(third.id, requirement, ()) for requirement in ("retention", "sale")]
    return DataSet("sample", CHECKLIST, {p.id: p for p in (first, second, third)}, questions)


@pytest.mark.parametrize("mode", ["cold", "judge", "reader"])
def test_the_first_candidate_is_mostly_right_and_silence_scores_lower(mode: str) -> None:
    figures = run(sample_set(), mode)

    assert figures.share(1)[0] >= 0.8
    assert figures.share(3)[0] == 1
    assert auc(figures.answered, figures.silent) == 1
    assert figures.strong_silent == 0


def test_a_few_damaged_letters_cost_little() -> None:
    figures = run(damaged(sample_set(), 0.02), "cold")

    assert figures.share(3)[0] >= 0.8


def test_no_baseline_is_better() -> None:
    ours = run(sample_set(), "cold").share(1)[0]

    assert all(
        ours >= baseline(sample_set(), name).share(1)[0] for name in ("BM25", "token_set_ratio")
    )


def test_right_is_half_of_the_shorter_and_not_fat() -> None:
    assert is_right(0, 100, ((50, 150),))
    assert not is_right(0, 100, ((51, 151),))
    assert is_right(0, 700, ((10, 40),))
    assert not is_right(0, 701, ((10, 40),))
    assert not is_right(0, 100, ())


def test_auc_counts_pairs_and_ties_half() -> None:
    assert auc([0.9, 0.5], [0.5, 0.1]) == pytest.approx(3.5 / 4)


@pytest.mark.shared
def test_real_policies_keep_the_line(shared: Path) -> None:
    data = read_gold(shared / "gold" / "dev.jsonl", shared / "policies")
    figures = run(data, "cold")

    assert figures.share(1)[0] >= 0.70
    assert figures.share(3)[0] >= 0.88
    assert auc(figures.answered, figures.silent) >= 0.90
    assert figures.strong_silent <= 2


@pytest.mark.shared
@pytest.mark.parametrize(("name", "first", "three"), [("c3pa", 0.60, 0.80), ("cuad", 0.52, 0.70)])
def test_annotated_sets_keep_the_line(shared: Path, name: str, first: float, three: float) -> None:
    figures = run(read_bench(shared / "bench" / name, 20), "cold")

    assert figures.share(1)[0] >= first
    assert figures.share(3)[0] >= three
