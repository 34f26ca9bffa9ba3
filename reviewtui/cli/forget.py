"""`reviewtui forget`: removes what is kept of a review outside of it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click

from reviewtui.cli.options import review_argument
from reviewtui.cli.output import write
from reviewtui.errors import InputError, shown

WORDS = {
    "places": "places of reviewers, with their unfinished notes",
    "saved": "earlier versions",
    "unsaved": "versions that could not be saved",
    "damaged": "damaged versions",
    "outside": "answers on files outside of the project",
    "policies": "policies as they were parsed",
    "reviews": "notes of where its file is",
    "locks": "files of the lock",
}


@click.command("forget")
@review_argument
def command(review: Path) -> None:
    """Remove all that is kept of a review outside of it, and say what that was.

    Where reviewers stopped and their unfinished notes, earlier and unsaved versions, answers on
    files outside of the project, and the cache of its policies. The review file stays as it is; it
    need not be there any more. While somebody has the review open, nothing is removed.

    \b
    Example:
      reviewtui forget reviews/vendor-privacy.toml
    """
    from reviewtui.projects.forgetting import forget_review

    removed = forget_review(review)
    name = shown(review)
    if removed:
        counts = Counter(map(_kind, removed))
        lines = [f"  {words}: {counts[kind]}" for kind, words in WORDS.items() if counts[kind]]
        write("\n".join([f"{name}: removed", *lines]) + "\n")
    elif review.exists():
        write(f"{name}: nothing was kept of it\n")
    else:
        raise InputError(f"{name}: no such review, and nothing is kept of it; check the name")


def _kind(file: Path) -> str:
    """What a file was, by its folder; a version by what stands in its name."""
    if file.parent.name != "backups":
        return file.parent.name
    return next((kind for kind in ("unsaved", "damaged") if f".{kind}." in file.name), "saved")
