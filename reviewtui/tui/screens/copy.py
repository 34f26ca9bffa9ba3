"""Asking where a copy of the review is to be saved, when the review itself cannot be."""

from __future__ import annotations

from pathlib import Path

from reviewtui.characters import visible
from reviewtui.tui.screens.prompt import PromptScreen

KEYS = "enter saves a copy there   escape goes back; saving is tried again all the while"


def copy_screen(review_path: Path, reason: str) -> PromptScreen:
    """The question, with a file in the home folder to begin with."""
    words = [
        ("bad", f"Not saved: {reason}"),
        ("quiet", "Everything decided so far goes into the copy, and what you decide next."),
    ]
    return PromptScreen(words, visible(str(free_path(review_path))), KEYS)


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
