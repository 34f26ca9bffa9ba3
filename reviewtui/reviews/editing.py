"""Changes of a review: each takes a review and returns another; nothing is lost on the way.

Every change that ends an earlier entry keeps that entry in the history, and counts one step
further. `time` is in UTC and whole seconds, as `now()` gives it.
"""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import UTC, datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from reviewtui.reviews.model import (
    Action,
    ChecklistRecord,
    Entry,
    Past,
    PolicyRecord,
    Rejected,
    Review,
    Text,
    Verdict,
    Wording,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from reviewtui.checklists import Checklist, Requirement
    from reviewtui.documents import Policy, PolicyFile, Quote
    from reviewtui.reviews.model import Pair

REJECTED_AT_MOST = 10
_ID_LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"  # none that is taken for another


class Decision(NamedTuple):
    """One verdict to record; `policy` is a policy's id, `text_digest` that of its text now.

    `text` is what the review is to keep of that text (`reviewtui.reviews.texts.text_of`).
    """

    policy: str
    text_digest: str
    requirement: Requirement
    verdict: Verdict
    evidence: tuple[Quote, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    searched: tuple[str, ...] = ()
    text: Text | None = None
    read: float | None = None


def now() -> datetime:
    """This moment in UTC, in whole seconds."""
    return datetime.now(UTC).replace(microsecond=0)


def new_review(checklist: Checklist, review_path: Path) -> Review:
    """An empty review of `checklist` that will be kept at `review_path`."""
    from random import SystemRandom  # what `secrets` chooses with, which takes 5 ms to import

    return Review(
        id="".join(SystemRandom().choices(_ID_LETTERS, k=8)),
        checklist=_checklist_record(checklist, review_path),
    )


def record_checklist(review: Review, checklist: Checklist, review_path: Path) -> Review:
    """The review with the version, path and digest that its checklist has now."""
    record = _checklist_record(checklist, review_path)._replace(extra=review.checklist.extra)
    return review if record == review.checklist else replace(review, checklist=record)


def _checklist_record(checklist: Checklist, review_path: Path) -> ChecklistRecord:
    return ChecklistRecord(
        id=checklist.id,
        version=checklist.version,
        path=relative_path(checklist.path, review_path) if checklist.path else "",
        digest=checklist.digest,
    )


def record_policies(review: Review, policies: Iterable[Policy], review_path: Path) -> Review:
    """The review with path, title and digests of `policies` added or brought up to date."""
    records = {record.id: record for record in review.policies}
    for policy in policies:
        known = records.get(policy.id)
        record = PolicyRecord(
            id=policy.id,
            path=relative_path(policy.path, review_path),
            title=policy.title,
            file_digest=policy.file_digest,
            text_digest=policy.text_digest,
        )
        records[policy.id] = record._replace(extra=known.extra) if known else record
    ordered = tuple(records[key] for key in sorted(records))
    return review if ordered == review.policies else replace(review, policies=ordered)


def record_files(
    review: Review,
    files: Iterable[PolicyFile],
    review_path: Path,
    digests: Mapping[str, str] = MappingProxyType({}),
) -> Review:
    """The review with those of `files` that it does not know: policies not read yet.

    They have no title and no digest of their text; that of their bytes is in `digests`, by
    policy, if it is known. A policy that was read once keeps what it was read as.
    """
    records = {record.id: record for record in review.policies}
    for file in files:
        known, digest = records.get(file.id), digests.get(file.id, "")
        if known is None:
            path = relative_path(file.path, review_path)
            records[file.id] = PolicyRecord(file.id, path, "", digest, "")
        elif digest and not known.text_digest and known.file_digest != digest:
            records[file.id] = known._replace(file_digest=digest)
    ordered = tuple(records[key] for key in sorted(records))
    return review if ordered == review.policies else replace(review, policies=ordered)


def relative_path(path: Path, review_path: Path) -> str:
    """`path` as a review file at `review_path` names it: relative to its folder, with `/`."""
    folder = os.path.dirname(os.path.abspath(review_path))  # noqa: PTH100, PTH120
    try:
        return os.path.relpath(path, folder).replace(os.sep, "/")
    except ValueError:  # another drive: no relative path leads there
        return str(path).replace(os.sep, "/")


def last_step(review: Review) -> int:
    """The number of the newest step in the review; 0 where nothing was decided."""
    newest = 0
    for entry in review.entries.values():
        newest = max(newest, entry.step)
        for past in entry.history:
            newest = max(newest, past.step, past.entry.step)
    return newest


def decide(
    review: Review, decisions: Sequence[Decision], *, reviewer: str, time: datetime
) -> Review:
    """Records verdicts, several as one step. Notes are kept, deferred marks cleared.

    Raises ValueError where two decisions are for the same policy and requirement.
    """
    if not decisions:
        return review
    if len({(d.policy, d.requirement.id) for d in decisions}) < len(decisions):
        raise ValueError("two decisions for one policy and requirement")
    step = last_step(review) + 1
    entries = dict(review.entries)
    for decision in decisions:
        pair = (decision.policy, decision.requirement.id)
        earlier = entries.get(pair)
        entries[pair] = Entry(
            policy=decision.policy,
            requirement=decision.requirement.id,
            reviewer=reviewer,
            time=time,
            step=step,
            verdict=decision.verdict,
            note=earlier.note if earlier else "",
            requirement_digest=decision.requirement.digest,
            text_digest=decision.text_digest,
            searched=decision.searched,
            evidence=decision.evidence,
            rejected=decision.rejected[:REJECTED_AT_MOST],
            read=decision.read,
            history=ended(earlier, Action.DECIDE) if earlier else (),
        )
    wordings = _with_wordings(review.wordings, [d.requirement for d in decisions])
    texts = _with_texts(review, entries, [d.text for d in decisions])
    return replace(review, entries=entries, wordings=wordings, texts=texts)


def set_deferred(
    review: Review,
    policy_id: str,
    requirement_id: str,
    deferred: bool = True,
    *,
    reviewer: str,
    time: datetime,
) -> Review:
    """Marks a pair to come back to, or takes the mark away; decided or not."""
    pairs = ((policy_id, requirement_id),)
    return defer_all(review, pairs, deferred, reviewer=reviewer, time=time)


def defer_all(
    review: Review,
    pairs: Iterable[Pair],
    deferred: bool = True,
    *,
    reviewer: str,
    time: datetime,
) -> Review:
    """As `set_deferred`, several as one step."""
    changed: dict[Pair, Entry] = {}
    step = 0
    for pair in pairs:
        earlier = review.entries.get(pair)
        if (earlier.deferred if earlier else False) == deferred:
            continue
        step = step or last_step(review) + 1
        if earlier is None:
            changed[pair] = Entry(*pair, reviewer, time, step, deferred=deferred)
        else:
            touched = _touched(earlier, Action.DEFER, reviewer=reviewer, time=time, step=step)
            changed[pair] = replace(touched, deferred=deferred)
    return replace(review, entries={**review.entries, **changed}) if changed else review


def set_note(
    review: Review,
    policy_id: str,
    requirement_id: str,
    note: str,
    *,
    reviewer: str,
    time: datetime,
) -> Review:
    """Sets or (with `""`) takes away the note of a pair; decided or not."""
    earlier = review.entries.get((policy_id, requirement_id))
    if (earlier.note if earlier else "") == note:
        return review
    step = last_step(review) + 1
    if earlier is None:
        entry = Entry(policy_id, requirement_id, reviewer, time, step, note=note)
    else:
        entry = replace(
            _touched(earlier, Action.NOTE, reviewer=reviewer, time=time, step=step), note=note
        )
    return _with_entry(review, entry)


def confirm(
    review: Review,
    policy: Policy,
    requirement: Requirement,
    *,
    reviewer: str,
    time: datetime,
    evidence: tuple[Quote, ...] | None = None,
    read: float | None = None,
) -> Review:
    """Confirms a verdict on today's policy and wording; undecided pairs stay as they are.

    `evidence` is what it cites now; without it each quote is looked up in the policy, and one
    that is lost, or whose place is not certain, is cited no more: the history keeps it. `read` is
    how much of the policy was on the screen (see `recorded_share`).
    """
    earlier = review.entries.get((policy.id, requirement.id))
    if earlier is None or earlier.verdict is None:
        return review
    if evidence is None:
        from reviewtui.reviews.recalling import confirmed_evidence

        founds = [quote.find_in(policy) for quote in earlier.evidence]
        evidence = confirmed_evidence(earlier, policy, founds)
    edited = earlier.text_digest != policy.text_digest
    entry = replace(
        earlier,
        reviewer=reviewer,
        time=time,
        step=last_step(review) + 1,
        deferred=False,
        requirement_digest=requirement.digest,
        text_digest=policy.text_digest,
        evidence=evidence,
        read=recorded_share(earlier.verdict, read) if read is not None or edited else earlier.read,
        history=ended(earlier, Action.CONFIRM),
    )
    from reviewtui.reviews.texts import text_of

    confirmed = _with_entry(review, entry)
    return replace(
        confirmed,
        wordings=_with_wordings(review.wordings, [requirement]),
        texts=_with_texts(review, confirmed.entries, [text_of(policy)]),
    )


def recorded_share(verdict: Verdict, share: float | None) -> float | None:
    """How much of the policy was on the screen as a verdict records it: for missing, in two
    decimals, never more than it was; else None. `share` is 0 to 1, None where it is not known."""
    if verdict is not Verdict.MISSING or share is None:
        return None
    return int(min(1.0, max(0.0, share)) * 100 + 1e-9) / 100


def ended(
    entry: Entry,
    action: Action,
    *,
    reviewer: str = "",
    time: datetime | None = None,
    step: int = 0,
) -> tuple[Past, ...]:
    """The history of what follows `entry`, once `action` has ended it."""
    past = Past(replace(entry, history=()), action, reviewer=reviewer, time=time, step=step)
    return (*entry.history, past)


def _touched(entry: Entry, action: Action, *, reviewer: str, time: datetime, step: int) -> Entry:
    """What follows `entry` when a note or a mark changes.

    A verdict keeps the name and the time of who gave it; who touched it stands in the history.
    """
    if entry.verdict is None:
        return replace(entry, reviewer=reviewer, time=time, step=step, history=ended(entry, action))
    return replace(entry, history=ended(entry, action, reviewer=reviewer, time=time, step=step))


def _with_entry(review: Review, entry: Entry) -> Review:
    return replace(review, entries={**review.entries, entry.pair: entry})


def _with_texts(
    review: Review, entries: Mapping[Pair, Entry], fresh: Sequence[Text | None]
) -> tuple[Text, ...]:
    """The texts of `review` and the `fresh` ones; a policy's others go when no verdict is on them.

    Looked at only for policies that have several: there is one while nothing is edited.
    """
    known = {text.key for text in review.texts}
    added = {text.key: text for text in fresh if text is not None and text.key not in known}
    touched = {text.policy for text in fresh if text is not None}
    several = len(added) or any(
        t.policy in touched and all(f is None or t.key != f.key for f in fresh)
        for t in review.texts
    )
    if not several:
        return review.texts
    from reviewtui.reviews.texts import used_texts

    used = used_texts(entries)
    kept = [t for t in review.texts if t.policy not in touched or t.key in used]
    if not added and len(kept) == len(review.texts):
        return review.texts
    return tuple(sorted((*kept, *added.values()), key=lambda text: text.key))


def _with_wordings(
    wordings: tuple[Wording, ...], requirements: Sequence[Requirement]
) -> tuple[Wording, ...]:
    known = {(wording.id, wording.digest) for wording in wordings}
    fresh = {
        (r.id, r.digest): Wording(r.id, r.digest, r.title, r.text, r.guidance)
        for r in requirements
        if (r.id, r.digest) not in known
    }
    if not fresh:
        return wordings
    return tuple(sorted((*wordings, *fresh.values()), key=lambda w: (w.id, w.digest)))
