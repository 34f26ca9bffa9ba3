"""Marking: what waits for one verdict, and what a verdict from another screen would be on.

Nobody decides what they have not seen; what was on the screen, in the review or across the
policies, counts as seen wherever it is decided, as long as the same holds for it. No input or
output.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from reviewtui.reviews import recalling
from reviewtui.session.picking import Picking

if TYPE_CHECKING:
    from reviewtui.reviews import Entry, Pair
    from reviewtui.reviews.bulk import Marked


class _Painted(NamedTuple):
    """What a verdict on a pair would decide on coming to it, as it was on the screen; what the
    review held then, and the length of the policy in characters."""

    mark: Marked
    entry: Entry | None
    length: int


class Marking(Picking):
    """The walk, with the marks and what was on the screen."""

    def _begin(self) -> None:
        super()._begin()
        self.marks: dict[Pair, Marked] = {}  # that wait for one verdict
        self.marks_kept: tuple[Marked, ...] = ()  # those that the next session would find
        self._painted: dict[Pair, _Painted] = {}

    def mark(self) -> bool:
        """Marks the current pair with what a verdict would take here, or takes its mark away; True
        if it is marked now. Raises ValueError while the policy is not ready."""
        here = self._here()
        if self.marks.pop(self.pair, None) is None:
            self.marks[self.pair] = here
        return self.pair in self.marks

    def _here(self) -> Marked:
        """What a verdict takes at the current pair. Raises ValueError while it is not ready."""
        policy, candidates = self.policy, self.candidates
        if policy is None or candidates is None:
            raise ValueError(f"{self.pair[0]} is not read yet")
        from reviewtui.reviews.bulk import Marked

        return Marked(
            self.pair,
            policy.text_digest,
            tuple(candidates),
            self.current,
            tuple(self.pieces),
            max(self.seen, self.current + 1),
            self.taken_again(),
            self.coverage.share(policy),
        )

    # what was on the screen

    def was_painted(self) -> None:
        """The current pair is on the screen. Raises ValueError while it is not ready."""
        here, policy, known = self._here(), self.policy, self._painted.get(self.pair)
        if self.stepped or self.picked:  # what is taken is kept elsewhere (`kept_at`)
            arrived = known.mark if known is not None else replace(here, pieces=(), again=None)
            here = replace(arrived, seen=max(arrived.seen, here.seen))
        if policy is not None:
            self.keep_painted(here, self.entry, len(policy.text))

    def keep_painted(self, mark: Marked, entry: Entry | None, length: int) -> None:
        """This is on the screen, as it is on coming to it, while the review holds `entry` for it,
        of a policy of `length` characters. A mark there that was not seen so far is on this."""
        # the words are in the policy
        lean = (one._replace(text="", why=(), highlights=(), around=()) for one in mark.candidates)
        self._painted[mark.pair] = _Painted(replace(mark, candidates=tuple(lean)), entry, length)
        marked = self.marks.get(mark.pair)
        if marked is not None and not marked.was_seen:
            self.marks[mark.pair] = self.to_decide(mark.pair)

    def to_decide(self, pair: Pair) -> Marked:
        """What a verdict on `pair` decides where its passages are not on the screen: what it would
        take on coming back to them. Not seen where they never were, nor where what holds for it
        is somebody else's by now, or on another text."""
        from reviewtui.reviews.bulk import Marked

        known, entry = self._painted.get(pair), self.review.entries.get(pair)
        if known is None:
            return Marked(pair)
        mark = known.mark
        if entry is known.entry:
            if pair == self.pair and self.ready:
                return self._here()
        elif entry is None or entry.reviewer != self.reviewer or not _is_on(entry, mark):
            return Marked(pair)
        else:
            mark = _citing(mark, entry)
        if kept := self.kept_at(pair, mark.text_digest):
            mark = replace(mark, pieces=tuple(kept), again=None)
        share = self.coverage.share_of(pair[0], mark.text_digest, known.length)
        return replace(mark, read=share)


def _is_on(entry: Entry, mark: Marked) -> bool:
    """Whether what it cites stands in the text that was on the screen."""
    return not entry.evidence or entry.text_digest == mark.text_digest


def _citing(mark: Marked, entry: Entry) -> Marked:
    """What a verdict decides where the reviewer has given `entry` since."""
    cited = recalling.as_cited(entry)
    at, pieces = recalling.recall(cited, mark.candidates)
    again = entry if cited else None
    return replace(mark, current=at if cited else mark.current, pieces=pieces, again=again)
