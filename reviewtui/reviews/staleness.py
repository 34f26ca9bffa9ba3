"""Which verdicts no longer stand on what they were given on."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reviewtui.checklists import Checklist, Requirement
    from reviewtui.documents import Policy
    from reviewtui.matching import Candidate
    from reviewtui.reviews.model import Entry, Pair, Review

Span = tuple[int, int]
Rank = Callable[["Policy", str], "Sequence[Candidate]"]
"""Ranks a policy for the requirement with that id, as `Matcher.rank` does."""


class Reason(StrEnum):
    """Why a verdict is stale."""

    WORDING = "the requirement was reworded"
    CHANGED = "the evidence was changed"
    AMBIGUOUS = "the evidence is there more than once"
    LOST = "the evidence is gone"
    NEW_TEXT = "new text of the policy may answer it"


def stale_reasons(
    entry: Entry,
    requirement: Requirement | None = None,
    policy: Policy | None = None,
    *,
    rank: Rank | None = None,
    new_text: Sequence[Span] | None = None,
    old_words: Container[str] = (),
) -> tuple[Reason, ...]:
    """Why the verdict of `entry` is stale; nothing while it stands, or is undecided.

    What is None is not looked at. `rank` makes new text count: a candidate in it that is
    `likely` or better, or, for a verdict without evidence, any that was not recorded as
    rejected. `new_text` are the spans of `policy.text` that the verdict was not given on; where
    they are not known, a verdict without evidence is held against the whole text but for
    passages in `old_words`, one with evidence against none of it.
    """
    if entry.verdict is None:
        return ()
    reasons = []
    if requirement is not None and _differs(entry.requirement_digest, requirement.digest):
        reasons.append(Reason.WORDING)
    if policy is not None and _differs(entry.text_digest, policy.text_digest):
        outcomes = {str(quote.find_in(policy).outcome) for quote in entry.evidence}
        reasons += [
            reason
            for reason, outcome in (
                (Reason.CHANGED, "changed"),
                (Reason.AMBIGUOUS, "ambiguous"),
                (Reason.LOST, "lost"),
            )
            if outcome in outcomes
        ]
        if rank is not None and _answered_by_new_text(entry, policy, rank, new_text, old_words):
            reasons.append(Reason.NEW_TEXT)
    return tuple(reasons)


def stale_entries(
    review: Review,
    checklist: Checklist | None = None,
    policies: Mapping[str, Policy] | None = None,
    *,
    rank: Rank | None = None,
) -> dict[Pair, tuple[Reason, ...]]:
    """The pairs of `review` whose verdict is stale, and why; sorted by pair.

    `policies` are by their ids; pairs whose policy or requirement is not given are not stale.
    """
    stale = {}
    quoted = _quoted(review) if policies and rank is not None else {}
    for pair in sorted(review.entries):
        requirement = checklist.by_id.get(pair[1]) if checklist else None
        policy = policies.get(pair[0]) if policies else None
        old_words = quoted.get(pair[0], ()) if policy is not None else ()
        reasons = stale_reasons(
            review.entries[pair], requirement, policy, rank=rank, old_words=old_words
        )
        if reasons:
            stale[pair] = reasons
    return stale


def _quoted(review: Review) -> dict[str, set[str]]:
    """By policy, all words that its entries cite or passed over: text that is not new."""
    quoted: dict[str, set[str]] = {}
    for entry in review.entries.values():
        words = quoted.setdefault(entry.policy, set())
        for held in (entry, *(past.entry for past in entry.history)):
            words.update(quote.exact for quote in held.evidence)
            words.update(rejected.exact for rejected in held.rejected)
    return quoted


def _differs(recorded: str, current: str) -> bool:
    return bool(recorded) and recorded != current


def _answered_by_new_text(
    entry: Entry,
    policy: Policy,
    rank: Rank,
    new_text: Sequence[Span] | None,
    old_words: Container[str],
) -> bool:
    if entry.evidence and new_text is None:
        return False
    recorded = {rejected.exact for rejected in entry.rejected}
    for candidate in rank(policy, entry.requirement):
        if entry.evidence and candidate.strength == "weak":
            continue
        if candidate.text in recorded or (new_text is None and candidate.text in old_words):
            continue
        if new_text is None or any(
            candidate.start < end and start < candidate.end for start, end in new_text
        ):
            return True
    return False
