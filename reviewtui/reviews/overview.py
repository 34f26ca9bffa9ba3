"""A review as a table of requirements by policies: cells, sums, what a filter leaves; pure."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from reviewtui.reviews.model import Verdict

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from reviewtui.checklists import Checklist
    from reviewtui.reviews.model import Entry, Pair, Review


class Standing(StrEnum):
    """What a cell holds: a verdict that stands, a stale one, or none."""

    MET = "met"
    PARTIAL = "partial"
    MISSING = "missing"
    CONTRADICTED = "contradicted"
    UNCLEAR = "unclear"
    NOT_APPLICABLE = "not-applicable"
    STALE = "stale"
    DEFERRED = "deferred"
    UNDECIDED = "undecided"

    @property
    def words(self) -> str:
        """As it is said to a reader."""
        return self.value.replace("-", " ")


DECIDED = tuple(Standing)[:7]
_OF = {one.value: one for one in Standing}
_STANDINGS = tuple(Standing)
_STALE, _DEFERRED, _UNDECIDED = range(6, 9)
# by identity: an Enum's own hash is a call in Python, for each of a hundred thousand cells
_PLACES = {id(verdict): _STANDINGS.index(_OF[verdict.value]) for verdict in Verdict}


def standing_of(entry: Entry | None, stale: bool = False) -> Standing:
    """What holds for one policy and requirement."""
    if entry is None:
        return Standing.UNDECIDED
    if entry.verdict is None:
        return Standing.DEFERRED if entry.deferred else Standing.UNDECIDED
    return Standing.STALE if stale else _OF[entry.verdict]


def standing_words(entry: Entry | None, stale: bool = False) -> str:
    """The same for a reader; of a stale verdict also which it is: `met, stale`."""
    standing = standing_of(entry, stale)
    if standing is Standing.STALE and entry is not None and entry.verdict is not None:
        return f"{entry.verdict.words}, stale"
    return standing.words


@dataclass(frozen=True, slots=True)
class Sums:
    """How many cells hold what: by requirement, by policy, and in all of the table."""

    requirements: dict[str, Counter[Standing]]
    policies: dict[str, Counter[Standing]]
    whole: Counter[Standing] = field(default_factory=Counter)


def sum_up(
    review: Review,
    requirements: Sequence[str],
    policies: Sequence[str],
    stale: Container[Pair] = (),
) -> Sums:
    """The sums over these requirements and policies, in one pass over the entries."""
    rows = {one: [0] * len(_STANDINGS) for one in requirements}
    columns = {one: [0] * len(_STANDINGS) for one in policies}
    for pair, entry in review.entries.items():
        column, row = columns.get(pair[0]), rows.get(pair[1])
        if column is not None and row is not None:
            if entry.verdict is None:
                at = _DEFERRED if entry.deferred else _UNDECIDED
            else:
                at = _STALE if pair in stale else _PLACES[id(entry.verdict)]
            column[at] += 1
            row[at] += 1
    for sums, cells in ((rows, len(policies)), (columns, len(requirements))):
        for counts in sums.values():
            counts[_UNDECIDED] += cells - sum(counts)
    whole = [sum(counts) for counts in zip(*rows.values(), strict=True)] or [0] * len(_STANDINGS)
    return Sums(_counters(rows), _counters(columns), _counter(whole))


def _counters(sums: dict[str, list[int]]) -> dict[str, Counter[Standing]]:
    return {one: _counter(counts) for one, counts in sums.items()}


def _counter(counts: list[int]) -> Counter[Standing]:
    return Counter({one: count for one, count in zip(_STANDINGS, counts, strict=True) if count})


@dataclass(frozen=True, slots=True)
class Table:
    """What is shown of a review: ids of requirements and of policies, in their order."""

    requirements: tuple[str, ...]
    policies: tuple[str, ...]


def select(checklist: Checklist, policies: Sequence[str], words: str = "") -> Table:
    """The rows and columns that a filter leaves.

    Each word keeps the requirements that have it in title, section, severity or id; a word that
    none of them has keeps the policies that have it in their id.
    """
    rows, columns = [*checklist.requirements], [*policies]
    for word in words.casefold().split():
        found = [
            one
            for one in rows
            if word in f"{one.title}\n{one.section}\n{one.severity}\n{one.id}".casefold()
        ]
        if found:
            rows = found
        else:
            columns = [one for one in columns if word in one.casefold()]
    return Table(tuple(one.id for one in rows), tuple(columns))


def keep_only(table: Table, sums: Sums, only: Standing) -> Table:
    """The rows and columns of a table, with its sums, that have a cell that holds `only`."""
    return Table(
        tuple(one for one in table.requirements if sums.requirements[one][only]),
        tuple(one for one in table.policies if sums.policies[one][only]),
    )
