"""What a verdict takes as evidence, and which candidates it passes over; pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reviewtui.reviews.model import Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

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
