"""What cannot be kept outside of a review, in folders that cannot be made or written."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from reviewtui.characters import visible

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def unkept() -> str:
    """A line on what is not kept, and why; "" where all can be."""
    from reviewtui.documents import cache
    from reviewtui.reviews.state import state_folder

    state = _why_not(lambda: state_folder("places"))
    parsed = _why_not(cache.folder) if cache.is_on() else ""
    things = ["your place, notes begun, earlier versions"] * bool(state)
    things += ["parsed policies"] * bool(parsed)
    return f"Not kept: {', '.join(things)} ({state or parsed})." if things else ""


def _why_not(make: Callable[[], Path]) -> str:
    try:
        folder = make()
    except OSError as error:
        return visible(error.strerror or type(error).__name__)
    return "" if os.access(folder, os.W_OK | os.X_OK) else "no permission to write there"
