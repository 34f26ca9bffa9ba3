"""The desk: what a reviewer does to the review, without a terminal.

Each decision makes another review of the open one and goes on in the walk; nothing here does
input or output or knows Textual.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewtui.documents.shelf import outline
from reviewtui.reviews import (
    confirm,
    decide,
    defer_all,
    progress,
    record_checklist,
    record_files,
    record_policies,
    set_deferred,
    set_note,
)
from reviewtui.session.marking import Marking

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from datetime import datetime

    from reviewtui.documents import Policy
    from reviewtui.reviews import Decision, Merged, Pair, Review, Undone, Verdict
    from reviewtui.reviews.merging import Conflict


class Desk(Marking):
    """One reviewer's open review and their place in it."""

    def _begin(self) -> None:
        super()._begin()
        # what was decided last, where that led, and the review then
        self._last: tuple[frozenset[Pair], Pair, Review] | None = None

    @property
    def just_decided(self) -> frozenset[Pair]:
        """The pairs that the last key decided; nothing once another key has led elsewhere."""
        if self._last is None or self._last[1] != self.pair or self._last[2] is not self.review:
            return frozenset()
        return self._last[0]

    # deciding; each returns or leaves a new review in `review`

    def decide(self, verdict: Verdict, time: datetime) -> Decision:
        """Records `verdict` for the current pair and goes on to the next.

        Raises ValueError while the policy is not ready.
        """
        policy, candidates = self.policy, self.candidates
        if policy is None or candidates is None:
            raise ValueError(f"{self.pair[0]} is not read yet")
        from reviewtui.reviews.taking import decision

        decided = decision(
            policy,
            self.requirement,
            verdict,
            candidates,
            current=self.current,
            pieces=self.pieces,
            seen=max(self.seen, self.current + 1),
            language=self.checklist.language,
            again=self.taken_again(),
            read=self.coverage.share(policy),
        )
        self.record()
        self.review = decide(self.review, [decided], reviewer=self.reviewer, time=time)
        self.forget_rankings({self.pair[1]})
        self._moved_on([self.pair])
        return decided

    def _moved_on(self, decided: Iterable[Pair]) -> None:
        """Goes on to the next pair, and remembers what was decided."""
        self.advance()
        self._last = (frozenset(decided), self.pair, self.review)

    # several at once

    def decide_several(
        self,
        decisions: Sequence[Decision],
        policies: Iterable[Policy],
        time: datetime,
        *,
        stay: bool = False,
    ) -> None:
        """Records verdicts as one step, and what is kept of the policies they are on; goes on
        where the current pair is one of them, unless it is to `stay`."""
        for policy in policies:
            self.outlines.setdefault(policy.id, outline(policy))
        self.record()
        before = self.review
        self.review = decide(self.review, decisions, reviewer=self.reviewer, time=time)
        self._several_done([(one.policy, one.requirement.id) for one in decisions], before, stay)

    def defer_several(self, pairs: Sequence[Pair], time: datetime, *, stay: bool = False) -> None:
        """Defers all of them as one step; see `decide_several`."""
        self.record()
        before = self.review
        self.review = defer_all(self.review, pairs, reviewer=self.reviewer, time=time)
        self._several_done(pairs, before, stay)

    def _several_done(self, pairs: Sequence[Pair], before: Review, stay: bool) -> None:
        self.forget_rankings({requirement for _, requirement in pairs})
        for pair in pairs:
            self.marks.pop(pair, None)
        if self.pair not in pairs and not stay:
            return
        if stay:
            open_before = progress(before, self.policy_ids, self.requirement_ids).undecided
            self._stay(pairs)
            self.finished = open_before > 0 and not self.progress().undecided
            self._last = (frozenset(pairs), self.pair, self.review)
        else:
            self._moved_on(pairs)

    def _stay(self, pairs: Sequence[Pair]) -> None:
        """Stays at the place; where it is one of `pairs`, what was taken there is let go."""
        if self.pair in pairs:
            self.go_to(self.pair)

    def record(self) -> bool:
        """Records the checklist and the policies as they are now; False if nothing changed."""
        review = record_policies(self.review, self.outlines.values(), self.review_path)
        review = record_files(review, self.files, self.review_path, self.digests)
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
            self._moved_on([self.pair])
        return deferred

    def note(self, pair: Pair, text: str, time: datetime) -> None:
        """Sets the note of `pair`."""
        self.record()
        self.review = set_note(self.review, *pair, text, reviewer=self.reviewer, time=time)

    def drop_evidence(self, dropped: Collection[int], time: datetime) -> None:
        """Takes these pieces out of the current verdict, as a decision of its own."""
        from reviewtui.reviews.dropping import drop_evidence

        self.record()
        self.review = drop_evidence(
            self.review, self.pair, dropped, reviewer=self.reviewer, time=time
        )
        self.forget_rankings({self.pair[1]})
        self.look_again()

    def undo(self, time: datetime, *, stay: bool = False) -> Undone:
        """Takes back this reviewer's last decision and goes there, unless it is to `stay`."""
        from reviewtui.reviews import undo

        return self._went_back(undo(self.review, reviewer=self.reviewer, time=time), stay)

    def redo(self, time: datetime, *, stay: bool = False) -> Undone:
        """Gives again what was taken back last and goes there, unless it is to `stay`."""
        from reviewtui.reviews import redo

        return self._went_back(redo(self.review, reviewer=self.reviewer, time=time), stay)

    def _went_back(self, undone: Undone, stay: bool) -> Undone:
        self.review = undone.review
        if undone.pairs:
            self.forget_rankings({requirement for _, requirement in undone.pairs})
            if stay:
                self._stay(undone.pairs)
            else:
                self.go_to_known(undone.pairs[0])
            self.follow_undone()
        return undone

    def confirm(self, time: datetime) -> list[str]:
        """Confirms the current verdict on today's policy and wording, and goes on in the queue.

        It cites what it did, as far as that is known to be there, or the pieces that the
        reviewer took. What became of the pieces that it cites no more: `ambiguous` or `lost`.
        """
        policy, entry = self.policy, self.entry
        if policy is None or entry is None:
            return []
        from reviewtui.reviews.recalling import confirmed_evidence, gone

        founds, picked = self.founds(), self.pieces if self.picked else None
        dropped = gone(founds) if picked is None else []
        evidence = confirmed_evidence(entry, policy, founds, picked)
        self.record()
        self.review = confirm(
            self.review,
            policy,
            self.requirement,
            reviewer=self.reviewer,
            time=time,
            read=self.coverage.share(policy),
            evidence=evidence,
        )
        if self.in_queue:
            self.advance()
        return dropped

    def join(self, merged: Merged) -> None:
        """Goes on from what the saver merged with the file, keeping what was decided since."""
        from reviewtui.reviews.merging import rebase

        self.replace_review(rebase(self.review, merged))

    def take_theirs(self, conflict: Conflict, time: datetime) -> None:
        """Lets the other side of a conflict hold, and goes there."""
        from reviewtui.reviews.settling import take_theirs

        self.replace_review(take_theirs(self.review, conflict, reviewer=self.reviewer, time=time))
        self.go_to_known(conflict.pair)

    def replace_review(self, review: Review) -> None:
        """Goes on from `review`; what was learned from entries that differ is learned anew."""
        before, self.review = self.review, review
        changed = {
            pair[1] for pair, entry in review.entries.items() if before.entries.get(pair) != entry
        }
        self.forget_rankings(changed)
