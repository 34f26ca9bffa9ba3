"""One decision for a script: the rules, the lock and the file of the app, without a session."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from reviewtui.characters import visible
from reviewtui.errors import InputError, shown, unknown_id
from reviewtui.reviews import Verdict

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from reviewtui.checklists import Requirement
    from reviewtui.documents import Policy, PolicyFile
    from reviewtui.projects import Project
    from reviewtui.reviews import Entry, Lock, Review, Undone
    from reviewtui.session.desk import Desk

_QUOTELESS = frozenset({Verdict.MISSING})


@dataclass(frozen=True, slots=True)
class Order:
    """What to record for one policy and requirement; None leaves what is there.

    `quotes` are words of the policy, `spans` places in its text: the evidence of `verdict`.
    """

    policy: str
    requirement: str
    verdict: Verdict | None = None
    quotes: tuple[str, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()
    note: str | None = None
    deferred: bool | None = None


class Recorded(NamedTuple):
    """What a script has done: the entry as it is now, and how far the review is.

    `recovered` counts entries of an earlier session that could not be saved then, and are now.
    """

    entry: Entry | None
    decided: int
    total: int
    recovered: int = 0


def record(
    find: Callable[[], Project],
    review_path: Path,
    order: Order,
    *,
    reviewer: str,
    on_loaded: Callable[[Policy], object] = lambda policy: None,
) -> Recorded:
    """Does what `order` says in the review `review_path`, and saves it durably.

    `find` finds the project, once nobody else has the review. Raises InputError for whatever
    is not there, for a quote that is not in the policy or in several places of it, where
    somebody keeps the review open, and where it cannot be saved; then nothing was written.
    """
    from reviewtui.reviews import decide, now, record_files, record_policies, set_deferred, set_note
    from reviewtui.reviews.editing import record_checklist

    with _Writing(find, review_path, reviewer) as writing:
        desk, project = writing.desk, writing.project
        requirement = _requirement(project, order.requirement)
        policy = _policy(project, order.policy, on_loaded)
        spans = _evidence(policy, order)
        review, time = desk.review, now()
        review = record_policies(review, [policy], review_path)
        review = record_files(review, project.policies, review_path)
        review = record_checklist(review, project.checklist, review_path)
        if order.verdict is not None:
            from reviewtui.reviews.taking import decision

            # no candidate was on a screen: none is taken, and none was passed over
            decided = decision(
                policy,
                requirement,
                order.verdict,
                (),
                pieces=spans,
                language=project.checklist.language,
            )
            review = decide(review, [decided], reviewer=reviewer, time=time)
        pair = (policy.id, requirement.id)
        if order.note is not None:
            review = set_note(review, *pair, order.note, reviewer=reviewer, time=time)
        if order.deferred is not None:
            review = set_deferred(review, *pair, order.deferred, reviewer=reviewer, time=time)
        writing.save(review)
        return Recorded(review.entries.get(pair), *writing.progress(), writing.recovered)


def take_back(
    find: Callable[[], Project], review_path: Path, *, reviewer: str
) -> tuple[Undone, int, int]:
    """Takes back the newest step of `reviewer`, and saves that; with how far the review is then.

    Nothing is written where there is nothing to take back. Raises InputError as `record`.
    """
    from reviewtui.reviews import now, undo

    with _Writing(find, review_path, reviewer) as writing:
        undone = undo(writing.desk.review, reviewer=reviewer, time=now())
        if undone.changes:
            writing.save(undone.review)
        return (undone, *writing.progress())


class _Writing:
    """A review that nobody else writes meanwhile."""

    def __init__(self, find: Callable[[], Project], path: Path, reviewer: str) -> None:
        self._find, self._path, self._reviewer = find, path, reviewer
        self._lock: Lock | None = None

    def __enter__(self) -> _Writing:
        from reviewtui.projects import check_saveable, check_writable
        from reviewtui.projects.gone import unless_gone
        from reviewtui.reviews.locking import wait_for_lock
        from reviewtui.session.opening import open_session

        check_writable(self._path)
        self._lock = lock = wait_for_lock(self._path, self._reviewer)
        try:
            if lock.owner is not None:
                since = f"{lock.owner.since:%Y-%m-%d %H:%M} UTC"
                raise InputError(
                    f"{shown(self._path)}: {visible(lock.owner.name)} on "
                    f"{visible(lock.owner.host)} has it open since {since}; "
                    "close it there, or try again later"
                )
            self.project = unless_gone(self._find())
            check_saveable(self.project)
            session = open_session(self.project, self._reviewer)
            session.library.close()
            self.desk: Desk = session.desk
            self.recovered = session.recovered.entries if session.recovered else 0
        except BaseException:
            lock.release()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        if self._lock is not None:
            self._lock.release()

    def save(self, review: Review) -> None:
        """Saves `review`. Raises InputError where that fails."""
        from reviewtui.reviews.saving import Saver

        saver = Saver(self._path, self.project.opened)
        saver.lock = self._lock
        saver.submit(review)
        if not saver.close():
            raise InputError(f"{shown(self._path)}: not saved: {saver.reason}")
        self.desk.review = review

    def progress(self) -> tuple[int, int]:
        """How many pairs are decided, of how many."""
        found = self.desk.progress()
        return found.decided, found.total


def _requirement(project: Project, wanted: str) -> Requirement:
    known = project.checklist.by_id
    if wanted not in known:
        raise unknown_id("--requirement", wanted, known, f'the checklist "{project.checklist.id}"')
    return known[wanted]


def _policy(project: Project, wanted: str, on_loaded: Callable[[Policy], object]) -> Policy:
    from reviewtui.documents import load_policy

    known: dict[str, PolicyFile] = {file.id: file for file in project.policies}
    if wanted not in known:
        raise unknown_id("--policy", wanted, known, "the review")
    policy = load_policy(known[wanted].path, id=wanted)
    on_loaded(policy)
    return policy


def _evidence(policy: Policy, order: Order) -> tuple[tuple[int, int], ...]:
    """The spans that are cited. Raises InputError with a line for each that cannot be."""
    from reviewtui.documents.citing import cite, span_in

    if order.verdict in _QUOTELESS and (order.quotes or order.spans):
        raise InputError(
            f"--verdict {order.verdict}: cites nothing; leave out --quote and --span, "
            "or say what stands there with --verdict partial or contradicted"
        )
    spans: set[tuple[int, int]] = set()
    problems: list[str] = []
    quotes = (partial(cite, policy, words) for words in order.quotes)
    for find in (*quotes, *(partial(span_in, policy, *span) for span in order.spans)):
        try:
            spans.add(find())
        except InputError as error:
            problems.extend(error.lines)
    if problems:
        raise InputError(*problems)
    return tuple(sorted(spans))
