"""What reports take, and what they withstand; `--help` of each says more.

python -m benchmarks.reports speed
python -m benchmarks.reports fuzz
python -m benchmarks.reports checked
"""

from __future__ import annotations

import sys
from importlib import import_module


def main() -> int:
    """Runs what is named first."""
    names = ("speed", "fuzz", "checked")
    if len(sys.argv) < 2 or sys.argv[1] not in names:
        print(__doc__)
        return 2
    run = import_module(f"benchmarks.reports.{sys.argv[1]}").main
    status: int = run(sys.argv[2:])
    return status


if __name__ == "__main__":
    raise SystemExit(main())
