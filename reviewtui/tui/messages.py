"""What workers tell the review screen: they post these and touch nothing of the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from reviewtui.documents import Policy
    from reviewtui.matching import Candidate
    from reviewtui.reviews import Changes, Lock, Merged, Pair, Review


class Prepared(Message):
    """A worker has read and ranked, or could not."""

    def __init__(
        self,
        pair: Pair,
        policy: Policy | None = None,
        candidates: list[Candidate] | None = None,
        failure: str = "",
        lessons: int = 0,
    ) -> None:
        super().__init__()
        self.pair, self.policy, self.candidates = pair, policy, candidates
        self.failure, self.lessons = failure, lessons


class Stored(Message):
    """A worker has saved the review, or could not (`failure` says why)."""

    def __init__(self, failure: str = "") -> None:
        super().__init__()
        self.failure = failure


class Checked(Message):
    """A worker has compared the verdicts with the policies and the checklist of today."""

    def __init__(self, changes: Changes, review: Review) -> None:
        super().__init__()
        self.changes, self.review = changes, review


class Locked(Message):
    """A worker has locked the review, or found who has it."""

    def __init__(self, lock: Lock) -> None:
        super().__init__()
        self.lock = lock


class Surveyed(Message):
    """A worker has read a policy, without its text, for the review to record; None: all."""

    def __init__(self, policy: Policy | None) -> None:
        super().__init__()
        self.policy = policy


class Joined(Message):
    """A worker found that the file had changed and merged both."""

    def __init__(self, merged: Merged) -> None:
        super().__init__()
        self.merged = merged
