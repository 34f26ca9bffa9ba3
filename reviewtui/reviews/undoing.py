"""Undo and redo, derived from the histories of a review alone, so that a restart loses nothing.

What happened to a pair is a row of changes, each from one state of its entry to the next: the
first from nothing, the others as the history tells. Replaying the row gives the changes that
still hold, as a stack, and those that were undone. A reviewer's undo takes back the step of
theirs that is newest by its number; where somebody else changed a pair since, their own change
is no longer on top of that pair's stack, so it stays, and who changed it is reported.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from reviewtui.reviews.editing import ended, last_step
from reviewtui.reviews.model import Action, Entry

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from reviewtui.reviews.model import Pair, Review


@dataclass(frozen=True, slots=True)
class Change:
    """What an undo or a redo did to one pair; the entries are those before and after it."""

    pair: Pair
    before: Entry
    after: Entry


@dataclass(frozen=True, slots=True)
class Blocked:
    """A pair that was left as it is, because `reviewer` changed it at `time`."""

    pair: Pair
    reviewer: str
    time: datetime


@dataclass(frozen=True, slots=True)
class Undone:
    """What came of an undo or a redo.

    `changes` are empty where there was nothing to do. `blocked` are pairs of this step and of
    newer ones that somebody else changed since: those steps were passed over.
    """

    review: Review
    changes: tuple[Change, ...] = ()
    blocked: tuple[Blocked, ...] = ()

    @property
    def pairs(self) -> tuple[Pair, ...]:
        """The pairs that changed."""
        return tuple(change.pair for change in self.changes)


class _Step(NamedTuple):
    """A step of one reviewer; a bulk decision shares number and time."""

    number: int
    time: datetime


@dataclass(slots=True)
class _Done:
    """A change of a pair, and the state before it (None: nothing was there)."""

    pair: Pair
    reviewer: str
    step: _Step
    before: Entry | None
    after: Entry


@dataclass(slots=True)
class _Taken:
    """A change that was undone, and what was on top of its pair's stack afterwards."""

    change: _Done
    step: _Step
    top: _Done | None


@dataclass(slots=True)
class _Replay:
    """What one reviewer can undo and redo."""

    holding: dict[Pair, list[_Done]] = field(default_factory=dict)
    undone: dict[Pair, list[_Taken]] = field(default_factory=dict)
    newest_own: int = 0  # the reviewer's newest step that is neither undo nor redo


def undo(review: Review, *, reviewer: str, time: datetime) -> Undone:
    """Takes back the newest step of `reviewer` that still holds, and records that it did."""
    replay = _replay(review, reviewer)
    steps: dict[_Step, list[_Done]] = {}
    for stack in replay.holding.values():
        for change in stack:
            if change.reviewer == reviewer:
                steps.setdefault(change.step, []).append(change)
    blocked: list[Blocked] = []
    for step in sorted(steps, reverse=True):
        free = []
        for change in steps[step]:
            stack = replay.holding[change.pair]
            if stack[-1] is change:
                free.append(change)
            else:
                blocked += _blocked_by(stack, change, reviewer)
        if free:
            targets = [(change.pair, change.before) for change in free]
            return _bring_back(
                review,
                targets,
                blocked=blocked,
                action=Action.UNDO,
                reviewer=reviewer,
                time=time,
            )
    return Undone(review, blocked=tuple(blocked))


def redo(review: Review, *, reviewer: str, time: datetime) -> Undone:
    """Gives again what `reviewer` undid last, as long as they decided nothing since."""
    replay = _replay(review, reviewer)
    steps: dict[_Step, list[_Taken]] = {}
    for taken_back in replay.undone.values():
        for taken in taken_back:
            if taken.step.number > replay.newest_own:
                steps.setdefault(taken.step, []).append(taken)
    blocked: list[Blocked] = []
    for step in sorted(steps, reverse=True):
        free = []
        for taken in steps[step]:
            stack = replay.holding.get(taken.change.pair, [])
            top = stack[-1] if stack else None
            if top is taken.top:
                free.append(taken.change)
            elif top is not None:
                blocked.append(Blocked(top.pair, top.reviewer, top.step.time))
        if free:
            targets = [(change.pair, change.after) for change in free]
            return _bring_back(
                review,
                targets,
                blocked=blocked,
                action=Action.REDO,
                reviewer=reviewer,
                time=time,
            )
    return Undone(review, blocked=tuple(blocked))


