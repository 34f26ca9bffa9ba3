"""What a review file records: its checklist and policies, found again from its paths.

Files below the review's project, and below what was named on the command line, are opened. A
path that a review records elsewhere is not, unless its reviewer has said yes to it: a review that
came with a clone must not make reviewtui read whatever its writer thought of.
"""

from __future__ import annotations

import os
from enum import Enum
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from reviewtui.documents import PolicyFile
from reviewtui.documents.finding import list_policies
from reviewtui.errors import shown
from reviewtui.projects.outside import OutsideFile

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewtui.reviews import Review

_MARKS = ("policies", ".git", "reviewtui.toml")


class Recorded(NamedTuple):
    """What of a review's files was found.

    `problems` are lines on what was not, the checklist's first, several policies with the same
    fault in one; `notes` are lines on links that were left out of a folder. `only_gone` says
    that all problems are policies which are not where they were; `outside` are the files that
    were not opened because nobody has said that they may be.
    """

    checklist: Path | None
    policies: tuple[PolicyFile, ...]
    problems: tuple[str, ...]
    notes: tuple[str, ...] = ()
    only_gone: bool = False
    outside: tuple[OutsideFile, ...] = ()


def recorded(
    review: Review,
    review_path: Path,
    *,
    checklist: Path | None = None,
    policies: Path | None = None,
) -> Recorded:
    """The checklist and policies of `review`, in the file `review_path`.

    `checklist`, and the folder `policies`, were named by the user and go before what is
    recorded: all policies of that folder count, recorded or not. Raises InputError where
    `policies` cannot be listed; a file that is only recorded and is not there, or may not be
    opened, is a problem and no error.
    """
    problems: list[str] = []
    only_gone = False
    notes: tuple[str, ...] = ()
    outside: list[OutsideFile] = []
    of_review = _Files(review_path)
    found: Path | None = checklist
    if checklist is None:
        path = of_review.find(review.checklist.path)
        if isinstance(path, OutsideFile):
            outside.append(path._replace(is_checklist=True))
            path = _Fault.OUTSIDE
        if isinstance(path, _Fault):
            remedy = "give the checklist with -c"
            problems += _lines(review_path, {path: [review.checklist.path]}, remedy)
        else:
            found = path
    if policies is not None:
        listing = list_policies([policies])
        files, notes = listing.files, listing.notes
        problems += _not_in(policies, {file.id for file in files}, review)
    else:
        files, faults = _recorded_policies(review, of_review, outside)
        only_gone = not problems and set(faults) == {_Fault.ABSENT}
        problems += _lines(review_path, faults, "give their folder with --policies DIR")
    return Recorded(found, files, tuple(problems), notes, only_gone, tuple(outside))


class _Fault(Enum):
    """Why a recorded file is not opened: what is said of one, and of several."""

    NO_PATH = ("is no path", "are recorded without a path")
    OUTSIDE = (
        "is outside the project and was not opened",
        "are outside the project and were not opened",
    )
    ABSENT = ("is not there", "are not there")


def _not_in(folder: Path, ids: set[str], review: Review) -> list[str]:
    """The line on policies that are recorded and not in the folder that was named."""
    missing = [record.id for record in review.policies if record.id not in ids]
    if not missing:
        return []
    what = f'no policy "{shown(missing[0])}" in it'
    if len(missing) > 1:
        what += f", nor {len(missing) - 1} more that the review records"
    return [f"{shown(folder)}: {what}; check the folder"]


def _recorded_policies(
    review: Review, of_review: _Files, outside: list[OutsideFile]
) -> tuple[tuple[PolicyFile, ...], dict[_Fault, list[str]]]:
    files: list[PolicyFile] = []
    faults: dict[_Fault, list[str]] = {}
    for record in review.policies:
        path = of_review.find(record.path)
        if isinstance(path, OutsideFile):
            outside.append(path)
            path = _Fault.OUTSIDE
        if isinstance(path, _Fault):
            faults.setdefault(path, []).append(record.path)
        else:
            files.append(PolicyFile(record.id, path))
    return tuple(files), faults


def project_folder(review_path: Path) -> Path:
    """The nearest folder above a review with `policies/`, `.git` or `reviewtui.toml`, else its
    own."""
    own = review_path.resolve().parent
    for folder in (own, *own.parents):
        if any((folder / mark).exists() for mark in _MARKS):
            return folder
    return own


class _Files:
    """Finds the files that the review `review_path` records."""

    def __init__(self, review_path: Path) -> None:
        self._review_path = review_path

    @cached_property
    def _root(self) -> Path:
        return project_folder(self._review_path).resolve()

    @cached_property
    def _allowed(self) -> frozenset[str]:
        from reviewtui.reviews.outside import allowed

        return allowed(self._review_path)

    def find(self, recorded_path: str) -> Path | OutsideFile | _Fault:
        """The file recorded as `recorded_path`, or why it is not opened."""
        if not recorded_path or "\0" in recorded_path:
            return _Fault.NO_PATH
        path = self._review_path.parent / recorded_path
        try:
            real, there = path.resolve(), path.is_file()
            inside = real.is_relative_to(self._root)
        except (OSError, RuntimeError):
            return _Fault.ABSENT
        if not inside and str(real) not in self._allowed:
            return OutsideFile(recorded_path, real) if there else _Fault.OUTSIDE
        return _short(path) if there else _Fault.ABSENT


def _lines(review_path: Path, faults: dict[_Fault, list[str]], remedy: str) -> Iterator[str]:
    """A line for each fault: one file by its path, several policies by their number."""
    name = shown(review_path)
    for fault, paths in faults.items():
        one, several = fault.value
        line = (
            f"{len(paths)} policies {several}" if len(paths) > 1 else f'"{shown(paths[0])}" {one}'
        )
        yield f"{name}: {line}; {remedy}"


def _short(path: Path) -> Path:
    """`path` without `reviews/..`, where that names the same file."""
    short = Path(os.path.normpath(path))
    try:
        return short if short.samefile(path) else path
    except OSError:
        return path
