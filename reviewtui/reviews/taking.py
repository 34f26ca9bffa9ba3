"""What a verdict takes as evidence, and which candidates it passes over; pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from reviewtui.reviews.editing import REJECTED_AT_MOST, Decision, recorded_share
from reviewtui.reviews.model import Rejected, Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reviewtui.checklists import Requirement
    from reviewtui.documents import Policy
    from reviewtui.matching import Candidate
    from reviewtui.reviews.model import Entry

Span = tuple[int, int]

CITES = frozenset({Verdict.MET, Verdict.PARTIAL, Verdict.CONTRADICTED})


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

    Rejected are the candidates above the lowest one taken that have other words than those taken,
    and for missing the first `seen` candidates, those that were on the screen.
    """
    if verdict is Verdict.MISSING:
        return Taken((), tuple(candidates[: min(seen, REJECTED_AT_MOST)]))
    spans = tuple(pieces)
    if not spans and verdict in CITES and candidates:
        chosen = candidates[min(current, len(candidates) - 1)]
        spans = ((chosen.start, chosen.end),)
    ranks = [
        rank
        for rank, candidate in enumerate(candidates)
        if any(candidate.start < end and start < candidate.end for start, end in spans)
    ]
    above = candidates[: max(ranks)] if ranks else ()
    words = {candidates[rank].text for rank in ranks}
    rejected = tuple(candidate for candidate in above if candidate.text not in words)
    return Taken(tuple(sorted(spans)), rejected[:REJECTED_AT_MOST])


def decision(
    policy: Policy,
    requirement: Requirement,
    verdict: Verdict,
    candidates: Sequence[Candidate],
    *,
    current: int = 0,
    pieces: Sequence[Span] = (),
    seen: int = 0,
    language: str = "en",
    again: Entry | None = None,
    read: float | None = None,
) -> Decision:
    """What `verdict` records: its evidence as quotes, what it passes over, what was looked for.

    `candidates` to `seen` are as in `take`; `language` is the checklist's. `again` is the entry
    whose evidence is only taken again: nothing was passed over for it but what had been then.
    `read` is how much of the policy was on the screen (see `editing.recorded_share`).
    """
    from reviewtui.documents.quoting import heading_at
    from reviewtui.reviews.texts import text_of

    missing = verdict is Verdict.MISSING
    taken = take(verdict, candidates, current=current, pieces=pieces, seen=seen)
    if again is not None and taken.evidence:
        before = {rejected.exact for rejected in again.rejected}
        taken = Taken(taken.evidence, tuple(c for c in taken.rejected if c.text in before))
    return Decision(
        policy=policy.id,
        text_digest=policy.text_digest,
        requirement=requirement,
        verdict=verdict,
        evidence=tuple(policy.quote(start, end) for start, end in taken.evidence),
        rejected=tuple(
            Rejected(c.text, c.start, c.end, c.score, heading_at(policy, c.start))
            for c in taken.rejected
        ),
        searched=searched(requirement, language) if missing else (),
        text=text_of(policy),
        read=recorded_share(verdict, read),
    )


def searched(requirement: Requirement, language: str) -> tuple[str, ...]:
    """What was looked for when a requirement is found missing: its terms, else the words of its
    title and text that are not stop words of `language`, each once."""
    if requirement.terms:
        return requirement.terms
    from reviewtui.languages import load_language

    stop_words = load_language(language).stop_words
    words = re.findall(r"[^\W\d_]{3,}", f"{requirement.title} {requirement.text}".lower())
    return tuple(dict.fromkeys(word for word in words if word not in stop_words))
