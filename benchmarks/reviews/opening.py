"""How long a review of many verdicts takes to open, and how steadily it says how far it is.

    python -m benchmarks.reviews.opening [--verdicts 5000] [--times 5]

Beside it: tomllib on the same text, which gives plain tables and checks nothing. Ends with 1 if
opening takes more than 3 s at the median, or leaves more than a second without a sign.
"""

from __future__ import annotations

import argparse
import tempfile
import tomllib
from functools import partial
from itertools import pairwise
from pathlib import Path
from statistics import median
from time import perf_counter

from benchmarks.reviews.saving import big_review
from reviewtui.reviews import open_review, save_review

LINE = 3.0  # seconds
SILENCE = 1.0  # seconds


def note(signs: list[float], _share: float) -> None:
    """A sign of how far it is."""
    signs.append(perf_counter())


def main() -> int:
    """Measures and prints; 1 where a line is crossed."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--verdicts", type=int, default=5000)
    parser.add_argument("--times", type=int, default=5)
    options = parser.parse_args()
    ours, floors, silences = [], [], []
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as name:
        path = Path(name) / "review.toml"
        save_review(big_review(options.verdicts, path)[0], path)
        text = path.read_text()
        for _ in range(options.times):
            signs = [perf_counter()]
            opened = open_review(path, progress=partial(note, signs))
            ours.append(perf_counter() - signs[0])
            silences.append(max(later - one for one, later in pairwise(signs)))
            assert len(opened.review.entries) == options.verdicts
            begin = perf_counter()
            tomllib.loads(text)
            floors.append(perf_counter() - begin)
    print(
        f"open {options.verdicts} verdicts, {len(text) / 1e6:.1f} MB: median {median(ours):.2f} s "
        f"(line: {LINE:.0f}), longest without a sign {max(silences):.2f} s (line: {SILENCE}), "
        f"tomllib alone {median(floors):.2f} s"
    )
    return int(median(ours) > LINE or max(silences) > SILENCE)


if __name__ == "__main__":
    raise SystemExit(main())
