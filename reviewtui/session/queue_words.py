"""Queues and ways in words: for the header, for what is said, for the list to choose from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewtui.characters import visible
from reviewtui.reviews import Queue
from reviewtui.reviews.walking import EVERYTHING, Way

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reviewtui.reviews.walking import Scope
    from reviewtui.session.desk import Desk

NAMES = {
    Queue.UNDECIDED: "undecided",
    Queue.DEFERRED: "deferred",
    Queue.STALE: "stale verdicts",
    Queue.MOVED: "moved evidence",
    Queue.WEAK: "weak candidates only",
    Queue.MISSING: "missing",
    Queue.CONTRADICTED: "contradicted",
    Queue.PARTIAL: "partial",
    Queue.UNCLEAR: "unclear",
}
_EMPTY = {
    Queue.UNDECIDED: "Everything is decided",
    Queue.DEFERRED: "Nothing is deferred",
    Queue.STALE: "No verdict is stale",
    Queue.MOVED: "No verdict stands on moved evidence",
    Queue.WEAK: "Each that is undecided has a likely or a strong candidate",
    Queue.MISSING: "Nothing is missing",
    Queue.CONTRADICTED: "Nothing is contradicted",
    Queue.PARTIAL: "Nothing is partial",
    Queue.UNCLEAR: "Nothing is unclear",
}
# these shrink as they are gone through; in the others one has a place
_SHRINKING = frozenset({Queue.UNDECIDED, Queue.DEFERRED, Queue.STALE, Queue.MOVED, Queue.WEAK})
WAYS = {Way.POLICY: "by policy", Way.REQUIREMENT: "by requirement"}


def scope_name(scope: Scope) -> str:
    """A part of a review: `must`, `section Storage`, `policy acorn`; "" for all of it."""
    return (
        visible(scope.name)
        if scope.kind == "severity"
        else visible(f"{scope.kind} {scope.name}").strip()
    )


def queue_name(queue: Queue, scope: Scope) -> str:
    """`missing`, `stale verdicts in section Storage`."""
    return NAMES[queue] + ("" if scope == EVERYTHING else f" in {scope_name(scope)}")


def queue_left(desk: Desk) -> str:
    """How much is left of the queue that the walk stays in."""
    total, place = desk.queue_place()
    left = f"{total} left" if desk.queue in _SHRINKING or not place else f"{place} of {total}"
    return left + (" so far" if desk.queue is Queue.WEAK and desk.weighing.going_on else "")


def empty(queue: Queue, scope: Scope, then: Queue | None, keys: Mapping[str, str]) -> str:
    """That a queue is empty, and what to do next: `then` is the queue that is not."""
    said = _EMPTY[queue] + ("" if scope == EVERYTHING else f" in {scope_name(scope)}")
    if queue is Queue.MOVED and then is Queue.STALE:
        then = None
    key = {Queue.UNDECIDED: "next-undecided", Queue.STALE: "next-stale"}.get(then or Queue.WEAK)
    if then is None:
        return f"{said}."
    how = keys.get(key or "queues", "")
    return f"{said}. {how} goes to what is {NAMES[then].removesuffix(' verdicts')}."
