"""From a review and its files of today to a report: pure, the same for the same input."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reviewtui.characters import visible
from reviewtui.errors import InputError
from reviewtui.reports.model import (
    WHOLE,
    Finding,
    Report,
    ReportedChecklist,
    ReportedPolicy,
    ReportedRequirement,
    Scope,
)
from reviewtui.reports.places import evidence_of
from reviewtui.reviews.changes import PolicyState

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from reviewtui.checklists import Checklist
    from reviewtui.documents import Policy
    from reviewtui.reports.model import Evidence
    from reviewtui.reviews import Changes, PolicyChanges, Review
    from reviewtui.reviews.model import Entry, Pair, PolicyRecord, Wording


@dataclass(frozen=True, slots=True)
class PolicyFindings:
    """What comparing found in one policy, for a report.

    `evidence` and `new_text` are by pair; `policy` is what is to be said of it: None where it
    was not read, and with text and blocks only where these are wanted.
    """

    state: PolicyState
    policy: Policy | None = None
    evidence: Mapping[Pair, tuple[Evidence, ...]] = field(default_factory=dict)
    new_text: Mapping[Pair, tuple[str, ...]] = field(default_factory=dict)


def findings_of(
    changes: PolicyChanges,
    policy: Policy | None,
    entries: Iterable[Entry] = (),
    *,
    keep_text: bool = False,
) -> PolicyFindings:
    """What a report says of one policy, with the `entries` of the review for it."""

    new_text: dict[Pair, tuple[str, ...]] = {}
    kept = None
    if policy is not None:
        text = policy.text
        for change in changes.verdicts:
            if change.new_text:
                new_text[change.pair] = tuple(text[start:end] for start, end in change.new_text)
        kept = (
            policy._replace(passages=())
            if keep_text
            else policy._replace(text="", passages=(), blocks=())
        )
    return PolicyFindings(changes.state, kept, evidence_of(entries, policy, changes), new_text)


def build(
    review: Review,
    checklist: Checklist | None,
    changes: Changes,
    policies: Mapping[str, PolicyFindings],
    *,
    review_file: str = "",
    files: Mapping[str, str] | None = None,
    problems: Sequence[str] = (),
    scope: Scope = WHOLE,
) -> Report:
    """The report of `review`.

    `checklist` is None where it was not found; `policies` are what was found in each policy, by
    id; `files` are their paths below the project. Raises InputError where `scope` names a policy
    or a section that is not there.
    """
    entries = review.entries
    known = _requirements(review, checklist)
    requirements = _in_sections(known, scope.sections)
    records = {record.id: record for record in review.policies}
    ids = _chosen(sorted({*records, *policies, *(one for one, _ in entries)}), scope.policies)

    def finding(pair: Pair) -> Finding:
        return _finding(pair, entries.get(pair), policies.get(pair[0]), changes)

    names = {requirement.id for requirement in known}
    all_entries = list(entries.values())
    return Report(
        review=review.id,
        review_file=review_file,
        checklist=_checklist(review, checklist),
        policies=tuple(
            _policy(one, records.get(one), policies.get(one), (files or {}).get(one), checklist)
            for one in ids
        ),
        requirements=requirements,
        findings=tuple(finding((one, r.id)) for one in ids for r in requirements),
        scope=scope,
        retired=tuple(
            finding(pair)
            for pair in sorted(entries)
            if pair[1] not in names and pair[0] in ids and entries[pair].verdict is not None
        ),
        reviewers=tuple(sorted({e.reviewer for e in all_entries if e.verdict is not None})),
        last_time=max((time for entry in all_entries for time in _times(entry)), default=None),
        problems=tuple(problems),
    )


def _finding(
    pair: Pair, entry: Entry | None, found: PolicyFindings | None, changes: Changes
) -> Finding:
    if entry is None:
        return Finding(*pair)
    from reviewtui.reports.model import Evidence

    change = changes.verdicts.get(pair)
    evidence = found.evidence.get(pair) if found else None
    return Finding(
        *pair,
        entry=entry,
        evidence=tuple(Evidence(quote) for quote in entry.evidence)
        if evidence is None
        else evidence,
        stale=changes.stale.get(pair, ()),
        wording=change.wording if change else None,
        new_text=found.new_text.get(pair, ()) if found else (),
    )


def _times(entry: Entry) -> Iterator[datetime]:
    """When an entry was touched; a note or a mark leaves a verdict its own time."""
    yield entry.time
    for past in entry.history:
        yield past.time or past.entry.time


def _checklist(review: Review, checklist: Checklist | None) -> ReportedChecklist:
    record = review.checklist
    if checklist is None:
        return ReportedChecklist(
            record.id, record.id, record.version, "", record.digest, record.path, found=False
        )
    return ReportedChecklist(
        checklist.id,
        checklist.title,
        checklist.version,
        checklist.language,
        checklist.digest,
        record.path,
    )


def _policy(
    policy_id: str,
    record: PolicyRecord | None,
    found: PolicyFindings | None,
    file: str | None,
    checklist: Checklist | None,
) -> ReportedPolicy:
    from pathlib import PurePosixPath

    from reviewtui.documents.locating import has_lines

    read = found.policy if found else None
    path = record.path if record else file or ""
    title = (read.title if read else record.title if record else "") or policy_id
    whole = read is not None and bool(read.text)
    return ReportedPolicy(
        id=policy_id,
        title=title,
        path=path,
        file=file or path,
        file_digest=read.file_digest if read else record.file_digest if record else "",
        text_digest=read.text_digest if read else record.text_digest if record else "",
        state=found.state if found else PolicyState.ABSENT,
        plain=has_lines(PurePosixPath(file or path)),
        language=_foreign(read, checklist),
        unread=read.unread if read else (),
        text=read.text if read and whole else None,
        blocks=read.blocks if read and whole else (),
    )


def _foreign(policy: Policy | None, checklist: Checklist | None) -> str:
    """The language of a policy, where it looks to be another than the checklist's."""
    from reviewtui.reviews.comparing import is_foreign

    return policy.language if policy is not None and is_foreign(policy, checklist) else ""


