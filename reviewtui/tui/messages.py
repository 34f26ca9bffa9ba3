"""What workers tell the review screen: they post these and touch nothing of the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reviewtui.documents import Policy
    from reviewtui.matching import Candidate
    from reviewtui.reviews import Changes, Decision, Lock, Merged, Opened, Owner, Pair
    from reviewtui.reviews.across import Passages
    from reviewtui.reviews.changes import PolicyChanges
    from reviewtui.reviews.drafting import Leftover
    from reviewtui.session.library import Surveyed


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


class Comparing(Message):
    """A worker has compared the verdicts of one policy, of `total`, with it."""

    def __init__(self, found: PolicyChanges, total: int) -> None:
        super().__init__()
        self.found, self.total = found, total


class Compared(Message):
    """A worker has compared all verdicts with the policies and the checklist of today; unless
    that is `complete`, but for what new text may answer."""

    def __init__(self, changes: Changes, *, complete: bool) -> None:
        super().__init__()
        self.changes, self.complete = changes, complete


class Recompared(Message):
    """A worker has compared verdicts of one policy that came into the review since; or, with
    nothing found, it is through with the `pairs`."""

    def __init__(self, found: PolicyChanges | None, pairs: frozenset[Pair] = frozenset()) -> None:
        super().__init__()
        self.found, self.pairs = found, pairs


class Locked(Message):
    """A worker has locked the review, or found who has it."""

    def __init__(self, lock: Lock) -> None:
        super().__init__()
        self.lock = lock


class LeftOver(Message):
    """A worker found notes that an editor had open when the app was killed."""

    def __init__(self, notes: list[Leftover]) -> None:
        super().__init__()
        self.notes = notes


class Looked(Message):
    """A worker has looked at the files of all policies, for the review to record them."""

    def __init__(self, surveyed: Surveyed) -> None:
        super().__init__()
        self.surveyed = surveyed


class Joined(Message):
    """A worker found that the file had changed and merged both."""

    def __init__(self, merged: Merged) -> None:
        super().__init__()
        self.merged = merged


class Watched(Message):
    """A worker looked again who has the review open that can only be read here.

    `taken` says that the lock is held now, if it is writable; else it was only looked at.
    `opened` is what the file holds, if somebody has written it since.
    """

    def __init__(self, lock: Lock, opened: Opened | None = None, *, taken: bool = False) -> None:
        super().__init__()
        self.lock, self.opened, self.taken = lock, opened, taken


class Lost(Message):
    """The saver found that somebody else took the review over."""

    def __init__(self, owner: Owner) -> None:
        super().__init__()
        self.owner = owner


class Noticed(Message):
    """A worker has something to say that hinders nothing."""

    def __init__(self, line: str, tone: str = "warning") -> None:
        super().__init__()
        self.line, self.tone = line, tone


class Weighed(Message):
    """A worker has ranked what is undecided of one policy: whether it has weak candidates only;
    for the first time, or, with `again`, what is outdated of it."""

    def __init__(self, found: dict[Pair, bool], *, again: bool = False) -> None:
        super().__init__()
        self.found, self.again = found, again


class WeighedAgain(Message):
    """A worker has ranked again what was outdated, with these lessons; None: it was stopped."""

    def __init__(self, lessons: dict[str, int] | None) -> None:
        super().__init__()
        self.lessons = lessons


class Gathered(Message):
    """A worker has made out what one verdict records for several: `decisions`, on `policies`.

    `left` are phrases on those for which it cannot be given; `done` hears what came of it. With
    `stay` the review's place stays, whatever is decided.
    """

    def __init__(
        self,
        decisions: Sequence[Decision],
        policies: Sequence[Policy],
        left: Sequence[str],
        done: Callable[[str, str], None],
        *,
        stay: bool = False,
    ) -> None:
        super().__init__()
        self.decisions, self.policies = decisions, policies
        self.left, self.done, self.stay = left, done, stay


class Shown(Message):
    """A worker has found what one policy has for a requirement, or could not read it."""

    def __init__(self, pair: Pair, passages: Passages | None = None, failure: str = "") -> None:
        super().__init__()
        self.pair, self.passages, self.failure = pair, passages, failure
