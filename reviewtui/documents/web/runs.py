"""From the characters between two block elements to lines: white space, breaks, emphasis."""

from __future__ import annotations

import re

from reviewtui.documents.web.lines import Line, LineKind

# What takes a browser no space, or is only about where a line may break.
_NO_SPACE = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))
# A joiner is part of emoji and of some scripts; editors leave it where a line was empty.
_JOINS_NOTHING = re.compile(r"(?<![^\x00-\u024f])\u200d|\u200d(?![^\x00-\u024f])")
_WORDLIKE = re.compile(r"[^\W_]")
_BREAK = "\n"


class Runs:
    """Characters as they come, each run with its emphasis; `take` makes lines of them."""

    def __init__(self) -> None:
        self.bold = 0  # elements open that set bold type
        self.links = 0
        self.preformatted = 0
        self._runs: list[tuple[str, bool, bool]] = []  # text, in bold, in a link

    def add(self, text: str) -> None:
        """Characters of the page."""
        if not self.preformatted:
            text = text.replace("\n", " ")
        self._runs.append((text, self.bold > 0, self.links > 0))

    def add_break(self) -> None:
        """`<br>`"""
        self._runs.append((_BREAK, False, False))

    def take(self) -> list[Line]:
        """The lines of what was added since, one for each break in it."""
        if not self._runs:
            return []
        runs, self._runs = self._runs, []
        if self.preformatted:
            return _preformatted("".join(run[0] for run in runs))
        lines: list[Line] = []
        apart = True
        begin = 0
        runs.append((_BREAK, False, False))
        for number, run in enumerate(runs):
            if run[0] != _BREAK:
                continue
            line = _line(runs[begin:number])
            if line is not None:
                line.apart = apart
                lines.append(line)
            apart = line is None
            begin = number + 1
        return lines


def clean(text: str) -> str:
    """`text` on one line, its white space single blanks, without what takes no space."""
    text = text.translate(_NO_SPACE)
    if "\u200d" in text:
        text = _JOINS_NOTHING.sub("", text)
    return " ".join(text.split())


def _preformatted(text: str) -> list[Line]:
    text = text.translate(_NO_SPACE).replace("\xa0", " ")
    if not _WORDLIKE.search(text):
        return []
    rows = [row.rstrip() for row in text.expandtabs(8).split("\n")]
    return [Line("\n".join(rows).strip("\n"), LineKind.PRE)]


def _line(runs: list[tuple[str, bool, bool]]) -> Line | None:
    words = clean("".join(run[0] for run in runs))
    if not _WORDLIKE.search(words):
        return None
    line = Line(words)
    bold_so_far = True
    for run, bold, link in runs:
        length = len("".join(run.split()))
        line.linked += length * link
        line.bold += length * bold
        if bold_so_far and bold:
            line.bold_start += length
        elif length:
            bold_so_far = False
    return line
