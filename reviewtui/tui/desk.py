"""The desk: what the reviewer has before them, without a terminal.

Holds the open review, the place in it and what has been read and ranked so far. It does no
input or output and knows no Textual: the screen asks it what to show and tells it what was
pressed; the rules of a review are those of `reviewtui.reviews`.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reviewtui.reviews import (
    confirm,
    decide,
    first_open,
    next_pair,
    progress,
    record_checklist,
    record_files,
    record_policies,
    set_deferred,
    set_note,
)
from reviewtui.reviews.taking import Span, decision

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from pathlib import Path

    from reviewtui.checklists import Checklist, Requirement
    from reviewtui.documents import Policy, PolicyFile
    from reviewtui.matching import Candidate
    from reviewtui.reviews import Decision, Entry, Merged, Pair, Progress, Review, Undone, Verdict


@dataclass
class Desk:
    """One reviewer's open review and their place in it."""

    checklist: Checklist
    files: tuple[PolicyFile, ...]
    review: Review
    reviewer: str
    review_path: Path
    pair: Pair = ("", "")
    current: int = 0  # the index of the current candidate
    seen: int = 0  # how many candidates have been on the screen
    finished: bool = False
    learning: bool = True
    pieces: list[Span] = field(default_factory=list)
    policies: dict[str, Policy] = field(default_factory=dict)
    surveyed: dict[str, Policy] = field(default_factory=dict)  # without their text
    failures: dict[str, str] = field(default_factory=dict)
    rankings: dict[Pair, list[Candidate]] = field(default_factory=dict)
    lessons: Counter[str] = field(default_factory=Counter)  # changes a requirement has seen

    def __post_init__(self) -> None:
        self.policy_ids = tuple(file.id for file in self.files)
        self.requirement_ids = tuple(r.id for r in self.checklist.requirements)
        self._recalled = False
        if self.pair == ("", ""):
            self.pair = (self.policy_ids[0], self.requirement_ids[0])

    # what is before the reviewer

    @property
    def policy(self) -> Policy | None:
        """The current policy, once it has been read completely."""
        return self.policies.get(self.pair[0])

    @property
    def requirement(self) -> Requirement:
        """The current requirement."""
        return self.checklist.by_id[self.pair[1]]

    @property
    def entry(self) -> Entry | None:
        """What the review holds for the current pair."""
        return self.review.entries.get(self.pair)

    @property
    def candidates(self) -> Sequence[Candidate] | None:
        """The candidates for the current pair; None while they are not ranked."""
        return self.rankings.get(self.pair)

    @property
    def candidate(self) -> Candidate | None:
        """The current candidate."""
        candidates = self.candidates
        return candidates[self.current] if candidates else None

    @property
    def ready(self) -> bool:
        """Whether the current policy is read and ranked: else nothing can be decided."""
        return self.policy is not None and self.candidates is not None

    def progress(self, policy_id: str | None = None) -> Progress:
        """How far the review is, or one policy of it."""
        ids = self.policy_ids if policy_id is None else (policy_id,)
        return progress(self.review, ids, self.requirement_ids)

    # moving

    def go_to(self, pair: Pair) -> None:
        """Makes `pair` the current one; pieces taken and not decided on are let go."""
        self.pair, self.finished = pair, False
        self.current, self.seen, self.pieces = 0, 0, []
        self._recalled = False

    def recall(self) -> None:
        """Brings back what an earlier verdict here cited, once the candidates are there.

        One candidate becomes the current one, several pieces are taken again, so that
        another verdict keeps them. Does so once for each `go_to`.
        """
        if self._recalled or not self.ready:
            return
        self._recalled = True
        spans = self.cited()
        if not spans:
            return
        ranks = [i for i, c in enumerate(self.candidates or ()) if (c.start, c.end) in spans]
        if len(spans) == 1 and ranks:
            self.current = ranks[0]
        else:
            self.pieces = spans

    def step_requirement(self, by: int) -> None:
        """To the requirement `by` further in the checklist, going round."""
        at = self.requirement_ids.index(self.pair[1])
        self.go_to((self.pair[0], self.requirement_ids[(at + by) % len(self.requirement_ids)]))

    def step_policy(self, by: int) -> None:
        """To the policy `by` further: its first undecided requirement, else the same one."""
        at = self.policy_ids.index(self.pair[0])
        policy = self.policy_ids[(at + by) % len(self.policy_ids)]
        there = first_open(self.review, policy, self.requirement_ids)
        self.go_to(there or (policy, self.pair[1]))

    def advance(self) -> None:
        """To the next undecided pair of the walk, or to the finished screen."""
        following = next_pair(self.policy_ids, self.requirement_ids, self.review, self.pair)
        if following is None:
            self.finished = True
        else:
            self.go_to(following)

    def step_candidate(self, by: int) -> bool:
        """To the candidate `by` further; False where there is none."""
        there = self.current + by
        if not self.candidates or not 0 <= there < len(self.candidates):
            return False
        self.current = there
        return True

    def toggle_piece(self) -> bool:
        """Takes the current candidate as evidence, or drops it; False where there is none."""
        candidate = self.candidate
        if candidate is None:
            return False
        span = (candidate.start, candidate.end)
        if span in self.pieces:
            self.pieces.remove(span)
        else:
            self.pieces.append(span)
        return True

    def cited(self) -> list[Span]:
        """The spans of this policy that the current verdict cites."""
        entry, policy = self.entry, self.policy
        if entry is None or policy is None or entry.text_digest != policy.text_digest:
            return []
        return [(quote.start, quote.end) for quote in entry.evidence]

    def neighbours(self) -> list[Pair]:
        """Where the next keys lead: worth ranking before they are pressed."""
        at = self.requirement_ids.index(self.pair[1])
        ids, policy = self.requirement_ids, self.pair[0]
        near = [(policy, ids[(at + 1) % len(ids)]), (policy, ids[(at - 1) % len(ids)])]
        following = next_pair(self.policy_ids, ids, self.review, self.pair)
        return [*near, following] if following is not None else near

    def switch_learning(self) -> None:
        """Ranks with or without what was learned from now on."""
        self.learning = not self.learning
        self.forget_rankings(set(self.requirement_ids))

    # deciding; each returns or leaves a new review in `review`

    def decide(self, verdict: Verdict, time: datetime) -> Decision:
        """Records `verdict` for the current pair and goes on to the next.

        Raises ValueError while the policy is not ready.
        """
        policy, candidates = self.policy, self.candidates
        if policy is None or candidates is None:
            raise ValueError(f"{self.pair[0]} is not read yet")
        decided = decision(
            policy,
            self.requirement,
            verdict,
            candidates,
            current=self.current,
            pieces=self.pieces,
            seen=max(self.seen, self.current + 1),
            language=self.checklist.language,
        )
        self.record()
        self.review = decide(self.review, [decided], reviewer=self.reviewer, time=time)
        self.forget_rankings({self.pair[1]})
        self.advance()
        return decided

    def record(self) -> bool:
        """Records the checklist and the policies as they are now; False if nothing changed."""
        known = {**self.surveyed, **self.policies}
        review = record_policies(self.review, known.values(), self.review_path)
        review = record_files(review, self.files, self.review_path)
        review = record_checklist(review, self.checklist, self.review_path)
        changed, self.review = review != self.review, review
        return changed

    def defer(self, time: datetime) -> bool:
        """Defers the current pair and goes on, or takes the mark away; True if deferred."""
        entry = self.entry
        deferred = not (entry is not None and entry.deferred)
        self.record()
        self.review = set_deferred(
            self.review, *self.pair, deferred, reviewer=self.reviewer, time=time
        )
        if deferred:
            self.advance()
        return deferred

    def note(self, pair: Pair, text: str, time: datetime) -> None:
        """Sets the note of `pair`."""
        self.record()
        self.review = set_note(self.review, *pair, text, reviewer=self.reviewer, time=time)

    def undo(self, time: datetime) -> Undone:
        """Takes back this reviewer's last decision and goes there."""
        from reviewtui.reviews import undo

        return self._went_back(undo(self.review, reviewer=self.reviewer, time=time))

    def redo(self, time: datetime) -> Undone:
        """Gives again what was taken back last and goes there."""
        from reviewtui.reviews import redo

        return self._went_back(redo(self.review, reviewer=self.reviewer, time=time))

    def _went_back(self, undone: Undone) -> Undone:
        self.review = undone.review
        if undone.pairs:
            self.forget_rankings({requirement for _, requirement in undone.pairs})
            if undone.pairs[0][0] in self.policy_ids and undone.pairs[0][1] in self.requirement_ids:
                self.go_to(undone.pairs[0])
        return undone

    def confirm(self, time: datetime) -> None:
        """Confirms the current verdict on today's policy and wording."""
        policy, entry = self.policy, self.entry
        if policy is None or entry is None:
            return
        self.record()
        self.review = confirm(
            self.review, policy, self.requirement, reviewer=self.reviewer, time=time
        )

    def join(self, merged: Merged) -> None:
        """Goes on from what the saver merged with the file, keeping what was decided since."""
        from reviewtui.reviews.merging import rebase

        before = self.review
        self.review = rebase(before, merged)
        changed = {
            pair[1]
            for pair, entry in self.review.entries.items()
            if before.entries.get(pair) != entry
        }
        self.forget_rankings(changed)

    def keep_ranking(self, pair: Pair, candidates: list[Candidate]) -> None:
        """The candidates of `pair`; ranked anew there may be fewer than before."""
        self.rankings[pair] = candidates
        if pair == self.pair:
            self.current = min(self.current, max(0, len(candidates) - 1))

    def forget_rankings(self, requirements: set[str]) -> None:
        """What was learned changed: these requirements are ranked anew when next shown."""
        self.lessons.update(requirements)
        for pair in [p for p in self.rankings if p[1] in requirements]:
            del self.rankings[pair]
