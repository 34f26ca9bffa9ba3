"""Standard output: UTF-8 whatever the locale says, and text that acts on no terminal."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Mapping
from json import dumps
from typing import TYPE_CHECKING, Any

from reviewtui.characters import HIDDEN

if TYPE_CHECKING:
    from reviewtui.documents import Policy

TERMINAL_WIDTH = 80  # where there is no terminal, and none is said


def write(text: str) -> None:
    """Writes `text` as UTF-8; what UTF-8 cannot hold is escaped."""
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))


def write_json_line(value: Mapping[str, Any]) -> None:
    """Writes one object on a line; characters that are not seen are escaped."""
    write(json_line(value) + "\n")


def note_unread(policy: Policy) -> None:
    """Says on standard error which pages of a policy were not read, if there are any."""
    from reviewtui.documents.unread import unread_note
    from reviewtui.errors import shown

    if policy.unread:
        remedy = "run text recognition over the file (ocrmypdf, say)"
        sys.stderr.write(f"{shown(policy.path)}: {unread_note(policy)}; {remedy}\n")


def json_line(value: Any) -> str:
    """`value` as JSON on one line, readable, with hidden characters as `\\uXXXX`."""
    text = dumps(value, ensure_ascii=False, separators=(", ", ": "))
    return HIDDEN.sub(lambda match: dumps(match[0])[1:-1], text)


def width() -> int:
    """The columns to print for: `$COLUMNS`, else the terminal's, else 80."""
    return max(shutil.get_terminal_size((TERMINAL_WIDTH, 24)).columns, 20)
