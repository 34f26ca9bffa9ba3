"""From a project to a reviewer's session: the review as they left it, and where they stopped."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reviewtui.reviews import first_pair, new_review
from reviewtui.session.desk import Desk
from reviewtui.session.library import Library

if TYPE_CHECKING:
    from pathlib import Path

    from reviewtui.projects import Project
    from reviewtui.reviews import Place, Review
    from reviewtui.reviews.bulk import Marked
    from reviewtui.reviews.merging import Conflict
    from reviewtui.reviews.renaming import FileChanges


class Recovered(NamedTuple):
    """What the last session could not save: how many entries, and which of them somebody else
    had changed too."""

    entries: int
    conflicts: tuple[Conflict, ...] = ()


class Session(NamedTuple):
    """One reviewer's session, open; nothing of it is written yet.

    `place` is where they stopped, None for somebody new. `recovered` is what their last session
    could not save, and is in the desk's review already.
    """

    desk: Desk
    library: Library
    place: Place | None = None
    recovered: Recovered | None = None
    files_changed: FileChanges | None = None


def open_session(project: Project, reviewer: str) -> Session:
    """The session of `reviewer` on a project, at the place where they stopped."""
    path = project.review_path
    held = project.opened.review if project.opened else None
    review = held or new_review(project.checklist, path)
    place = _place(path, reviewer, held)
    review, recovered = _with_unsaved(path, review, held)
    files_changed: FileChanges | None = None
    if held is not None:
        from reviewtui.projects import files_since

        files_changed = files_since(project)
    if files_changed is not None and files_changed.renamed:
        from reviewtui.reviews.renaming import follow_renames

        review = follow_renames(review, files_changed)
    desk = Desk(project.checklist, project.policies, review, reviewer, path)
    if place is not None and files_changed is not None:
        place = place._replace(policy=files_changed.renamed.get(place.policy, place.policy))
    resume(desk, place)
    if place is not None and place.marked:
        from reviewtui.reviews.kept_marks import load_marks

        renamed = files_changed.renamed if files_changed is not None else {}
        marks = load_marks(path, reviewer, desk.checklist, review, renamed)
        desk.marks = {pair: mark for pair, mark in marks.items() if pair[0] in desk.policy_ids}
        desk.marks_kept = tuple(desk.marks.values())
    library = Library(project.checklist, project.policies)
    return Session(desk, library, place, recovered, files_changed)


def keep_place(desk: Desk, place: Place, marks: tuple[Marked, ...]) -> bool:
    """Writes where the reviewer is, and what is marked; False where that cannot be kept."""
    from reviewtui.reviews.places import save_place

    path, reviewer = desk.review_path, desk.reviewer
    kept = True
    if marks != desk.marks_kept:
        from reviewtui.reviews.kept_marks import save_marks

        kept = save_marks(path, reviewer, marks, desk.checklist, desk.review)
        if kept:
            desk.marks_kept = marks
    return save_place(path, reviewer, place) and kept


def resume(desk: Desk, place: Place | None) -> None:
    """Puts the desk where the reviewer stopped, else at the first undecided requirement."""
    policies, requirements = desk.policy_ids, desk.requirement_ids
    if place is not None and place.policy in policies and place.requirement in requirements:
        desk.pair = place.pair
    else:
        desk.pair = first_pair(policies, requirements, desk.review)
    if place is not None:
        desk.resume_route(place.way, place.queue, place.scope)
        desk.coverage.restore(place.read)


def _place(path: Path, reviewer: str, held: Review | None) -> Place | None:
    """Where the reviewer stopped, also if the file was elsewhere then."""
    from reviewtui.reviews.places import load_place

    place = load_place(path, reviewer)
    if place is None and held is not None:
        from reviewtui.reviews.moving import follow

        if follow(path, held.id):
            place = load_place(path, reviewer)
    return place


def _with_unsaved(
    path: Path, review: Review, held: Review | None
) -> tuple[Review, Recovered | None]:
    """The review with what the last session could not save; `held` is what the file holds."""
    from reviewtui.reviews.state import anything_kept

    if not anything_kept(path):
        return review, None
    from reviewtui.reviews.backups import KeptKind, kept_versions

    if not kept_versions(path, KeptKind.UNSAVED):
        return review, None
    from reviewtui.reviews.keeping import recover

    merged = recover(path, held)
    if merged is None:
        return review, None
    entries = merged.review.entries
    count = sum(1 for pair, entry in entries.items() if review.entries.get(pair) != entry)
    return merged.review, Recovered(count, merged.conflicts)
