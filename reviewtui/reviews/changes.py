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
    checklist: Checklist | None,
    paths: Mapping[str, Path],
    load: Callable[[str], Policy],
    rank: Rank | None = None,
) -> Changes:
    """Compares `review` with the checklist and the policies of today.

    `paths` and `load` are by the policies' ids; without `checklist` no wording is compared;
    `rank` makes new text count. A policy whose file has the bytes that all its verdicts were
    given on is not loaded, nor one that nothing is known of yet; one for which `load` raises
    InputError is passed over.
    """
    stale = dict(stale_entries(review, checklist))
    known = _known_texts(review)
    changed = []
    for record in review.policies:
        path, texts = paths.get(record.id), known[record.id]
        if path is None or not texts:
            continue
        if texts == {record.text_digest} and _digest(path) == record.file_digest:
            continue
        try:
            policy = load(record.id)
        except InputError:
            continue
        if texts != {policy.text_digest}:
            changed.append(record.id)
        stale |= stale_entries(review, checklist, {record.id: policy}, rank=rank)
    return Changes(stale, tuple(changed))


def _known_texts(review: Review) -> dict[str, set[str]]:
    """By policy, the digests of the texts that it is recorded with and was decided on."""
    texts = {record.id: {record.text_digest} for record in review.policies}
    for entry in review.entries.values():
        if entry.verdict is not None and entry.policy in texts:
            texts[entry.policy].add(entry.text_digest)
    return {policy: digests - {""} for policy, digests in texts.items()}


def _digest(path: Path) -> str | None:
    try:
        return bytes_digest(path.read_bytes())
    except OSError:
        return None
