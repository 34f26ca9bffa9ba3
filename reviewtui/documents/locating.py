"""Positions of a text as people and editors count: by line and column."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewtui.documents.readers import is_isolated, module_for

if TYPE_CHECKING:
    from pathlib import PurePath


def line_and_column(text: str, position: int) -> tuple[int, int]:
    """The line and the column of a position, both from 1, in code points; lines end at LF."""
    begin = text.rfind("\n", 0, position) + 1
    return text.count("\n", 0, position) + 1, position - begin + 1


def has_lines(path: PurePath) -> bool:
    """Whether a file is text itself, so that the lines of its policy's text are its own."""
    return not is_isolated(module_for(path.suffix))
