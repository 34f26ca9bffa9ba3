"""kill -9 at random moments of real sessions: is all there that the screen called saved?

    python -m benchmarks.reviews.killing [--times 300] [--seed 1] [--jobs 1]

Each life starts the app in a pty, types verdicts, undos and moves at random, and is killed
within 2.5 s of its first screen, one in ten while it starts. Ends with 1 if a file does not open
or a verdict is missing.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random

from reviewtui.errors import InputError
from reviewtui.reviews import load_review
from tests.terminal.killing import Victim
from tests.terminal.session import Session

ROOT = Path(__file__).resolve().parents[2]
LIVES_OF_A_FILE = 15  # then there is little left to decide


def lives(seed: int, times: int, folder: Path) -> tuple[int, int, list[str]]:
    """So many lives over one review file: verdicts called saved, undone ones, what was lost."""
    checklist = ROOT / "checklists/vendor-privacy.toml"
    session = Session(ROOT / "policies", checklist, folder / f"review-{seed}.toml")
    random = Random(seed)
    saved, undone, lost = 0, 0, []
    for life in range(times):
        victim = Victim(session, random)
        victim.live_until_killed()
        path = session.review_path
        try:
            found = victim.losses(load_review(path) if path.exists() else None)
        except InputError as error:
            found = [f"does not open: {error}"]
        lost += [f"seed {seed}, life {life}: {line}" for line in found]
        said = victim.said.done[: victim.said.saved]
        saved += len(said)
        undone += sum(verdict is None for _, verdict in said)
    return saved, undone, lost


def main() -> int:
    """Measures and prints; 1 where something was lost."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--times", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        os.environ["HOME"] = name
        for variable in ("XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
            os.environ.pop(variable, None)
        folder = Path(name)
        rows = [
            (options.seed + first, min(LIVES_OF_A_FILE, options.times - first), folder)
            for first in range(0, options.times, LIVES_OF_A_FILE)
        ]
        with ThreadPoolExecutor(options.jobs) as pool:
            results = list(pool.map(lambda row: lives(*row), rows))
    lost = [line for *_, lines in results for line in lines]
    print("\n".join(lost))
    print(
        f"killed {options.times} times: {sum(row[0] for row in results)} decisions called saved, "
        f"{sum(row[1] for row in results)} of them undos; {len(lost)} lost (line: 0)"
    )
    return int(bool(lost))


if __name__ == "__main__":
    raise SystemExit(main())
