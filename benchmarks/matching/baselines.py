"""What matching is compared with: rankers over the same passages, as plain as they come."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING

from reviewtui.matching.words import words_of

if TYPE_CHECKING:
    from reviewtui.checklists import Requirement
    from reviewtui.documents import Policy


class Bm25:
    """BM25 (k1 1.2, b 0.75) over the stems of passages, statistics from the policy alone."""

    def __init__(self) -> None:
        self._counts: dict[str, list[Counter[str]]] = {}

    def __call__(self, policy: Policy, asked: Requirement, limit: int) -> list[int]:
        stems = words_of("en").stems
        if policy.id not in self._counts:
            self._counts[policy.id] = [
                Counter(stems(policy.text[p.start : p.end])) for p in policy.passages
            ]
        counts = self._counts[policy.id]
        held = Counter(stem for count in counts for stem in count)
        mean = sum(map(Counter.total, counts)) / max(1, len(counts))
        scores = []
        for count in counts:
            length = 0.25 + 0.75 * count.total() / mean
            scores.append(
                sum(
                    math.log(1 + (len(counts) - held[stem] + 0.5) / (held[stem] + 0.5))
                    * count[stem]
                    * 2.2
                    / (count[stem] + 1.2 * length)
                    for stem in sorted(set(stems(f"{asked.title} {asked.text}")))
                    if stem in count
                )
            )
        return _best(scores, limit)


def token_set_ratio(policy: Policy, asked: Requirement, limit: int) -> list[int]:
    """rapidfuzz's token_set_ratio between requirement and passage."""
    from rapidfuzz.fuzz import token_set_ratio as ratio

    query = f"{asked.title} {asked.text}".lower()
    return _best(
        [ratio(query, policy.text[p.start : p.end].lower()) for p in policy.passages], limit
    )


def _best(scores: list[float], limit: int) -> list[int]:
    return sorted(range(len(scores)), key=lambda number: (-scores[number], number))[:limit]
