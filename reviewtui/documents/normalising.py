"""Text as it is compared: what differs only in the spelling of the same words is equal.

Every normalised character knows the position it came from, so that a match in normalised
text is a span of the original.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache

from reviewtui.characters import HIDDEN

ALIKE = str.maketrans({
    "‘": "'", "’": "'", "‚": "'", "‛": "'", "′": "'", "´": "'",
    "“": '"', "”": '"', "„": '"', "‟": '"', "″": '"', "«": '"', "»": '"',
    "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "―": "-", "−": "-",
})  # fmt: skip
# What is left out: a hyphen inside a word, at a line's end or not ("e-mail" is "email"), soft
# hyphens, and the marks of Markdown emphasis. White space is one space. ASCII stays.
_TOKEN = re.compile(
    r"(?P<out>(?<=[^\W\d_])[-‐‑](?:[ \t]{0,4}\n\s*+)?(?=[^\W\d_])|\xad(?:[ \t]{0,4}\n\s*+)?|[*_`]+)"
    r"|(?P<space>\s+)"
    r"|(?P<same>(?:[!-)+,./0-9:-^a-~]+|-)(?![\u0300-\u036f]))"
    r"|(?P<other>[\s\S][\u0300-\u036f]*)"
)


@dataclass(frozen=True, slots=True)
class Normalised:
    """Normalised text; `origin[i]` is the position its character `i` came from."""

    text: str
    origin: array[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the original for a non-empty span of the normalised text."""
        return self.origin[start], self.origin[end - 1] + 1

    def locate(self, position: int) -> int:
        """The first normalised character that came from `position` or later."""
        return bisect_left(self.origin, position)


def normalise(text: str) -> Normalised:
    """`text` in NFKC, one space for white space, plain quotes and hyphens, nothing hidden.

    Case is kept. Takes time linear in the text.
    """
    parts: list[str] = []
    origin = array("L")
    spaced = True  # whether a further space would be one too many
    for token in _TOKEN.finditer(text):
        kind = token.lastgroup
        if kind == "same":
            parts.append(token[0])
            origin.extend(range(token.start(), token.end()))
            spaced = False
        elif kind == "other":
            for character in unicodedata.normalize("NFKC", token[0]).translate(ALIKE):
                if HIDDEN.match(character) or (spaced and character.isspace()):
                    continue
                spaced = character.isspace()
                parts.append(" " if spaced else character)
                origin.append(token.start())
        elif kind == "space" and not spaced:
            parts.append(" ")
            origin.append(token.start())
            spaced = True
    if parts and parts[-1] == " ":
        parts.pop()
        origin.pop()
    return Normalised("".join(parts), origin)


@lru_cache(maxsize=16)
def normalised(text: str) -> Normalised:
    """`normalise`, remembered for the last few texts: many quotes ask for the same one."""
    return normalise(text)
