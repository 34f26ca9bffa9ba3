"""From the characters between two block elements to lines: white space, breaks, emphasis."""

from __future__ import annotations

import re
from itertools import groupby
from typing import NamedTuple

from reviewtui.documents.typesetting import raised, struck
from reviewtui.documents.web.lines import Line, LineKind

# What takes a browser no space, or is only about where a line may break.
_NO_SPACE = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))
# A joiner is part of emoji and of some scripts; editors leave it where a line was empty.
_JOINS_NOTHING = re.compile(r"(?<![^\x00-\u024f])\u200d|\u200d(?![^\x00-\u024f])")
_WORDLIKE = re.compile(r"[^\W_]")
_BREAK = "\n"
_RAISED = 60  # characters: what is longer is no mark
_RUNS_BEFORE = 8  # that are looked at for what a mark follows


class Run(NamedTuple):
    """Characters that are set alike."""

    text: str
    bold: bool = False
    link: bool = False
    struck: bool = False


class Runs:
    """Characters as they come, each run with its emphasis; `take` makes lines of them."""

    def __init__(self) -> None:
        self.bold = 0  # elements open that set bold type
        self.links = 0
        self.struck = 0
        self.preformatted = 0
        self._runs: list[Run] = []
        self._raised: list[int] = []  # where in `_runs` each raised part begins that is open

    def add(self, text: str) -> None:
        """Characters of the page."""
        if not self.preformatted:
            text = text.replace("\n", " ")
        self._runs.append(Run(text, self.bold > 0, self.links > 0, self.struck > 0))

    def add_break(self) -> None:
        """`<br>`"""
        self._runs.append(Run(_BREAK))

    def begin_raised(self) -> None:
        """`<sup>`"""
        self._raised.append(len(self._runs))

    def end_raised(self) -> None:
        """`</sup>`"""
        begin = self._raised.pop() if self._raised else 0
        within = self._runs[begin:]
        mark = "".join(run.text for run in within)
        if self._raised or not within or len(mark) > _RAISED or _BREAK in mark:
            return
        before = "".join(run.text for run in self._runs[max(0, begin - _RUNS_BEFORE) : begin])
        self._runs[begin:] = [within[-1]._replace(text=raised(before, mark))]

    def take(self) -> list[Line]:
        """The lines of what was added since, one for each break in it."""
        if not self._runs:
            return []
        runs, self._runs = self._runs, []
        self._raised = [0] * len(self._raised)
        if self.preformatted:
            return _preformatted(_joined(runs))
        lines: list[Line] = []
        apart = True
        begin = 0
        runs.append(Run(_BREAK))
        for number, run in enumerate(runs):
            if run.text != _BREAK:
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


def _joined(runs: list[Run]) -> str:
    """The words, a stroke's marks around those that are struck out."""
    if not any(run.struck for run in runs):
        return "".join(run.text for run in runs)
    groups = groupby(runs, key=lambda run: run.struck)
    parts = (("".join(run.text for run in group), stroke) for stroke, group in groups)
    return "".join(struck(words) if stroke else words for words, stroke in parts)


def _line(runs: list[Run]) -> Line | None:
    words = clean(_joined(runs))
    if not _WORDLIKE.search(words):
        return None
    line = Line(words)
    bold_so_far = True
    for text, bold, link, _ in runs:
        length = len("".join(text.split()))
        line.linked += length * link
        line.bold += length * bold
        if bold_so_far and bold:
            line.bold_start += length
        elif length:
            bold_so_far = False
    return line