def _blocked_by(stack: list[_Done], change: _Done, reviewer: str) -> list[Blocked]:
    """Who else stands above `change` on its pair's stack; nobody if only its own reviewer."""
    place = next(i for i, done in enumerate(stack) if done is change)
    others = [done for done in stack[place + 1 :] if done.reviewer != reviewer]
    return [Blocked(change.pair, others[-1].reviewer, others[-1].step.time)] if others else []


def _bring_back(
    review: Review,
    targets: Iterable[tuple[Pair, Entry | None]],
    *,
    blocked: list[Blocked],
    action: Action,
    reviewer: str,
    time: datetime,
) -> Undone:
    step = last_step(review) + 1
    entries = dict(review.entries)
    changes = []
    for pair, target in sorted(targets, key=lambda t: t[0]):
        before = entries[pair]
        history = ended(before, action, reviewer=reviewer, time=time, step=step)
        if target is None:
            after = Entry(*pair, reviewer=reviewer, time=time, step=step, history=history)
        else:
            after = replace(target, history=history)
        entries[pair] = after
        changes.append(Change(pair, before, after))
    return Undone(replace(review, entries=entries), tuple(changes), tuple(blocked))


def _replay(review: Review, reviewer: str) -> _Replay:
    replay = _Replay()
    for pair, entry in review.entries.items():
        if not _concerns(entry, reviewer):
            continue
        holding, undone = _replay_pair(entry)
        replay.holding[pair] = holding
        replay.undone[pair] = [t for t in undone if t.change.reviewer == reviewer]
        replay.newest_own = max(replay.newest_own, _newest_fresh(entry, reviewer))
    return replay


def _concerns(entry: Entry, reviewer: str) -> bool:
    return entry.reviewer == reviewer or any(
        reviewer in (past.reviewer, past.entry.reviewer) for past in entry.history
    )


class _Row(NamedTuple):
    """One change of a pair as the history tells it; the first has no action."""

    action: Action | None
    reviewer: str
    step: _Step
    before: Entry | None
    after: Entry


def _rows(entry: Entry) -> list[_Row]:
    """What happened to a pair, oldest first."""
    states = [past.entry for past in entry.history] + [replace(entry, history=())]
    first = states[0]
    rows = [_Row(None, first.reviewer, _Step(first.step, first.time), None, first)]
    for past, after in zip(entry.history, states[1:], strict=True):
        if past.time is not None:  # who acted stands in the history
            who, step = past.reviewer, _Step(past.step, past.time)
        else:
            who, step = after.reviewer, _Step(after.step, after.time)
        rows.append(_Row(past.action, who, step, past.entry, after))
    return rows


def _newest_fresh(entry: Entry, reviewer: str) -> int:
    numbers = [
        row.step.number
        for row in _rows(entry)
        if row.reviewer == reviewer and row.action not in (Action.UNDO, Action.REDO)
    ]
    return max(numbers, default=0)


def _replay_pair(entry: Entry) -> tuple[list[_Done], list[_Taken]]:
    """The changes of a pair that hold, the newest last, and those that were undone."""
    holding: list[_Done] = []
    undone: list[_Taken] = []
    for row in _rows(entry):
        if row.action is Action.UNDO and holding:
            change = holding.pop()
            undone.append(_Taken(change, row.step, holding[-1] if holding else None))
        elif row.action is Action.REDO and undone:
            place = _redone(undone, row)
            holding.append(undone.pop(place).change)
        else:
            holding.append(_Done(entry.pair, row.reviewer, row.step, row.before, row.after))
    return holding, undone


def _redone(undone: list[_Taken], row: _Row) -> int:
    """Which undone change a redo gave again: the newest one of that reviewer."""
    for place in range(len(undone) - 1, -1, -1):
        if undone[place].change.reviewer == row.reviewer:
            return place
    return len(undone) - 1
