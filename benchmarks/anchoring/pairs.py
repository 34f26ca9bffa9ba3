"""Real policies before and after a real edit, and the passages of them that a person has read.

`labels.json` says of 100 passages what became of them, by the pair's name and their span and
digest in the old text: `same` (these words stand at `now` in the new text), `changed` (they
were edited) or `gone`. It holds none of the words.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.anchoring.judging import VALID
from reviewtui.documents import load_policy

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reviewtui.documents import Found, Policy

LABELS = Path(__file__).with_name("labels.json")


class Pair(NamedTuple):
    """Two versions of a policy."""

    old: Policy
    new: Policy


@dataclass(frozen=True)
class Label:
    """What became of a passage; `now` is where its words begin in the new text."""

    pair: str
    start: int
    end: int
    digest: str
    fate: str
    now: int | None = None


class Row(NamedTuple):
    """A labelled passage and what was found of it."""

    label: Label
    found: Found

    @property
    def right(self) -> bool:
        """Whether nothing is called intact or moved that is not the same, in its place."""
        if self.found.outcome not in VALID:
            return True
        start, end, now = self.found.start, self.found.end, self.label.now
        if self.label.fate != "same" or start is None or end is None or now is None:
            return False
        return start < now + (self.label.end - self.label.start) and now < end

    @property
    def needless(self) -> bool:
        """Whether a passage that is the same was put in question."""
        return self.label.fate == "same" and self.found.outcome not in VALID


def read_pairs(folder: Path) -> dict[str, Pair]:
    """The pairs of a folder, `NAME.old.*` and `NAME.new.*`, by name."""
    pairs = {}
    for path in sorted(folder.glob("*.old.*")):
        name = path.name.split(".old.")[0]
        new = path.with_name(path.name.replace(".old.", ".new."))
        pairs[name] = Pair(load_policy(path, id=name), load_policy(new, id=name))
    return pairs


def labels() -> list[Label]:
    """The passages that were read."""
    return [Label(**label) for label in json.loads(LABELS.read_text("utf-8"))]


def checked(pairs: Mapping[str, Pair]) -> list[Row]:
    """What is found of the passages that were read, as far as the pairs are there.

    Raises ValueError where a text is another than the one that was read.
    """
    rows = []
    for label in labels():
        if label.pair not in pairs:
            continue
        old, new = pairs[label.pair]
        if digest(old.text[label.start : label.end]) != label.digest:
            raise ValueError(f"{label.pair}: another text than the one that was read")
        rows.append(Row(label, old.quote(label.start, label.end).find_in(new)))
    return rows


def digest(text: str) -> str:
    """The first 16 hexadecimal digits of a text's SHA-256."""
    return sha256(text.encode()).hexdigest()[:16]
