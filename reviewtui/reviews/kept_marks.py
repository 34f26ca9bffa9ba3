"""Marks that wait for one verdict, kept from one session to the next, beside the places.

A mark remembers what was on the screen when it was set. Where the requirement is worded otherwise
by now, or the review holds something else for its pair, it counts as not read; so it does where
the policy reads otherwise, which is known once that is read (`reviewtui.reviews.bulk`).
"""

from __future__ import annotations

import json
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from reviewtui.matching import Candidate, Strength
from reviewtui.reviews.bulk import Marked
from reviewtui.reviews.state import (
    name_key,
    path_key,
    read_private_json,
    state_folder,
    write_private,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from reviewtui.checklists import Checklist
    from reviewtui.reviews.model import Entry, Pair, Review
    from reviewtui.reviews.taking import Span


def save_marks(
    path: str | Path,
    reviewer: str,
    marks: Iterable[Marked],
    checklist: Checklist,
    review: Review,
) -> bool:
    """Keeps the marks of `reviewer` on the review in the file `path`; False where they cannot
    be kept."""
    rows = [_row(mark, checklist, review.entries) for mark in marks]
    try:
        file = _file(path, reviewer)
        if rows:
            write_private(file, json.dumps(rows), flush=True)
        else:
            file.unlink(missing_ok=True)
    except (OSError, ValueError):
        return False
    return True


def load_marks(
    path: str | Path,
    reviewer: str,
    checklist: Checklist,
    review: Review,
    renamed: Mapping[str, str] = MappingProxyType({}),
) -> dict[Pair, Marked]:
    """The marks that were kept, of requirements that are in the checklist; what cannot be read
    is not there. `renamed` are new ids of policies, by those they had."""
    try:
        rows = read_private_json(_file(path, reviewer))
    except (OSError, ValueError):
        return {}
    found: dict[Pair, Marked] = {}
    for row in rows if isinstance(rows, list) else ():
        try:
            policy = _name(row["policy"])
            pair = renamed.get(policy, policy), _name(row["requirement"])
            mark = _mark(row, pair, checklist, review.entries)
        except (AttributeError, KeyError, OverflowError, TypeError, ValueError):
            continue
        if pair[1] in checklist.by_id:
            found[pair] = mark
    return found


def _row(mark: Marked, checklist: Checklist, entries: Mapping[Pair, Entry]) -> dict[str, Any]:
    """A mark as JSON has it; the words of its candidates are left to the policy."""
    row: dict[str, Any] = {"policy": mark.pair[0], "requirement": mark.pair[1]}
    if mark.was_seen:
        row |= {
            "wording": checklist.by_id[mark.pair[1]].digest,
            "entry": _state(entries.get(mark.pair)),
            "text_digest": mark.text_digest,
            "candidates": [(one.start, one.end, one.score) for one in mark.candidates],
            "current": mark.current,
            "pieces": mark.pieces,
            "seen": mark.seen,
            "again": mark.again is not None and mark.again is entries.get(mark.pair),
            "read": mark.read,
        }
    return row


def _mark(row: Any, pair: Pair, checklist: Checklist, entries: Mapping[Pair, Entry]) -> Marked:
    """Raises AttributeError, KeyError, OverflowError, TypeError or ValueError for what is none."""
    entry, requirement = entries.get(pair), checklist.by_id.get(pair[1])
    same_wording = requirement is not None and row.get("wording") == requirement.digest
    if not same_wording or row.get("entry") != _state(entry):
        return Marked(pair)
    read = row["read"]
    return Marked(
        pair,
        _name(row["text_digest"]),
        tuple(
            Candidate(*_span((start, end)), "", _share(score), Strength.WEAK)
            for start, end, score in row["candidates"]
        ),
        _count(row["current"]),
        tuple(_span(piece) for piece in row["pieces"]),
        _count(row["seen"]),
        entry if row["again"] else None,
        None if read is None else _share(read),
    )


def _state(entry: Entry | None) -> list[Any] | None:
    """What tells whether an entry is still the one that was there."""
    return None if entry is None else [entry.reviewer, entry.time.isoformat(), entry.step]


def _span(value: Any) -> Span:
    start, end = value
    if not _count(start) < _count(end):
        raise ValueError(value)
    return start, end


def _count(value: Any) -> int:
    if type(value) is not int or value < 0:
        raise ValueError(value)
    return value


def _name(value: Any) -> str:
    if type(value) is not str:
        raise TypeError(value)
    return value


def _share(value: Any) -> float:
    share = float(value)
    if not 0 <= share <= 1:
        raise ValueError(value)
    return share


def _file(path: str | Path, reviewer: str) -> Path:
    # named after the review's path first: it goes along, and is forgotten, with the place
    return state_folder("places") / f"{path_key(path)}-{name_key(reviewer)}-marks.json"
