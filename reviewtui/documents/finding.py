"""Which policies a folder or a list of files holds, and the id of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class PolicyFile:
    """A file that can be read as a policy, before it is read."""

    id: str
    path: Path


def find_policies(paths: Iterable[Path]) -> tuple[PolicyFile, ...]:
    """The policies that `paths` (files and folders) name, by id, each id once.

    Raises InputError with a line for each path that is missing, holds no policy, or is not a
    kind of file that a reader knows.
    """
    raise NotImplementedError
