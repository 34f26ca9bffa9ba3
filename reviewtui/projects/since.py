"""Which policies of a project were added, renamed or removed since its review was written."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING

from reviewtui.documents import load_policy

if TYPE_CHECKING:
    from reviewtui.projects.model import Project
    from reviewtui.reviews.renaming import FileChanges


def files_since(project: Project) -> FileChanges | None:
    """What became of the files that the review of `project` records; None if nothing did.

    A recorded policy that is not part of the project, though its file is still there, was only
    not named this time. What is read of the files is said in `find_files_changes`.
    """
    if project.opened is None:
        return None
    review = project.opened.review
    paths = {file.id: file.path for file in project.policies}
    folder = project.review_path.parent
    elsewhere = {
        record.id
        for record in review.policies
        if record.id not in paths and _is_there(os.path.join(folder, record.path))  # noqa: PTH118
    }
    from reviewtui.reviews.renaming import find_files_changes

    known = tuple(record for record in review.policies if record.id not in elsewhere)
    found = find_files_changes(
        replace(review, policies=known),
        paths,
        lambda policy_id: load_policy(paths[policy_id], id=policy_id),
    )
    return found if found.anything else None


def _is_there(path: str) -> bool:
    try:
        return os.path.isfile(path)  # noqa: PTH113 - a path with a NUL in it is nowhere
    except ValueError:
        return False
