"""How often the first candidates are right, cold and while a simulated reviewer teaches.

    python -m benchmarks.matching.evaluate --gold GOLD.jsonl POLICIES
    python -m benchmarks.matching.evaluate --bench FOLDER [--documents 60] [--skip 0]
        [--damage 0.03] [--modes cold judge reader] [--baselines]

Right: a candidate and an answer share at least half of the shorter one, and the candidate is at
most max(700, answer + 200) characters long. `judge` accepts the right ones of ten candidates and
rejects the others; `reader` takes the first right one, rejects those above it, and the three
shown where none of ten is right, silent policies included. Shares come with 95 % bootstrap
intervals over documents.
Silence: AUC of the first candidate's score, answered against silent questions; the share of
silent questions with a strong candidate; of right first candidates that are likely or better.
"""

from __future__ import annotations

import argparse
import random
import time
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from pathlib import Path
from statistics import fmean

from benchmarks.matching.baselines import Bm25, token_set_ratio
from benchmarks.matching.data import DataSet, Span, damaged, read_bench, read_gold
from reviewtui.matching import Candidate, Matcher

ROUNDS = 1000  # resamplings of a bootstrap interval


@dataclass
class Figures:
    """What one run showed."""

    hits: list[tuple[str, list[bool]]] = field(default_factory=list)  # of answered, by policy
    answered: list[float] = field(default_factory=list)
    silent: list[float] = field(default_factory=list)
    strong_silent: int = 0
    good_right: int = 0
    lengths: list[int] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)

    def share(self, first: int) -> tuple[float, float, float]:
        """How often one of the first candidates is right, with its interval."""
        by_policy: dict[str, list[bool]] = {}
        for policy, hits in self.hits:
            by_policy.setdefault(policy, []).append(any(hits[:first]))
        groups = list(by_policy.values())
        rng = random.Random(1)
        means = sorted(
            fmean(hit for group in rng.choices(groups, k=len(groups)) for hit in group)
            for _ in range(ROUNDS)
        )
        return (
            fmean(hit for group in groups for hit in group),
            means[ROUNDS // 40],
            means[-ROUNDS // 40],
        )

    def show(self, name: str) -> None:
        """Prints one line."""
        shares = "  ".join("{:5.1%} [{:.1%}, {:.1%}]".format(*self.share(n)) for n in (1, 3))
        right = sum(hits[0] for _, hits in self.hits if hits)
        line = f"{name:38s} n={len(self.hits):4d}  first {shares} of three"
        if self.silent:
            line += f"  AUC {auc(self.answered, self.silent):.3f}"
            line += f"  strong of silent {self.strong_silent / len(self.silent):.1%}"
            line += f"  likely of right {self.good_right / max(1, right):.0%}"
        if self.lengths:
            line += f"  length {fmean(self.lengths):.0f}"
        if self.seconds:
            line += f"  {1e3 * fmean(self.seconds):.1f} ms"
        print(line, flush=True)


def auc(higher: list[float], lower: list[float]) -> float:
    """The share of pairs in which the first list's number is the greater; ties count half."""
    ordered = sorted(lower)
    wins = sum(bisect_left(ordered, x) + bisect_right(ordered, x) for x in higher)
    return wins / 2 / max(1, len(higher) * len(lower))


def is_right(start: int, end: int, answers: tuple[Span, ...]) -> bool:
    """Does a candidate count as an answer?"""
    for first, last in answers:
        shared = min(end, last) - max(start, first)
        shorter = min(end - start, last - first)
        if 0 < shorter <= 2 * shared and end - start <= max(700, last - first + 200):
            return True
    return False


def run(data: DataSet, mode: str) -> Figures:
    """One pass over the questions, learning as `mode` says."""
    matcher, figures = Matcher(data.checklist), Figures()
    for question in data.questions:
        policy = data.policies[question.policy]
        begun = time.perf_counter()
        found = matcher.rank(policy, question.requirement)
        figures.seconds.append(time.perf_counter() - begun)
        top = found[0].score if found else 0.0
        hits = [is_right(c.start, c.end, question.answers) for c in found]
        if mode != "cold":
            accepted, rejected = _judged(found, hits, mode)
            matcher.learn(policy, question.requirement, accepted, rejected)
        if not question.answers:
            figures.silent.append(top)
            figures.strong_silent += bool(found) and found[0].strength == "strong"
            continue
        figures.hits.append((question.policy, hits))
        figures.answered.append(top)
        if found:
            figures.lengths.append(found[0].end - found[0].start)
            figures.good_right += hits[0] and found[0].strength != "weak"
    return figures


def _judged(found: list[Candidate], hits: list[bool], mode: str) -> tuple[list[Span], list[Span]]:
    spans = [(candidate.start, candidate.end) for candidate in found]
    if mode == "judge":
        pairs = list(zip(spans, hits, strict=True))
        return [s for s, hit in pairs if hit], [s for s, hit in pairs if not hit]
    if True not in hits:
        return [], spans[:3]
    first = hits.index(True)
    return [spans[first]], spans[:first]


def baseline(data: DataSet, name: str) -> Figures:
    """A baseline over the same passages."""
    ranker = Bm25() if name == "BM25" else token_set_ratio
    figures = Figures()
    for question in data.questions:
        if question.answers:
            policy = data.policies[question.policy]
            asked = data.checklist.by_id[question.requirement]
            passages = [policy.passages[number] for number in ranker(policy, asked, 10)]
            hits = [is_right(p.start, p.end, question.answers) for p in passages]
            figures.hits.append((question.policy, hits))
    return figures


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("--gold", nargs=2, type=Path, metavar=("GOLD", "POLICIES"))
    parser.add_argument("--bench", type=Path)
    parser.add_argument("--documents", type=int, default=60)
    parser.add_argument("--skip", type=int, default=0)
    parser.add_argument("--damage", type=float, default=0.0)
    parser.add_argument("--modes", nargs="+", default=["cold", "judge", "reader"])
    parser.add_argument("--baselines", action="store_true")
    options = parser.parse_args()
    if not options.gold and not options.bench:
        parser.error("give --gold or --bench")
    sets = [read_gold(*options.gold)] if options.gold else []
    if options.bench:
        sets.append(read_bench(options.bench, options.documents, skip=options.skip))
    for data in sets:
        chosen = damaged(data, options.damage) if options.damage else data
        for name in ("BM25", "token_set_ratio") if options.baselines else ():
            baseline(chosen, name).show(f"{chosen.name}: {name}")
        for mode in options.modes:
            run(chosen, mode).show(f"{chosen.name}: {mode}")


if __name__ == "__main__":
    main()
