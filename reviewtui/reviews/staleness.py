"""Which verdicts no longer stand on what they were given on, and what became of their evidence."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Mapping, Sequence

    from reviewtui.checklists import Checklist, Requirement
    from reviewtui.documents import Found, Policy, Quote
    from reviewtui.matching import Candidate
    from reviewtui.reviews.model import Entry, Pair, Review, Wording

Span = tuple[int, int]


class Rank(Protocol):
    """Ranks a policy for the requirement with that id, as `Matcher.rank` does."""

    def __call__(
        self, policy: Policy, requirement: str, /, *, explain: Callable[[Candidate], bool]
    ) -> Sequence[Candidate]:
        """The candidates, best first; `explain` says whose highlights are asked for."""


class Reason(StrEnum):
    """Why a verdict is stale."""

    WORDING = "the requirement was reworded"
    CHANGED = "the evidence was changed"
    AMBIGUOUS = "several places may be the evidence, or one only resembles it"
    LOST = "the evidence is gone"
    NEW_TEXT = "new text of the policy may answer it"


_OUTCOMES = {"changed": Reason.CHANGED, "ambiguous": Reason.AMBIGUOUS, "lost": Reason.LOST}


@dataclass(frozen=True, slots=True)
class EvidenceChange:
    """A piece of evidence in an edited policy: as it was cited, where it is, its words now.

    `words` are `""` when it is lost.
    """

    quote: Quote
    found: Found
    words: str

    @property
    def listed(self) -> bool:
        """Whether it is valid, but stands below another heading or beside another sentence."""
        return str(self.found.outcome) == "moved"


@dataclass(frozen=True, slots=True)
class VerdictChange:
    """What changed under one verdict.

    `reasons` say why it is stale; without any it stands. `evidence` goes with that of `entry`,
    and is empty while the policy's text is the same. `new_text` are the candidates in new text
    that make it stale, as spans of the policy's text now. `wording` is the requirement as it
    read, where it reads otherwise now and that is known.
    """

    pair: Pair
    entry: Entry
    reasons: tuple[Reason, ...] = ()
    evidence: tuple[EvidenceChange, ...] = ()
    new_text: tuple[Span, ...] = ()
    wording: Wording | None = None

    @property
    def stale(self) -> bool:
        """Whether it has to be decided again, or confirmed."""
        return bool(self.reasons)

    @property
    def listed(self) -> bool:
        """Whether it stands, but on evidence with another heading or neighbour."""
        return not self.reasons and any(one.listed for one in self.evidence)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the text that a verdict was given on, held against the policy of today.

    `new_text` are the spans that are new, None where that is not known; then `old_words` are
    words that are not new. `reread`: the file is the same, and a newer reader found other text
    in it. `strict`: any change of cited words counts, for a language that is not the
    checklist's. `look` finds a quote again.
    """

    new_text: Sequence[Span] | None = None
    old_words: Container[str] = ()
    reread: bool = False
    strict: bool = False
    look: Callable[[Quote], Found] | None = None


NOTHING_KNOWN = Known()


def examine(
    entry: Entry,
    requirement: Requirement | None = None,
    policy: Policy | None = None,
    *,
    rank: Rank | None = None,
    known: Known = NOTHING_KNOWN,
    wordings: Mapping[tuple[str, str], Wording] | None = None,
) -> VerdictChange:
    """What changed under the verdict of `entry`; nothing where it is undecided.

    What is None is not looked at. `rank` makes new text count, where nothing else makes the
    verdict stale: a candidate in it that is `likely` or better, or, for a verdict without
    evidence, any that was not recorded as rejected. Where it is not known what is new, a
    verdict without evidence is held against the whole text but for passages in
    `known.old_words`, one with evidence against none of it. `wordings` are the review's, by
    requirement and digest.
    """
    if entry.verdict is None:
        return VerdictChange(entry.pair, entry)
    reasons: list[Reason] = []
    wording = None
    if requirement is not None and _differs(entry.requirement_digest, requirement.digest):
        reasons.append(Reason.WORDING)
        wording = (wordings or {}).get((entry.requirement, entry.requirement_digest))
    evidence: tuple[EvidenceChange, ...] = ()
    answers: tuple[Span, ...] = ()
    if policy is not None and _differs(entry.text_digest, policy.text_digest):
        evidence = tuple(_looked_up(quote, policy, known) for quote in entry.evidence)
        outcomes = {str(one.found.outcome) for one in evidence}
        reasons += [
            reason
            for outcome, reason in _OUTCOMES.items()
            if outcome in outcomes and not (known.reread and outcome == "changed")
        ]
        if rank is not None and not reasons and not known.reread:
            cited = [(one.found.start or 0, one.found.end or 0) for one in evidence]
            answers = tuple(_answers(entry, policy, rank, known, cited))
            reasons += [Reason.NEW_TEXT] if answers else []
    return VerdictChange(entry.pair, entry, tuple(reasons), evidence, answers, wording)


def is_of_today(entry: Entry, requirement: Requirement, policy: Policy) -> bool:
    """Whether the verdict of `entry` was given on this wording and this text: then `examine`
    finds nothing."""
    return (entry.requirement_digest, entry.text_digest) == (
        requirement.digest,
        policy.text_digest,
    )


def stale_reasons(
    entry: Entry,
    requirement: Requirement | None = None,
    policy: Policy | None = None,
    *,
    rank: Rank | None = None,
    new_text: Sequence[Span] | None = None,
    old_words: Container[str] = (),
) -> tuple[Reason, ...]:
    """Why the verdict of `entry` is stale; nothing while it stands. See `examine`."""
    known = Known(new_text, old_words)
    return examine(entry, requirement, policy, rank=rank, known=known).reasons


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
    from reviewtui.reviews.comparing import Comparer

    comparer = Comparer(review, checklist, rank)
    stale = {}
    for pair in sorted(review.entries):
        change = comparer.examine(review.entries[pair], (policies or {}).get(pair[0]))
        if change.stale:
            stale[pair] = change.reasons
    return stale


def _looked_up(quote: Quote, policy: Policy, known: Known) -> EvidenceChange:
    if known.look is not None:
        found = known.look(quote)
    else:
        found = quote.find_in(policy, strict=known.strict)
    words = "" if found.start is None else policy.text[found.start : found.end]
    return EvidenceChange(quote, found, words)


def _differs(recorded: str, current: str) -> bool:
    return bool(recorded) and recorded != current


def _answers(
    entry: Entry, policy: Policy, rank: Rank, known: Known, cited: Sequence[Span]
) -> list[Span]:
    """The candidates in new text that may answer the requirement.

    Not what is `cited`: a short new sentence in the passage of evidence is its neighbour.
    """
    new_text = known.new_text
    if (entry.evidence and new_text is None) or (new_text is not None and not new_text):
        return []
    recorded = {rejected.exact for rejected in entry.rejected}

    def may_answer(one: Candidate) -> bool:
        if entry.evidence and one.strength == "weak":
            return False
        if one.text in recorded or (new_text is None and one.text in known.old_words):
            return False
        span = (one.start, one.end)
        return not _touches(span, cited) and (new_text is None or _touches(span, new_text))

    def answers(one: Candidate) -> bool:
        """A new sentence beside what matches is no answer."""
        matched = one.highlights or ((one.start, one.end),)
        return new_text is None or any(_touches(words, new_text) for words in matched)

    candidates = rank(policy, entry.requirement, explain=may_answer)
    return [(one.start, one.end) for one in candidates if may_answer(one) and answers(one)]


def _touches(span: Span, others: Sequence[Span]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in others)
