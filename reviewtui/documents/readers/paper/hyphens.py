"""Words broken at the end of a line: joined, or with the hyphen that they have anyway."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reviewtui.documents.readers.paper.model import Line

_WORDS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LAST = re.compile(r"(?:[^\W\d_]+-)*[^\W\d_]+$")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S", re.IGNORECASE)
_PATH = re.compile(r"(?:https?://|www\.)[^\s/]+/", re.IGNORECASE)
_WITHIN = ("/", "?", "&", "=", "-", "_", "#", "%")
_MORE = re.compile(r"[/?=&_#%-]|\.\w")
_HYPHENS = ("-", "‐")
_LONG = 30  # characters of a line of running text
_BREAKING = 0.02  # of these lines end within a word where a program broke words at all
_PART = 4  # letters: shorter parts are words by chance


class Hyphens:
    """What the lines of a document, in reading order, say of its hyphens."""

    def __init__(self, lines: Sequence[Line]) -> None:
        """Counts the whole words, and how lines end."""
        self._words: Counter[str] = Counter()
        broken = False
        for line in lines:
            words = _WORDS.findall(line.text.lower())
            goes_on = broken and bool(words) and line.text[:1].isalpha()
            broken = is_broken(line)
            self._words.update(words[goes_on : len(words) - (broken and bool(words))])
        self._breaks_words = self._is_broken_by_program(lines)

    def _is_broken_by_program(self, lines: Sequence[Line]) -> bool:
        """Whether a program broke words at line ends, and not only at the hyphens they have."""
        joined = hyphenated = ends = 0
        for line, after in pairwise(lines):
            if is_broken(line) and (parts := _parts(line.text, after.text)):
                ends += 1
                one, other = self._counts(*parts)
                joined += one > other
                hyphenated += other > one
        unknown = ends - joined - hyphenated
        running = sum(len(line.text) >= _LONG for line in lines)
        return joined > hyphenated or (unknown > 0 and unknown >= _BREAKING * running)

    def _counts(self, left: str, right: str) -> tuple[int, int]:
        return self._words[left + right], self._words[f"{left}-{right}"]

    def keeps(self, before: str, after: str) -> bool:
        """Whether a word broken between two lines has a hyphen anyway: `third-` / `party`."""
        parts = _parts(before, after)
        if parts is None or _PATH.match(before.rpartition(" ")[2]):
            return True
        joined, hyphenated = self._counts(*parts)
        if joined or hyphenated:
            return hyphenated > joined
        whole = all(len(part) >= _PART and self._words[part] for part in parts)
        return whole or not self._breaks_words


def words_of(lines: Sequence[Line], hyphens: Hyphens) -> tuple[str, list[tuple[int, int]]]:
    """The words of lines in one, and where in it pages begin."""
    text = ""
    pages: list[tuple[int, int]] = []
    page = -1
    broken = False
    for line in lines:
        if text and not broken and not is_address(text, line.text):
            text += " "
        if line.page != page:
            pages.append((line.page, len(text)))
            page = line.page
        if broken and hyphens.keeps(text, line.text):
            text += "-"
        text += line.text
        broken = is_broken(line)
        if broken and not line.broken:
            text = text[:-1]
    return text + ("-" if broken else ""), pages


def is_broken(line: Line) -> bool:
    """Whether a line ends within a word."""
    return line.broken or ends_in_hyphen(line.text)


def ends_in_hyphen(text: str) -> bool:
    """Whether words end with a hyphen that is no dash."""
    return text.endswith(_HYPHENS) and text[-2:-1].isalnum()


def is_address(before: str, after: str) -> bool:
    """Whether a web address goes on from one line to the next."""
    if not _ADDRESS.match(before.rpartition(" ")[2]):
        return False
    first = after.partition(" ")[0]
    return before.endswith(_WITHIN) and before[-3:] != "://" and bool(_MORE.search(first))


def _parts(before: str, after: str) -> tuple[str, str] | None:
    """The two parts of a word between two lines, in small letters; None if it is no such word."""
    head = _LAST.search(before[-60:].rstrip("-‐"))
    tail = _WORDS.match(after[:60])
    if not head or not tail or not (tail[0][0].islower() or (head[0] + tail[0]).isupper()):
        return None
    return head[0].lower(), tail[0].lower()
