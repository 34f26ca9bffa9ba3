"""Asking where a copy of the review is to be saved, when the review itself cannot be."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from reviewtui.characters import visible
from reviewtui.tui.screens.prompt import PromptScreen
from reviewtui.tui.widgets.choice import keys_line

if TYPE_CHECKING:
    from reviewtui.tui.actions import Keys


def copy_screen(review_path: Path, reason: str, keys: Keys) -> PromptScreen:
    """The question, with a file in the home folder to begin with."""
    told = keys_line(
        keys,
        ("pick", "saves a copy there"),
        ("pick-nothing", "goes back; saving is tried again all the while"),
    )
    words = [
        ("bad", f"Not saved: {reason}"),
        ("quiet", "Everything decided so far goes into the copy, and what you decide next."),
    ]
    return PromptScreen(words, visible(str(free_path(review_path))), told, keys)


def free_path(review_path: Path) -> Path:
    """A file of that name in the home folder that is not there yet."""
    try:
        home = Path.home()
    except RuntimeError:
        home = Path("/tmp")  # noqa: S108 - only proposed, and never overwritten
    stem, number = review_path.stem, 1
    path = home / f"{stem}.toml"
    while path.exists():
        number += 1
        path = home / f"{stem}-{number}.toml"
    return path
