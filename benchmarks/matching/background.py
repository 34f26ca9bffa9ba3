"""Count in how many passages words stand, for reviewtui/matching/data/background.txt.

    python -m benchmarks.matching.background DOCS… > reviewtui/matching/data/background.txt

Each DOCS is a folder of texts, one kind of document a folder; kinds weigh the same. Only word
frequencies leave the texts: stems found in at least four documents of a kind, each with the
natural logarithm of how many passages there are to one that holds it, in steps of a quarter.
"""

from __future__ import annotations

import math
import sys
from collections import Counter, defaultdict
from pathlib import Path

from reviewtui.matching.words import words_of

LIMIT = 60_000  # bytes of the table
STEP = 0.25
stems = words_of("en").stems


def shares(folder: Path) -> dict[str, float]:
    """stem: the share of passages (lines of three stems and more) that hold it."""
    passages: Counter[str] = Counter()
    documents: Counter[str] = Counter()
    total = 0
    for path in sorted(folder.glob("*.txt")):
        seen: set[str] = set()
        for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
            found = stems(line)
            if len(found) >= 3:
                total += 1
                passages.update(set(found))
                seen.update(found)
        documents.update(seen)
    return {
        word: count / total
        for word, count in passages.items()
        if documents[word] >= 4 and word.isascii() and word.isalpha() and len(word) < 16
    }


def main(folders: list[str]) -> None:
    kinds = [shares(Path(folder)) for folder in folders]
    mean = {
        word: sum(kind.get(word, 0.0) for kind in kinds) / len(kinds)
        for word in set().union(*kinds)
    }
    rows: dict[float, list[str]] = defaultdict(list)
    size = 0
    for word in sorted(mean, key=lambda word: (-mean[word], word)):
        size += len(word) + 1
        if size > LIMIT - 2_000:
            break
        rows[round(-math.log(mean[word]) / STEP) * STEP].append(word)
    for rarity, words in sorted(rows.items()):
        print(f"{rarity:g} {' '.join(sorted(words))}")


if __name__ == "__main__":
    main(sys.argv[1:])
