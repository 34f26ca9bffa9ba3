"""What a review file records: its checklist and policies, found again from its paths.

Files below the review's project, and below what was named on the command line, are opened. A
path that a review records elsewhere is not: a review that came with a clone must not make
reviewtui read whatever its writer thought of.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from reviewtui.characters import visible
from reviewtui.documents import PolicyFile, find_policies

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reviewtui.reviews import Review

_MARKS = ("policies", ".git", "reviewtui.toml")


@dataclass(frozen=True, slots=True)
class Recorded:
    """What of a review's files was found; `problems` has a line for each that was not."""

    checklist: Path | None
    policies: tuple[PolicyFile, ...]
    problems: tuple[str, ...]


def recorded(
    review: Review,
    review_path: Path,
    *,
    checklist: Path | None = None,
    policies: Path | None = None,
) -> Recorded:
    """The checklist and policies of `review`, in the file `review_path`.

    `checklist`, and the folder `policies`, were named by the user and go before what is
    recorded. Raises InputError where `policies` cannot be listed; a file that is only recorded
    and is not there, or may not be opened, is a problem and no error.
    """
    problems: list[str] = []
    if checklist is None:
        path = review.checklist.path
        found = _file(review_path, path, "give the checklist with -c", problems)
    else:
        found = checklist
    if policies is not None:
        files = _named(review, find_policies([policies]), policies, problems)
    else:
        files = _recorded_policies(review, review_path, problems)
    return Recorded(found, tuple(files), tuple(problems))


def _named(
    review: Review, files: Iterable[PolicyFile], folder: Path, problems: list[str]
) -> Iterator[PolicyFile]:
    by_id = {file.id: file for file in files}
    for record in review.policies:
        if record.id in by_id:
            yield by_id[record.id]
        else:
            problems.append(f'{visible(str(folder))}: no policy "{visible(record.id)}" in it')


def _recorded_policies(
    review: Review, review_path: Path, problems: list[str]
) -> Iterator[PolicyFile]:
    for record in review.policies:
        path = _file(review_path, record.path, "give their folder with --policies DIR", problems)
        if path is not None:
            yield PolicyFile(record.id, path)


def _file(review_path: Path, recorded_path: str, remedy: str, problems: list[str]) -> Path | None:
    """The file that `review_path` records as `recorded_path`, if it is there and may be read."""
    name, shown = visible(str(review_path)), visible(recorded_path)
    if not recorded_path or "\0" in recorded_path:
        problems.append(f"{name}: records no path; {remedy}")
        return None
    path = review_path.parent / recorded_path
    try:
        real, root = path.resolve(), project_folder(review_path).resolve()
        inside, there = real.is_relative_to(root), path.is_file()
    except (OSError, RuntimeError):
        inside, there = True, False
    if not inside:
        problems.append(f'{name}: "{shown}" is outside the project and was not opened; {remedy}')
        return None
    if not there:
        problems.append(f'{name}: "{shown}" is not there; {remedy}')
        return None
    return _short(path)


def project_folder(review_path: Path) -> Path:
    """The nearest folder above a review with `policies/`, `.git` or `reviewtui.toml`, else its
    own."""
    own = review_path.resolve().parent
    for folder in (own, *own.parents):
        if any((folder / mark).exists() for mark in _MARKS):
            return folder
    return own


def _short(path: Path) -> Path:
    """`path` without `reviews/..`, where that names the same file."""
    short = Path(os.path.normpath(path))
    try:
        return short if short.samefile(path) else path
    except OSError:
        return path
