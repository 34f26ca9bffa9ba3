"""From what was typed, and the folder it was typed in, to a project or a choice."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from reviewtui.checklists import load_checklist
from reviewtui.documents import Listing, list_policies
from reviewtui.errors import InputError, cannot_read, shown
from reviewtui.projects.folder_file import FolderFile
from reviewtui.projects.model import Choice, Option, Project
from reviewtui.projects.writable import check_saveable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reviewtui.checklists import Checklist
    from reviewtui.projects.outside import OutsideFile
    from reviewtui.reviews import Opened

_Found = TypeVar("_Found")
Progress = Callable[[float], object]


class _Request(NamedTuple):
    """What was typed, or set by the folder; None and () where nothing was."""

    folder: Path
    policies: tuple[Path, ...]
    checklist: Path | None
    review: Path | None
    theme: str
    as_it_is: bool = False
    progress: Progress | None = None


def resolve(
    policies: Sequence[Path] = (),
    checklist: Path | None = None,
    review: Path | None = None,
    *,
    cwd: Path | None = None,
    as_it_is: bool = False,
    progress: Progress | None = None,
) -> Project | Choice:
    """The project that these files and folders mean in the folder `cwd` (default: the current).

    What is not given comes from `reviewtui.toml` in the folder, then from a review that
    exists, then from `policies/`, `checklists/` and `reviews/` there. A choice if those hold
    several checklists or reviews. A review that does not exist is `reviews/<checklist
    id>.toml` in the folder. Raises InputError with a line for everything that cannot be used.

    `as_it_is` opens a review that may be damaged, if it can be read; `progress` gets how much
    of a review is read, from 0 to 1.
    """
    folder = Path() if cwd is None else cwd
    request = _Request(
        folder,
        tuple(folder / path for path in policies),
        folder / checklist if checklist is not None else None,
        folder / review if review is not None else None,
        "",
        as_it_is,
        progress,
    )
    return _told(partial(_resolve, request))


def _told(find: Callable[[], _Found]) -> _Found:
    """What `find` finds. Raises InputError for every OSError: a name too long, a lost disk."""
    try:
        return find()
    except OSError as error:
        raise cannot_read(Path(os.fsdecode(error.filename or ".")), error) from None


def _resolve(typed: _Request) -> Project | Choice:
    request = _with_folder_file(typed)
    if request.review is not None and request.review.exists():
        return _existing(request, request.review)
    if request.checklist is not None:
        return _of_checklist(request, request.checklist)
    return _of_folder(request)


def _with_folder_file(request: _Request) -> _Request:
    said = FolderFile(request.folder)
    return request._replace(
        policies=request.policies or said.files("policies"),
        checklist=request.checklist or said.file("checklist"),
        review=request.review or said.file("review"),
        theme=said.theme,
    )


def _opened(request: _Request, review_path: Path, checklist: Checklist | None = None) -> Opened:
    from reviewtui.reviews import open_review

    return open_review(review_path, checklist, progress=request.progress, as_it_is=request.as_it_is)


def _existing(request: _Request, review_path: Path) -> Project:
    """A review that is there: what was not given is what it records."""
    from reviewtui.projects.recorded import recorded

    opened = _opened(request, review_path)
    found = recorded(opened.review, review_path, checklist=request.checklist)
    outside = tuple(one for one in found.outside if one.is_checklist or not request.policies)
    if found.checklist is None:
        raise _refused(review_path, outside, found.problems[:1])
    checklist = load_checklist(found.checklist)
    if opened.review.checklist.id != checklist.id:
        _opened(request, review_path, checklist)  # raises, with the line that says what to do
    if request.policies:
        listing = list_policies(request.policies)
    elif outside:
        raise _refused(review_path, outside, found.problems)
    elif found.policies or found.problems:
        listing = _with_new(Listing(found.policies), request.folder / "policies")
        renamed_or_gone = found.only_gone and len(listing.files) > len(found.policies)
        if found.problems and not renamed_or_gone:
            raise InputError(*found.problems)
    else:
        listing = _folder_policies(request)
    return _project(request, listing, checklist, review_path, opened)


def _refused(
    review_path: Path, outside: tuple[OutsideFile, ...], problems: tuple[str, ...]
) -> InputError:
    """Recorded files cannot be opened; those outside of the project only as yet."""
    if not outside:
        return InputError(*problems)
    from reviewtui.projects.outside import OutsideError

    return OutsideError(review_path, outside, problems)


def _with_new(recorded_ones: Listing, folder: Path) -> Listing:
    """The recorded policies, or all that `folder` holds now if they are part of that."""
    if not folder.is_dir():
        return recorded_ones
    own, root = _real(recorded_ones), folder.resolve()
    if not all(path.is_relative_to(root) for _, path in own):
        return recorded_ones
    listing = list_policies([folder])
    return listing if own <= _real(listing) else recorded_ones


def _real(listing: Listing) -> set[tuple[str, Path]]:
    return {(file.id, file.path.resolve()) for file in listing.files}


def _project(
    request: _Request,
    listing: Listing,
    checklist: Checklist,
    review_path: Path,
    opened: Opened | None,
) -> Project:
    return Project(
        listing.files,
        checklist,
        review_path,
        opened,
        request.folder,
        request.theme,
        listing.notes,
    )


def _of_checklist(request: _Request, checklist_path: Path) -> Project:
    """A checklist that was given; a review that was given does not exist yet."""
    checklist = load_checklist(checklist_path)
    review_path = request.review or request.folder / "reviews" / f"{checklist.id}.toml"
    if request.review is None and review_path.exists():
        opened: Opened | None = _opened(request, review_path, checklist)
    else:
        opened = None
    listing = list_policies(request.policies) if request.policies else _folder_policies(request)
    return _project(request, listing, checklist, review_path, opened)


def _folder_policies(request: _Request) -> Listing:
    folder = request.folder / "policies"
    if not folder.is_dir():
        raise InputError(
            f"{shown(folder)}: no such folder here; "
            "name the policies: reviewtui POLICY… -c CHECKLIST"
        )
    return list_policies([folder])


def _of_folder(request: _Request) -> Project | Choice:
    """Neither a checklist nor a review that exists was given: what the folder holds."""
    folder = request.folder
    checklists = _toml_files(folder / "checklists")
    if not checklists:
        raise _no_checklist(request)
    if not request.policies and not (folder / "policies").is_dir():
        _folder_policies(request)
    reviews = () if request.review is not None else _toml_files(folder / "reviews")
    if len(checklists) == 1 and len(reviews) <= 1:
        return (
            _existing(_at(request, checklists[0]), reviews[0])
            if reviews
            else _of_checklist(request, checklists[0])
        )
    ways = [
        Option(str(review), partial(_reopened, _existing, _at(request, None), review), review)
        for review in reviews
    ]
    for path in checklists:
        new = request.review or _default_review(path, folder)
        if new is None or new not in reviews:
            label = f"{path}: a new review" + (f", {new}" if new else "")
            begin = partial(_reopened, _of_checklist, request, path)
            ways.append(Option(label, begin, path, begins=True))
    if len(ways) == 1:
        return ways[0].open(as_it_is=request.as_it_is)
    return Choice(folder, tuple(way._replace(open=partial(_saveable, way.open)) for way in ways))


def _reopened(
    find: Callable[[_Request, Path], Project],
    request: _Request,
    path: Path,
    *,
    as_it_is: bool = False,
) -> Project:
    return find(request._replace(as_it_is=as_it_is or request.as_it_is), path)


def _saveable(find: Callable[..., Project], *, as_it_is: bool = False) -> Project:
    """The project that was chosen in the app. Raises InputError where it could not be saved."""
    project = _told(partial(find, as_it_is=as_it_is))
    check_saveable(project)
    return project


def _at(request: _Request, checklist: Path | None) -> _Request:
    """`request` with that checklist, and the folder's policies where none were given."""
    policies = request.policies or (request.folder / "policies",)
    return request._replace(policies=policies, checklist=checklist)


