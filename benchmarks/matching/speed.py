"""How fast and how large matching is, beside bm25s in the same run.

    python -m benchmarks.matching.speed [TEXTS] [--checklist FILE]

TEXTS is a folder of texts (*.txt, the sample policies if none is given); documents of a size
are cut from all of them in a row, repeated where they are too short. bm25s and numpy come with
the optional dependencies `bench` (pip install -e '.[bench]'). Medians in one process, in
milliseconds of processor time, which other programs disturb less; ours and theirs take turns,
and neither keeps anything from one round to the next.

- First use: reading, splitting, indexing and ranking 40 kB in a process of its own, imports apart.
- Split and index, against what bm25s takes to tokenise and index the same passages.
- Rank one requirement, cold and with 200 verdicts learned for it, each of one accepted and one
  rejected passage; the time is the median over requirements, or over repetitions with verdicts.
- Learn one verdict more: the call, and what the next ranking takes longer than a usual one.
- Growth with the size of a document.
- Memory: the peak of a process that reads and ranks all of TEXTS and keeps them, beyond that of
  a process that does so with one.
"""

from __future__ import annotations

import argparse
import gc
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from reviewtui import Matcher, load_checklist, load_policy
from reviewtui.documents import policy_from_text
from reviewtui.matching import words
from reviewtui.matching.index import PolicyIndex

if TYPE_CHECKING:
    from reviewtui.checklists import Checklist
    from reviewtui.documents import Policy

ROOT = Path(__file__).resolve().parents[2]
SIZES = (62_500, 125_000, 250_000, 500_000, 1_000_000)  # characters
VERDICTS = 200
ROUNDS = 7

_FIRST = """
import sys, time
from reviewtui import Matcher, load_checklist, load_policy
checklist = load_checklist(sys.argv[1])
begun = time.process_time()
policy = load_policy(sys.argv[2])
read = time.process_time()
Matcher(checklist).rank(policy, checklist.requirements[0].id)
print(1e3 * (read - begun), 1e3 * (time.process_time() - read))
"""
_MEMORY = """
import sys
from reviewtui import Matcher, load_checklist, load_policy
checklist = load_checklist(sys.argv[1])
matcher = Matcher(checklist)
policies = [load_policy(name) for name in sys.argv[2:]]
for policy in policies:
    matcher.rank(policy, checklist.requirements[0].id)
with open("/proc/self/status") as status:
    print(next(line.split()[1] for line in status if line.startswith("VmHWM")))
"""


