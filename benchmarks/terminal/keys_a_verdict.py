"""How many keys a decision takes a reviewer who knows what is right: finding the passage included.

    .venv/bin/python -m benchmarks.terminal.keys_a_verdict GOLD POLICIES [--without-numbers]

GOLD is a file of JSON lines: policy, requirement, text, addressed (yes, partial, no), evidence
(verbatim passages that count); POLICIES the folder with the policies it names, as .txt. The app
itself is driven, key by key, with learning on, at 80×24; every key that is pressed counts. Where
the policy is silent the reviewer presses `x`; else they go to the first candidate that is right
(`judging.is_right`), by its number or, with `--without-numbers`, by `n` alone, and decide; where
none is right they find the passage by its words and take its sentence. Ends with 1 if the mean is
over the aim, or if the review that was saved is not what the gold file says.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import re
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.matching.judging import is_right
from reviewtui.checklists import Checklist, Requirement
from reviewtui.documents import find_policies
from reviewtui.documents.search import search_of
from reviewtui.projects import Project
from reviewtui.reviews import Verdict, load_review
from reviewtui.tui.running import assemble, finish

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from textual.pilot import Pilot

    from reviewtui.reviews import Pair, Review
    from reviewtui.tui.app import ReviewApp

AIM = 1.6  # keys a decision, on average
VERDICTS = {"yes": Verdict.MET, "partial": Verdict.PARTIAL, "no": Verdict.MISSING}
KEYS = {Verdict.MET: "m", Verdict.PARTIAL: "p", Verdict.MISSING: "x", Verdict.NOT_APPLICABLE: "a"}
LONGEST_QUERY = 16  # letters

_WORD = re.compile(r"[^\W_]+")
Span = tuple[int, int]
Gold = dict["Pair", tuple[Verdict, tuple[str, ...]]]
"""The verdict that is right for each pair, and the passages of which one is to be cited."""


@dataclass
class Keys:
    """What was pressed: the keys of each decision, and how its passage was found."""

    counts: list[int] = field(default_factory=list)
    ways: Counter[str] = field(default_factory=Counter)

    @property
    def mean(self) -> float:
        """Keys a decision."""
        return sum(self.counts) / max(1, len(self.counts))


@dataclass
class Reviewer:
    """Decides as the gold file says, with as few keys as they can; nobody is faster."""

    app: ReviewApp
    pilot: Pilot[int]
    gold: Gold
    numbers: bool = True
    keys: Keys = field(default_factory=Keys)
    _pressed: int = 0

    async def review(self) -> Keys:
        """Decides all pairs in the app's own order."""
        desk = self.app.desk
        await self.settle()
        while not desk.finished:
            pair, self._pressed = desk.pair, 0
            verdict, passages = self.gold[pair]
            self.keys.ways[await self._find_passage(passages)] += 1
            await self.press(KEYS[verdict])
            if desk.pair == pair and not desk.finished:
                raise SystemExit(f"{pair}: nothing was decided")
            self.keys.counts.append(self._pressed)
        return self.keys

    async def press(self, *keys: str) -> None:
        """Presses keys, each once the screen shows what the last one did."""
        for key in keys:
            screen = self.app.review_screen
            screen.gate.forget()  # a person takes longer than a repeating key
            if screen.pace is not None:
                screen.pace.forget()
            await self.pilot.press(key)
            self._pressed += 1
            await self.settle()

    async def settle(self) -> None:
        """Until workers are done and the screen is painted."""
        for _ in range(2):
            await self.app.workers.wait_for_complete()
            await self.pilot.pause()

    async def _find_passage(self, passages: Sequence[str]) -> str:
        """Makes what a verdict would take right; how that went."""
        desk = self.app.desk
        if not passages or desk.policy is None:
            return "silent"
        text = desk.policy.text
        starts = [(text.find(passage), len(passage)) for passage in passages]
        answers = tuple((start, start + size) for start, size in starts if start >= 0)
        ranks = (
            rank
            for rank, one in enumerate(desk.candidates or ())
            if is_right(one.start, one.end, answers)
        )
        rank = next(ranks, None)
        if rank is None:
            await self._find_by_words(text, answers)
            return "found by words"
        steps = rank - desk.current
        if self.numbers and abs(steps) > 1 and rank < 9:
            await self.press(str(rank + 1))
        else:
            await self.press(*["n" if steps > 0 else "N"] * abs(steps))
        return "first" if rank == 0 else "first three" if rank < 3 else "further down"

    async def _find_by_words(self, text: str, answers: tuple[Span, ...]) -> None:
        query = _shortest_query(text, answers)
        keys = ["space" if letter == " " else letter for letter in query]
        await self.press("slash", *keys, "enter", "space")


