"""How much memory the app takes that visits every policy of a folder, beside one with one policy.

    .venv/bin/python -m benchmarks.terminal.memory [DIR] [--moves 3]

In a terminal: goes from policy to policy with `]`, at each of them `--moves` requirements further,
until all were on the screen. Counted is the greatest resident size that the system saw (VmHWM of
Linux) of the app's own process. Ends with 1 if that is more than 150 MB above the same program
after the same keys on one policy.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
from pathlib import Path
from time import monotonic, sleep
from typing import NamedTuple

from reviewtui.documents import find_policies
from tests.terminal.terminal import Terminal

ROOT = Path(__file__).resolve().parents[2]
BENCH = ROOT.parent / "shared/bench/c3pa/docs"
MOST = 150.0  # MB above one policy
PATIENCE = 60.0


class Peak(NamedTuple):
    """What a run took: megabytes at most, megabytes at the end, seconds until all were seen."""

    most: float
    last: float
    seconds: float


def main() -> int:
    """Measures and prints; 1 where the line is crossed."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("folder", nargs="?", type=Path, default=BENCH)
    parser.add_argument("--moves", type=int, default=3, help="requirements at each policy")
    options = parser.parse_args()
    folder: Path = options.folder if options.folder.is_dir() else ROOT / "policies"
    ids = [file.id for file in find_policies([folder])]
    size = sum(file.path.stat().st_size for file in find_policies([folder])) / 1e6
    one = visited(find_policies([folder])[0].path, ids[:1], options.moves * len(ids))
    every = visited(folder, ids, options.moves)
    above = every.most - one.most
    print(f"{len(ids)} policies, {size:.1f} MB of files, {options.moves} requirements at each")
    print(f"one policy      {one.most:6.0f} MB at most, {one.last:4.0f} at the end")
    print(f"all of them     {every.most:6.0f} MB at most, {every.last:4.0f} at the end, "
          f"{every.seconds:.0f} s")  # fmt: skip
    print(f"above           {above:6.0f} MB (line: {MOST:.0f})")
    return int(above > MOST)


def visited(policies: Path, ids: list[str], moves: int) -> Peak:
    """Every policy on the screen, and some of its requirements."""
    checklist = ROOT / "checklists/vendor-privacy.toml"
    program = str(Path(sys.executable).parent / "reviewtui")
    with tempfile.TemporaryDirectory() as name:
        environment = {"HOME": name, "XDG_STATE_HOME": f"{name}/state", "USER": "bench"}
        command = [program, str(policies), "-c", str(checklist), "-r", f"{name}/r.toml"]
        with Terminal(command, cwd=Path(name), environment=environment) as running:
            ready(running, ids[0])
            begin = monotonic()
            for policy in [*ids[1:], ids[0]]:
                for _ in range(moves):
                    moved(running, "j")
                running.type("]")
                ready(running, policy)
            seconds = monotonic() - begin
            sleep(0.5)
            status = Path(f"/proc/{running.pid}/status").read_text("ascii")
            running.type("q")
            running.wait_ended()
    return Peak(_megabytes(status, "VmHWM"), _megabytes(status, "VmRSS"), seconds)


def ready(running: Terminal, policy: str) -> None:
    """Waits until the candidates of a policy are on the screen."""
    running.wait_until(
        lambda: (
            policy[:16] in running.text.split("\n")[0]
            and ("─ candidate " in running.text or "no candidates" in running.text)
        ),
        f"{policy} with its candidates",
        PATIENCE,
    )


def moved(running: Terminal, key: str) -> None:
    """Types a key and waits until the screen has answered."""
    before = len(running.raw)
    running.type(key)
    running.wait_until(lambda: len(running.raw) > before, "an answer", PATIENCE)
    running.wait_quiet(0.03, PATIENCE)


def _megabytes(status: str, name: str) -> float:
    found = re.search(rf"^{name}:\s+(\d+) kB", status, re.MULTILINE)
    if found is None:
        raise SystemExit("/proc does not say how much memory a process takes")
    return int(found[1]) / 1000


if __name__ == "__main__":
    sys.exit(main())
