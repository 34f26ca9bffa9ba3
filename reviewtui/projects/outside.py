"""Files that a review records outside of its project, which its reviewer has to say yes to."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reviewtui.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


class OutsideFile(NamedTuple):
    """A file outside of the project: as the review records it, and where that leads."""

    recorded: str
    real: Path
    is_checklist: bool = False


class OutsideError(InputError):
    """The review `path` needs `files`, which are there, and nobody has said that they may be
    opened (`reviewtui.reviews.outside.allow`)."""

    def __init__(self, path: Path, files: tuple[OutsideFile, ...], lines: Iterable[str]) -> None:
        super().__init__(*lines)
        self.path, self.files = path, files
