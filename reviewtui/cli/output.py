"""Standard output: UTF-8 whatever the locale says, and text that acts on no terminal."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from reviewtui.json_text import json_line

if TYPE_CHECKING:
    from pathlib import Path

    from reviewtui.documents import Policy

PROGRESS_EVERY = 1.0  # seconds
TERMINAL_WIDTH = 80  # where there is no terminal, and none is said


def write(text: str) -> None:
    """Writes `text` as UTF-8; what UTF-8 cannot hold is escaped."""
    sys.stdout.flush()
    sys.stdout.buffer.write(encoded(text))


def write_json_line(value: Mapping[str, Any]) -> None:
    """Writes one object on a line; characters that are not seen are escaped."""
    write(json_line(value) + "\n")


def write_result(content: bytes, output: Path | None) -> None:
    """Writes a result into the file `output`, whole or not at all, or to standard output.

    What is there already is replaced; a pipe or a device is written to. Raises InputError where
    the file cannot be written.
    """
    if output is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        return
    from reviewtui.errors import InputError, shown
    from reviewtui.reviews.durable import write_durably
    from reviewtui.reviews.reasons import why

    try:
        if output.exists() and not (output.is_file() or output.is_dir()):
            output.write_bytes(content)
        else:
            write_durably(output, content)
    except OSError as error:
        raise InputError(f"{shown(output)}: {why(error)}") from None


def encoded(text: str) -> bytes:
    """`text` as UTF-8; what UTF-8 cannot hold is escaped."""
    return text.encode("utf-8", "backslashreplace")


def paint(text: str, *, to: Path | None = None, **style: Any) -> str:
    """`text` in the colours of `style` (click's), where results go to a terminal that has some.

    Not into a file, nor where NO_COLOR is set (https://no-color.org).
    """
    if to is not None or not _has_colours():
        return text
    import click

    return click.style(text, **style)


def _has_colours() -> bool:
    if os.environ.get("NO_COLOR") or os.environ.get("TERM", "") in {"", "dumb", "unknown"}:
        return False
    return sys.stdout.isatty()


def note_unread(policy: Policy) -> None:
    """Says on standard error what of a policy's file was not read, if there is anything."""
    from reviewtui.documents.unread import broken_note_of, unread_note_of
    from reviewtui.errors import shown

    for note, remedy in (
        (unread_note_of(policy.unread), "run text recognition over the file (ocrmypdf, say)"),
        (broken_note_of(policy.text), "save it anew as UTF-8 where the words matter"),
    ):
        if note:
            sys.stderr.write(f"{shown(policy.path)}: {note}; {remedy}\n")


def width() -> int:
    """The columns to print for: `$COLUMNS`, else the terminal's, else 80."""
    return max(shutil.get_terminal_size((TERMINAL_WIDTH, 24)).columns, 20)


class PolicyProgress:
    """Says how many policies are done, a line a second, once it takes longer than that."""

    def __init__(self) -> None:
        from time import monotonic

        self._now = monotonic
        self._said = 0.0

    def __call__(self, done: int, of: int) -> None:
        now = self._now()
        if not self._said:
            self._said = now
        if now - self._said >= PROGRESS_EVERY and done < of:
            self._said = now
            sys.stderr.write(f"{done} of {of} policies\n")
            sys.stderr.flush()
