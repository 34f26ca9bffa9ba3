"""Picking: which passages of the policy a verdict would take; adds to the walk what it cites.

Keeps what was picked at this place; the rules are those of `reviewtui.reviews.recalling`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewtui.reviews import recalling
from reviewtui.session.route import Route

if TYPE_CHECKING:
    from collections.abc import Collection

    from reviewtui.documents import Found, Policy
    from reviewtui.reviews import Entry, Pair
    from reviewtui.reviews.recalling import Span


class Picking(Route):
    """The walk, with the pieces of evidence that are taken at its place."""

    def _begin(self) -> None:
        super()._begin()
        self.pieces: list[Span] = []
        self.picked = False  # the reviewer has taken or dropped a piece here
        self.stepped = False  # or gone to another candidate
        self._recalled = False
        # what was picked where no verdict stands, and in which text
        self._kept: dict[Pair, tuple[str, list[Span]]] = {}
        self._brought: list[Span] = []  # the pieces that `recall` took
        self._first = 0  # the candidate that it made the current one
        self._found: tuple[Entry, Policy, list[Found]] | None = None

    def go_to(self, pair: Pair) -> None:
        """See `Walk.go_to`; pieces taken are back with `recall`, unless a verdict stands there."""
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
        another verdict keeps them. Where there is no verdict, what the reviewer had taken is
        taken still: they looked elsewhere, deferred it or took a verdict back. Does so once for
        each `go_to`.
        """
        if self._recalled or not self.ready:
            return
        if not self.picked and (kept := self._kept_here()):
            self._take_again(kept)
            return
        new = self.change.new_text if self.change else ()
        self._recalled = True
        self._first, pieces = recalling.recall(self.founds(), self.candidates or (), new)
        self.pieces, self._brought = list(pieces), list(pieces)
        if not self.stepped:
            self.current = self._first

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
            one, is_first = self.candidates[there], there == self._first
            self.pieces = recalling.kept(self._brought, one, is_first=is_first)
        return True

    def toggle_piece(self) -> bool:
        """Takes the current candidate as evidence, or drops it; False where there is none.

        The first time it begins with what the verdict here cites, if it has one.
        """
        candidate = self.candidate
        if candidate is None:
            return False
        self.toggle_span((candidate.start, candidate.end))
        return True

    def toggle_span(self, span: Span) -> bool:
        """Takes any words of the policy as evidence, or drops them; True if they are taken now.

        What touches them gives way to them.
        """
        begun = None if self.picked else self.standing()
        self._pick(recalling.toggle(self.pieces, span, standing=begun))
        return span in self.pieces

    def drop_pieces(self, dropped: Collection[int]) -> None:
        """Lets go the pieces with these indices."""
        kept = [piece for at, piece in enumerate(self.pieces) if at not in dropped]
        self._pick(kept)

    def take_selected(self, span: Span) -> None:
        """A verdict takes these words, with the pieces that the reviewer took; those that were
        only brought back give way to them."""
        before = self.pieces if self.picked else []
        if span not in before:
            self._pick(recalling.toggle(before, span))

    def _pick(self, pieces: list[Span]) -> None:
        """These are taken by the reviewer; noted for when they come back to no verdict."""
        self.picked, self.pieces = True, pieces
        if self.policy is not None and not self._is_decided:
            self._kept[self.pair] = (self.policy.text_digest, pieces)

    @property
    def _is_decided(self) -> bool:
        return self.entry is not None and self.entry.verdict is not None

    def _kept_here(self) -> list[Span]:
        return self.kept_at(self.pair, self.policy.text_digest) if self.policy is not None else []

    def kept_at(self, pair: Pair, text_digest: str) -> list[Span]:
        """What was taken at a pair before, if no verdict stands there and in that text."""
        digest, pieces = self._kept.get(pair, ("", []))
        entry = self.review.entries.get(pair)
        stands = entry is not None and entry.verdict is not None
        return pieces if digest == text_digest and not stands else []

    def _take_again(self, pieces: list[Span]) -> None:
        """Takes what was taken here before; the first candidate among it is the current one."""
        self._recalled, self.picked, self.pieces = True, True, list(pieces)
        ranks = [
            at for at, one in enumerate(self.candidates or ()) if (one.start, one.end) in pieces
        ]
        if ranks and not self.stepped:
            self.current = ranks[0]

    def go_to_candidate(self, rank: int) -> bool:
        """To the candidate with that index; False where there is none."""
        return self.step_candidate(rank - self.current)

    def standing(self) -> list[Span]:
        """The spans of this policy that the current verdict cites, those that are known to be
        what was cited."""
        return recalling.standing(self.founds())

    def taken_again(self) -> Entry | None:
        """The current verdict, where another one would take what it cites again."""
        again = not self.picked and (bool(self.pieces) or not self.stepped) and self.standing()
        return self.entry if again else None

    def founds(self) -> list[Found]:
        """Where the evidence of the current verdict stands in this policy, looked up once."""
        entry, policy = self.entry, self.policy
        if entry is None or policy is None:
            return []
        if self._found is None or self._found[0] is not entry or self._found[1] is not policy:
            self._found = (entry, policy, recalling.find_cited(entry, policy, self.change))
        return self._found[2]
