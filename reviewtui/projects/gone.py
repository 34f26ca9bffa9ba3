"""A review whose file is gone although versions of it are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from reviewtui.projects.model import Project

if TYPE_CHECKING:
    from reviewtui.projects.model import Choice

_Found = TypeVar("_Found", bound="Project | Choice")


def unless_gone(found: _Found, *, as_it_is: bool = False) -> _Found:
    """`found`, if nothing speaks against beginning its review anew where it has no file.

    Raises Damaged where versions of that file are kept, unless it is to be taken `as_it_is`.
    """
    from reviewtui.reviews.state import anything_kept

    if isinstance(found, Project) and found.opened is None and not as_it_is:
        path = found.review_path
        if anything_kept(path):
            from reviewtui.reviews.damage import find_gone

            if (gone := find_gone(path)) is not None:
                raise gone
    return found
