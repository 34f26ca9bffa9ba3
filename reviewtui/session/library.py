"""The library: policies read, requirements ranked and verdicts learned from, in workers.

Policies are read two at a time; one lock makes rankings follow each other. Nothing here knows
Textual. After `close` all of it raises CancelledError.
"""

from __future__ import annotations

import sys
from contextlib import contextmanager, suppress
from threading import Lock
from time import sleep
from typing import TYPE_CHECKING, NamedTuple

from reviewtui.documents import CancelledError
from reviewtui.documents.loading import digest_of_file
from reviewtui.documents.shelf import Shelf
from reviewtui.errors import InputError
from reviewtui.matching import Matcher

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from reviewtui.checklists import Checklist
    from reviewtui.documents import Policy, PolicyFile
    from reviewtui.matching import Candidate
    from reviewtui.reviews import Entry, Pair, Review
    from reviewtui.reviews.across import Passages
    from reviewtui.reviews.changes import PolicyChanges


class Surveyed(NamedTuple):
    """What is known of the policies that a review is to record: the digests of the files by the
    policies' ids, and the outlines of those that were read."""

    digests: dict[str, str]
    outlines: dict[str, Policy]


class Library:
    """The policies of a review and the matcher that has learned from it."""

    def __init__(
        self, checklist: Checklist, files: tuple[PolicyFile, ...], limit: int = 10
    ) -> None:
        self.checklist, self.files, self.limit = checklist, files, limit
        self._lock, self._counting = Lock(), Lock()
        self._waiting = 0  # threads that a reviewer waits for
        self._taught: dict[Pair, Entry] = {}
        self._learned: Review | None = None  # all of which is taught
        self._paths = {file.id: file.path for file in files}
        self._shelf = Shelf(files)
        self._matchers = {on: Matcher(checklist, learning=on) for on in (True, False)}

    def prepare(
        self,
        pair: Pair,
        review: Review,
        *,
        learning: bool = True,
        wanted: Callable[[], bool] = lambda: True,
        urgent: Callable[[], bool] = lambda: False,
    ) -> tuple[Policy, list[Candidate]]:
        """The policy of `pair`, read, and the candidates for its requirement.

        Raises InputError where the policy cannot be read, and CancelledError where it is no
        longer `wanted` and others are waited for. What is `urgent` is read before all else.
        """
        policy = self._shelf.get(pair[0], wanted=wanted, urgent=urgent)
        with self._waited_for():
            self._teach(review)
            return policy, self._matchers[learning].rank(policy, pair[1], limit=self.limit)

    def passages(self, pair: Pair, review: Review, *, learning: bool = True) -> Passages:
        """What the policy of `pair` has for its requirement, to be kept without the policy.

        Raises InputError where it cannot be read.
        """
        from reviewtui.reviews.across import passages

        policy, candidates = self.prepare(pair, review, learning=learning)
        return passages(policy, pair[1], candidates, review.entries.get(pair))

    @contextmanager
    def _waited_for(self) -> Iterator[None]:
        """The lock, before everything that a reviewer does not wait for."""
        with self._counting:
            self._waiting += 1
        try:
            with self._lock:
                yield
        finally:
            with self._counting:
                self._waiting -= 1

    def compare(
        self, review: Review, *, new_text: bool = True, pairs: Collection[Pair] | None = None
    ) -> Iterator[PolicyChanges]:
        """What changed since the verdicts of `review`, or of those `pairs` of it, were given,
        policy by policy.

        Without `new_text` only wordings and evidence are compared, which takes a fraction of
        the time.
        """
        from reviewtui.reviews.changes import compare

        rank = self._rank if new_text else None
        return compare(review, self.checklist, self._paths, self.policy, rank, pairs=pairs)

    def comparisons(self, review: Review) -> int:
        """How many policies `compare` gives."""
        recorded = (record.id for record in review.policies)
        return len({*self._paths, *recorded, *(policy for policy, _ in review.entries)})

    def _rank(
        self, policy: Policy, requirement: str, /, *, explain: Callable[[Candidate], bool]
    ) -> list[Candidate]:
        self._give_way()
        with self._lock:
            return self._matchers[True].rank(policy, requirement, limit=self.limit, explain=explain)

    def weigh(
        self,
        review: Callable[[], Review],
        *,
        learning: bool = True,
        wanted: Callable[[], bool] = lambda: True,
        first: str = "",
        requirements: Collection[str] | None = None,
    ) -> Iterator[dict[Pair, bool]]:
        """Whether none but weak candidates are there, of each undecided pair, policy by policy, as
        long as it is `wanted`; nothing of a policy that cannot be read.

        Begins at the policy `first` and goes round; of these `requirements`, else of all.
        `review` gives the review as it is by then.
        """
        from reviewtui.reviews.queues import is_weak

        ids = [file.id for file in self.files]
        at = ids.index(first) if first in ids else 0
        asked = self.checklist.by_id if requirements is None else requirements
        for policy_id in ids[at:] + ids[:at]:
            found: dict[Pair, bool] = {}
            with suppress(InputError):
                for requirement in asked:
                    entry = review().entries.get((policy_id, requirement))
                    if entry is not None and entry.verdict is not None:
                        continue
                    if not wanted():
                        return
                    policy = self._shelf.get(policy_id)
                    self._give_way()
                    with self._lock:
                        self._teach(review())
                        matcher = self._matchers[learning]
                        best = matcher.rank(policy, requirement, limit=self.limit, explain=False)
                    found[policy_id, requirement] = is_weak(best)
            yield found

    def policy(self, policy_id: str) -> Policy:
        """The policy, read. Raises InputError where it cannot be."""
        return self._shelf.get(policy_id)

    def survey(self) -> Surveyed:
        """What a review records of the policies, none of which is parsed for it.

        Those that cannot be read are left out; the reviewer hears of it on going there.
        """
        digests, outlines = {}, {}
        for file in self.files:
            if self.closed:
                raise CancelledError
            known = self._shelf.outline(file.id)
            if known is not None:
                outlines[file.id] = known
            else:
                with suppress(InputError):
                    digests[file.id] = digest_of_file(file.path)
        return Surveyed(digests, outlines)

    def progress(self, policy_id: str) -> str:
        """How far the reading of a policy is: `page 12 of 300`; "" where that is not known."""
        known = self._shelf.progress(policy_id)
        return f"page {known[0]} of {known[1]}" if known else ""

    def cache_problem(self) -> str:
        """Why a parsed policy could not be kept in the cache; "" where all could."""
        cache = sys.modules.get("reviewtui.documents.cache")  # not there: nothing was to be kept
        problem = getattr(cache, "problem", None)  # another thread may be loading it
        return str(problem()) if problem is not None else ""

    @property
    def closed(self) -> bool:
        """Whether nothing is read any more."""
        return self._shelf.closed

    def close(self) -> None:
        """Ends all reading."""
        self._shelf.close()

    def _give_way(self) -> None:
        """Waits while a reviewer waits: a lock alone would go to whoever had it last."""
        while self._waiting:
            sleep(0.001)

    def _teach(self, review: Review) -> None:
        """Learns from the entries that changed since the last call."""
        if not review.entries or review is self._learned:
            return
        self._learned = review
        from reviewtui.reviews.lessons import teach_entry

        matcher = self._matchers[True]
        for pair, entry in review.entries.items():
            if self._taught.get(pair) is not entry:
                self._taught[pair] = entry
                if pair[1] in self.checklist.by_id:
                    teach_entry(matcher, entry)
