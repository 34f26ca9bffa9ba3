"""Settling what two people decided at once: ours holds after a merge, theirs may be taken."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reviewtui.reviews.editing import ended, last_step
from reviewtui.reviews.model import Action, Entry

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from reviewtui.reviews.merging import Conflict
    from reviewtui.reviews.model import Pair, Review


def unsettled(review: Review, pairs: Iterable[Pair]) -> list[Conflict]:
    """The conflicts of `pairs` as a merge left them in `review`: what holds there, and the newest
    in the history that a merge ended."""
    from reviewtui.reviews.merging import Conflict

    found = []
    for pair in pairs:
        entry = review.entries.get(pair)
        merged = [past for past in entry.history if past.action is Action.MERGE] if entry else []
        if merged:
            found.append(Conflict(pair, entry, merged[-1].entry))
    return found


def take_theirs(review: Review, conflict: Conflict, *, reviewer: str, time: datetime) -> Review:
    """The review in which the other side of `conflict` holds.

    It keeps the name and the time of who gave it; what held until now, and that `reviewer` took
    the other, stand in the history, so that `reviewer` can undo it. Where the other side had
    removed the entry, the pair is undecided.
    """
    before = review.entries.get(conflict.pair)
    if before is None:
        return review
    step = last_step(review) + 1
    history = ended(before, Action.MERGE, reviewer=reviewer, time=time, step=step)
    if conflict.theirs is None:
        after = Entry(*conflict.pair, reviewer=reviewer, time=time, step=step, history=history)
    else:
        after = replace(conflict.theirs, history=history)
    return replace(review, entries={**review.entries, conflict.pair: after})
