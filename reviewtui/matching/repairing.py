"""Damaged words read as the words they were: "retentlon" as "retention".

Scanning, hurried typing and bad conversion damage letters. A word that policies at large do
not have is held against the sound words of its own policy and of the checklist; a near one
takes its place in the index. The text stays as it is.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from reviewtui.matching.confusions import unconfused

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

NEAR = 80.0  # of 100, rapidfuzz's `ratio` (normalised Indel similarity): one letter of five
SHORTEST = 5  # letters; shorter words have too many neighbours
# Of a policy's words: where more are repaired, its short words are repaired as well. Sound
# policies stay below 0.025, names and all; with one letter of 200 mistyped they are above 0.04.
DAMAGED = 0.025
LONGEST = 30  # letters; what is longer is no misspelt word
FEW = 5  # words; no fewer prove anything


class Repairs(NamedTuple):
    """For each damaged word the one it was, and whether the text seems to be scanned."""

    words: dict[str, str]
    scanned: bool


def repairs(
    strange: Iterable[str],
    sound: set[str],
    stop_words: frozenset[str],
    is_word: Callable[[str], bool],
    written: Iterable[Sequence[str]],
) -> Repairs:
    """What the strange words of a policy most likely were, as far as that can be told.

    `sound` are words that they may have been beside the stop words; `is_word` says of any word
    whether it means something; `written` are all words of the policy, to count them in.
    """
    wanted = sorted(set(strange))
    if not wanted:
        return Repairs({}, scanned=False)

    counts: Counter[str] = Counter()

    def known() -> list[str]:
        """The sound words and the stop words, the most frequent first."""
        if not counts:
            counts.update(dict.fromkeys(sorted(sound | stop_words), 1))
            for words in written:
                counts.update([word for word in words if word in counts])
        return [word for word, _ in counts.most_common()]

    found = unconfused(wanted, known, stop_words, is_word)
    scanned = bool(found)
    left = [word for word in wanted if word not in found and word[0].isalpha()]
    found |= _alike(left, sound)
    if len(found) >= FEW and len(found) > DAMAGED * (len(sound) + len(wanted)):
        found |= _misspelt(left, known())
    return Repairs(found, scanned)


def _alike(strange: list[str], sound: set[str]) -> dict[str, str]:
    """For each strange word of some length that has one, the sound word that is most alike.

    Only words of nearly the same length with the first letter or the last two in common are
    compared, which keeps the time in bounds. Ties go to the first in alphabetical order.
    """
    strange = [word for word in strange if len(word) >= SHORTEST]
    if not strange:
        return {}
    from rapidfuzz.fuzz import ratio
    from rapidfuzz.process import extractOne

    near = _near(strange, sound)
    found: dict[str, str] = {}
    for word in strange:
        best = (NEAR, "")
        for place in _places(word):
            others = near[place]
            hit = others and extractOne(word, others, scorer=ratio, score_cutoff=best[0])
            if hit and (hit[1] > best[0] or not best[1]):
                best = (hit[1], hit[0])
        if best[1]:
            found[word] = best[1]
    return found


def _near(strange: list[str], sound: set[str]) -> dict[tuple[str, int], list[str]]:
    """The sound words in each of the places in which the strange ones are looked for."""
    near: dict[tuple[str, int], list[str]] = {
        place: [] for word in strange for place in _places(word)
    }
    for word in sound:
        length = len(word)
        if length >= SHORTEST:
            for place in ((word[0], length), (word[-2:], length)):
                if place in near:
                    near[place].append(word)
    for words in near.values():
        words.sort()
    return near


def _places(word: str) -> list[tuple[str, int]]:
    """Where words that may be alike are kept: the first letter or the last two, and the length."""
    length = len(word)
    return [(key, n) for key in (word[0], word[-2:]) for n in (length, length - 1, length + 1)]


def _misspelt(strange: list[str], known: list[str]) -> dict[str, str]:
    """For each strange word, the most frequent one that a slip of the finger makes it of.

    A slip leaves a letter out, puts one in, or swaps two (M. Kernighan, K. Church, W. Gale, "A
    Spelling Correction Program Based on a Noisy Channel Model", COLING 1990); one that puts
    another letter in its place is left to longer words. `known` has the most frequent first.
    """
    rank: dict[str, int] = {}
    shortened: dict[str, int] = {}  # a word with a letter left out: the rank of the word
    for number, word in enumerate(known):
        if 3 < len(word) <= LONGEST:
            rank[word] = number
            for short in _without_one(word):
                shortened.setdefault(short, number)
    last = len(known)
    found: dict[str, str] = {}
    for word in strange:
        if 2 < len(word) <= LONGEST:
            made = _without_one(word) + _swapped(word)
            best = min([rank.get(other, last) for other in made], default=last)
            best = min(best, shortened.get(word, last))
            if best < last:
                found[word] = known[best]
    return found


def _without_one(word: str) -> list[str]:
    return [word[:at] + word[at + 1 :] for at in range(len(word))]


def _swapped(word: str) -> list[str]:
    return [word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(len(word) - 1)]
