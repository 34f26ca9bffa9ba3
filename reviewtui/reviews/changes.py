"""What changed since verdicts were given: policies, and with them verdicts."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reviewtui.errors import InputError
from reviewtui.reviews.file import bytes_digest
from reviewtui.reviews.staleness import stale_entries

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from reviewtui.checklists import Checklist
    from reviewtui.documents import Policy
    from reviewtui.reviews.model import Pair, Review
    from reviewtui.reviews.staleness import Rank, Reason


class Changes(NamedTuple):
    """The stale verdicts with their reasons, and the ids of the policies that changed."""

    stale: Mapping[Pair, tuple[Reason, ...]]
    policies: tuple[str, ...]


def find_changes(
    review: Review,
    checklist: Checklist,
    paths: Mapping[str, Path],
    load: Callable[[str], Policy],
    rank: Rank | None = None,
) -> Changes:
    """Compares `review` with the checklist and the policies of today.

    `paths` and `load` are by the policies' ids; `rank` makes new text count. A policy whose
    file has the bytes that all its verdicts were given on is not loaded, and one that cannot
    be read is passed over.
    """
    stale = dict(stale_entries(review, checklist))
    texts = {record.id: record.text_digest for record in review.policies}
    outdated = {
        entry.policy
        for entry in review.entries.values()
        if entry.verdict is not None and entry.text_digest != texts.get(entry.policy)
    }
    changed = []
    for record in review.policies:
        path = paths.get(record.id)
        if path is None:
            continue
        if record.id not in outdated and _digest(path) in {record.file_digest, None}:
            continue
        try:
            policy = load(record.id)
        except InputError:
            continue
        if record.id in outdated or policy.text_digest != record.text_digest:
            changed.append(record.id)
        stale |= stale_entries(review, checklist, {record.id: policy}, rank=rank)
    return Changes(stale, tuple(changed))


def _digest(path: Path) -> str | None:
    try:
        return bytes_digest(path.read_bytes())
    except OSError:
        return None
