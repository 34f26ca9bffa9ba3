"""What changed since verdicts were given: policies, and with them verdicts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from reviewtui.errors import InputError
from reviewtui.reviews.comparing import Comparer
from reviewtui.reviews.file import bytes_digest
from reviewtui.reviews.renaming import NO_FILES_CHANGED, FileChanges
from reviewtui.reviews.staleness import EvidenceChange, VerdictChange

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
    from pathlib import Path

    from reviewtui.checklists import Checklist, Requirement
    from reviewtui.documents import Policy
    from reviewtui.documents.differing import Run
    from reviewtui.reviews.model import Entry, Pair, PolicyRecord, Review, Wording
    from reviewtui.reviews.staleness import Rank, Reason

__all__ = [
    "Changes",
    "EvidenceChange",
    "PolicyChanges",
    "PolicyState",
    "VerdictChange",
    "collect",
    "compare",
    "find_changes",
    "wording_diff",
]


class PolicyState(StrEnum):
    """How a policy compares with what its verdicts were given on."""

    SAME = "same"
    CHANGED = "changed"
    REREAD = "reread"  # the same bytes, in which a newer reader found other text
    UNREADABLE = "unreadable"
    ABSENT = "absent"  # recorded, and not among the policies that were given


@dataclass(frozen=True, slots=True)
class PolicyChanges:
    """What comparing found in one policy: the verdicts that are stale or on moved evidence.

    `news` says that the review was not yet written with this text of the policy, or that one
    of its verdicts is worth a look.
    """

    policy: str
    state: PolicyState
    verdicts: tuple[VerdictChange, ...] = ()
    news: bool = False


class Changes(NamedTuple):
    """All that comparing found.

    `stale` are the stale verdicts with their reasons; `policies` the ids of the policies that
    changed; `verdicts` what changed under each verdict that is stale or on moved evidence, by
    pair; `moved` the pairs that stand on moved evidence, in order; `files` what became of the
    policies' files.
    """

    stale: Mapping[Pair, tuple[Reason, ...]]
    policies: tuple[str, ...]
    verdicts: Mapping[Pair, VerdictChange] = MappingProxyType({})
    moved: tuple[Pair, ...] = ()
    files: FileChanges = NO_FILES_CHANGED


def compare(
    review: Review,
    checklist: Checklist | None,
    paths: Mapping[str, Path],
    load: Callable[[str], Policy],
    rank: Rank | None = None,
    *,
    pairs: Collection[Pair] | None = None,
) -> Iterator[PolicyChanges]:
    """Compares `review` with the checklist and the policies of today, a policy at a time.

    One item for each policy of `paths` and of the review, by id; whoever does not ask for the
    next one has stopped it. `paths` and `load` are by the policies' ids; without `checklist`
    no wording is compared; `rank` makes new text count. A policy whose file has the bytes that
    all its verdicts were given on is not loaded, nor one that nothing is known of yet. With
    `pairs` only those are compared, and only their policies looked at.
    """
    comparer = Comparer(review, checklist, rank)
    entries: dict[str, list[Entry]] = {}
    for pair in sorted(review.entries):
        entry = review.entries[pair]
        if entry.verdict is not None and (pairs is None or pair in pairs):
            entries.setdefault(pair[0], []).append(entry)
    records = {record.id: record for record in review.policies}
    for policy_id in sorted({*paths, *records, *entries} if pairs is None else entries):
        own = entries.get(policy_id, [])
        yield _compare_one(
            policy_id,
            own,
            record=records.get(policy_id),
            path=paths.get(policy_id),
            load=load,
            comparer=comparer,
        )


def _compare_one(
    policy_id: str,
    entries: list[Entry],
    *,
    record: PolicyRecord | None,
    path: Path | None,
    load: Callable[[str], Policy],
    comparer: Comparer,
) -> PolicyChanges:
    texts = {entry.text_digest for entry in entries}
    texts = (texts | {record.text_digest} if record else texts) - {""}
    policy = None
    state = PolicyState.SAME
    if path is None:
        state = PolicyState.ABSENT
    elif texts and not _same_bytes(texts, record, path):
        try:
            policy = load(policy_id)
        except InputError:
            state = PolicyState.UNREADABLE
    if policy is not None and texts - {policy.text_digest}:
        others = texts - {policy.text_digest}
        reread = all(comparer.reread(policy, digest) for digest in others)
        state = PolicyState.REREAD if reread else PolicyState.CHANGED
    examined = (comparer.examine(entry, policy) for entry in entries)
    found = tuple(change for change in examined if change.stale or change.listed)
    if state is PolicyState.REREAD:
        found = tuple(change for change in found if change.stale)
    unseen = policy is not None and (record is None or record.text_digest != policy.text_digest)
    return PolicyChanges(policy_id, state, found, unseen or any(one.evidence for one in found))


def _same_bytes(texts: set[str], record: PolicyRecord | None, path: Path) -> bool:
    """Whether all verdicts are on the recorded text, and the file has the recorded bytes."""
    return (
        record is not None and texts == {record.text_digest} and _digest(path) == record.file_digest
    )


def find_changes(
    review: Review,
    checklist: Checklist | None,
    paths: Mapping[str, Path],
    load: Callable[[str], Policy],
    rank: Rank | None = None,
    *,
    files: FileChanges | None = None,
) -> Changes:
    """All that `compare` finds; a policy that cannot be loaded is passed over."""
    return collect(review, compare(review, checklist, paths, load, rank), files)


def collect(
    review: Review, found: Iterable[PolicyChanges], files: FileChanges | None = None
) -> Changes:
    """What `compare` found of `review`, put together."""
    changed: list[str] = []
    verdicts: dict[Pair, VerdictChange] = {}
    known = {record.id for record in review.policies}
    for one in found:
        if one.state is PolicyState.CHANGED and one.news and one.policy in known:
            changed.append(one.policy)
        verdicts.update((change.pair, change) for change in one.verdicts)
    return Changes(
        stale={pair: change.reasons for pair, change in verdicts.items() if change.stale},
        policies=tuple(changed),
        verdicts=verdicts,
        moved=tuple(sorted(pair for pair, change in verdicts.items() if change.listed)),
        files=files or NO_FILES_CHANGED,
    )


def wording_diff(old: Wording, requirement: Requirement) -> tuple[tuple[str, tuple[Run, ...]], ...]:
    """What differs between a requirement then and now: `title`, `text`, `guidance`, and how."""
    from reviewtui.documents.differing import word_diff

    parts = ("title", "text", "guidance")
    both = ((part, getattr(old, part), getattr(requirement, part)) for part in parts)
    return tuple((part, word_diff(then, now)) for part, then, now in both if then != now)


def _digest(path: Path) -> str | None:
    try:
        return bytes_digest(path.read_bytes())
    except OSError:
        return None