def _default_review(checklist_path: Path, folder: Path) -> Path | None:
    """Where a review of that checklist is by default; None if the checklist has mistakes."""
    try:
        return folder / "reviews" / f"{load_checklist(checklist_path).id}.toml"
    except InputError:
        return None


def _no_checklist(request: _Request) -> InputError:
    folder, here = shown(request.folder / "checklists"), shown(request.folder.resolve())
    policies = (request.folder / "policies").is_dir()
    if request.policies or policies:
        missing = "no checklist in it" if (request.folder / "checklists").is_dir() else "not here"
        line = f"{folder}: {missing}; give a checklist with -c CHECKLIST"
    else:
        line = (
            f"{here}: neither policies/ nor checklists/ in this folder; "
            "type: reviewtui POLICY… -c CHECKLIST, or to try it: reviewtui new sample"
        )
    if request.policies or request.review is not None:
        return InputError(line)
    from reviewtui.projects.sample import NothingToReviewError

    return NothingToReviewError(line, request.folder, policies=policies)


def _toml_files(folder: Path) -> tuple[Path, ...]:
    if not folder.is_dir():
        return ()
    found = (path for path in folder.iterdir() if path.suffix == ".toml" and path.is_file())
    return tuple(sorted(path for path in found if not path.name.startswith(".")))
