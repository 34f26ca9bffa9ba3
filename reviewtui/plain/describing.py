"""What is before the reviewer, as paragraphs: requirement, verdict, candidates, sums. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewtui.documents.quoting import heading_at
from reviewtui.reviews import Verdict
from reviewtui.session.comparing import sections
from reviewtui.session.queue_words import queue_left, queue_name
from reviewtui.session.wording import count_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reviewtui.documents import Policy
    from reviewtui.matching import Candidate
    from reviewtui.reviews import Entry
    from reviewtui.session.desk import Desk

SHOWN = 3  # candidates at a time
AROUND = 400  # characters shown before and behind a candidate


def requirement_lines(desk: Desk) -> Iterator[str]:
    """Where the reviewer is, what the policy must say, and what was decided."""
    requirement = desk.requirement
    policy = desk.policy_ids.index(desk.pair[0]) + 1
    at = desk.requirement_ids.index(desk.pair[1]) + 1
    overall = desk.progress()
    yield (
        f"Policy {policy} of {len(desk.policy_ids)}: {desk.pair[0]}. "
        f"Requirement {at} of {len(desk.requirement_ids)}. "
        f"{overall.decided} of {overall.total} decided."
    )
    if desk.in_queue:
        yield f"Going through {queue_name(desk.queue, desk.scope)}: {queue_left(desk)}."
    section = f", {requirement.section}" if requirement.section else ""
    yield f"{requirement.title} ({requirement.severity}{section})"
    yield requirement.text
    if desk.entry is not None:
        yield f"So far: {entry_words(desk.entry)}."
    change = desk.change
    if change is not None:
        yield "Stale:" if change.stale else "Moved:"
        for section_ in sections(change, requirement, desk.policy, desk.candidates or ()):
            yield f"{section_.label}: {section_.text}"
        yield "y confirms it; a verdict decides anew."


def entry_words(entry: Entry) -> str:
    """What holds: the verdict and what it cites, or that it is deferred, and the note."""
    words = "deferred" if entry.deferred else "undecided"
    if entry.verdict is not None:
        cites = f", {passages(len(entry.evidence))}" if entry.evidence else ""
        words = f"{entry.verdict}{cites}, by {entry.reviewer} on {entry.time:%Y-%m-%d}"
    return f"{words}. Note: {entry.note}" if entry.note else words


def detail_lines(desk: Desk) -> Iterator[str]:
    """All that the checklist says of the requirement."""
    requirement = desk.requirement
    yield requirement.text
    for name, text in (
        ("Guidance", requirement.guidance),
        ("See", "; ".join(requirement.references)),
        ("Looks for", ", ".join(requirement.terms)),
        ("For example", " / ".join(requirement.examples)),
    ):
        if text:
            yield f"{name}: {text}"


def candidate_lines(policy: Policy, number: int, candidate: Candidate) -> tuple[str, str]:
    """A candidate's number, strength, place and reason; and its words."""
    why = f"; {'; '.join(candidate.why)}" if candidate.why else ""
    place = place_words(policy, candidate.start)
    return f"{number}. {candidate.strength}{place}{why}", candidate.text


def place_words(policy: Policy, start: int) -> str:
    """Under which headings a position is, and on which page; "" where there are none."""
    heading = " › ".join(heading_at(policy, start))
    page = next((p.page for p in policy.passages if p.start <= start < p.end), None)
    found = [heading] if heading else []
    if page is not None:
        found.append(f"page {page}")
    return f", {', '.join(found)}" if found else ""


def around_lines(policy: Policy, start: int, end: int) -> Iterator[str]:
    """The text around a span, its paragraphs apart; the span itself stands in » «."""
    text = policy.text
    first = max(0, start - AROUND)
    last = min(len(text), end + AROUND)
    before = ("…" if first else "") + text[first:start]
    behind = text[end:last] + ("…" if last < len(text) else "")
    for paragraph in f"{before}»{text[start:end]}«{behind}".split("\n"):
        if paragraph.strip():
            yield paragraph


def list_lines(desk: Desk) -> Iterator[str]:
    """The requirements of the policy, with what holds for each."""
    for number, identity in enumerate(desk.requirement_ids, 1):
        entry = desk.review.entries.get((desk.pair[0], identity))
        holds = "undecided"
        if entry is not None:
            holds = str(entry.verdict or ("deferred" if entry.deferred else "undecided"))
        here = " (here)" if identity == desk.pair[1] else ""
        yield f"{number}. {desk.checklist.by_id[identity].title} [{identity}]: {holds}{here}"


def passages(number: int) -> str:
    """`1 passage`, `2 passages`."""
    return count_of(number, "passage", "passages")


def sum_lines(desk: Desk) -> Iterator[str]:
    """How many of each verdict there are."""
    overall = desk.progress()
    counts = [
        f"{overall.verdicts[verdict]} {verdict}"
        for verdict in Verdict
        if overall.verdicts.get(verdict)
    ]
    yield f"{overall.decided} of {overall.total} decided: {', '.join(counts)}."


def shown_candidates(
    policy: Policy, candidates: Sequence[Candidate], first: int
) -> Iterator[tuple[str, str]]:
    """The `SHOWN` candidates from the index `first` on, as `candidate_lines`."""
    for index in range(first, min(len(candidates), first + SHOWN)):
        yield candidate_lines(policy, index + 1, candidates[index])
