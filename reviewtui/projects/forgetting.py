"""Removing all that is kept of a review outside of it: state, earlier versions, parsed policies."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from reviewtui.documents import cache, list_policies
from reviewtui.documents.loading import digest_of_file
from reviewtui.errors import InputError, shown
from reviewtui.projects.recorded import project_folder, recorded
from reviewtui.reviews.forgetting import forget, kept_reviews, owner_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewtui.reviews import Review


def forget_review(path: Path) -> tuple[Path, ...]:
    """Removes all that is kept for the review file `path`, which need not be there any more, and
    what its policies were parsed to; the files that were removed.

    Its policies are those of the review and of its kept versions, and the files in `policies/` of
    its project. Raises InputError while somebody has the review open, and where a file cannot be
    removed.
    """
    owner = owner_of(path)
    if owner is not None:
        raise InputError(
            f"{shown(path)}: {shown(owner.name)} has it open on {shown(owner.host)}; "
            "leave the app there first"
        )
    digests = set(_digests(path))  # before the versions that name them are gone
    try:
        return tuple(map(Path, (*forget(path), *cache.forget(digests))))
    except OSError as error:
        where = shown(error.filename or "the state folder")
        raise InputError(
            f"{where}: not removed: {error.strerror}; check the permissions of its folder"
        ) from None


def _digests(path: Path) -> Iterator[str]:
    """The digests of the policies' bytes: as recorded once, and as they are now."""
    reviews = list(kept_reviews(path))
    now = _review(path)
    for review in (*reviews, *([now] if now else [])):
        yield from (record.file_digest for record in review.policies)
    files = {file.path for file in (recorded(now, path).policies if now else ())}
    with suppress(InputError, OSError):
        folder = project_folder(path) / "policies"
        files |= {file.path for file in list_policies([folder]).files}
    for file in files:
        with suppress(InputError):
            yield digest_of_file(file)


def _review(path: Path) -> Review | None:
    """The review as it is; None where it is gone or cannot be read."""
    from reviewtui.reviews import load_review

    try:
        return load_review(path)
    except InputError:
        return None
