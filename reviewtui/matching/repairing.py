"""Damaged words read as the words they were: "retentlon" as "retention".

Scanning, hurried typing and bad conversion damage letters. A word that policies at large do
not have is compared by rapidfuzz with the sound words of its own policy and of the checklist;
a near one takes its place in the index. The text stays as it is.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

NEAR = 80.0  # of 100, rapidfuzz's `ratio` (normalised Indel similarity): one letter of five
SHORTEST = 5  # letters; shorter words have too many neighbours


def repairs(strange: Iterable[str], sound: Iterable[str]) -> dict[str, str]:
    """For each strange word that has one, the sound word that it most likely was.

    Only words of nearly the same length with the first letter or the last two in common are
    compared, which keeps the time in bounds. Ties go to the first in alphabetical order.
    """
    wanted = sorted({word for word in strange if len(word) >= SHORTEST})
    if not wanted:
        return {}
    from rapidfuzz.fuzz import ratio
    from rapidfuzz.process import extractOne

    buckets: dict[tuple[str, int], list[str]] = defaultdict(list)
    for word in sorted(set(sound)):
        if len(word) >= SHORTEST:
            for key in _keys(word):
                buckets[key, len(word)].append(word)
    found: dict[str, str] = {}
    for word in wanted:
        best = (NEAR, "")
        for key in _keys(word):
            for length in (len(word), len(word) - 1, len(word) + 1):
                near = buckets.get((key, length))
                hit = near and extractOne(word, near, scorer=ratio, score_cutoff=best[0])
                if hit and (hit[1] > best[0] or not best[1]):
                    best = (hit[1], hit[0])
        if best[1]:
            found[word] = best[1]
    return found


def _keys(word: str) -> tuple[str, str]:
    return word[0], "-" + word[-2:]
