"""Picking: which passages of the policy a verdict would take; adds to the walk what it cites.

What an earlier verdict cited is taken again only where it is known to be that passage: an
ambiguous piece is marked and compared, and taken by nobody but the reviewer.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reviewtui.session.walk import Walk

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reviewtui.documents import Found, Policy
    from reviewtui.matching import Candidate
    from reviewtui.reviews import Entry, Pair
    from reviewtui.reviews.taking import Span

_CERTAIN = frozenset({"intact", "moved", "changed"})


@dataclass(eq=False, repr=False)
class Picking(Walk):
    """The walk, with the pieces of evidence that are taken at its place."""

    pieces: list[Span] = field(default_factory=list)
    picked: bool = False  # the reviewer has taken or dropped a piece here
    stepped: bool = False  # or gone to another candidate

    def __post_init__(self) -> None:
        self._recalled = False
        self._brought: list[Span] = []  # the pieces that `recall` took
        self._first = 0  # the candidate that it made the current one
        self._found: tuple[Entry, Policy, list[Found]] | None = None
        super().__post_init__()

    def go_to(self, pair: Pair) -> None:
        """See `Walk.go_to`; pieces taken and not decided on are let go."""
        super().go_to(pair)
        self.pieces, self._brought = [], []
        self.picked = self.stepped = self._recalled = False

    def look_again(self) -> None:
        """What changed under the current verdict is known now: what it cites is recalled anew,
        unless the reviewer has taken something else meanwhile."""
        self._found = None
        if not self.picked:
            self.pieces, self._recalled = [], False

    def recall(self) -> None:
        """Brings back what an earlier verdict here cited, once the candidates are there.

        One candidate becomes the current one, several pieces are taken again, so that
        another verdict keeps them. Does so once for each `go_to`.
        """
        if self._recalled or not self.ready:
            return
        self._recalled, self._brought = True, []
        spans, candidates = self.standing(), self.candidates or ()
        first = self._first_new(candidates) if not self.cited() else 0
        ranks = [i for i, c in enumerate(candidates) if (c.start, c.end) in spans]
        if len(self.cited()) == 1 and ranks:
            first = ranks[0]
        else:
            self.pieces, self._brought = spans, list(spans)
        self._first = first
        if not self.stepped:
            self.current = first

    def _first_new(self, candidates: Sequence[Candidate]) -> int:
        """The index of the candidate in new text that made the verdict stale, else 0."""
        new = self.change.new_text if self.change else ()
        return next(
            (rank for rank, one in enumerate(candidates) if _touch((one.start, one.end), new)), 0
        )

    def step_candidate(self, by: int) -> bool:
        """To the candidate `by` further; False where there is none.

        Pieces that were only brought back give way to a candidate that is none of them: that
        one is what a verdict takes then.
        """
        there = self.current + by
        if not self.candidates or not 0 <= there < len(self.candidates):
            return False
        self.current, self.stepped = there, True
        if not self.picked:
            one = self.candidates[there]
            keep = there == self._first or _touch((one.start, one.end), self._brought)
            self.pieces = list(self._brought) if keep else []
        return True

    def toggle_piece(self) -> bool:
        """Takes the current candidate as evidence, or drops it; False where there is none.

        The first time it begins with what the verdict here cites, if it has one.
        """
        candidate = self.candidate
        if candidate is None:
            return False
        span = (candidate.start, candidate.end)
        drop = span in self.pieces
        if not self.picked:
            self.picked, self.pieces = True, self.standing()
        others = [piece for piece in self.pieces if not _touch(piece, (span,))]
        self.pieces = others if drop else [*others, span]
        return True

    def cited(self) -> list[Span]:
        """The spans of this policy that the current verdict cites, found again where the policy
        has changed, however sure that is."""
        return _spans(self._founds())

    def standing(self) -> list[Span]:
        """Those of `cited` that are known to be what was cited, though it may be edited."""
        return _spans([one for one in self._founds() if one.outcome in _CERTAIN])

    def gone(self) -> list[str]:
        """What became of the pieces that `standing` leaves out: `ambiguous` or `lost`."""
        return [str(one.outcome) for one in self._founds() if one.outcome not in _CERTAIN]

    def taken_again(self) -> Entry | None:
        """The current verdict, where another one would take what it cites again."""
        again = not self.picked and (bool(self.pieces) or not self.stepped) and self.standing()
        return self.entry if again else None

    def _founds(self) -> list[Found]:
        entry, policy = self.entry, self.policy
        if entry is None or policy is None:
            return []
        if self._found is None or self._found[0] is not entry or self._found[1] is not policy:
            change = self.change
            if entry.text_digest == policy.text_digest:
                from reviewtui.documents.quoting import Found, Outcome

                founds = [Found(Outcome.INTACT, q.start, q.end, 1.0) for q in entry.evidence]
            elif change is not None and change.evidence:
                founds = [one.found for one in change.evidence]
            else:
                founds = [quote.find_in(policy) for quote in entry.evidence]
            self._found = (entry, policy, founds)
        return self._found[2]


def _spans(founds: Sequence[Found]) -> list[Span]:
    return [(f.start, f.end) for f in founds if f.start is not None and f.end is not None]


def _touch(span: Span, others: Sequence[Span]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in others)
