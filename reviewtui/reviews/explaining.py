"""Why a verdict is stale, in the words that changed: for whoever prints or reports it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewtui.checklists import Requirement
    from reviewtui.documents import Policy
    from reviewtui.documents.differing import Run
    from reviewtui.reviews.staleness import EvidenceChange, VerdictChange


class Detail(NamedTuple):
    """One thing that changed, and how: `evidence`, `requirement` or `new text`.

    `part` says which part of the requirement, or what became of the evidence; `start` and `end`
    are where the words stand in the policy's text now, None where they are gone or of a
    requirement.
    """

    kind: str
    part: str
    runs: tuple[Run, ...]
    start: int | None = None
    end: int | None = None


def details(
    change: VerdictChange, requirement: Requirement, policy: Policy | None = None
) -> Iterator[Detail]:
    """What changed under a stale verdict: the requirement, its evidence, new text.

    `policy` is that of today; without it, nothing is said of new text.
    """
    from reviewtui.documents.differing import Kind, Run
    from reviewtui.reviews.changes import wording_diff

    if change.wording is not None:
        for part, runs in wording_diff(change.wording, requirement):
            yield Detail("requirement", part, runs)
    for one in change.evidence:
        if str(one.found.outcome) in {"changed", "ambiguous", "lost"}:
            yield _of_evidence(one)
    if policy is not None:
        for start, end in change.new_text:
            run = Run(Kind.INSERTED, policy.text[start:end])
            yield Detail("new text", "new", (run,), start, end)


def _of_evidence(one: EvidenceChange) -> Detail:
    from reviewtui.documents.differing import word_diff

    found = one.found
    runs = word_diff(one.quote.exact, one.words)
    return Detail("evidence", str(found.outcome), runs, found.start, found.end)
