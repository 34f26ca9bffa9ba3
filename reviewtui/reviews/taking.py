"""What a verdict takes as evidence, and which candidates it passes over; pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from reviewtui.reviews.model import Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reviewtui.checklists import Requirement
    from reviewtui.matching import Candidate

Span = tuple[int, int]
REJECTED_AT_MOST = 10

_CITES = frozenset({Verdict.MET, Verdict.PARTIAL, Verdict.CONTRADICTED})


class Taken(NamedTuple):
    """Spans of the policy that are evidence, in order, and the candidates that are not."""

    evidence: tuple[Span, ...]
    rejected: tuple[Candidate, ...]


def take(
    verdict: Verdict,
    candidates: Sequence[Candidate],
    *,
    current: int = 0,
    pieces: Sequence[Span] = (),
    seen: int = 0,
) -> Taken:
    """What `verdict` takes.

    Met, partial and contradicted take the pieces the reviewer took; if there are none, the
    candidate with the index `current`; if there is no candidate, nothing. Missing takes
    nothing. Unclear and not applicable take the pieces only.

    Rejected are the candidates above the lowest one taken that were not taken themselves,
    and for missing the first `seen` candidates, those that were on the screen.
    """
    if verdict is Verdict.MISSING:
        return Taken((), tuple(candidates[: min(seen, REJECTED_AT_MOST)]))
    spans = tuple(pieces)
    if not spans and verdict in _CITES and candidates:
        chosen = candidates[min(current, len(candidates) - 1)]
        spans = ((chosen.start, chosen.end),)
    ranks = [
        rank
        for rank, candidate in enumerate(candidates)
        if any(candidate.start < end and start < candidate.end for start, end in spans)
    ]
    above = candidates[: max(ranks)] if ranks else ()
    rejected = tuple(candidate for rank, candidate in enumerate(above) if rank not in ranks)
    return Taken(tuple(sorted(spans)), rejected[:REJECTED_AT_MOST])


def searched(requirement: Requirement, language: str) -> tuple[str, ...]:
    """What was looked for when a requirement is found missing: its terms, else the words of its
    title and text that are not stop words of `language`, each once."""
    if requirement.terms:
        return requirement.terms
    from reviewtui.languages import load_language

    stop_words = load_language(language).stop_words
    words = re.findall(r"[^\W\d_]{3,}", f"{requirement.title} {requirement.text}".lower())
    return tuple(dict.fromkeys(word for word in words if word not in stop_words))
