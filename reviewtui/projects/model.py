"""A project, or what there is to choose from, as plain frozen data."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from reviewtui.checklists import Checklist
    from reviewtui.documents import PolicyFile
    from reviewtui.reviews import Opened


class Project(NamedTuple):
    """All that a review needs, found and checked.

    `policies` is not empty; `checklist` is loaded and `opened` a review of it, None while
    `review_path` does not exist. `folder` is where it was found; `theme` is what the folder's
    `reviewtui.toml` asks for, or "". `notes` are lines to be told at first: what was made
    for it, and the links that were left out because they lead out of their folder.
    """

    policies: tuple[PolicyFile, ...]
    checklist: Checklist
    review_path: Path
    opened: Opened | None
    folder: Path
    theme: str = ""
    notes: tuple[str, ...] = ()


class Option(NamedTuple):
    """One way to go on: a review that exists, or a checklist to begin one with.

    `label` names the files for the reviewer; it has not been made visible. `path` is the
    review's file, or that of the checklist to begin one with (`begins`).
    """

    label: str
    open: Callable[..., Project]
    """The project of this option; `as_it_is=True` as in `resolve`. Raises InputError as that."""
    path: Path
    begins: bool = False


class Choice(NamedTuple):
    """Several checklists or reviews, and nothing that says which: at least two options."""

    folder: Path
    options: tuple[Option, ...]
