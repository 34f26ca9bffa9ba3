"""What an earlier verdict cited and how much of it another one takes again; pure.

It is taken again only where it is known to be that passage: an ambiguous piece is marked and
compared, and taken by nobody but the reviewer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reviewtui.documents import Found, Policy, Quote
    from reviewtui.matching import Candidate
    from reviewtui.reviews.model import Entry
    from reviewtui.reviews.staleness import VerdictChange

Span = tuple[int, int]

_CERTAIN = frozenset({"intact", "moved", "changed"})


class Recalled(NamedTuple):
    """What the reviewer finds on coming to a verdict: the index of the candidate to begin at,
    and the pieces that are taken."""

    candidate: int
    pieces: tuple[Span, ...]


def find_cited(
    entry: Entry | None, policy: Policy | None, change: VerdictChange | None = None
) -> list[Found]:
    """Where the evidence of `entry` stands in the policy as it is now, piece by piece.

    `change` is what a comparison found already. Empty without a verdict or without a policy.
    """
    if entry is None or policy is None:
        return []
    if entry.text_digest == policy.text_digest:
        return as_cited(entry)
    if change is not None and change.evidence:
        return [one.found for one in change.evidence]
    return [quote.find_in(policy) for quote in entry.evidence]


def as_cited(entry: Entry) -> list[Found]:
    """The evidence of `entry` where it stands in the text that it was taken from."""
    from reviewtui.documents.quoting import Found, Outcome

    return [Found(Outcome.INTACT, q.start, q.end, 1.0) for q in entry.evidence]


def spans_of(founds: Sequence[Found]) -> list[Span]:
    """Where the pieces stand that are anywhere, however sure that is."""
    return [(f.start, f.end) for f in founds if f.start is not None and f.end is not None]


def is_certain(found: Found) -> bool:
    """Whether this is known to be what was cited, though it may have been edited."""
    return found.outcome in _CERTAIN


def standing(founds: Sequence[Found]) -> list[Span]:
    """The pieces that another verdict takes again."""
    return spans_of([found for found in founds if is_certain(found)])


def gone(founds: Sequence[Found]) -> list[str]:
    """What became of the pieces that `standing` leaves out: `ambiguous` or `lost`."""
    return [str(found.outcome) for found in founds if not is_certain(found)]


def recall(
    founds: Sequence[Found], candidates: Sequence[Candidate], new_text: Sequence[Span] = ()
) -> Recalled:
    """What is brought back of a verdict that cites `founds`.

    One piece that is a candidate becomes the current one; else all that stands is taken, so
    that another verdict keeps it. Where nothing cited is anywhere, the candidate in the
    `new_text` that made the verdict stale comes first.
    """
    spans = standing(founds)
    cited = spans_of(founds)
    ranks = [rank for rank, one in enumerate(candidates) if (one.start, one.end) in spans]
    if len(cited) == 1 and ranks:
        return Recalled(ranks[0], ())
    return Recalled(0 if cited else _first_in(candidates, new_text), tuple(spans))


def _first_in(candidates: Sequence[Candidate], new_text: Sequence[Span]) -> int:
    """The index of the first candidate that touches `new_text`, else 0."""
    return next(
        (rank for rank, one in enumerate(candidates) if touch((one.start, one.end), new_text)), 0
    )


def touch(span: Span, others: Sequence[Span]) -> bool:
    """Whether `span` shares a character with one of the others."""
    return any(span[0] < end and start < span[1] for start, end in others)


def toggle(
    pieces: Sequence[Span], span: Span, *, standing: Sequence[Span] | None = None
) -> list[Span]:
    """`pieces` with `span` taken, instead of those that it overlaps; dropped if it was taken.

    Given what is `standing` of a verdict, as it is at the first choice, that is gone on from.
    """
    begun = pieces if standing is None else standing
    others = [piece for piece in begun if not touch(piece, (span,))]
    return others if span in pieces else [*others, span]


def kept(brought: Sequence[Span], candidate: Candidate, *, is_first: bool = False) -> list[Span]:
    """What stays taken of the pieces that were only brought back when the reviewer goes to
    `candidate`: none, unless it is the one that they found themselves at or touches a piece."""
    return list(brought) if is_first or touch((candidate.start, candidate.end), brought) else []


def confirmed_evidence(
    entry: Entry, policy: Policy, founds: Sequence[Found], picked: Sequence[Span] | None = None
) -> tuple[Quote, ...]:
    """What a confirmed verdict cites: the pieces that the reviewer `picked`; without any such
    choice what it did, as far as that is known to be there."""
    if picked is None and entry.text_digest == policy.text_digest:
        return entry.evidence
    spans = standing(founds) if picked is None else picked
    return tuple(policy.quote(start, end) for start, end in sorted(spans))
