"""Why a verdict led here: said where the next requirement is not simply the next one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewtui.characters import visible
from reviewtui.reviews import Queue, progress
from reviewtui.reviews.walking import Way
from reviewtui.session.queue_words import queue_name

if TYPE_CHECKING:
    from collections.abc import Callable

    from reviewtui.reviews import Pair, Progress
    from reviewtui.reviews.walking import Scope
    from reviewtui.session.desk import Desk


def arrival(
    desk: Desk,
    before: Pair,
    queue: Queue,
    scope: Scope,
    shorten: Callable[[str], str] = visible,
) -> str:
    """Why the walk led from `before`, in that queue and part of the review, to where it is: into
    another policy or requirement, round, to what is deferred, out of a queue; "" where that is
    plain, or all is decided. `shorten` makes names fit."""
    if (queue, scope) != (desk.queue, desk.scope):
        return f"That was the last of the {queue_name(queue, scope)}."
    if desk.finished or desk.pair == before:
        return ""
    if desk.queue is Queue.UNDECIDED:
        why = _in_the_walk(desk, before, shorten)
    else:
        why = "That was the last; again from the first." if desk.went_round(before) else ""
    further = desk.pair[0] != before[0]
    return why or (f"next: {shorten(desk.pair[0])}" if further else "")


def _in_the_walk(desk: Desk, before: Pair, shorten: Callable[[str], str]) -> str:
    """Why, in the walk of what is undecided."""
    major = 0 if desk.way is Way.POLICY else 1
    there = desk.pair[major]
    if before[major] != there:
        return _further(desk, before, major, shorten)
    if _is_deferred(desk):
        return f"only deferred left here: {_left(desk, there).deferred}"
    if desk.leads_back(before):
        return f"from the top again: {_left(desk, there).left} left here"
    return ""


def _further(desk: Desk, before: Pair, major: int, shorten: Callable[[str], str]) -> str:
    """From one policy to another, or from one requirement: what is left in the one, if not
    nothing, and in the other, where that is not simply the next one."""
    left, there = _left(desk, before[major]), desk.pair[major]
    name, other = (shorten(_name(desk, one)) for one in (before[major], there))
    said = f"{name} is done"
    if left.undecided:
        said = f"left in {name}: " + (f"{left.left}" if left.left else f"{left.deferred} deferred")
    if _is_deferred(desk):
        return f"{said}; in {other} only deferred: {_left(desk, there).deferred}"
    if desk.leads_back(before):
        return f"{said}; back to {other}: {_left(desk, there).left} left"
    if desk.way is Way.REQUIREMENT or not left.undecided:
        return said
    return f"{said}; next: {other}"


def _is_deferred(desk: Desk) -> bool:
    entry = desk.entry
    return entry is not None and entry.verdict is None and entry.deferred


def _left(desk: Desk, name: str) -> Progress:
    """How far a policy is, or a requirement where the walk goes through these, in the part of
    the review that it stays in."""
    policies = desk.scope.policies(desk.policy_ids)
    requirements = desk.scope.requirements(desk.checklist)
    if desk.way is Way.POLICY:
        return progress(desk.review, [one for one in policies if one == name], requirements)
    return progress(desk.review, policies, [one for one in requirements if one == name])


def _name(desk: Desk, name: str) -> str:
    """A policy's id, or a requirement's title where the walk goes through these."""
    known = desk.checklist.by_id.get(name) if desk.way is Way.REQUIREMENT else None
    return known.title if known is not None else name
