"""How long a review of many verdicts takes to open, and one changed verdict to save.

    python -m benchmarks.reviews.saving [--verdicts 5000] [--times 15]

Saving is measured through the saver, from `submit` to `on_saved`, beside the floor: write,
fsync and rename of the same bytes in the same folder, and fsync of the folder, in turns.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import threading
from pathlib import Path
from statistics import median
from time import perf_counter

from reviewtui.checklists import Checklist, Requirement
from reviewtui.documents import Quote
from reviewtui.reviews import (
    Decision,
    Rejected,
    Review,
    Saver,
    Verdict,
    decide,
    new_review,
    now,
    open_review,
    save_review,
)

WORDS = (
    "keep",
    "records",
    "that",
    "people",
    "bought",
    "while",
    "they",
    "are",
    "with",
    "us",
    "laws",
)


def sentence(number: int, length: int = 25) -> str:
    """A sentence like no other."""
    picked = (WORDS[(number * 7 + i * (1 + number % 5)) % len(WORDS)] for i in range(length))
    return f"{number}: " + " ".join(picked) + "."


def big_review(verdicts: int, path: Path) -> tuple[Review, list[Decision]]:
    """A review with so many verdicts, two pieces of evidence and one rejected in each."""
    requirements = tuple(Requirement(f"r{i:03}", f"No. {i}", sentence(i)) for i in range(50))
    decisions = [
        Decision(
            f"policy-{i // 50:03}",
            f"sha256:{i // 50:064x}",
            requirements[i % 50],
            Verdict.MET,
            tuple(
                Quote(sentence(i * 2 + k), sentence(i)[:64], sentence(k)[-64:], i, i + 150, ("A",))
                for k in range(2)
            ),
            (Rejected(sentence(i * 3), 5, 155, 0.5),),
        )
        for i in range(verdicts)
    ]
    review = new_review(Checklist("bench", "Bench", requirements), path)
    return decide(review, decisions, reviewer="ann", time=now()), decisions


def floor(folder: Path, content: bytes) -> float:
    """Write, fsync, rename, fsync of the folder, and nothing else; seconds."""
    begin = perf_counter()
    beside, target = folder / "floor.tmp", folder / "floor.toml"
    with beside.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(target)
    handle = os.open(folder, os.O_RDONLY)
    os.fsync(handle)
    os.close(handle)
    return perf_counter() - begin


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--verdicts", type=int, default=5000)
    parser.add_argument("--times", type=int, default=15)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as name:
        path = Path(name) / "review.toml"
        review, decisions = big_review(options.verdicts, path)
        save_review(review, path)
        begin = perf_counter()
        opened = open_review(path)
        print(f"open {options.verdicts} verdicts: {perf_counter() - begin:.2f} s", end=", ")
        print(f"{path.stat().st_size / 1e6:.1f} MB")
        saved = threading.Event()
        saver = Saver(path, opened, on_saved=lambda _review: saved.set())
        review, ours, floors, clicks = opened.review, [], [], []
        for turn in range(options.times):
            begin = perf_counter()
            review = decide(review, [decisions[turn * 7]], reviewer="bob", time=now())
            clicks.append(perf_counter() - begin)
            begin = perf_counter()
            saver.submit(review)
            saved.wait()
            ours.append(perf_counter() - begin)
            saved.clear()
            floors.append(floor(path.parent, path.read_bytes()))
        saver.close()
    print(f"decide: {median(clicks) * 1000:.1f} ms")
    print(
        f"save one verdict: first {ours[0] * 1000:.0f} ms, median {median(ours) * 1000:.0f} ms, "
        f"floor {median(floors) * 1000:.0f} ms, ratio {median(ours) / median(floors):.2f} "
        "(line: 3)"
    )


if __name__ == "__main__":
    main()
