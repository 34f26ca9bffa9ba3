"""Two versions of a review that grew from the same one, put together verdict by verdict."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from reviewtui.reviews.model import Action, Past, Review

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reviewtui.reviews.model import Entry, Pair

_Key = TypeVar("_Key")
_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class Conflict:
    """A pair that both sides changed; None where that side no longer has it."""

    pair: Pair
    ours: Entry | None
    theirs: Entry | None


@dataclass(frozen=True, slots=True)
class Merged:
    """The review that holds both sides, and the pairs that both had changed.

    There our entry holds, and theirs, with all that led to it, is in its history.
    """

    review: Review
    conflicts: tuple[Conflict, ...] = ()


def merge(base: Review | None, ours: Review, theirs: Review) -> Merged:
    """Three-way merge by pair. `base` is what both grew from, None if that is not known.

    Raises ValueError for versions of different reviews, or of different checklists.
    """
    if ours.id != theirs.id or ours.checklist.id != theirs.checklist.id:
        raise ValueError("these are different reviews")
    if ours is theirs or base is theirs:
        return Merged(ours)
    base = base or Review(ours.id, ours.checklist)
    entries: dict[Pair, Entry] = {}
    conflicts: list[Conflict] = []
    for pair in sorted({*base.entries, *ours.entries, *theirs.entries}):
        old, mine, other = (side.entries.get(pair) for side in (base, ours, theirs))
        if other in (mine, old):
            chosen = mine
        elif mine == old or (mine and other and _grew_from(other, mine)):
            chosen = other
        elif mine and other and _grew_from(mine, other):
            chosen = mine
        else:
            conflicts.append(Conflict(pair, mine, other))
            chosen = _both(mine, other, old) if mine and other else mine or other
        if chosen is not None:
            entries[pair] = chosen
    policies = _merged_mapping(*({p.id: p for p in r.policies} for r in (base, ours, theirs)))
    checklist = theirs.checklist if ours.checklist == base.checklist else ours.checklist
    review = Review(
        id=ours.id,
        checklist=checklist,
        policies=tuple(policies[policy_id] for policy_id in sorted(policies)),
        wordings=tuple(
            sorted(
                {(w.id, w.digest): w for w in (*theirs.wordings, *ours.wordings)}.values(),
                key=lambda wording: (wording.id, wording.digest),
            )
        ),
        entries=entries,
        extra=_merged_mapping(base.extra, ours.extra, theirs.extra),
    )
    return Merged(ours if review == ours else review, tuple(conflicts))


def _grew_from(later: Entry, earlier: Entry) -> bool:
    """Whether `later` has `earlier`, with all that led to it, in its history."""
    length = len(earlier.history)
    return (
        len(later.history) > length
        and later.history[:length] == earlier.history
        and later.history[length].entry == replace(earlier, history=())
    )


def _both(ours: Entry, theirs: Entry, base: Entry | None) -> Entry:
    """Our entry with theirs in its history: what led to theirs, theirs, then what we did.

    What both have in common stands once: our first change is the one that ended theirs.
    """
    common = 0
    while (
        common < min(len(ours.history), len(theirs.history))
        and ours.history[common] == theirs.history[common]
    ):
        common += 1
    own = ours.history[common:]
    ended = Past(replace(theirs, history=()), Action.MERGE)
    if own and base is not None and own[0].entry == replace(base, history=()):
        first, *own_rest = own
        ended = replace(ended, reviewer=first.reviewer, time=first.time, step=first.step)
        own = tuple(own_rest)
    return replace(ours, history=(*theirs.history, ended, *own))


def _merged_mapping(
    base: Mapping[_Key, _Value], ours: Mapping[_Key, _Value], theirs: Mapping[_Key, _Value]
) -> dict[_Key, _Value]:
    """Three-way by key; where both changed a value, ours."""
    merged: dict[_Key, _Value] = {}
    for key in {**ours, **theirs, **base}:
        old, mine, other = base.get(key), ours.get(key), theirs.get(key)
        chosen = other if mine == old else mine
        if chosen is not None:
            merged[key] = chosen
    return merged