def _requirements(review: Review, checklist: Checklist | None) -> tuple[ReportedRequirement, ...]:
    """Those of the checklist; without it those that the review names, as it last read them."""
    if checklist is not None:
        return tuple(
            ReportedRequirement(
                id=one.id,
                title=one.title,
                text=one.text,
                guidance=one.guidance,
                section=one.section,
                severity=str(one.severity),
                references=one.references,
                digest=one.digest,
            )
            for one in checklist.requirements
        )
    named = sorted({*(w.id for w in review.wordings), *(one for _, one in review.entries)})
    newest = _newest_wordings(review)
    return tuple(_from_wording(one, newest.get(one)) for one in named)


def _from_wording(requirement: str, wording: Wording | None) -> ReportedRequirement:
    if wording is None:
        return ReportedRequirement(requirement, requirement)
    return ReportedRequirement(
        requirement, wording.title, wording.text, wording.guidance, digest=wording.digest
    )


def _newest_wordings(review: Review) -> dict[str, Wording]:
    """Each requirement as it read when it was decided last."""
    wordings = {(one.id, one.digest): one for one in review.wordings}
    newest: dict[str, tuple[int, Wording]] = {}
    for one in review.wordings:
        newest[one.id] = (-1, one)
    for entry in review.entries.values():
        wording = wordings.get((entry.requirement, entry.requirement_digest))
        if wording is not None and entry.step > newest[entry.requirement][0]:
            newest[entry.requirement] = (entry.step, wording)
    return {requirement: wording for requirement, (_, wording) in newest.items()}


def _chosen(ids: Sequence[str], wanted: Sequence[str]) -> tuple[str, ...]:
    _check_known("--policy", wanted, ids, "policies of the review")
    return tuple(one for one in ids if not wanted or one in wanted)


def _in_sections(
    requirements: tuple[ReportedRequirement, ...], wanted: Sequence[str]
) -> tuple[ReportedRequirement, ...]:
    sections = list(dict.fromkeys(one.section for one in requirements if one.section))
    _check_known("--section", wanted, sections, "sections of the checklist")
    return tuple(one for one in requirements if not wanted or one.section in wanted)


def _check_known(option: str, wanted: Sequence[str], known: Sequence[str], what: str) -> None:
    """Raises InputError with what was perhaps meant for each that is not known."""
    from difflib import get_close_matches

    lines = []
    for name in wanted:
        if name in known:
            continue
        near = get_close_matches(name[:80], known, n=1)
        if near:
            hint = f'did you mean "{near[0]}"?'
        elif known:
            hint = f"there are {', '.join(known[:8])}{' and more' if len(known) > 8 else ''}"
        else:
            hint = "there are none"
        lines.append(visible(f'{option} "{name[:80]}": not among the {what}; {hint}'))
    if lines:
        raise InputError(*lines)
