"""How often the first candidates are right, cold and while a simulated reviewer teaches.

    python -m benchmarks.matching.evaluate --gold GOLD.jsonl POLICIES
    python -m benchmarks.matching.evaluate --bench FOLDER [--documents 60] [--skip 0]
        [--modes cold judge reader] [--baselines] [--damage 0.03] [--guidance TERMS.toml]

--bench takes any folder in the bench layout (docs/ID.txt, queries.jsonl, unanswerable.jsonl), as
often as there are such folders: --documents of them, after the first --skip, in an order with a
fixed seed. With --gold the requirements are reported in two halves as well; of gold half 1, and
of the bench sets the documents after the first 60 (--skip 60), served to set weights.

Right: a candidate and an answer share at least half of the shorter one, and the candidate is at
most max(700, answer + 200) characters long. `judge` accepts the right ones of ten candidates and
rejects the others; `reader` takes the first right one, rejects those above it, and the three
shown where none of ten is right. Each learns twice: from the policies that answer a requirement
alone, then from silent ones too, where what was shown is rejected. Shares come with 95 %
bootstrap intervals over documents.

Silence: AUC of the first candidate's score, answered against silent questions; the share of
silent questions with a strong candidate; of right first candidates that are likely or better.

--baselines adds BM25 over passages, lines and sentences, token_set_ratio, and BM25 with logistic
regression, which needs scikit-learn (pip install -e '.[bench]'). --damage adds the same with that
share of all characters damaged, by all kinds of damage or by --kinds. --guidance adds
requirements with the terms, the examples, and both, that a TOML file has for them (a table a
requirement).
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.matching.baselines import Bm25, TokenSetRatio, lines, sentences
from benchmarks.matching.blended import Blended
from benchmarks.matching.damage import KINDS
from benchmarks.matching.data import (
    DataSet,
    Span,
    damaged,
    guided,
    half_of_requirements,
    read_bench,
    read_gold,
)
from benchmarks.matching.judging import Figures, Outcome, auc, is_right
from reviewtui.matching import Matcher

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.matching.baselines import Proposed, Ranker

__all__ = ["auc", "baseline", "is_right", "run"]


def run(
    data: DataSet, mode: str, ranker: Ranker | None = None, *, teach_silent: bool = True
) -> Figures:
    """One pass over the questions; `mode`: cold, judge or reader; the product if no ranker."""
    ranker = ranker or Matcher(data.checklist)
    figures = Figures()
    for question in data.questions:
        policy = data.policies[question.policy]
        begun = time.perf_counter()
        found = ranker.rank(policy, question.requirement)
        figures.seconds.append(time.perf_counter() - begun)
        hits = [is_right(c.start, c.end, question.answers) for c in found]
        if mode != "cold" and (question.answers or teach_silent):
            accepted, rejected = _judged(found, hits, mode)
            ranker.learn(policy, question.requirement, accepted, rejected)
        figures.outcomes.append(
            Outcome(
                question.policy,
                bool(question.answers),
                hits,
                found[0].score if found else 0.0,
                found[0].strength if found else "",
                found[0].end - found[0].start if found else 0,
            )
        )
    return figures


def _judged(
    found: Sequence[Proposed], hits: list[bool], mode: str
) -> tuple[list[Span], list[Span]]:
    spans = [(candidate.start, candidate.end) for candidate in found]
    if mode == "judge":
        pairs = list(zip(spans, hits, strict=True))
        return [s for s, hit in pairs if hit], [s for s, hit in pairs if not hit]
    if True not in hits:
        return [], spans[:3]
    first = hits.index(True)
    return [spans[first]], spans[:first]


def baseline(data: DataSet, name: str) -> Figures:
    """A baseline that does not learn: BM25 or token_set_ratio, over passages, lines, sentences."""
    rankers = {
        "BM25": Bm25(data.checklist),
        "BM25 on lines": Bm25(data.checklist, lines),
        "BM25 on sentences": Bm25(data.checklist, sentences),
        "token_set_ratio": TokenSetRatio(data.checklist),
    }
    return run(data, "cold", rankers[name])


def _modes(data: DataSet, modes: list[str], *, baselines: bool) -> None:
    """Prints a row for each mode, silent policies teaching or not."""
    if baselines:
        for name in ("BM25", "BM25 on lines", "BM25 on sentences", "token_set_ratio"):
            baseline(data, name).show(f"{data.name}: {name}")
    silent = any(not question.answers for question in data.questions)
    for mode in modes:
        for teach_silent in (False, True) if mode != "cold" and silent else (False,):
            taught = f"{mode}, silent too" if teach_silent else mode
            if mode != "cold" and baselines:
                ranker = Blended(data.checklist, data.policies.values())
                figures = run(data, mode, ranker, teach_silent=teach_silent)
                figures.show(f"{data.name}: BM25 + regression, {taught}")
            run(data, mode, teach_silent=teach_silent).show(f"{data.name}: {taught}")


def main() -> None:
    """Prints a line a run."""
    usage = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=usage)
    parser.add_argument("--gold", nargs=2, type=Path, metavar=("GOLD", "POLICIES"))
    parser.add_argument("--bench", type=Path, action="append", default=[], metavar="FOLDER")
    parser.add_argument("--documents", type=int, default=60)
    parser.add_argument("--skip", type=int, default=0)
    parser.add_argument("--seed", type=int, default=7, help="of the damage")
    parser.add_argument("--damage", type=float, default=0.0, metavar="SHARE")
    parser.add_argument("--kinds", nargs="+", choices=list(KINDS), default=[])
    parser.add_argument("--guidance", type=Path, metavar="TOML")
    modes = ["cold", "judge", "reader"]
    parser.add_argument("--modes", nargs="+", choices=modes, default=modes)
    parser.add_argument("--baselines", action="store_true")
    options = parser.parse_args()
    if not options.gold and not options.bench:
        parser.error("give --gold or --bench")
    sets = [read_gold(*options.gold)] if options.gold else []
    sets += [read_bench(folder, options.documents, skip=options.skip) for folder in options.bench]
    for data in sets:
        _modes(data, options.modes, baselines=options.baselines)
        if options.gold and data is sets[0]:
            for number in (0, 1):
                _modes(half_of_requirements(data, number), options.modes, baselines=False)
        if options.damage:
            noisy = damaged(data, options.damage, options.seed, options.kinds)
            _modes(noisy, ["cold"], baselines=options.baselines)
        for terms, examples in ((True, False), (False, True), (True, True)):
            if options.guidance:
                chosen = guided(data, options.guidance, terms=terms, examples=examples)
                _modes(chosen, ["cold"], baselines=False)


if __name__ == "__main__":
    main()
