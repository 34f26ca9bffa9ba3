"""How long it takes to find 5,000 pieces of evidence again in 50 policies that were edited.

A policy is made of the project's samples, about 39 kB; a tenth of the quotes are edited, and
every paragraph stands elsewhere than it did. The floor, in the same run: read the same 50
files, split them, and look for every quote as it is (`str.find`), which finds nothing that was
edited and says nothing about places. Reading and splitting are given apart from both.
"""

from __future__ import annotations

import random
import tempfile
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, process_time
from typing import TYPE_CHECKING

from reviewtui.checklists import Checklist, Requirement
from reviewtui.documents import load_policy
from reviewtui.reviews import Review, Verdict, collect, compare, decide, new_review, now
from reviewtui.reviews.editing import Decision, record_policies
from reviewtui.reviews.texts import text_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reviewtui.documents import Policy

POLICIES, QUOTES, EDITED = 50, 100, 0.1


@dataclass(frozen=True)
class Times:
    """Seconds, of this process's own time (`…cpu`) and on the clock; and how many verdicts
    were stale in the end."""

    load: float
    find: float
    anchor: float
    anchor_cpu: float
    longest: float  # for one policy: how long progress may stand still
    stale: int


def measure(samples: Sequence[Path], seed: int = 1) -> Times:
    """Makes review and policies, edits the policies, and finds all the evidence again."""
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        review, checklist, edited = _made(samples, folder, chance)
        paths = {policy_id: folder / f"{policy_id}.md" for policy_id in edited}
        for policy_id, text in edited.items():
            paths[policy_id].write_text(text, encoding="utf-8")
        begun = perf_counter()
        loaded = {policy_id: load_policy(path, id=policy_id) for policy_id, path in paths.items()}
        load = perf_counter() - begun
        begun = perf_counter()
        for (policy_id, _), entry in review.entries.items():
            for quote in entry.evidence:
                loaded[policy_id].text.find(quote.exact)
        find = perf_counter() - begun
        begun, begun_cpu = perf_counter(), process_time()
        last = begun
        found, longest = [], 0.0
        for one in compare(review, checklist, paths, loaded.__getitem__):
            found.append(one)
            longest, last = max(longest, perf_counter() - last), perf_counter()
        anchor, anchor_cpu = perf_counter() - begun, process_time() - begun_cpu
        stale = len(collect(review, found).stale)
    return Times(load, find, anchor, anchor_cpu, longest, stale)


def _made(
    samples: Sequence[Path], folder: Path, chance: random.Random
) -> tuple[Review, Checklist, dict[str, str]]:
    """A review with all the evidence, its checklist, and the edited texts by policy."""
    requirements = tuple(Requirement(f"r{n:03}", f"No. {n}", "Says so.") for n in range(QUOTES))
    checklist = Checklist("speed", "Speed", requirements)
    review = new_review(checklist, folder / "review.toml")
    paragraphs = [part for path in samples for part in path.read_text("utf-8").split("\n\n")]
    edited: dict[str, str] = {}
    for number in range(POLICIES):
        path = folder / f"policy-{number:02}.md"
        path.write_text(_shuffled(paragraphs, number, chance), encoding="utf-8")
        policy = load_policy(path)
        passages = [p for p in policy.passages if p.end - p.start >= 40]
        chosen = sorted(chance.sample(passages, QUOTES), key=lambda passage: passage.start)
        review = _decided(review, policy, requirements, [(p.start, p.end) for p in chosen])
        review = record_policies(review, [policy], folder / "review.toml")
        text = policy.text
        for passage in sorted(chance.sample(chosen, int(QUOTES * EDITED)), key=lambda p: -p.start):
            words = text[passage.start : passage.end].split(" ")
            words[chance.randrange(len(words))] = "heron"
            text = text[: passage.start] + " ".join(words) + text[passage.end :]
        edited[policy.id] = f"Valid from today.\n\n{text}"
    return review, checklist, edited


def _decided(
    review: Review,
    policy: Policy,
    requirements: Sequence[Requirement],
    spans: Sequence[tuple[int, int]],
) -> Review:
    decisions = [
        Decision(
            policy.id,
            policy.text_digest,
            requirement,
            Verdict.MET,
            evidence=(policy.quote(*span),),
            text=text_of(policy),
        )
        for requirement, span in zip(requirements, spans, strict=True)
    ]
    return decide(review, decisions, reviewer="ann", time=now())


def _shuffled(paragraphs: Sequence[str], number: int, chance: random.Random) -> str:
    """The paragraphs in an order of their own, and with words of their own."""
    mixed = chance.sample(paragraphs, len(paragraphs))
    return "\n\n".join(mixed).replace(" we ", f" we of Vendor {number} ") + "\n"
