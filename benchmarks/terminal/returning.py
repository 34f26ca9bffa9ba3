"""Coming back to 5,000 verdicts over 50 policies of which every one was edited.

    .venv/bin/python -m benchmarks.terminal.returning [--policies 50]

Measured in a terminal: seconds until the first candidates, until all evidence is found again (the
summary), until new text is looked at as well; and how long keys take meanwhile. Ends with 1 if
the first screen takes more than 3 s, or the summary more than 5 s after it.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from time import monotonic, sleep

from benchmarks.terminal.measuring import COMPILED
from reviewtui.checklists import load_checklist
from reviewtui.documents import load_policy
from reviewtui.reviews import Decision, Verdict, decide, new_review, now, save_review
from reviewtui.reviews.editing import record_policies
from reviewtui.reviews.texts import text_of
from tests.terminal.terminal import Terminal

ROOT = Path(__file__).resolve().parents[2]
REQUIREMENTS, EDITED = 100, 0.1
OPEN_AIM, SUMMARY_AIM = 3.0, 5.0  # seconds
PATIENCE = 180.0
KEY_PATIENCE = 5.0
KEYS = 40
KEY_REST = 0.1  # seconds between two keys
REST = 5.0  # seconds without a byte: all is compared


@dataclass
class Times:
    """Seconds since the start; `keys` are those of single keys until everything is compared."""

    first: float = 0.0
    summary: float = 0.0
    complete: float = 0.0
    keys: list[float] = field(default_factory=list)


def main() -> int:
    """Measures and prints; 1 where a line is crossed."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("--policies", type=int, default=50)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make(folder, options.policies)
        times = measure(folder)
    print(f"{options.policies * REQUIREMENTS} verdicts, {options.policies} policies, all edited")
    print(f"first candidates       {times.first:6.2f} s (line: {OPEN_AIM})")
    print(
        f"evidence found again   {times.summary - times.first:6.2f} s later (line: {SUMMARY_AIM})"
    )
    print(f"new text looked at     {times.complete - times.first:6.2f} s later")
    if times.keys:
        print(
            f"keys meanwhile         {median(times.keys) * 1000:6.0f} ms median, "
            f"{max(times.keys) * 1000:.0f} ms at most, of {len(times.keys)}"
        )
    over = times.first > OPEN_AIM or times.summary - times.first > SUMMARY_AIM
    return int(over)


def make(folder: Path, policies: int, seed: int = 1) -> None:
    """Policies made of the samples, a verdict on a passage for each requirement, then edits."""
    chance = random.Random(seed)
    texts = [path.read_text("utf-8") for path in sorted((ROOT / "policies").glob("*.md"))]
    paragraphs = [part for text in texts for part in text.split("\n\n")]
    (folder / "policies").mkdir()
    (folder / "checklists").mkdir()
    tables = "".join(
        f'\n[[requirement]]\nid = "r{n}"\ntitle = "No. {n}"\ntext = "Says how no. {n} is kept."\n'
        for n in range(REQUIREMENTS)
    )
    checklist_path = folder / "checklists/many.toml"
    checklist_path.write_text(f'format = 1\nid = "many"\ntitle = "Many"\n{tables}', "utf-8")
    checklist, review_path = load_checklist(checklist_path), folder / "reviews/many.toml"
    review = new_review(checklist, review_path)
    edited: dict[Path, str] = {}
    decisions, read = [], []
    for number in range(policies):
        path = folder / "policies" / f"vendor-{number:02}.md"
        path.write_text("\n\n".join(chance.sample(paragraphs, len(paragraphs))), "utf-8")
        policy = load_policy(path, id=path.stem)
        read.append(policy)
        passages = [p for p in policy.passages if p.end - p.start >= 40]
        chosen = [chance.choice(passages) for _ in checklist.requirements]
        decisions += [
            Decision(
                policy.id,
                policy.text_digest,
                requirement,
                Verdict.MET,
                evidence=(policy.quote(passage.start, passage.end),),
                text=text_of(policy),
            )
            for requirement, passage in zip(checklist.requirements, chosen, strict=True)
        ]
        text = policy.text
        cut = {(p.start, p.end) for p in chance.sample(chosen, int(len(chosen) * EDITED))}
        for start, end in sorted(cut, reverse=True):
            words = text[start:end].split(" ")
            words[chance.randrange(len(words))] = "heron"
            text = text[:start] + " ".join(words) + text[end:]
        edited[path] = text
    review = record_policies(review, read, review_path)
    save_review(decide(review, decisions, reviewer="ann", time=now()), review_path)
    for path, text in edited.items():
        path.write_text(text, "utf-8")


def measure(folder: Path) -> Times:
    """Two starts: one that only looks on, and one in which keys are pressed."""
    times = Times()
    with started(folder, "compiling") as running:  # the first start after an edit
        running.wait_for("── candidate ", patience=PATIENCE)
    with started(folder, "looking") as running:
        begin = monotonic()
        times.first = shown(running, "── candidate ", begin)
        times.summary = shown(running, " changed, ", begin)
        while "comparing" in running.text or monotonic() - running.last_output < REST:
            sleep(0.05)
        times.complete = running.last_output - begin
    with started(folder, "typing") as running:
        running.wait_for("comparing", patience=PATIENCE)
        while len(times.keys) < KEYS:
            before, pressed = requirement(running), monotonic()
            running.type("jk"[len(times.keys) % 2])
            while requirement(running) == before and monotonic() - pressed < KEY_PATIENCE:
                sleep(0.002)
            times.keys.append(monotonic() - pressed)
            sleep(KEY_REST)
    return times


def requirement(running: Terminal) -> str:
    """The line of the screen that names the requirement."""
    return next((line for line in running.text.split("\n")[1:3] if "No. " in line), "")


def started(folder: Path, name: str) -> Terminal:
    """The program in an empty home of that name."""
    home = folder / name
    environment = {
        "HOME": str(home),
        "XDG_STATE_HOME": f"{home}/state",
        "USER": "bench",
        **COMPILED,
    }
    program = str(Path(sys.executable).parent / "reviewtui")
    return Terminal([program], cwd=folder, environment=environment)


def shown(running: Terminal, words: str, begin: float) -> float:
    """Seconds until the screen says so, by when the last byte came."""
    running.wait_for(words, patience=PATIENCE)
    return running.last_output - begin


if __name__ == "__main__":
    sys.exit(main())
