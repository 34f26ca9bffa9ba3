"""Projects that the measures of the terminal open: begun, done, with a conflict, large."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path

from reviewtui.checklists import load_checklist
from reviewtui.reviews import Verdict, load_review, now, save_review

ROOT = Path(__file__).resolve().parents[2]
CHECKLIST = "checklists/vendor-privacy.toml"
REVIEW = "reviews/sample.toml"
REQUIREMENTS = 200
COPIES = 8  # of each sample, where there are many policies
LARGE = 1_000_000  # characters of the large policy, at least


def done(folder: Path) -> None:
    """The samples with their finished review."""
    for name in ("policies", "checklists", "reviews"):
        shutil.copytree(ROOT / name, folder / name, dirs_exist_ok=True)


def begun(folder: Path) -> None:
    """The samples, half of them decided; one decided policy was edited and one requirement
    worded anew since."""
    done(folder)
    path, asked = folder / REVIEW, folder / CHECKLIST
    review = load_review(path)
    half = {record.id for record in review.policies[: len(review.policies) // 2]}
    kept = {pair: entry for pair, entry in review.entries.items() if pair[0] in half}
    save_review(replace(review, entries=kept), path)
    cited = next(entry for entry in kept.values() if entry.evidence)
    policy = next(folder.glob(f"policies/{cited.policy}.*"))
    words = cited.evidence[0].exact
    text = policy.read_text("utf-8")
    policy.write_text(text.replace(words, f"{words[: len(words) // 2]} heron."), "utf-8")
    asked.write_text(asked.read_text("utf-8").replace('text = "', 'text = "Now: ', 1), "utf-8")


def several(folder: Path) -> None:
    """The same with a second checklist: which review is opened has to be chosen."""
    begun(folder)
    asked = (folder / CHECKLIST).read_text("utf-8")
    other = re.sub(r'^id = "[^"]*"', 'id = "another"', asked, count=1, flags=re.MULTILINE)
    (folder / CHECKLIST).with_stem("another").write_text(other, "utf-8")


def decided_elsewhere(folder: Path, reviewer: str) -> None:
    """Puts into the review's file what somebody else decided on all that `reviewer` is about to
    decide in the policy where they decided last."""
    path = folder / REVIEW
    review = load_review(path)
    mine = max(
        (one for one in review.entries.values() if one.reviewer == reviewer),
        key=lambda entry: entry.step,
    )
    theirs = {
        (mine.policy, requirement.id): replace(
            mine,
            requirement=requirement.id,
            reviewer="bob",
            time=now(),
            verdict=Verdict.NOT_APPLICABLE,
            evidence=(),
            note="As I read it.",
            history=(),
        )
        for requirement in load_checklist(folder / CHECKLIST).requirements
        if (mine.policy, requirement.id) not in review.entries
    }
    save_review(replace(review, entries={**review.entries, **theirs}), path)


def large(folder: Path) -> None:
    """One policy of a megabyte made of the samples' sections, 200 requirements, no review."""
    for name in ("policies", "checklists"):
        (folder / name).mkdir(parents=True)
    texts = [path.read_text("utf-8") for path in sorted((ROOT / "policies").glob("*.*"))]
    copies = LARGE // sum(map(len, texts)) + 1
    whole = "\n\n".join(
        text.replace("days", f"days and {number} hours")
        for number in range(copies)
        for text in texts
    )
    (folder / "policies/large.txt").write_text(whole, "utf-8")
    known = load_checklist(ROOT / CHECKLIST).requirements
    tables = "".join(
        f'\n[[requirement]]\nid = "r{number}"\ntitle = "{one.title} {number}"\n'
        f'text = "{one.text}"\n'
        for number in range(REQUIREMENTS)
        for one in (known[number % len(known)],)
    )
    head = 'format = 1\nid = "many"\ntitle = "Many"\n'
    (folder / CHECKLIST).write_text(head + tables.replace("\\", ""), "utf-8")


def many(folder: Path) -> None:
    """The samples several times over: more policies than any screen has rows or columns for."""
    for name in ("policies", "checklists"):
        (folder / name).mkdir(parents=True)
    shutil.copy(ROOT / CHECKLIST, folder / CHECKLIST)
    for path in sorted((ROOT / "policies").glob("*.*")):
        for number in range(COPIES):
            shutil.copy(path, folder / "policies" / f"{path.stem}-{number}{path.suffix}")
