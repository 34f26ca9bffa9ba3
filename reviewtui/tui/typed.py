"""A line that is typed in: its text, and where the caret stands. Pure.

The keys are those of a shell's line, as readline has them. A widget that is mounted for it would
take several paintings to open, and one more than ours for each letter.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from reviewtui.characters import visible

if TYPE_CHECKING:
    from collections.abc import Callable

LONGEST = 200  # characters
_WORD_BEFORE = re.compile(r"\S*\s*\Z")
_WORD_AFTER = re.compile(r"\s*\S*")


class Typed(NamedTuple):
    """`caret` is a position in `text`; with `replaced` the next character stands for all of it."""

    text: str = ""
    caret: int = 0
    replaced: bool = False

    def press(self, key: str, character: str | None) -> Typed | None:
        """The line after a key, by Textual's name of it; None for one that does nothing to a line.

        `character` is what it types, None for one that types none.
        """
        if character:
            return self.insert(character)
        edit = _EDITS.get(key)
        return None if edit is None else self._spanned(*edit(self))

    def insert(self, words: str) -> Typed:
        """The line after words were typed or pasted: of several lines the first."""
        words = visible((words.splitlines() or [""])[0])
        before = "" if self.replaced else self.text[: self.caret]
        after = "" if self.replaced else self.text[self.caret :]
        words = words[: max(0, LONGEST - len(before) - len(after))]
        return Typed(before + words + after, len(before) + len(words))

    def _spanned(self, start: int, end: int, caret: int) -> Typed:
        """Without what stands between `start` and `end`, or without any of it."""
        if self.replaced and start < end:
            return Typed()
        return Typed(self.text[:start] + self.text[end:], caret)

    @property
    def word_start(self) -> int:
        """Where the word before the caret begins."""
        found = _WORD_BEFORE.search(self.text[: self.caret].rstrip())
        return found.start() if found else 0

    @property
    def word_end(self) -> int:
        """Where the word after it ends."""
        found = _WORD_AFTER.match(self.text, self.caret)
        return found.end() if found else len(self.text)


def typed(text: str, *, replaced: bool = False) -> Typed:
    """A line with the caret at its end."""
    return Typed(text, len(text), replaced)


def _moved(caret: int) -> tuple[int, int, int]:
    return caret, caret, caret


def _cut(start: int, end: int) -> tuple[int, int, int]:
    return start, end, start


# What is cut, from where to where, and where the caret is then.
_BY_KEYS: dict[tuple[str, ...], Callable[[Typed], tuple[int, int, int]]] = {
    ("left", "ctrl+b"): lambda line: _moved(max(0, line.caret - 1)),
    ("right", "ctrl+f"): lambda line: _moved(min(len(line.text), line.caret + 1)),
    ("ctrl+left", "alt+b", "alt+left"): lambda line: _moved(line.word_start),
    ("ctrl+right", "alt+f", "alt+right"): lambda line: _moved(line.word_end),
    ("home", "ctrl+a"): lambda line: _moved(0),
    ("end", "ctrl+e"): lambda line: _moved(len(line.text)),
    ("backspace", "ctrl+h"): lambda line: _cut(max(0, line.caret - 1), line.caret),
    ("delete", "ctrl+d"): lambda line: _cut(line.caret, line.caret + 1),
    ("ctrl+w", "ctrl+backspace", "alt+backspace"): lambda line: _cut(line.word_start, line.caret),
    ("alt+d", "ctrl+delete"): lambda line: _cut(line.caret, line.word_end),
    ("ctrl+u",): lambda line: _cut(0, line.caret),
    ("ctrl+k",): lambda line: _cut(line.caret, len(line.text)),
}
_EDITS = {key: edit for keys, edit in _BY_KEYS.items() for key in keys}
EDITING = frozenset(_EDITS)
