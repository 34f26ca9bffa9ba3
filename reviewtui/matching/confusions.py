"""Letters that scanning takes for each other, and words read as they were before it.

The confusions are those that the recognition of print is known for (K. Kukich, "Techniques for
Automatically Correcting Words in Text", ACM Computing Surveys 24, 1992): rn and m, cl and d, vv
and w, 1 and l and i, 0 and o, 5 and s, 8 and b.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_LETTERS = str.maketrans("0158|", "olsbl")
_SHAPE = str.maketrans("0158|i", "olsbll")
_FIGURES = str.maketrans("oliOI", "01101")
# A number with letters among its digits, no longer than any that is meant as one.
_NUMBER = re.compile(r"(?<![^\W_])(?=[oliOI]{0,9}\d)[\doliOI]{2,12}(?![^\W_])")


def unconfused(
    strange: Iterable[str],
    sound: Callable[[], Iterable[str]],
    stop_words: frozenset[str],
    is_word: Callable[[str], bool],
) -> dict[str, str]:
    """For each strange word that scanning made of another, in lower case, that other.

    A word that becomes one when its digits are letters, or whose letters confused make a stop
    word, shows that the text was scanned. Only then the others are held against all `sound`
    words, the more frequent first, and digits are looked for in numbers.
    """
    found: dict[str, str] = {}
    left = []
    stops = _stop_shapes(stop_words)
    for word in strange:
        if figures(word) == word and not word.isdigit():
            letters = _letters(word)
            if letters != word and len(letters) > 1 and is_word(letters):
                found[word] = letters
                continue
            if other := stops.get(_shape(word)):
                found[word] = other
                continue
        left.append(word)
    if not found:
        return found
    shapes: dict[str, str] = {}
    for word in sound():
        shapes.setdefault(_shape(word), word)
    for word in left:
        number = figures(word)
        other = number if number != word else shapes.get(_shape(word), word)
        if other != word:
            found[word] = other
    return found


def figures(text: str) -> str:
    """`text`, with the letters inside numbers as the digits that they were; as long as before."""
    if text.isalpha():
        return text
    return _NUMBER.sub(lambda match: match[0].translate(_FIGURES), text)


def _letters(word: str) -> str:
    """`word` with digits and pairs of letters as the letters that they were most likely."""
    if word.isalpha() and "rn" not in word and "vv" not in word:  # most words, and sooner
        return word
    return word.translate(_LETTERS).replace("rn", "m").replace("vv", "w")


def _shape(word: str) -> str:
    """What is the same for words whose letters scanning confuses: "corn" and "com"."""
    return word.translate(_SHAPE).replace("rn", "m").replace("cl", "d").replace("vv", "w")


@cache
def _stop_shapes(stop_words: frozenset[str]) -> dict[str, str]:
    return {_shape(word): word for word in sorted(stop_words) if len(word) > 1}
