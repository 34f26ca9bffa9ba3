"""What a benchmark of matching reads: requirements, policies, and where the answers are."""

from __future__ import annotations

import json
import random
import tomllib
from dataclasses import dataclass, field, replace
from hashlib import md5
from typing import TYPE_CHECKING, Any

from benchmarks.matching.damage import damage
from reviewtui import load_policy
from reviewtui.checklists import Checklist, Requirement
from reviewtui.documents import policy_from_text

if TYPE_CHECKING:
    from collections.abc import Sequence
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
        answers = () if row["addressed"] == "no" else answers
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


def damaged(data: DataSet, share: float, seed: int = 7, kinds: Sequence[str] = ()) -> DataSet:
    """The same with that share of the characters of every policy damaged, answers following.

    `kinds` are those of `damage`, all if there is none.
    """
    policies, moved = {}, {}
    for name, policy in data.policies.items():
        moved[name] = damage(policy.text, share, random.Random(f"{seed} {name}"), kinds)
        policies[name] = policy_from_text(moved[name].text, name)
        if policies[name].text != moved[name].text:
            raise ValueError(f"{name}: the damaged text was not read as it is")
    questions = [
        replace(asked, answers=tuple(moved[asked.policy].span(*span) for span in asked.answers))
        for asked in data.questions
    ]
    name = f"{data.name}, {share:.0%} damaged"
    if kinds:
        name += f" ({', '.join(kinds)})"
    return DataSet(name, data.checklist, policies, questions)


def guided(data: DataSet, file: Path, *, terms: bool, examples: bool) -> DataSet:
    """The same with the terms, examples or both that `file`, a table a requirement, has."""
    table = tomllib.loads(file.read_text(encoding="utf-8"))
    missing = [asked.id for asked in data.checklist.requirements if asked.id not in table]
    if missing:
        raise SystemExit(f"{file}: nothing for {', '.join(missing)}; add a table for each")
    requirements = tuple(
        replace(
            asked,
            terms=tuple(table[asked.id]["terms"]) if terms else (),
            examples=tuple(table[asked.id]["examples"]) if examples else (),
        )
        for asked in data.checklist.requirements
    )
    given = " and ".join(["terms"] * terms + ["examples"] * examples) or "plain"
    checklist = replace(data.checklist, requirements=requirements)
    return DataSet(f"{data.name}, {given}", checklist, data.policies, data.questions)


def half_of_requirements(data: DataSet, number: int) -> DataSet:
    """The questions of half of the requirements, told apart by a digest of their ids."""
    kept = [
        asked
        for asked in data.questions
        if md5(asked.requirement.encode(), usedforsecurity=False).digest()[-1] % 2 == number
    ]
    name = f"{data.name}, half {number + 1}"
    return DataSet(name, data.checklist, data.policies, kept)


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
