"""`python -m benchmarks.documents NAME …` runs the `main` of `benchmarks/documents/NAME.py`."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import ModuleType

NAMES = sorted(path.stem for path in Path(__file__).parent.glob("[a-z]*.py"))


def main(arguments: list[str]) -> int:
    """Run one of the measures; 2 where there is none of that name."""
    runnable = [name for name in NAMES if hasattr(_module(name), "main")]
    if not arguments or arguments[0] not in runnable:
        print(f"which one? {', '.join(runnable)}", file=sys.stderr)
        return 2
    return int(_module(arguments[0]).main(arguments[1:]))


def _module(name: str) -> ModuleType:
    return import_module(f"benchmarks.documents.{name}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
