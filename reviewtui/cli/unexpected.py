"""What is left of an unexpected error: one line, and a log without anybody's words.

A traceback with its values may hold a policy's text or a note, on a host that is shared: the
log names types of exceptions, and places in the code, and nothing else.
"""

from __future__ import annotations

import platform
import traceback
from datetime import UTC, datetime
from importlib.metadata import version

from reviewtui.characters import visible
from reviewtui.reviews.state import state_folder, write_private


def report(error: BaseException) -> str:
    """Writes the log and returns the line to show."""
    kind = type(error).__name__
    name = f"{datetime.now(UTC):%Y%m%dT%H%M%S.%fZ}.log"
    try:
        path = state_folder("errors") / name
        write_private(path, log_text(error))
    except OSError as failure:
        reason = visible(failure.strerror or type(failure).__name__)
        return f"reviewtui: unexpected error ({kind}); no log could be written: {reason}"
    return f"reviewtui: unexpected error ({kind}); please report it with {visible(str(path))}"


def log_text(error: BaseException) -> str:
    """Types and places of `error` and of what led to it, the newest first."""
    lines = [f"reviewtui {version('reviewtui')}, Python {platform.python_version()}"]
    seen: set[int] = set()
    link: BaseException | None = error
    while link is not None and id(link) not in seen:
        seen.add(id(link))
        lines += _places(link)
        link = link.__cause__ or (None if link.__suppress_context__ else link.__context__)
    return "\n".join(lines) + "\n"


def _places(error: BaseException, depth: int = 0) -> list[str]:
    indent = "  " * depth
    lines = [f"{indent}{type(error).__module__}.{type(error).__qualname__}"]
    for frame, number in traceback.walk_tb(error.__traceback__):
        code = frame.f_code
        lines.append(f"{indent}  {code.co_filename}:{number} {code.co_name}")
    if isinstance(error, BaseExceptionGroup):
        for inner in error.exceptions:
            lines += _places(inner, depth + 1)
    return lines
