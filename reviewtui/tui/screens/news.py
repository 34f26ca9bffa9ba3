"""What changed since the verdicts were given, in a list to read."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from reviewtui.reviews import Queue

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reviewtui.session.desk import Desk

Rows = list[tuple[str, str, str]]


def news_rows(desk: Desk, others: Sequence[str], keys: tuple[str, str] = ("s", "S")) -> Rows:
    """Rows for a `Listing`: policies, verdicts by reason, what others decided. `keys` go through
    the stale verdicts, and through those on moved evidence."""
    since, changes = desk.since, desk.since.changes
    rows: Rows = [("title", "", "What changed since the verdicts were given")]
    if since.comparing:
        rows.append(("warning", "", f"Still comparing: {since.done} of {since.total} policies."))
    progress = desk.progress()
    rows.append(("quiet", "", f"{progress.undecided} of {progress.total} to go."))
    if changes is not None:
        files = changes.files
        rows += _list("policies whose text changed", changes.policies)
        rows += _list("policies renamed", (f"{old} → {new}" for old, new in files.renamed.items()))
        rows += _list("policies added", files.added)
        rows += _list("policies that are gone; their verdicts stay in the review", files.removed)
        rows += _list(
            "gone, but others look like them: name the file as before, decide once, rename again",
            (f"{old} looks like {' or '.join(new)}" for old, new in files.alike.items()),
        )
    stale, moved = desk.listed(Queue.STALE), desk.listed(Queue.MOVED)
    changed = [since.of(pair, desk.review.entries) for pair in stale]
    reasons = Counter(str(reason) for one in changed if one for reason in one.reasons)
    rows += _list(
        f"{len(stale)} stale: {keys[0]} goes through them",
        (f"{count} × {reason}" for reason, count in reasons.most_common()),
        always=bool(stale),
    )
    rows += _pairs(desk, stale)
    rows += _list(f"{len(moved)} on moved evidence: {keys[1]} goes through them", (), bool(moved))
    rows += _pairs(desk, moved)
    rows += _list("decided by others since you were here", others)
    if len(rows) == 2:  # the title and how much is left
        rows[0] = ("title", "", "Nothing changed since the verdicts were given.")
    return rows


def _list(title: str, lines: Iterable[str], always: bool = False) -> Rows:
    found = list(lines)
    if not found and not always:
        return []
    return [
        ("quiet", "", ""),
        ("title", "", title),
        *(("quiet", "", f"· {line}") for line in found),
    ]


def _pairs(desk: Desk, pairs: Iterable[tuple[str, str]]) -> Rows:
    order = {identity: at for at, identity in enumerate(desk.requirement_ids)}
    rows: Rows = []
    for policy, requirement in sorted(pairs, key=lambda pair: (pair[0], order.get(pair[1], 0))):
        known = desk.checklist.by_id.get(requirement)
        rows.append(("quiet", "", f"  {policy}: {known.title if known else requirement}"))
    return rows
