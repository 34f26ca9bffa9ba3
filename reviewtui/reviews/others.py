"""What other reviewers have decided since one was here last."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reviewtui.reviews.model import Review

Others = tuple[tuple[str, int, str], ...]
"""By name: how many verdicts of theirs hold, and the time of the newest."""


def others_of(review: Review, reviewer: str) -> Others:
    """The verdicts of others than `reviewer` that hold in `review`, by name."""
    found: dict[str, tuple[int, datetime]] = {}
    for entry in review.entries.values():
        if entry.verdict is not None and entry.reviewer != reviewer:
            count, newest = found.get(entry.reviewer, (0, entry.time))
            found[entry.reviewer] = (count + 1, max(newest, entry.time))
    return tuple((name, count, t.isoformat()) for name, (count, t) in sorted(found.items()))


def new_of_others(review: Review, reviewer: str, before: Others) -> Mapping[str, int]:
    """How many verdicts of each other reviewer are new since `before`.

    Those that are later than the newest of then; or, where a merge brought older ones, as many
    as there are more.
    """
    then = {name: (count, _time(newest)) for name, count, newest in before}
    new: dict[str, int] = {}
    for name, count, _ in others_of(review, reviewer):
        had, newest = then.get(name, (0, None))
        later = count if newest is None else _later(review, name, newest)
        if number := max(later, count - had):
            new[name] = number
    return new


def _later(review: Review, name: str, than: datetime) -> int:
    return sum(
        1
        for entry in review.entries.values()
        if entry.verdict is not None and entry.reviewer == name and entry.time > than
    )


def _time(text: str) -> datetime | None:
    try:
        time = datetime.fromisoformat(text)
    except ValueError:
        return None
    return time if time.tzinfo is not None else None
