"""Texts damaged as scanning, hurried typing and conversion damage them, with a seed.

Six kinds of damage take turns, as long as a text has places left for them: letters that OCR
confuses (rn and m, l and 1, O and 0), typos (two letters swapped, one dropped, one doubled),
British for American spelling and back, hyphenation at line ends, ligatures, quotes. What a change
costs is the characters it touches; changes never overlap.
"""

from __future__ import annotations

import random
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import accumulate

Change = tuple[int, int, str]  # characters from, to, and what stands there instead

_CONFUSED = {"rn": "m", "m": "rn", "l": "1", "1": "l", "O": "0", "0": "O", "I": "l", "cl": "d"}
_LIGATURES = {"ffi": "ﬃ", "ffl": "ﬄ", "fi": "ﬁ", "fl": "ﬂ", "ff": "ﬀ"}
_QUOTES = {"'": "’", '"': "”", "’": "'", "“": '"', "”": '"', "‘": "'"}
_SPELLINGS = {
    "organis": "organiz",
    "recognis": "recogniz",
    "authoris": "authoriz",
    "utilis": "utiliz",
    "personalis": "personaliz",
    "customis": "customiz",
    "minimis": "minimiz",
    "categoris": "categoriz",
    "anonymis": "anonymiz",
    "analys": "analyz",
    "behaviour": "behavior",
    "favour": "favor",
    "honour": "honor",
    "labour": "labor",
    "centre": "center",
    "licence": "license",
    "defence": "defense",
    "programme": "program",
    "cancelled": "canceled",
    "judgement": "judgment",
}
_SWAPPED = {one: other for a, b in _SPELLINGS.items() for one, other in ((a, b), (b, a))}


@dataclass(frozen=True)
class Damaged:
    """A damaged text, and the changes that made it, in order."""

    text: str
    changes: list[Change]
    _ends: list[int] = field(init=False, repr=False)
    _shifts: list[int] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        grown = (len(new) - (end - start) for start, end, new in self.changes)
        object.__setattr__(self, "_ends", [end for _, end, _ in self.changes])
        object.__setattr__(self, "_shifts", [0, *accumulate(grown)])

    def place(self, position: int) -> int:
        """Where a position of the sound text is now; inside a change, where that begins."""
        number = bisect_right(self._ends, position)
        if number < len(self.changes):
            position = min(position, self.changes[number][0])
        return position + self._shifts[number]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a span of the sound text is now."""
        return self.place(start), self.place(end)


def damage(text: str, share: float, rng: random.Random, kinds: Iterable[str] = ()) -> Damaged:
    """`text` with that share of its characters damaged, as far as there are places for it.

    `kinds` are keys of KINDS; all of them if there is none.
    """
    places = [KINDS[kind](text, rng) for kind in kinds or KINDS]
    for found in places:
        rng.shuffle(found)
    touched = bytearray(len(text))
    changes: list[Change] = []
    left = share * len(text)
    while left > 0 and any(places):
        found = rng.choice([kind for kind in places if kind])
        start, end, new = found.pop()
        if any(touched[start:end]):
            continue
        touched[start:end] = b"\1" * (end - start)
        changes.append((start, end, new))
        left -= _cost(text[start:end], new)
    changes.sort()
    pieces: list[str] = []
    position = 0
    for start, end, new in changes:
        pieces += text[position:start], new
        position = end
    return Damaged("".join(pieces) + text[position:], changes)


def _cost(old: str, new: str) -> int:
    """The characters that differ, of the longer of both."""
    if len(old) != len(new):
        return max(abs(len(old) - len(new)), 1)
    return sum(a != b for a, b in zip(old, new, strict=True))


def _ocr(text: str, rng: random.Random) -> list[Change]:
    return _replaced(r"rn|cl|[mlOI01]", text, _CONFUSED.__getitem__)


def _ligatures(text: str, rng: random.Random) -> list[Change]:
    return _replaced(r"ff[il]?|f[il]", text, _LIGATURES.__getitem__)


def _quotes(text: str, rng: random.Random) -> list[Change]:
    return _replaced(r"['\"’“”‘]", text, _QUOTES.__getitem__)


def _spelling(text: str, rng: random.Random) -> list[Change]:
    def other(word: str) -> str:
        swapped = _SWAPPED[word.lower()]
        return swapped.capitalize() if word[0].isupper() else swapped

    return _replaced(rf"(?i:\b(?:{'|'.join(sorted(_SWAPPED, reverse=True))}))", text, other)


def _hyphens(text: str, rng: random.Random) -> list[Change]:
    """A word of seven letters and more, broken in its middle."""
    middles = (
        rng.randint(m.start() + 3, m.end() - 3) for m in re.finditer(r"[^\W\d_]{7,30}", text)
    )
    return [(at - 1, at, f"{text[at - 1]}-\n") for at in middles]


def _typos(text: str, rng: random.Random) -> list[Change]:
    changes = []
    for match in re.finditer(r"[^\W\d_]{4,30}", text):
        at = rng.randint(match.start() + 1, match.end() - 2)
        one, next_one = text[at], text[at + 1]
        new = rng.choice([next_one + one, next_one, one + one + next_one])
        if new != text[at : at + 2]:
            changes.append((at, at + 2, new))
    return changes


def _replaced(pattern: str, text: str, other: Callable[[str], str]) -> list[Change]:
    return [(m.start(), m.end(), other(m[0])) for m in re.finditer(pattern, text)]


KINDS: dict[str, Callable[[str, random.Random], list[Change]]] = {
    "ocr": _ocr,
    "typos": _typos,
    "spelling": _spelling,
    "hyphens": _hyphens,
    "ligatures": _ligatures,
    "quotes": _quotes,
}
