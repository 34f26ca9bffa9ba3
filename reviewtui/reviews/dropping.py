"""Taking pieces of evidence out of a verdict that stays as it is; pure."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reviewtui.reviews.editing import ended, last_step
from reviewtui.reviews.model import Action

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from reviewtui.reviews.model import Pair, Review


def drop_evidence(
    review: Review, pair: Pair, dropped: Collection[int], *, reviewer: str, time: datetime
) -> Review:
    """The review without the pieces of evidence of `pair` that have these indices.

    The verdict is given again without them, by `reviewer`, on the wording and the text it was
    given on: what is stale stays stale. The earlier one is in the history; undo brings it back.
    Where nothing is dropped the review is the same.
    """
    earlier = review.entries.get(pair)
    if earlier is None or earlier.verdict is None:
        return review
    kept = tuple(one for at, one in enumerate(earlier.evidence) if at not in dropped)
    if len(kept) == len(earlier.evidence):
        return review
    entry = replace(
        earlier,
        reviewer=reviewer,
        time=time,
        step=last_step(review) + 1,
        evidence=kept,
        history=ended(earlier, Action.DECIDE),
    )
    return replace(review, entries={**review.entries, pair: entry})
