"""A large review with all its files: policies, a checklist, verdicts of every kind."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from reviewtui import load_checklist, load_policy
from reviewtui.documents import Policy
from reviewtui.reviews import (
    Decision,
    Rejected,
    Verdict,
    decide,
    new_review,
    record_policies,
    save_review,
    set_note,
)
from reviewtui.reviews.texts import text_of

_VOCABULARY = (
    "keep records that people bought while they are with us and laws ask for delete data share "
    "carrier bank parcel invoice support account cookie browser address name employer office "
    "retain transfer secure encrypted notice consent object export copy correct period years days"
)
WORDS = _VOCABULARY.split()
POLICY = 40_000  # characters
BEGUN = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
CITED = (Verdict.MET, Verdict.PARTIAL, Verdict.CONTRADICTED)


def sentence(chance: random.Random) -> str:
    """A sentence of 8 to 30 words."""
    words = [chance.choice(WORDS) for _ in range(chance.randint(8, 30))]
    return f"{words[0].capitalize()} {' '.join(words[1:])}, {chance.randint(1, 999)}."


def policy_text(chance: random.Random) -> str:
    """A policy in Markdown: headings, paragraphs, lists."""
    parts = [f"# Policy {chance.randint(1, 9999)}"]
    length = 0
    while length < POLICY:
        part = " ".join(sentence(chance) for _ in range(chance.randint(2, 6)))
        if not chance.randrange(5):
            part = f"## {' '.join(chance.choice(WORDS) for _ in range(3))}\n\n{part}"
        parts.append(part)
        length += len(part)
    return "\n\n".join(parts) + "\n"


def checklist_text(requirements: int, chance: random.Random) -> str:
    """A checklist of so many requirements in ten sections."""
    lines = ['format = 1\nid = "large"\ntitle = "A large checklist"\nversion = "1"\n']
    lines += [
        f'[[requirement]]\nid = "r{number:03}"\nsection = "Section {number // 10}"\n'
        f'title = "Requirement {number}"\ntext = "{sentence(chance)}"\n'
        f'severity = "{("must", "should", "may")[number % 3]}"\n'
        f'references = ["Law Art. {number}"]\n'
        for number in range(requirements)
    ]
    return "\n".join(lines)


def make(folder: Path, policies: int, requirements: int, seed: int = 7) -> Path:
    """Writes a review of so many policies and requirements, all decided; its path."""
    chance = random.Random(seed)
    (folder / "policies").mkdir(parents=True)
    (folder / "checklists").mkdir()
    checklist_path = folder / "checklists/large.toml"
    checklist_path.write_text(checklist_text(requirements, chance))
    checklist = load_checklist(checklist_path)
    path = folder / "reviews/large.toml"
    review = new_review(checklist, path)
    loaded: list[Policy] = []
    decisions: list[Decision] = []
    for number in range(policies):
        file = folder / f"policies/policy-{number:03}.md"
        file.write_text(policy_text(chance))
        policy = load_policy(file)
        loaded.append(policy)
        text = text_of(policy)
        for requirement in checklist.requirements:
            verdict = chance.choice(list(Verdict))
            picked = chance.sample(policy.passages, 5)
            cited = picked[: chance.randint(1, 2)] if verdict in CITED else []
            passed = () if cited else picked[2:]
            decisions.append(
                Decision(
                    policy.id,
                    policy.text_digest,
                    requirement,
                    verdict,
                    tuple(policy.quote(one.start, one.end) for one in cited),
                    tuple(
                        Rejected(policy.text[one.start : one.end], one.start, one.end, 0.5)
                        for one in passed
                    ),
                    ("retain", "keep") if verdict is Verdict.MISSING else (),
                    text,
                )
            )
    review = record_policies(review, loaded, path)
    review = decide(review, decisions, reviewer="Ann Example", time=BEGUN)
    for decision in decisions[::10]:
        pair = (decision.policy, decision.requirement.id)
        later = BEGUN + timedelta(hours=1)
        review = set_note(review, *pair, sentence(chance), reviewer="Ann Example", time=later)
    save_review(replace(review, id="k3v9x2m7"), path)
    return path