def _shortest_query(text: str, answers: tuple[Span, ...]) -> str:
    """The fewest letters that the find of the app has hits for in the answers, nowhere else."""
    search = search_of(text)
    queries = {
        text[word.start() : word.start() + size]
        for start, end in answers
        for word in _WORD.finditer(text, start, end)
        for size in range(2, LONGEST_QUERY)
    }
    plain = (query for query in queries if all(c.isascii() and c.isalnum() for c in query.strip()))
    for query in sorted(plain, key=lambda query: (len(query), query)):
        hits = search.find(query)
        if hits and all(any(s <= hit[0] < e for s, e in answers) for hit in hits):
            return query
    raise SystemExit(f"nothing that is typed leads to {text[slice(*answers[0])]!r} alone")


async def drive(
    policies: Path, checklist: Checklist, gold: Gold, folder: Path, *, numbers: bool = True
) -> tuple[Keys, Review]:
    """One whole review, saved in `folder`: what was pressed, and what the file holds then."""
    path = folder / "review.toml"
    project = Project(find_policies([policies]), checklist, path, opened=None, folder=folder)
    app, saver = assemble(project, "gold")
    async with app.run_test(size=(80, 24)) as pilot:
        keys = await Reviewer(app, pilot, gold, numbers).review()
    finish(app, saver)
    return keys, load_review(path)


def faults(review: Review, gold: Gold, texts: Mapping[str, str]) -> list[str]:
    """Where the review is not what the gold file says: a wrong verdict, no right evidence."""
    found = []
    for pair, (verdict, passages) in gold.items():
        entry = review.entries.get(pair)
        if entry is None or entry.verdict is not verdict:
            found.append(f"{pair}: {entry.verdict if entry else None} instead of {verdict}")
            continue
        text = texts[pair[0]]
        answers = tuple((text.find(p), text.find(p) + len(p)) for p in passages if p in text)
        cited = any(is_right(quote.start, quote.end, answers) for quote in entry.evidence)
        if bool(passages) != cited:
            found.append(f"{pair}: the evidence is not right")
    return found


def read_gold(file: Path) -> tuple[Checklist, Gold]:
    """The requirements of a gold file as a checklist, and what is right."""
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line]
    texts = {row["requirement"]: row["text"] for row in rows}
    asked = [Requirement(key, key.replace("-", " ").capitalize(), t) for key, t in texts.items()]
    gold = {
        (row["policy"], row["requirement"]): (
            VERDICTS[row["addressed"]],
            tuple(row["evidence"]) if row["addressed"] != "no" else (),
        )
        for row in rows
    }
    return Checklist("gold", "Gold", tuple(asked)), gold


def main() -> int:
    """Drives one review and prints what it took."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("gold", type=Path)
    parser.add_argument("policies", type=Path)
    parser.add_argument("--without-numbers", action="store_true", help="go by n and N alone")
    options = parser.parse_args()
    checklist, gold = read_gold(options.gold)
    texts = {file.id: "" for file in find_policies([options.policies])}
    if {policy for policy, _ in gold} != set(texts):
        sys.exit(f"{options.policies} does not hold the policies of {options.gold}")
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        os.environ.update(HOME=folder, XDG_STATE_HOME=f"{folder}/state")
        keys, review = asyncio.run(
            drive(options.policies, checklist, gold, home, numbers=not options.without_numbers)
        )
    from reviewtui import load_policy

    for file in find_policies([options.policies]):
        texts[file.id] = load_policy(file.path).text
    wrong = faults(review, gold, texts)
    for line in wrong:
        print(line)
    ways = ", ".join(f"{way} {count}" for way, count in keys.ways.most_common())
    print(f"{len(keys.counts)} decisions, {sum(keys.counts)} keys: {keys.mean:.2f} a decision")
    print(f"the passage: {ways}; most keys for one: {max(keys.counts)}; aim {AIM}")
    return int(keys.mean > AIM or bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
