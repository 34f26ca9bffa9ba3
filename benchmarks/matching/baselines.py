"""What matching is compared with: plain rankers over passages, lines or naive sentences."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from reviewtui.matching.words import words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reviewtui.checklists import Checklist, Requirement
    from reviewtui.documents import Policy

Span = tuple[int, int]
_SENTENCE = re.compile(r"[^\n.!?:;]+[.!?:;]*")


class Proposed(Protocol):
    """What a ranker proposes: `reviewtui.matching.Candidate`, or a baseline's `Found`."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def score(self) -> float: ...
    @property
    def strength(self) -> str: ...


class Ranker(Protocol):
    """What is measured: `reviewtui.matching.Matcher`, or a baseline."""

    def rank(self, policy: Policy, requirement: str, limit: int = 10) -> Sequence[Proposed]: ...

    def learn(
        self,
        policy: Policy,
        requirement: str,
        accepted: Iterable[Span] = (),
        rejected: Iterable[Span] = (),
    ) -> None: ...


@dataclass(frozen=True)
class Found:
    """A candidate of a baseline, which knows no strengths."""

    start: int
    end: int
    score: float
    strength: str = ""


def passages(policy: Policy) -> list[Span]:
    """The passages that the product proposes."""
    return [(passage.start, passage.end) for passage in policy.passages]


def lines(policy: Policy) -> list[Span]:
    """The lines of the text that hold anything."""
    return [match.span() for match in re.finditer(r"[^\n]*\S[^\n]*", policy.text)]


def sentences(policy: Policy) -> list[Span]:
    """The text cut behind every mark that may end a sentence."""
    found = (match.span() for match in _SENTENCE.finditer(policy.text))
    return [(start, end) for start, end in found if policy.text[start:end].strip()]


class Bm25:
    """BM25 (k1 1.2, b 0.75) over the stems of units, statistics from the policy alone."""

    def __init__(
        self, checklist: Checklist, units: Callable[[Policy], list[Span]] = passages
    ) -> None:
        self._checklist = checklist
        self._units = units
        self._counted: dict[str, tuple[list[Span], list[Counter[str]], Counter[str]]] = {}

    def rank(self, policy: Policy, requirement: str, limit: int = 10) -> list[Found]:
        """The units with the highest scores; ties in the order of the text."""
        spans, scores = self.scores(policy, requirement)
        return best(spans, scores, limit)

    def learn(
        self,
        policy: Policy,
        requirement: str,
        accepted: Iterable[Span] = (),
        rejected: Iterable[Span] = (),
    ) -> None:
        """Nothing: BM25 does not learn."""

    def scores(self, policy: Policy, requirement: str) -> tuple[list[Span], list[float]]:
        """All units and their scores."""
        stems = words_of("en").stems
        if policy.id not in self._counted:
            spans = self._units(policy)
            counts = [Counter(stems(policy.text[start:end])) for start, end in spans]
            held = Counter(stem for count in counts for stem in count)
            self._counted[policy.id] = spans, counts, held
        spans, counts, held = self._counted[policy.id]
        mean = max(1.0, sum(map(Counter.total, counts)) / max(1, len(counts)))
        asked = sorted(set(stems(_words(self._checklist.by_id[requirement]))))
        weights = {
            stem: 2.2 * math.log(1 + (len(counts) - held[stem] + 0.5) / (held[stem] + 0.5))
            for stem in asked
            if stem in held
        }
        scores = []
        for count in counts:
            norm = 1.2 * (0.25 + 0.75 * count.total() / mean)
            there = [stem for stem in weights if stem in count]
            scores.append(sum(weights[s] * count[s] / (count[s] + norm) for s in there))
        return spans, scores


class TokenSetRatio(Bm25):
    """rapidfuzz's token_set_ratio between requirement and passage."""

    def scores(self, policy: Policy, requirement: str) -> tuple[list[Span], list[float]]:
        """All units and their scores."""
        from rapidfuzz.fuzz import token_set_ratio

        query = _words(self._checklist.by_id[requirement]).lower()
        spans = self._units(policy)
        texts = (policy.text[start:end].lower() for start, end in spans)
        return spans, [token_set_ratio(query, text) for text in texts]


def best(
    spans: list[Span], order: Sequence[float], limit: int, scores: Sequence[float] | None = None
) -> list[Found]:
    """The units that come first in `order`, with their `scores` (those of the order if none)."""
    told = order if scores is None else scores
    first = sorted(range(len(spans)), key=lambda number: (-order[number], number))[:limit]
    return [Found(*spans[number], float(told[number])) for number in first]


def _words(asked: Requirement) -> str:
    return f"{asked.title} {asked.text}"
