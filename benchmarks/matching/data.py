"""What a benchmark of matching reads: requirements, policies, and where the answers are."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from reviewtui import load_policy
from reviewtui.checklists import Checklist, Requirement
from reviewtui.documents import policy_from_text

if TYPE_CHECKING:
    from pathlib import Path

    from reviewtui.documents import Policy

Span = tuple[int, int]


@dataclass(frozen=True)
class Question:
    """A requirement asked of a policy; `answers` are empty where the policy is silent."""

    policy: str
    requirement: str
    answers: tuple[Span, ...]


@dataclass(frozen=True)
class DataSet:
    """Questions in the order in which a reviewer meets them."""

    name: str
    checklist: Checklist
    policies: dict[str, Policy]
    questions: list[Question] = field(default_factory=list)


def read_gold(file: Path, folder: Path) -> DataSet:
    """A gold file: JSON lines with policy, requirement, text, addressed and evidence quotes."""
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line]
    texts = {row["requirement"]: row["text"] for row in rows}
    asked = [Requirement(key, key.replace("-", " ").capitalize(), t) for key, t in texts.items()]
    names = dict.fromkeys(row["policy"] for row in rows)
    policies = {name: load_policy(folder / f"{name}.txt") for name in names}
    found = DataSet(file.stem, Checklist("gold", "Gold", tuple(asked)), policies)
    for row in rows:
        text = policies[row["policy"]].text
        places = [(text.find(quote), len(quote)) for quote in row["evidence"]]
        answers = tuple((start, start + size) for start, size in places if start >= 0)
        if answers or row["addressed"] == "no":
            found.questions.append(Question(row["policy"], row["requirement"], answers))
    return found


def read_bench(folder: Path, most: int, *, seed: int = 0, skip: int = 0) -> DataSet:
    """A folder in the bench layout: docs/ID.txt, queries.jsonl, unanswerable.jsonl.

    `most` documents after the first `skip`, in an order that `seed` fixes.
    """
    rows = [row for row in _lines(folder / "queries.jsonl") if row["gold_lines"]]
    documents = sorted({row["doc"] for row in rows})
    random.Random(seed).shuffle(documents)
    documents = documents[skip : skip + most]
    rank = {document: number for number, document in enumerate(documents)}
    ids: dict[str, str] = {}
    asked = []
    for row in rows:
        if row["query"] not in ids:
            ids[row["query"]] = key = f"r{len(ids) + 1}"
            title = row.get("query_short") or row["query"][:60]
            title = title.replace("_", " ").replace(".", " ")
            asked.append(Requirement(key, title, row["query"]))
    policies = {name: load_policy(folder / "docs" / f"{name}.txt") for name in documents}
    found = DataSet(folder.name, Checklist("bench", "Bench", tuple(asked)), policies)
    silent = _lines(folder / "unanswerable.jsonl")
    both = [(row, row["gold_lines"]) for row in rows] + [(row, []) for row in silent]
    for row, lines in sorted(both, key=lambda item: rank.get(item[0]["doc"], -1)):
        if row["doc"] in rank and row["query"] in ids:
            spans = _line_spans(policies[row["doc"]].text)
            answers = tuple(spans[number] for number in lines if number < len(spans))
            found.questions.append(Question(row["doc"], ids[row["query"]], answers))
    return found


def damaged(data: DataSet, share: float, seed: int = 7) -> DataSet:
    """The same with that share of the letters of every policy replaced by other letters."""
    rng = random.Random(seed)
    letters = "abcdefghijklmnopqrstuvwxyz"
    policies = {}
    for name, policy in data.policies.items():
        text = "".join(
            rng.choice(letters) if letter.isalpha() and rng.random() < share else letter
            for letter in policy.text
        )
        policies[name] = policy_from_text(text, name)
    return DataSet(f"{data.name}, {share:.0%} damaged", data.checklist, policies, data.questions)


def _lines(file: Path) -> list[dict[str, Any]]:
    if not file.exists():
        return []
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line]


def _line_spans(text: str) -> list[Span]:
    spans, start = [], 0
    for line in text.split("\n"):
        spans.append((start, start + len(line)))
        start += len(line) + 1
    return spans
