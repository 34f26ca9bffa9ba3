"""What counts as right, and the figures of a run with their 95 % bootstrap intervals."""

from __future__ import annotations

import random
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from statistics import fmean
from typing import TypeVar

T = TypeVar("T")

ROUNDS = 1000  # resamplings of documents for an interval
Interval = tuple[float, float, float]  # the figure, and where 95 % of the resampled ones lie


@dataclass(frozen=True)
class Outcome:
    """What came of one question; `hits` are the candidates shown, right or not."""

    policy: str
    answerable: bool
    hits: list[bool]
    score: float  # of the first candidate
    strength: str
    length: int  # of the first candidate, in characters


@dataclass
class Figures:
    """The outcomes of one run, and what follows from them."""

    outcomes: list[Outcome] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)  # of ranking, a question

    @property
    def answered(self) -> list[float]:
        """The scores of first candidates where the policy answers."""
        return [o.score for o in self.outcomes if o.answerable]

    @property
    def silent(self) -> list[float]:
        """The scores of first candidates where the policy is silent."""
        return [o.score for o in self.outcomes if not o.answerable]

    @property
    def strong_silent(self) -> int:
        """How many silent questions show a strong candidate."""
        return sum(o.strength == "strong" for o in self.outcomes if not o.answerable)

    def share(self, first: int) -> Interval:
        """How often one of the first candidates is right."""
        hits = [(o.policy, any(o.hits[:first])) for o in self.outcomes if o.answerable]
        return bootstrap(hits, fmean)

    def separation(self) -> Interval:
        """The AUC of the first candidate's score, answered against silent questions."""
        scores = [(o.policy, (o.answerable, o.score)) for o in self.outcomes]
        return bootstrap(
            scores, lambda rows: auc([s for a, s in rows if a], [s for a, s in rows if not a])
        )

    def show(self, name: str) -> None:
        """Prints one line."""
        parts = [f"{name:46s} n={len(self.answered):4d}"]
        for first, of in ((1, "first"), (3, "of three")):
            parts.append("{} {:5.1%} [{:.1%}, {:.1%}]".format(of, *self.share(first)))
        rights = [o.strength for o in self.outcomes if o.answerable and o.hits and o.hits[0]]
        if self.silent:
            parts.append(f"silent {len(self.silent)}")
            parts.append("AUC {:.3f} [{:.3f}, {:.3f}]".format(*self.separation()))
        if self.silent and any(rights):
            good = sum(strength in ("strong", "likely") for strength in rights) / len(rights)
            parts.append(f"strong of silent {self.strong_silent / len(self.silent):.1%}")
            parts.append(f"likely or better of right {good:.0%}")
        lengths = [o.length for o in self.outcomes if o.length]
        parts.append(f"length {fmean(lengths or [0]):.0f}")
        parts.append(f"{1e3 * fmean(self.seconds or [0]):.1f} ms")
        print("  ".join(parts), flush=True)


def bootstrap(rows: list[tuple[str, T]], figure: Callable[[list[T]], float]) -> Interval:
    """A figure of all rows, and its interval when whole documents (the first of a row) are
    drawn anew, with a seed (B. Efron, R. Tibshirani, An Introduction to the Bootstrap, 1993)."""
    groups: dict[str, list[T]] = defaultdict(list)
    for document, row in rows:
        groups[document].append(row)
    drawn = list(groups.values())
    if not drawn:
        return 0.0, 0.0, 0.0
    rng = random.Random(1)
    found = sorted(
        figure([row for group in rng.choices(drawn, k=len(drawn)) for row in group])
        for _ in range(ROUNDS)
    )
    return figure([row for _, row in rows]), found[ROUNDS // 40], found[-ROUNDS // 40]


def auc(higher: list[float], lower: list[float]) -> float:
    """The share of pairs in which the first list's number is the greater; ties count half."""
    ordered = sorted(lower)
    wins = sum(bisect_left(ordered, x) + bisect_right(ordered, x) for x in higher)
    return wins / 2 / max(1, len(higher) * len(lower))


def is_right(start: int, end: int, answers: tuple[tuple[int, int], ...]) -> bool:
    """Does a candidate count as an answer?

    It does if it shares at least half of the shorter one with an answer, and is at most
    max(700, answer + 200) characters long.
    """
    for first, last in answers:
        shared = min(end, last) - max(start, first)
        shorter = min(end - start, last - first)
        if 0 < shorter <= 2 * shared and end - start <= max(700, last - first + 200):
            return True
    return False
