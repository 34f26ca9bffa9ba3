"""Words that stand in a text and are not said: struck through, or in a comment.

Markdown's `~~`, and HTML's `<del>`, `<s>`, `<strike>` and comments, which Markdown may hold.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

Span = tuple[int, int]

_STRIKE = re.compile(r"(?<!~)~~(?!~)|\n[ \t]*+(?=\n)")
_TAG = re.compile(r"<(?P<close>/?)(?:del|strike|s)\b[^<>\n]{0,200}>|\n[ \t]*+(?=\n)", re.IGNORECASE)


@lru_cache(maxsize=16)
def withdrawn(text: str) -> tuple[Span, ...]:
    """The spans of `text` that are struck through or commented out, with their marks, in order.

    A comment without an end goes to the end of the text, a `<del>` to that of its paragraph;
    `~~` without a partner in its paragraph strikes nothing. Takes time linear in the text.
    """
    found: list[Span] = []
    if "<!--" in text:
        found.extend(_comments(text))
    if "~~" in text:
        found.extend(_struck(text))
    if "<" in text:
        found.extend(_deleted(text))
    return tuple(sorted(found))


def _comments(text: str) -> Iterator[Span]:
    end = 0
    while (begin := text.find("<!--", end)) >= 0:
        end = text.find("-->", begin + 4) + 3
        if end < 3:
            end = len(text)
        yield begin, end


def _struck(text: str) -> Iterator[Span]:
    begin = -1
    for mark in _STRIKE.finditer(text):
        if mark[0][0] == "\n":
            begin = -1
        elif begin >= 0 and not text[mark.start() - 1].isspace():
            yield begin, mark.end()
            begin = -1
        elif not text[mark.end() : mark.end() + 1].isspace():
            begin = mark.start()


def _deleted(text: str) -> Iterator[Span]:
    begin = -1
    for mark in _TAG.finditer(text):
        if mark["close"] == "" and begin < 0:
            begin = mark.start()
        elif begin >= 0 and mark["close"] != "":  # its end, or that of the paragraph
            yield begin, mark.end() if mark["close"] else mark.start()
            begin = -1
    if begin >= 0:
        yield begin, len(text)


def reaching_over(text: str, start: int, end: int) -> Span | None:
    """The withdrawn span that holds words from `start` to `end`, and begins or ends outside."""
    for begin, stop in withdrawn(text):
        if begin < end and start < stop and not start <= begin < stop <= end:
            return begin, stop
    return None
