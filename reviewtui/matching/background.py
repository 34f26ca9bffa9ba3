"""How rare words are in policies and contracts at large: a table that ships with the project.

`data/background.txt` has a line for each rarity: the natural logarithm of how many passages
there are to one that holds the stem, then the stems. It is what inverse document frequency
(K. Spärck Jones, 1972) is estimated from before a policy says anything itself.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from reviewtui.matching.signs import NAMES

UNKNOWN = 10.25  # the rarity of a stem that the table does not have
SIGN = 3.0  # the rarity of a sign, set by hand
_DATA = Path(__file__).with_name("data")


@cache
def rarities() -> dict[str, float]:
    """stem or sign: its rarity, 1 (in every third passage) to 10 (in one of 20,000)."""
    table: dict[str, float] = dict.fromkeys(NAMES, SIGN)
    for line in (_DATA / "background.txt").read_text(encoding="utf-8").splitlines():
        rarity, _, words = line.partition(" ")
        table.update(dict.fromkeys(words.split(), float(rarity)))
    return table


def rarity(stem: str) -> float:
    """The rarity of one stem or sign."""
    return rarities().get(stem, UNKNOWN)
