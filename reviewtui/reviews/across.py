"""One requirement across policies: what each of them has for it, without the policy; pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reviewtui.reviews import recalling
from reviewtui.reviews.bulk import Marked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reviewtui.documents import Policy
    from reviewtui.matching import Candidate
    from reviewtui.reviews.model import Entry, Pair
    from reviewtui.reviews.recalling import Span


@dataclass(frozen=True, slots=True)
class Passages:
    """What one policy has for one requirement.

    `pieces` are what the verdict that holds cites, where another one takes it again, with their
    `words`; else `first` is the candidate to begin at. `standing` are the pieces that are gone on
    from where more are taken. `text_digest` and `length`, in characters, are the policy's; `entry`
    is what the review held.
    """

    pair: Pair
    text_digest: str
    candidates: tuple[Candidate, ...]
    pieces: tuple[Span, ...] = ()
    words: tuple[str, ...] = ()
    first: int = 0
    again: Entry | None = None
    standing: tuple[Span, ...] = ()
    length: int = 0
    entry: Entry | None = None

    def mark(
        self,
        current: int,
        *,
        stepped: bool,
        seen: int,
        taken: Sequence[Span] | None = None,
        read: float | None = None,
    ) -> Marked:
        """What a verdict decides here: on the pieces that were `taken`; if none was, where the
        candidate `current` is shown, on that, or with nothing `stepped` to, on what is cited. The
        first `seen` candidates were on the screen, and that share of the policy `read`."""
        pieces, again = ((), None) if stepped else (self.pieces, self.again)
        if taken is not None:
            pieces, again = tuple(taken), None
        return Marked(
            self.pair, self.text_digest, self.candidates, current, pieces, seen, again, read
        )


def passages(
    policy: Policy, requirement: str, candidates: Sequence[Candidate], entry: Entry | None
) -> Passages:
    """What `policy` has for a requirement: its candidates, and what the verdict `entry` cites."""
    founds = recalling.find_cited(entry, policy)
    recalled = recalling.recall(founds, candidates)
    standing = recalling.standing(founds)
    return Passages(
        (policy.id, requirement),
        policy.text_digest,
        tuple(candidates),
        recalled.pieces,
        tuple(policy.text[start:end] for start, end in recalled.pieces),
        recalled.candidate,
        entry if standing else None,
        tuple(standing),
        len(policy.text),
        entry,
    )
