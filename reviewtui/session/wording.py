"""Names and times, as a reviewer is told them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewtui.characters import visible

if TYPE_CHECKING:
    from datetime import datetime

    from reviewtui.reviews import Owner, Undone


def name_of(owner: Owner) -> str:
    """Who, and on which machine."""
    return f"{visible(owner.name)} on {visible(owner.host)}"


def local(time: datetime) -> str:
    """A time as the reviewer's clock shows it; the day only where it is another."""
    from reviewtui.reviews import now

    here, today = time.astimezone(), now().astimezone()
    return f"{here:%H:%M}" if here.date() == today.date() else f"{here:%Y-%m-%d %H:%M}"


def count_of(number: int, one: str, many: str) -> str:
    """`1 passage`, `2 passages`."""
    return f"{number} {one if number == 1 else many}"


def came_back(undone: Undone, done: str) -> str:
    """What a step was that is `done` ("undone", "given again"), where it left the verdict alone,
    and how many it was of: `note undone`, `undone, all 3`."""
    change, count = undone.changes[0], len(undone.pairs)
    before, after = change.before, change.after
    kind = ""
    if (before.verdict, before.evidence) == (after.verdict, after.evidence):
        if before.note != after.note:
            kind = "note "
        elif before.deferred != after.deferred:
            kind = "deferring "
    return f"{kind}{done}" + (f", all {count}" if count > 1 else "")
