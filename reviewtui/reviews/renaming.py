"""Policies that were added, removed or renamed since a review was written.

A policy was renamed where one that is gone and one that is new are the same, by the digest of
their bytes or of their text, and no other is: then its verdicts follow it.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from reviewtui.errors import InputError
from reviewtui.reviews.file import bytes_digest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from reviewtui.documents import Policy
    from reviewtui.reviews.model import Entry, Review


class FileChanges(NamedTuple):
    """The ids of policies that are new, or gone, and the new ids of those renamed, by the old."""

    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    renamed: Mapping[str, str] = MappingProxyType({})


NO_FILES_CHANGED = FileChanges()


def find_files_changes(
    review: Review,
    paths: Mapping[str, Path],
    load: Callable[[str], Policy] | None = None,
) -> FileChanges:
    """What became of the policies that `review` records; `paths` are those of today by id.

    Files are read only where some policies are new and others gone; `load` is asked for the
    text where the bytes tell nothing. In a review without any policy nothing is new.
    """
    recorded = {record.id: record for record in review.policies}
    if not recorded:
        return NO_FILES_CHANGED
    gone = [recorded[policy_id] for policy_id in sorted(recorded.keys() - paths.keys())]
    new = sorted(paths.keys() - recorded.keys())
    renamed: dict[str, str] = {}
    if gone and new:
        today = {policy_id: _bytes_digest(paths[policy_id]) for policy_id in new}
        renamed = _matched({record.id: record.file_digest for record in gone}, today)
        left = {r.id: r.text_digest for r in gone if r.id not in renamed and r.text_digest}
        if left and load is not None:
            others = [policy_id for policy_id in new if policy_id not in renamed.values()]
            renamed |= _matched(left, {one: _text_digest(load, one) for one in others})
    return FileChanges(
        added=tuple(one for one in new if one not in renamed.values()),
        removed=tuple(record.id for record in gone if record.id not in renamed),
        renamed=renamed,
    )


def rename_policy(review: Review, old: str, new: str) -> Review:
    """The review with all that it holds of the policy `old` under the id `new`.

    Entries, histories and texts follow, so that nothing is lost and undo goes on as before;
    the record of `old` is that of `new` now, with its old path until the policy is recorded
    again. Raises ValueError where something was decided, deferred or noted for `new` already.
    """
    if any(policy == new for policy, _ in review.entries):
        raise ValueError(f"the review has entries for {new} already")
    entries = {
        (new if policy == old else policy, requirement): (
            _renamed(entry, new) if policy == old else entry
        )
        for (policy, requirement), entry in review.entries.items()
    }
    records = {record.id: record for record in review.policies}
    fresh, kept = records.pop(new, None), records.pop(old, None)
    if kept is not None:
        path = fresh.path if fresh is not None and fresh.path else kept.path
        records[new] = replace(kept, id=new, path=path)
    elif fresh is not None:
        records[new] = fresh
    texts = {text.key: text for text in review.texts if text.policy != old}
    for text in review.texts:
        if text.policy == old:
            texts.setdefault((new, text.digest), replace(text, policy=new))
    return replace(
        review,
        policies=tuple(records[policy_id] for policy_id in sorted(records)),
        entries=entries,
        texts=tuple(texts[key] for key in sorted(texts)),
    )


def follow_renames(review: Review, files: FileChanges) -> Review:
    """`rename_policy` for all that were renamed; one whose new id is taken stays as it is."""
    for old, new in files.renamed.items():
        if not any(policy == new for policy, _ in review.entries):
            review = rename_policy(review, old, new)
    return review


def _renamed(entry: Entry, new: str) -> Entry:
    history = tuple(replace(past, entry=replace(past.entry, policy=new)) for past in entry.history)
    return replace(entry, policy=new, history=history)


def _matched(gone: Mapping[str, str], today: Mapping[str, str]) -> dict[str, str]:
    """The ids of `gone` and of `today` that have the same digest, which no other of them has."""
    new = _by_digest(today.items())
    return {
        ids[0]: new[digest][0]
        for digest, ids in _by_digest(gone.items()).items()
        if len(ids) == 1 and len(new.get(digest, ())) == 1
    }


def _by_digest(digests: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for policy_id, digest in digests:
        if digest:
            found[digest].append(policy_id)
    return found


def _bytes_digest(path: Path) -> str:
    try:
        return bytes_digest(path.read_bytes())
    except OSError:
        return ""


def _text_digest(load: Callable[[str], Policy], policy_id: str) -> str:
    try:
        return load(policy_id).text_digest
    except InputError:
        return ""
