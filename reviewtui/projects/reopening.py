"""A review held against its files of today, for whoever counts, checks or reports."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reviewtui.characters import visible
from reviewtui.errors import InputError, shown
from reviewtui.projects.recorded import recorded

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from reviewtui.checklists import Checklist
    from reviewtui.documents import Policy, PolicyFile
    from reviewtui.matching import Candidate, Matcher
    from reviewtui.reviews import Changes, PolicyChanges, Review, Summary
    from reviewtui.reviews.renaming import FileChanges
    from reviewtui.reviews.staleness import Rank

    Visit = Callable[[PolicyChanges, Policy | None], object]


@dataclass(frozen=True, slots=True)
class Reopened:
    """A review and its files as they are now.

    `review` has the verdicts of renamed policies under their new ids. `checklist` is None where
    it was not found; `files` are the policies that were. `loaded` are those of them that had to
    be read because they changed, by id. `problems` are lines on what was not found or cannot be
    read, `notes` lines on links that were left out of a folder.
    """

    review: Review
    path: Path
    checklist: Checklist | None
    files: tuple[PolicyFile, ...]
    changes: Changes
    summary: Summary
    loaded: Mapping[str, Policy] = field(default_factory=dict)
    problems: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def reopen(
    path: Path,
    *,
    checklist: Path | None = None,
    policies: Path | None = None,
    on_loaded: Callable[[Policy], object] = lambda policy: None,
    begin: Callable[[Review], object] = lambda review: None,
    visit: Visit | None = None,
    read_all: bool = False,
    progress: Callable[[int, int], object] = lambda done, of: None,
) -> Reopened:
    """The review in the file `path`, its files, and what changed since the verdicts were given.

    `checklist`, and the folder `policies`, go before what is recorded. Only policies whose bytes
    changed are read, with `read_all` the others too, maybe without their passages; `on_loaded`
    gets each that was. `begin` gets the review before it is compared. `visit` is called for each
    policy with what changed in it, and with the policy if it was read, which is then kept in
    `loaded` as its outline only. `progress` gets how many policies are done, of how many. Raises
    InputError for a review that cannot be read, and for a named checklist or folder that cannot;
    what is only recorded is a problem.
    """
    from reviewtui.reviews import load_review, summarise
    from reviewtui.reviews.changes import collect, compare

    review, renamed = _with_renames(load_review(path), policies)
    found = recorded(review, path, checklist=checklist, policies=policies)
    problems = list(found.problems)
    known = _checklist(review.checklist.id, found.checklist, checklist is not None, problems)
    shelf = _Shelf(found.policies, problems, on_loaded)
    compared: list[PolicyChanges] = []
    begin(review)
    of = len({*shelf.paths, *(record.id for record in review.policies)})
    for one in compare(review, known, shelf.paths, shelf.load, _rank(known, review)):
        policy = shelf.policy(one.policy, read=read_all)
        compared.append(one)
        if visit is not None:
            visit(one, policy)
            shelf.forget_text(one.policy)
        progress(len(compared), max(of, len(compared)))
    changes = collect(review, compared, renamed)
    titles = {policy.id: policy.title for policy in shelf.loaded.values()}
    return Reopened(
        review=review,
        path=path,
        checklist=known,
        files=found.policies,
        changes=changes,
        summary=summarise(review, known, shelf.paths, titles=titles, stale=changes.stale),
        loaded=shelf.loaded,
        problems=tuple(problems),
        notes=found.notes,
    )


def _with_renames(review: Review, folder: Path | None) -> tuple[Review, FileChanges | None]:
    """The review with the verdicts of policies that have another name in `folder` under that."""
    if folder is None:
        return review, None
    from reviewtui.documents import find_policies
    from reviewtui.reviews import find_files_changes, follow_renames

    files = find_files_changes(review, {file.id: file.path for file in find_policies([folder])})
    return follow_renames(review, files), files


class _Shelf:
    """Policies that are read only where they changed; one that cannot be is a problem."""

    def __init__(
        self,
        files: tuple[PolicyFile, ...],
        problems: list[str],
        on_loaded: Callable[[Policy], object],
    ) -> None:
        self.paths = {file.id: file.path for file in files}
        self.loaded: dict[str, Policy] = {}
        self._problems, self._on_loaded = problems, on_loaded
        self._failed: set[str] = set()

    def load(self, policy_id: str, *, split: bool = True) -> Policy:
        """Reads a policy. Raises InputError, once its lines are among the problems."""
        from reviewtui.documents import load_policy

        if policy_id not in self.loaded:
            try:
                policy = load_policy(self.paths[policy_id], id=policy_id, split=split)
            except InputError as error:
                if policy_id not in self._failed:
                    self._problems.extend(error.lines)
                self._failed.add(policy_id)
                raise
            self.loaded[policy_id] = policy
            self._on_loaded(policy)
        return self.loaded[policy_id]

    def policy(self, policy_id: str, *, read: bool) -> Policy | None:
        """The policy if it was read, or, with `read`, can be: then it may have no passages."""
        if read and policy_id in self.paths and policy_id not in self._failed:
            with suppress(InputError):
                return self.load(policy_id, split=False)
        return self.loaded.get(policy_id)

    def forget_text(self, policy_id: str) -> None:
        """Keeps no more than the outline of a policy."""
        if policy_id in self.loaded:
            from reviewtui.documents.shelf import outline

            self.loaded[policy_id] = outline(self.loaded[policy_id])


def _rank(checklist: Checklist | None, review: Review) -> Rank | None:
    """Ranks as the app does, by what the review teaches; the matcher is made when it is needed."""
    if checklist is None:
        return None
    matchers: list[Matcher] = []

    def rank(
        policy: Policy, requirement: str, /, *, explain: Callable[[Candidate], bool]
    ) -> list[Candidate]:
        if not matchers:
            from reviewtui.matching import Matcher
            from reviewtui.reviews import teach

            matchers.append(Matcher(checklist))
            teach(matchers[0], review)
        return matchers[0].rank(policy, requirement, explain=explain)

    return rank


def _checklist(
    wanted: str, path: Path | None, named: bool, problems: list[str]
) -> Checklist | None:
    """The checklist at `path`; where it was only recorded, a mistake in it is a problem."""
    from reviewtui.checklists import load_checklist

    if path is None:
        return None
    try:
        checklist = load_checklist(path)
        if checklist.id != wanted:
            raise InputError(
                f'{shown(path)}: the checklist "{visible(checklist.id)}", but the review '
                f'is of "{visible(wanted)}"; give that one with -c'
            )
    except InputError as error:
        if named:
            raise
        problems.extend(error.lines)
        return None
    return checklist
