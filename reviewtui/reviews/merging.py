"""Two versions of a review that grew from the same one, put together verdict by verdict."""

from __future__ import annotations

import contextlib
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
    our side as it was. `missing` are pairs that the other side had and has no longer, `earlier`
    those that it has as they once were: what we hold was put back.
    """

    review: Review
    ours: Review
    conflicts: tuple[Conflict, ...] = ()
    missing: tuple[Pair, ...] = ()
    earlier: tuple[Pair, ...] = ()

    @property
    def put_back(self) -> str:
        """What the other side had lost, such as `lost 4 verdicts, held earlier versions of 2`."""
        parts = []
        if lost := len(self.missing):
            parts.append(f"lost {lost} verdict{'' if lost == 1 else 's'}")
        if self.earlier:
            parts.append(f"held earlier versions of {len(self.earlier)}")
        return ", ".join(parts)


def merge(base: Review | None, ours: Review, theirs: Review) -> Merged:
    """Three-way merge by pair. `base` is what both grew from, None if that is not known.

    Nothing that any of the three holds is lost: each state of an entry is the entry, or in its
    history. Entries are never deleted by reviewtui, so one that a side has no more, or has as it
    was earlier, is put back. A policy that one side renamed is renamed in all.

    Two reviews of one checklist that were begun apart are put together, too; the id of `theirs`
    stands. Raises ValueError for reviews of different checklists.
    """
    if ours.checklist.id != theirs.checklist.id:
        raise ValueError("these are reviews of different checklists")
    if ours is theirs or base is theirs:
        return Merged(ours, ours)
    before = ours
    base = base or Review(ours.id, ours.checklist)
    base, ours, theirs = _renamed_alike(base, ours, theirs)
    entries: dict[Pair, Entry] = {}
    conflicts: list[Conflict] = []
    missing: list[Pair] = []
    earlier: list[Pair] = []
    for pair in sorted({*base.entries, *ours.entries, *theirs.entries}):
        old, mine, other = (side.entries.get(pair) for side in (base, ours, theirs))
        entries[pair], both_changed = _chosen(old, mine, other)
        if both_changed:
            conflicts.append(Conflict(pair, mine, other))
        if old is not None and other is None:
            missing.append(pair)
        elif old is not None and other is not None and other != old and _holds(old, other):
            earlier.append(pair)
    policies = _merged_mapping(*({p.id: p for p in r.policies} for r in (base, ours, theirs)))
    for record in (*base.policies, *ours.policies):
        if any(policy == record.id for policy, _ in entries):
            policies.setdefault(record.id, record)
    texts = _merged_texts(ours, theirs, entries)
    checklist = theirs.checklist if ours.checklist == base.checklist else ours.checklist
    review = Review(
        id=theirs.id,
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
    return Merged(
        before if review == before else review,
        before,
        tuple(conflicts),
        tuple(missing),
        tuple(earlier),
    )


def rebase(own: Review, merged: Merged) -> Review:
    """`own`, which grew from `merged.ours`, as it is on top of what was merged."""
    return merge(merged.ours, own, merged.review).review


def _chosen(base: Entry | None, ours: Entry | None, theirs: Entry | None) -> tuple[Entry, bool]:
    """The entry that holds, and whether both sides changed it to something else.

    At least one of the three is there.
    """
    chosen, both_changed = _preferred(base, ours, theirs)
    for side in (base, ours, theirs):
        if side is not None and side is not chosen and side != chosen:
            chosen = _with_all_of(chosen, side)
    return chosen, both_changed


def _preferred(base: Entry | None, ours: Entry | None, theirs: Entry | None) -> tuple[Entry, bool]:
    if ours is None or theirs is None:
        found = ours or theirs or base
        if found is None:
            raise ValueError("no side has an entry")
        return found, False
    if theirs in (ours, base):
        return ours, False
    if ours != base and _holds(ours, theirs):
        return ours, False
    if _holds(theirs, ours):
        return theirs, False
    if ours == base:
        return (ours if _holds(ours, theirs) else theirs), False
    later = _later(base, ours, theirs)
    return (_both(ours, theirs, base), True) if later is None else (later, False)


def _holds(one: Entry, other: Entry) -> bool:
    """Whether `one` is `other`, or has it in its history, and all that led to it."""
    if _grew_from(one, other):
        return True
    if len(one.history) < len(other.history):
        return False
    left = [past.entry for past in one.history]
    earlier = [past.entry for past in other.history]
    if _state(one) != _state(other):
        earlier.append(_state(other))
    for state in earlier:
        if state not in left:
            return False
        left.remove(state)  # a state that came twice is to be there twice
    return True


def _with_all_of(entry: Entry, side: Entry) -> Entry:
    """`entry` with those states of `side` in its history that it lacks.

    They go where the two histories part: they were before what the entry holds, and whoever
    gave the state that follows ended them.
    """
    left = [*(past.entry for past in entry.history), _state(entry)]
    lacking = []
    for state in (*(past.entry for past in side.history), _state(side)):
        if state in left:
            left.remove(state)
        else:
            lacking.append(state)
    if not lacking:
        return entry
    common = _common(entry, side)
    fresh = tuple(Past(state, Action.DECIDE) for state in lacking)
    return replace(entry, history=(*entry.history[:common], *fresh, *entry.history[common:]))


def _common(one: Entry, other: Entry) -> int:
    """How many entries both histories have in common at their beginning."""
    common = 0
    for ours, theirs in zip(one.history, other.history, strict=False):
        if ours != theirs:
            break
        common += 1
    return common


def _later(base: Entry | None, ours: Entry, theirs: Entry) -> Entry | None:
    """The one entry that holds what both sides hold; None where each has something of its own."""
    for one, other in ((ours, theirs), (theirs, ours)):
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
    own = ours.history[_common(ours, theirs) :]
    ended = Past(_state(theirs), Action.MERGE)
    if own and base is not None and own[0].entry == _state(base):
        first, *own_rest = own
        ended = ended._replace(reviewer=first.reviewer, time=first.time, step=first.step)
        own = tuple(own_rest)
    return replace(ours, history=(*theirs.history, ended, *own))


def _renamed_alike(base: Review, ours: Review, theirs: Review) -> tuple[Review, Review, Review]:
    """The three with the ids of policies that ours or theirs have since the base."""
    for one in (ours, theirs):
        renamed = _renames(base, one)
        if renamed:
            from reviewtui.reviews.renaming import rename_policies

            sides = []
            for side in (base, ours, theirs):
                with contextlib.suppress(ValueError):  # it has something of its own there
                    if side is not one and not _renames(base, side):
                        sides.append(rename_policies(side, renamed))
                        continue
                sides.append(side)
            base, ours, theirs = sides
            break
    return base, ours, theirs


def _renames(base: Review, side: Review) -> dict[str, str]:
    """The policies of `base` all of whose entries `side` has under another id, by their ids."""
    lost: dict[str, list[Entry]] = {}
    for pair, entry in base.entries.items():
        now = side.entries.get(pair)
        if now is None or not (now is entry or now == entry or _holds(now, entry)):
            lost.setdefault(pair[0], []).append(entry)
    if not lost:
        return {}
    from reviewtui.reviews.renaming import renamed_entry

    found: dict[str, str] = {}
    for old, entries in lost.items():
        if len(entries) != sum(policy == old for policy, _ in base.entries):
            continue
        requirement = entries[0].requirement
        for new in {policy for policy, r in side.entries if r == requirement and policy != old}:
            moved = [renamed_entry(entry, new) for entry in entries]
            there = [side.entries.get(entry.pair) for entry in moved]
            if all(
                now is not None and (now == entry or _holds(now, entry))
                for entry, now in zip(moved, there, strict=True)
            ):
                found[old] = new
    return found if len(set(found.values())) == len(found) else {}


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
