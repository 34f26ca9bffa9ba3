"""Several at once: marks that wait for one verdict, as one step; pure.

Nobody decides what they have not seen. A mark that was set where the policy's passages were on the
screen remembers what a verdict would have taken there, and any verdict may be given on it. One
that was set in a table, and on passages that were on no screen before, lets the requirement be
called not applicable, or be deferred: nothing that says what the text says.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reviewtui.reviews.model import Verdict
from reviewtui.reviews.taking import decision

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reviewtui.checklists import Checklist
    from reviewtui.documents import Policy
    from reviewtui.matching import Candidate
    from reviewtui.reviews.editing import Decision
    from reviewtui.reviews.model import Entry, Pair
    from reviewtui.reviews.taking import Span

UNSEEN = frozenset({Verdict.NOT_APPLICABLE})
"""The verdicts that do not say what the text says."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A pair that waits for a verdict, with what was on the screen when it was marked.

    `text_digest` is that of the policy then, "" where its passages were not on the screen;
    `candidates` to `read` are as in `taking.decision`.
    """

    pair: Pair
    text_digest: str = ""
    candidates: tuple[Candidate, ...] = ()
    current: int = 0
    pieces: tuple[Span, ...] = ()
    seen: int = 0
    again: Entry | None = None
    read: float | None = None

    @property
    def was_seen(self) -> bool:
        """Whether the policy's passages were on the screen."""
        return bool(self.text_digest)


def not_allowed(marks: Iterable[Marked], verdict: Verdict) -> list[Pair]:
    """The pairs among `marks` that this verdict cannot be given for."""
    return [one.pair for one in marks if not one.was_seen and verdict not in UNSEEN]


def decision_on(
    mark: Marked, verdict: Verdict, policy: Policy, checklist: Checklist
) -> Decision | None:
    """What `verdict` records for a mark; None where it cannot be given, because nothing was seen
    or because the policy reads otherwise now, which has not been seen either."""
    if mark.was_seen and not _fits(mark, policy):
        mark = Marked(mark.pair)
    if not_allowed((mark,), verdict):
        return None
    return decision(
        policy,
        checklist.by_id[mark.pair[1]],
        verdict,
        [_with_words(one, policy) for one in mark.candidates],
        current=mark.current,
        pieces=mark.pieces,
        seen=mark.seen,
        language=checklist.language,
        again=mark.again,
        read=mark.read,
    )


def _fits(mark: Marked, policy: Policy) -> bool:
    """Whether the policy reads as it did; also that what is marked is in it, for a kept mark may
    have been damaged."""
    spans = [*mark.pieces, *((one.start, one.end) for one in mark.candidates)]
    return mark.text_digest == policy.text_digest and all(
        end <= len(policy.text) for _, end in spans
    )


def _with_words(candidate: Candidate, policy: Policy) -> Candidate:
    """A candidate of this text; one that was kept without its words gets them back."""
    return candidate._replace(text=policy.text[candidate.start : candidate.end])


def count_words(marks: Sequence[Marked]) -> str:
    """How many are marked, and over what: `3 requirements`, `4 policies`, `12 of 3 policies`."""
    policies = {one.pair[0] for one in marks}
    requirements = {one.pair[1] for one in marks}
    if len(policies) == 1:
        return f"{len(marks)} requirement{'s' * (len(marks) != 1)}"
    if len(requirements) == 1:
        return f"{len(marks)} policies"
    return f"{len(marks)} in {len(policies)} policies"
