"""The sample policies hold what was planted in them, and matching brings it to the front."""

import tomllib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

from reviewtui import Matcher, load_checklist, load_policy
from reviewtui.reviews.model import Verdict

ROOT = Path(__file__).parents[2]
CHECKLIST = ROOT / "checklists" / "vendor-privacy.toml"
POLICIES = {path.stem: path for path in sorted((ROOT / "policies").iterdir())}


@dataclass(frozen=True)
class Finding:
    policy: str
    requirement: str
    verdict: str
    quotes: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.policy}-{self.requirement}"


def findings() -> list[Finding]:
    tables = tomllib.loads(Path(__file__).with_name("findings.toml").read_text("utf-8"))
    return [
        Finding(row["policy"], row["requirement"], row["verdict"], tuple(row.get("quotes", ())))
        for row in tables["finding"]
    ]


FINDINGS = findings()


@pytest.mark.parametrize("finding", FINDINGS, ids=str)
def test_a_finding_is_about_words_that_are_there(finding: Finding) -> None:
    text = POLICIES[finding.policy].read_text("utf-8")
    assert finding.requirement in load_checklist(CHECKLIST).by_id
    assert [quote for quote in finding.quotes if text.count(quote) != 1] == []
    assert finding.verdict in set(Verdict)
    wanted = {"missing": (0,), "contradicted": (2,), "not-applicable": (0, 1)}
    assert len(finding.quotes) in wanted.get(finding.verdict, (1,))


def test_a_demo_review_has_something_of_every_verdict() -> None:
    verdicts = Counter(finding.verdict for finding in FINDINGS)
    assert set(verdicts) == set(Verdict)
    assert min(verdicts.values()) >= 3
    pairs = Counter((finding.policy, finding.requirement) for finding in FINDINGS)
    assert max(pairs.values()) == 1
    assert {finding.policy for finding in FINDINGS} == set(POLICIES)


@pytest.mark.parametrize("path", POLICIES.values(), ids=POLICIES.keys())
def test_a_sample_names_only_example_domains_and_numbers(path: Path) -> None:
    text = path.read_text("utf-8")
    assert ".com" not in text
    assert ".example" in text


@pytest.mark.parametrize("name", POLICIES)
def test_every_quote_stands_in_what_can_be_cited(name: str) -> None:
    policy = load_policy(POLICIES[name])
    for finding in FINDINGS:
        for quote in finding.quotes if finding.policy == name else ():
            start = policy.text.index(quote)
            covered = sum(
                max(0, min(passage.end, start + len(quote)) - max(passage.start, start))
                for passage in policy.passages
            )
            assert covered >= 0.95 * len(quote) - 2, quote


def test_planted_words_are_among_the_first_three_candidates() -> None:
    matcher = Matcher(load_checklist(CHECKLIST))
    policies = {name: load_policy(path) for name, path in POLICIES.items()}
    missed = []
    cited = [finding for finding in FINDINGS if finding.quotes]
    for finding in cited:
        policy = policies[finding.policy]
        spans = [
            (start, start + len(quote))
            for quote in finding.quotes
            for start in [policy.text.index(quote)]
        ]
        candidates = matcher.rank(policy, finding.requirement, limit=3)
        if not any(
            _shares_half(found.start, found.end, span) for found in candidates for span in spans
        ):
            missed.append(str(finding))
    assert len(missed) <= 0.2 * len(cited), missed


def _shares_half(start: int, end: int, span: tuple[int, int]) -> bool:
    shared = min(end, span[1]) - max(start, span[0])
    return 2 * shared >= min(end - start, span[1] - span[0])
