"""One requirement across the policies: where the reviewer is among them, and what is known."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reviewtui.reviews.recalling import toggle

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reviewtui.matching import Candidate
    from reviewtui.reviews import Entry, Pair
    from reviewtui.reviews.across import Passages
    from reviewtui.reviews.bulk import Marked
    from reviewtui.reviews.recalling import Span
    from reviewtui.session.desk import Desk


@dataclass(eq=False, repr=False)
class Across:
    """The policies under each other; `row` is the current one."""

    desk: Desk
    requirement: str
    row: int = 0
    known: dict[str, Passages] = field(default_factory=dict)
    failures: dict[str, str] = field(default_factory=dict)
    outdated: set[str] = field(default_factory=set)  # what holds there is another by now
    _current: dict[str, int] = field(default_factory=dict)  # candidates that were stepped to
    _seen: dict[str, int] = field(default_factory=dict)
    _taken: dict[str, list[Span]] = field(default_factory=dict)  # where any was taken or dropped

    @property
    def policies(self) -> Sequence[str]:
        """All of them, in the order of the review."""
        return self.desk.policy_ids

    @property
    def policy(self) -> str:
        """The id of the current one."""
        return self.policies[self.row]

    @property
    def pair(self) -> Pair:
        """The current policy, and the requirement."""
        return self.policy, self.requirement

    def entry(self, policy: str) -> Entry | None:
        """What the review holds for a policy here."""
        return self.desk.review.entries.get((policy, self.requirement))

    def candidate(self, policy: str) -> tuple[int, Candidate] | None:
        """The candidate shown for a policy, with its index; None where what is cited is shown, or
        there is none."""
        known = self.known.get(policy)
        if known is None or (known.pieces and policy not in self._current):
            return None
        at = self._current.get(policy, known.first)
        return (at, known.candidates[at]) if at < len(known.candidates) else None

    def taken(self, policy: str) -> Sequence[Span]:
        """The pieces that were taken for a policy."""
        return self._taken.get(policy, ())

    def words_of(self, policy: str, span: Span) -> str:
        """The words of a piece that may be taken."""
        known = self.known[policy]
        cited = dict(zip(known.pieces, known.words, strict=True))
        candidates = (one.text for one in known.candidates if (one.start, one.end) == span)
        return cited.get(span) or next(candidates, "")

    def toggle_piece(self) -> bool | None:
        """Takes the candidate that is shown for the current policy as evidence, or drops it: True
        if it is taken now, None where none is shown. The first time it begins with what the
        verdict there cites."""
        shown, policy = self.candidate(self.policy), self.policy
        if shown is None:
            return None
        span = (shown[1].start, shown[1].end)
        begun = None if policy in self._taken else self.known[policy].standing
        self._taken[policy] = toggle(self.taken(policy), span, standing=begun)
        return span in self._taken[policy]

    def keep(self, policy: str, passages: Passages) -> None:
        """What a policy has is known: what was stepped to and taken there before is let go."""
        self.known[policy] = passages
        for kept in (self._current, self._seen, self._taken):
            kept.pop(policy, None)
        self.outdated.discard(policy)
        if passages.entry is not self.entry(policy):
            self.outdated.add(policy)

    def follow(self) -> None:
        """The review is another: what holds for some policies, or what it cites, may be."""
        self.outdated |= {
            policy for policy, one in self.known.items() if one.entry is not self.entry(policy)
        }

    def cited(self, policy: str) -> Sequence[str]:
        """The words that the verdict cites, where they are what is shown."""
        known = self.known.get(policy)
        return known.words if known is not None and policy not in self._current else ()

    def step_candidate(self, by: int) -> bool:
        """Shows another candidate of the current policy; False where there is none."""
        known = self.known.get(self.policy)
        if known is None:
            return False
        shown = self.candidate(self.policy)
        there = shown[0] + by if shown is not None else known.first
        if not 0 <= there < len(known.candidates):
            return False
        self._current[self.policy] = there
        return True

    def move(self, by: int) -> None:
        """To the policy `by` further, to the last one at most."""
        self.row = max(0, min(len(self.policies) - 1, self.row + by))

    def go_to_open(self) -> bool:
        """To the next policy without a verdict, going round; False where all have one."""
        count = len(self.policies)
        for steps in range(1, count + 1):
            at = (self.row + steps) % count
            entry = self.entry(self.policies[at])
            if entry is None or (entry.verdict is None and not entry.deferred):
                self.row = at
                return True
        return False

    def step_requirement(self, by: int) -> None:
        """The requirement `by` further in the checklist, going round; the policy stays."""
        ids = self.desk.requirement_ids
        self.go_to((self.policy, ids[(ids.index(self.requirement) + by) % len(ids)]))

    def go_to(self, pair: Pair) -> None:
        """To a policy and a requirement."""
        self.row = self.policies.index(pair[0])
        if pair[1] != self.requirement:
            self.requirement = pair[1]
            self.outdated.clear()
            for kept in (self.known, self.failures, self._current, self._seen, self._taken):
                kept.clear()

    def was_shown(self) -> None:
        """The current policy's passage is on the screen, or what is cited."""
        shown, known = self.candidate(self.policy), self.known.get(self.policy)
        if known is None:
            return
        spans = known.pieces
        if shown is not None:
            self._seen[self.policy] = max(self._seen.get(self.policy, 0), shown[0] + 1)
            spans = ((shown[1].start, shown[1].end),)
        for span in spans:
            self.desk.coverage.add_span(self.policy, known.text_digest, span)

    def was_painted(self) -> None:
        """It is known to be there: a verdict from another screen may be given on it, too."""
        known = self.known.get(self.policy)
        if known is not None:
            mark = known.mark(known.first, stepped=False, seen=self._seen.get(self.policy, 0))
            self.desk.keep_painted(mark, known.entry, known.length)

    def mark(self) -> Marked:
        """What a verdict decides at the current policy: on what is shown, if anything is, else on
        what was on another screen."""
        known, policy = self.known.get(self.policy), self.policy
        if known is None:
            return self.desk.to_decide(self.pair)
        shown = self.candidate(policy)
        return known.mark(
            shown[0] if shown is not None else known.first,
            stepped=policy in self._current,
            seen=self._seen.get(policy, 0),
            taken=self._taken.get(policy),
            read=self.desk.coverage.share_of(policy, known.text_digest, known.length),
        )
