"""Where in a TOML file each key and value stands, for messages about what is wrong with them.

tomllib reads TOML but keeps no positions. This scanner reads no values: it follows only what
it takes to know at which line each key path begins, in a file that tomllib has accepted.
Used when there are mistakes to report, never on the way to a good checklist.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left
from contextlib import suppress

KeyPath = tuple[str | int, ...]
"""Keys and array indices from the top of the file: `("requirement", 2, "terms", 0)`."""

_SPACE = re.compile(r"[ \t]*")
_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_SCALAR = re.compile(r"[^,\]}#\n]*")
_STRINGS = (
    ('"""', re.compile(r'"""(?:[^"\\]|\\.|"(?!""))*"""(?:""?)?', re.DOTALL)),
    ("'''", re.compile(r"'''(?:[^']|'(?!''))*'''(?:''?)?")),
    ('"', re.compile(r'"(?:[^"\\\n]|\\.)*"')),
    ("'", re.compile(r"'[^'\n]*'")),
)


def toml_lines(text: str) -> dict[KeyPath, int]:
    """The line, from 1, at which each key path of the TOML in `text` begins.

    A table begins at its first header or key, a value of an array at the value itself.
    `text` must be TOML that tomllib reads; for other text the lines mean nothing.
    """
    scanner = _Scanner(text.replace("\r\n", "\n"))
    with suppress(RecursionError):  # nested almost too deeply for tomllib: what is known by then
        scanner.document()
    return scanner.lines


class _Scanner:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.lines: dict[KeyPath, int] = {}
        self.breaks = [m.start() for m in re.finditer("\n", text)]
        self.lengths: dict[KeyPath, int] = {}  # of arrays of tables, by their path

    def document(self) -> None:
        table: KeyPath = ()
        self.skip(_BLANK)
        while self.at < len(self.text):
            start = self.at
            table = self.header() if self.text[self.at] == "[" else self.pair(table)
            self.skip(_BLANK)
            if self.at == start:  # not TOML: an honest stop instead of an endless loop
                return

    def header(self) -> KeyPath:
        """`[a.b]` or `[[a.b]]`; returns the path of the table that it opens."""
        begin = self.at
        brackets = 2 if self.text.startswith("[[", self.at) else 1
        self.at += brackets
        *above, last = self.key()
        path: KeyPath = ()
        for part in above:
            path = self.newest((*path, part))
            self.mark(path, begin)
        path = (*path, last)
        if brackets == 2:
            self.mark(path, begin)
            index = self.lengths.get(path, 0)
            self.lengths[path] = index + 1
            path = (*path, index)
        else:
            path = self.newest(path)
        self.mark(path, begin)
        self.at += brackets
        return path

    def newest(self, path: KeyPath) -> KeyPath:
        """The table that `path` means: of an array of tables, its last."""
        return (*path, self.lengths[path] - 1) if path in self.lengths else path

    def pair(self, table: KeyPath) -> KeyPath:
        """`a.b = value` inside `table`; returns `table`."""
        begin = self.at
        path = table
        for part in self.key():
            path = (*path, part)
            self.mark(path, begin)
        self.at += 1  # =
        self.skip(_SPACE)
        self.value(path)
        return table

    def key(self) -> list[str]:
        parts = []
        while True:
            self.skip(_SPACE)
            parts.append(self.key_part())
            self.skip(_SPACE)
            if not self.text.startswith(".", self.at):
                return parts
            self.at += 1

    def key_part(self) -> str:
        begin = self.at
        if self.text[self.at : self.at + 1] in {'"', "'"}:
            self.string()
            quoted = self.text[begin : self.at]
            try:
                return str(tomllib.loads(f"key = {quoted}")["key"])
            except tomllib.TOMLDecodeError:
                return quoted
        self.skip(_BARE_KEY)
        return self.text[begin : self.at]

    def value(self, path: KeyPath) -> None:
        match self.text[self.at : self.at + 1]:
            case '"' | "'":
                self.string()
            case "[":
                self.array(path)
            case "{":
                self.inline_table(path)
            case _:
                self.skip(_SCALAR)

    def string(self) -> None:
        for quotes, pattern in _STRINGS:
            if self.text.startswith(quotes, self.at):
                found = pattern.match(self.text, self.at)
                self.at = found.end() if found else len(self.text)
                return

    def array(self, path: KeyPath) -> None:
        self.at += 1
        index = 0
        self.skip(_BLANK)
        while self.at < len(self.text) and self.text[self.at] != "]":
            element = (*path, index)
            self.mark(element, self.at)
            self.value(element)
            index += 1
            self.past_comma("]")
        self.at += 1

    def inline_table(self, path: KeyPath) -> None:
        self.at += 1
        self.skip(_BLANK)
        while self.at < len(self.text) and self.text[self.at] != "}":
            self.pair(path)
            self.past_comma("}")
        self.at += 1

    def past_comma(self, close: str) -> None:
        before = self.at
        self.skip(_BLANK)
        if self.text.startswith(",", self.at):
            self.at += 1
        self.skip(_BLANK)
        if self.at == before and not self.text.startswith(close, self.at):
            self.at = len(self.text)  # not TOML

    def mark(self, path: KeyPath, at: int) -> None:
        self.lines.setdefault(path, bisect_left(self.breaks, at) + 1)

    def skip(self, pattern: re.Pattern[str]) -> None:
        found = pattern.match(self.text, self.at)
        assert found is not None or pattern is _BARE_KEY  # noqa: S101 (all others match nothing)
        if found:
            self.at = found.end()
