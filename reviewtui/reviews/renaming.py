"""Policies that were added, removed or renamed since a review was written.

A policy was renamed where one that is gone and one that is new are the same, by the digest of
their bytes or of their text, and no other is: then its verdicts follow it. So do those of
policies that swapped their names, or that took the name of another that was renamed, too.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from reviewtui.errors import InputError
from reviewtui.reviews.file import bytes_digest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from reviewtui.documents import Policy
    from reviewtui.reviews.model import Entry, Review, Text


SAME_SIZE = 16_000_000  # bytes of policies with a recorded id that are read to find swapped ones
ALIKE = 0.6  # the share of a policy's sentences in another from which on it looks like it


class FileChanges(NamedTuple):
    """The ids of policies that are new, or gone, and the new ids of those renamed, by the old.

    `alike` has, for some of those gone, the new ones that look like it: the same words, but in
    several files, or most of its sentences. Which it is, is for a person to say.
    """

    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    renamed: Mapping[str, str] = MappingProxyType({})
    alike: Mapping[str, tuple[str, ...]] = MappingProxyType({})

    @property
    def anything(self) -> bool:
        """Whether anything changed."""
        return bool(self.added or self.removed or self.renamed)


NO_FILES_CHANGED = FileChanges()


def find_files_changes(
    review: Review,
    paths: Mapping[str, Path],
    load: Callable[[str], Policy] | None = None,
) -> FileChanges:
    """What became of the policies that `review` records; `paths` are those of today by id.

    Files whose id is recorded are read, too, unless they are large: two may have swapped their
    names, or one have taken that of another. `load` is asked for the text of new files where the
    bytes tell nothing of one that is gone. In a review without any policy nothing is new.
    """
    recorded = {record.id: record for record in review.policies}
    if not recorded:
        return NO_FILES_CHANGED
    gone = sorted(recorded.keys() - paths.keys())
    new = sorted(paths.keys() - recorded.keys())
    same = {one: paths[one] for one in recorded.keys() & paths.keys()}
    today = {one: _bytes_digest(paths[one]) for one in new} if gone else {}
    if (new or len(same) > 1) and sum(map(_size, same.values())) <= SAME_SIZE:
        today |= {one: _bytes_digest(paths[one]) for one in new if one not in today}
        there = {one: _bytes_digest(path) for one, path in same.items()}
        today |= {one: now for one, now in there.items() if now != recorded[one].file_digest}
    before = {one: recorded[one].file_digest for one in (*gone, *(today.keys() & same.keys()))}
    renamed = _matched(before, today)
    texts: dict[str, Text] = {}
    left = [one for one in gone if one not in renamed]
    if left and load is not None:
        others = [one for one in new if one not in renamed.values()]
        texts = {one: text for one in others if (text := _text(load, one)) is not None}
        renamed |= _matched(
            {one: recorded[one].text_digest for one in left},
            {one: text.digest for one, text in texts.items()},
        )
    renamed = _possible(review, renamed)
    removed = [one for one in gone if one not in renamed]
    added = [one for one in new if one not in renamed.values()]
    alike = {one: found for one in removed if (found := _alike(review, one, added, today, texts))}
    return FileChanges(tuple(added), tuple(removed), renamed, alike)


def rename_policy(review: Review, old: str, new: str) -> Review:
    """`rename_policies` for one."""
    return rename_policies(review, {old: new})


def rename_policies(review: Review, renamed: Mapping[str, str]) -> Review:
    """The review with all that it holds of each policy under the id that `renamed` gives it.

    All at once, so that two may swap their ids. Entries, histories and texts follow, so that
    nothing is lost and undo goes on as before; the record of the old id is that of the new one
    now, with its old path until the policy is recorded again. Raises ValueError where something
    was decided, deferred or noted for a new id already, and stays there.
    """
    taken = {policy for policy, _ in review.entries if policy not in renamed}
    for new in renamed.values():
        if new in taken:
            raise ValueError(f"the review has entries for {new} already")
    entries = {}
    for (policy, requirement), entry in review.entries.items():
        new = renamed.get(policy, policy)
        entries[new, requirement] = entry if new == policy else renamed_entry(entry, new)
    before = {record.id: record for record in review.policies}
    records = {one: record for one, record in before.items() if one not in renamed}
    for old, new in renamed.items():
        kept, fresh = before.get(old), before.get(new)
        if kept is not None:
            path = fresh.path if fresh is not None and fresh.path else kept.path
            records[new] = kept._replace(id=new, path=path)
    texts = {text.key: text for text in review.texts if text.policy not in renamed}
    for text in review.texts:
        if text.policy in renamed:
            moved = text._replace(policy=renamed[text.policy])
            texts.setdefault(moved.key, moved)
    return replace(
        review,
        policies=tuple(records[policy_id] for policy_id in sorted(records)),
        entries=entries,
        texts=tuple(texts[key] for key in sorted(texts)),
    )


def follow_renames(review: Review, files: FileChanges) -> Review:
    """`rename_policies` for all that were renamed; one whose new id is taken stays as it is."""
    renamed = _possible(review, files.renamed)
    return rename_policies(review, renamed) if renamed else review


def renamed_entry(entry: Entry, new: str) -> Entry:
    """`entry`, with its history, as one of the policy `new`."""
    history = tuple(past._replace(entry=replace(past.entry, policy=new)) for past in entry.history)
    return replace(entry, policy=new, history=history)


def _possible(review: Review, renamed: Mapping[str, str]) -> dict[str, str]:
    """Those whose new id has no entries, or only some that go to another id themselves."""
    left = dict(renamed)
    reviewed = {policy for policy, _ in review.entries}
    while blocked := [old for old, new in left.items() if new in reviewed and new not in left]:
        for old in blocked:
            del left[old]
    return left


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


def _alike(
    review: Review,
    gone: str,
    added: Sequence[str],
    digests: Mapping[str, str],
    texts: Mapping[str, Text],
) -> tuple[str, ...]:
    """The `added` ones that have the bytes, the text, or most of the sentences of `gone`."""
    record = next(record for record in review.policies if record.id == gone)
    before = next(
        (
            text.sentences.split()
            for text in review.texts
            if text.key == (gone, record.text_digest) and text.sentences
        ),
        [],
    )
    shares: dict[str, float] = {}
    for one in added:
        text = texts.get(one)
        if record.file_digest and digests.get(one) == record.file_digest:
            shares[one] = 1.0
        elif text is not None and before:
            now = set(text.sentences.split())
            shares[one] = sum(sentence in now for sentence in before) / len(before)
    found = [one for one, share in shares.items() if share >= ALIKE]
    return tuple(sorted(found, key=lambda one: (-shares[one], one)))


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _text(load: Callable[[str], Policy], policy_id: str) -> Text | None:
    from reviewtui.reviews.texts import text_of

    try:
        return text_of(load(policy_id))
    except InputError:
        return None


def _bytes_digest(path: Path) -> str:
    try:
        return bytes_digest(path.read_bytes())
    except OSError:
        return ""