def document(texts: str, size: int) -> str:
    """A text of that many characters, as far as it goes in whole lines."""
    long = texts * (size // len(texts) + 1)
    return long[: long.rfind("\n", 0, size) + 1]


def timed(call: Callable[[], object]) -> float:
    """Milliseconds of processor time that one call takes, without collecting garbage."""
    gc.disable()
    begun = time.process_time()
    call()
    taken = 1e3 * (time.process_time() - begun)
    gc.enable()
    return taken


def index(policy: Policy) -> PolicyIndex:
    """The index of a policy, made as in a process that has indexed none."""
    words.american.cache_clear()
    return PolicyIndex(policy, words.Words("en"))


def against_bm25s(text: str) -> tuple[float, float, float]:
    """Milliseconds to split, to index, and of bm25s for the same passages."""
    try:
        import bm25s
    except ImportError:
        raise SystemExit("bm25s is missing: pip install -e '.[bench]'") from None
    import Stemmer

    policy = policy_from_text(text)
    passages = [text[p.start : p.end] for p in policy.passages]

    def theirs() -> None:
        stemmer = Stemmer.Stemmer("english")
        tokens = bm25s.tokenize(passages, stopwords="en", stemmer=stemmer, show_progress=False)
        bm25s.BM25().index(tokens, show_progress=False)

    rounds = [
        (timed(lambda: policy_from_text(text)), timed(lambda: index(policy)), timed(theirs))
        for _ in range(ROUNDS)
    ]
    split, indexed, other = (median(column) for column in list(zip(*rounds, strict=True)))
    return split, indexed, other


def rank_cold(policy: Policy, checklist: Checklist) -> float:
    """Milliseconds to rank a requirement, the median over all, after a first pass."""
    matcher = Matcher(checklist)
    ids = [asked.id for asked in checklist.requirements]
    for asked in ids:
        matcher.rank(policy, asked)
    return median(timed(lambda asked=asked: matcher.rank(policy, asked)) for asked in ids)  # type: ignore[misc]


def learned(checklist: Checklist, asked: str, policies: list[Policy]) -> Matcher:
    """A matcher with 200 verdicts on one requirement, of as many policies."""
    cold, matcher = Matcher(checklist), Matcher(checklist)
    for number in range(VERDICTS):
        teach(matcher, cold, asked, policies, number)
    return matcher


def teach(
    matcher: Matcher, cold: Matcher, asked: str, policies: list[Policy], number: int
) -> float:
    """Accepts the first candidate of a policy and rejects the second; milliseconds."""
    policy = policies[number % len(policies)]
    shown = [(one.start, one.end) for one in cold.rank(policy, asked, limit=2)]
    named = policy._replace(id=f"{policy.id} {number}")
    return timed(lambda: matcher.learn(named, asked, shown[:1], shown[1:]))


def learning(
    checklist: Checklist, policies: list[Policy], size: int, texts: str
) -> tuple[float, float, float, float]:
    """Milliseconds with 200 verdicts: to rank; to learn one more, alone and until ranked; most."""
    asked = checklist.requirements[len(checklist.requirements) // 2].id
    policy = policy_from_text(document(texts, size))
    matcher, cold = learned(checklist, asked, policies), Matcher(checklist)
    matcher.rank(policy, asked)
    usual = median(timed(lambda: matcher.rank(policy, asked)) for _ in range(20))
    calls, nexts = [], []
    for number in range(VERDICTS, VERDICTS + 20):
        calls.append(teach(matcher, cold, asked, policies, number))
        nexts.append(timed(lambda: matcher.rank(policy, asked)) - usual)
    both = [one + other for one, other in zip(calls, nexts, strict=True)]
    return usual, median(calls), median(both), max(both)


def child(code: str, *arguments: object) -> list[float]:
    """The numbers that a process of its own prints."""
    command = [sys.executable, "-c", code, *map(str, arguments)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stderr)
    return [float(number) for number in done.stdout.split()]


def show_sizes(texts: str, checklist: Checklist) -> None:
    """Prints a row a size: reading, indexing, bm25s, ranking."""
    print("characters  passages  split   index   bm25s  (split + index) / bm25s  rank  µs a kB")
    for size in (40_000, *SIZES):
        text = document(texts, size)
        policy = policy_from_text(text)
        split, indexed, other = against_bm25s(text)
        rank = rank_cold(policy, checklist)
        print(
            f"{len(text):10,d} {len(policy.passages):9,d} {split:6.1f} {indexed:7.1f} {other:7.1f}"
            f" {(split + indexed) / other:24.1f} {rank:5.2f}"
            f" {1e6 * (split + indexed) / len(text):8.0f}",
            flush=True,
        )


def main() -> None:
    """Prints the tables."""
    usage = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=usage)
    parser.add_argument("texts", nargs="?", type=Path, default=ROOT / "policies")
    parser.add_argument(
        "--checklist", type=Path, default=ROOT / "checklists" / "vendor-privacy.toml"
    )
    options = parser.parse_args()
    files = sorted(options.texts.glob("*.txt"))
    if not files:
        parser.error(f"{options.texts} has no *.txt; name a folder of texts")
    checklist = load_checklist(options.checklist)
    policies = [load_policy(file) for file in files]
    texts = "\n".join(policy.text for policy in policies) + "\n"
    nearest = min(files, key=lambda file: abs(file.stat().st_size - 40_000))
    firsts = [child(_FIRST, options.checklist, nearest) for _ in range(ROUNDS)]
    read, ranked = (median(column) for column in list(zip(*firsts, strict=True)))
    size = nearest.stat().st_size
    print(f"first of a process, {size:,d} bytes: read and split {read:.1f}, ", end="")
    print(f"index and rank {ranked:.1f} ms")
    show_sizes(texts, checklist)
    for size in (40_000, 1_000_000):
        usual, call, both, most = learning(checklist, policies[:VERDICTS], size, texts)
        print(f"{size:,d} characters, {VERDICTS} verdicts: rank {usual:.2f} ms; one verdict more: ")
        print(f"  learn {call:.2f}, with what the next rank adds {both:.2f}, most {most:.2f} ms")
    one = child(_MEMORY, options.checklist, nearest)[0]
    everything = child(_MEMORY, options.checklist, *files)[0]
    volume = sum(file.stat().st_size for file in files) / 1e6
    print(
        f"memory: {len(files)} texts, {volume:.1f} MB: {(everything - one) / 1024:.0f} MB ", end=""
    )
    print(f"above the {one / 1024:.0f} MB of one")


if __name__ == "__main__":
    main()
