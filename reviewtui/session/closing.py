"""The end of a session: what became of what was decided, in a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewtui.characters import visible

if TYPE_CHECKING:
    from reviewtui.reviews import Saver
    from reviewtui.session.desk import Desk


def farewell(desk: Desk, saver: Saver, *, conflicts: int = 0) -> str:
    """What is said last: how far the review is, and which of it is stale as far as that was
    compared; what is saved where, and what is not; "" where nothing was decided.

    `saver` is closed; `conflicts` is how many pairs two people decided that nobody settled.
    """
    from reviewtui.reviews.backups import KeptKind, kept_versions

    name, progress = visible(str(desk.review_path)), desk.progress()
    if not saver.saved:
        text = f"{name}: the last decisions are NOT saved; check the folder and the disk"
        if saver.copy is not None:
            return f"{text}; a copy is in {visible(str(saver.copy))}"
        if kept_versions(desk.review_path, KeptKind.UNSAVED):
            text += "; they are kept aside, and back at the next start"
            if "nother review" in saver.reason:
                text += " after the other review is moved away"
        return text
    if not desk.review.entries:
        return ""
    stale = len(desk.since.stale(desk.review))
    told = f", {stale} stale" if stale else ""
    text = f"{progress.decided} of {progress.total} decided{told}; saved in {name}"
    if conflicts:
        text += f"; {conflicts} decided twice and not settled: they are kept for the next start"
    if saver.put_back:
        text += f", which had {saver.put_back}: put back"
    return text
