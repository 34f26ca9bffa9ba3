"""Two versions of a review that grew from the same one, put together verdict by verdict."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from reviewtui.reviews.model import Action, Past, Review

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reviewtui.reviews.model import Entry, Pair, Text

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

    There our entry holds, and theirs, with all that led to it, is in its history. `ours` is
    our side as it was.
    """

    review: Review
    ours: Review
    conflicts: tuple[Conflict, ...] = ()


def merge(base: Review | None, ours: Review, theirs: Review) -> Merged:
    """Three-way merge by pair. `base` is what both grew from, None if that is not known.

    Raises ValueError for versions of different reviews, or of different checklists.
    """
    if ours.id != theirs.id or ours.checklist.id != theirs.checklist.id:
        raise ValueError("these are different reviews")
    if ours is theirs or base is theirs:
        return Merged(ours, ours)
    base = base or Review(ours.id, ours.checklist)
    entries: dict[Pair, Entry] = {}
    conflicts: list[Conflict] = []
    for pair in sorted({*base.entries, *ours.entries, *theirs.entries}):
        old, mine, other = (side.entries.get(pair) for side in (base, ours, theirs))
        chosen, both_changed = _chosen(old, mine, other)
        if both_changed:
            conflicts.append(Conflict(pair, mine, other))
        if chosen is not None:
            entries[pair] = chosen
    policies = _merged_mapping(*({p.id: p for p in r.policies} for r in (base, ours, theirs)))
    texts = _merged_texts(ours, theirs, entries)
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
        texts=texts,
    )
    return Merged(ours if review == ours else review, ours, tuple(conflicts))


def rebase(own: Review, merged: Merged) -> Review:
    """`own`, which grew from `merged.ours`, as it is on top of what was merged."""
    return merge(merged.ours, own, merged.review).review


def _chosen(
    base: Entry | None, ours: Entry | None, theirs: Entry | None
) -> tuple[Entry | None, bool]:
    """The entry that holds, and whether both sides changed it to something else."""
    if theirs in (ours, base):
        return ours, False
    if ours == base:
        return theirs, False
    if ours is None or theirs is None:
        return ours or theirs, True
    later = _later(base, ours, theirs)
    return (_both(ours, theirs, base), True) if later is None else (later, False)


def _later(base: Entry | None, ours: Entry, theirs: Entry) -> Entry | None:
    """The one entry that holds what both sides hold; None where each has something of its own."""
    for one, other in ((ours, theirs), (theirs, ours)):
        if _grew_from(one, other):
            return one
        if _state(one) == _state(other) and all(past in one.history for past in other.history):
            return one
        if base and _state(other) == _state(base) and _grew_from(one, base):
            # that side has only more history than the base: what came since goes on top of it
            return replace(one, history=(*other.history, *one.history[len(base.history) :]))
    return None


def _state(entry: Entry) -> Entry:
    return replace(entry, history=())


def _grew_from(later: Entry, earlier: Entry) -> bool:
    """Whether `later` has `earlier`, with all that led to it, in its history."""
    length = len(earlier.history)
    return (
        len(later.history) > length
        and later.history[:length] == earlier.history
        and later.history[length].entry == _state(earlier)
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
    ended = Past(_state(theirs), Action.MERGE)
    if own and base is not None and own[0].entry == _state(base):
        first, *own_rest = own
        ended = replace(ended, reviewer=first.reviewer, time=first.time, step=first.step)
        own = tuple(own_rest)
    return replace(ours, history=(*theirs.history, ended, *own))


def _merged_texts(ours: Review, theirs: Review, entries: Mapping[Pair, Entry]) -> tuple[Text, ...]:
    """All texts of both; one that a side has no more only where a verdict is still on it."""
    from reviewtui.reviews.texts import used_texts

    mine, other = ({text.key: text for text in side.texts} for side in (ours, theirs))
    kept = {**other, **mine}
    if mine.keys() != other.keys():
        used = used_texts(entries)
        kept = {key: t for key, t in kept.items() if key in used or (key in mine and key in other)}
    return tuple(kept[key] for key in sorted(kept))


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
