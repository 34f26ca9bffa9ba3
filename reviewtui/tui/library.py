"""The library: policies read, requirements ranked and verdicts learned from, in workers.

One lock makes calls from several threads follow each other; nothing here knows Textual.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from threading import Lock
from typing import TYPE_CHECKING

from reviewtui.documents import load_policy
from reviewtui.errors import InputError
from reviewtui.matching import Matcher
from reviewtui.reviews.lessons import teach_entry

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewtui.checklists import Checklist
    from reviewtui.documents import Policy, PolicyFile
    from reviewtui.matching import Candidate
    from reviewtui.reviews import Entry, Pair, Review
    from reviewtui.reviews.changes import PolicyChanges


@dataclass
class Library:
    """The policies of a review and the matcher that has learned from it."""

    checklist: Checklist
    files: tuple[PolicyFile, ...]
    limit: int = 10
    _lock: Lock = field(default_factory=Lock)
    _policies: dict[str, Policy] = field(default_factory=dict)
    _taught: dict[Pair, Entry] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._paths = {file.id: file.path for file in self.files}
        self._matchers = {on: Matcher(self.checklist, learning=on) for on in (True, False)}

    def prepare(
        self, pair: Pair, review: Review, *, learning: bool = True
    ) -> tuple[Policy, list[Candidate]]:
        """The policy of `pair`, read, and the candidates for its requirement.

        Raises InputError where the policy cannot be read.
        """
        with self._lock:
            policy = self._read(pair[0])
            self._teach(review)
            return policy, self._matchers[learning].rank(policy, pair[1], limit=self.limit)

    def remember(self, policy: Policy) -> None:
        """Works out what a verdict keeps of the policy's text, before one is given."""
        from reviewtui.reviews.texts import text_of

        text_of(policy)

    def compare(self, review: Review) -> Iterator[PolicyChanges]:
        """What changed since the verdicts of `review` were given, policy by policy."""
        from reviewtui.reviews.changes import compare

        return compare(review, self.checklist, self._paths, self._read, self._rank)

    def comparisons(self, review: Review) -> int:
        """How many policies `compare` gives."""
        recorded = (record.id for record in review.policies)
        return len({*self._paths, *recorded, *(policy for policy, _ in review.entries)})

    def _rank(self, policy: Policy, requirement: str) -> list[Candidate]:
        with self._lock:
            return self._matchers[True].rank(policy, requirement, limit=self.limit)

    def survey(self) -> Iterator[Policy]:
        """All policies, read one by one, without their text: what a review records of them.

        Those that cannot be read are left out; the reviewer hears of it on going there.
        """
        for file in self.files:
            policy = self._policies.get(file.id)
            if policy is None:
                try:
                    policy = load_policy(file.path, id=file.id)
                except InputError:
                    continue
            yield replace(policy, text="", passages=(), blocks=())

    def _read(self, policy_id: str) -> Policy:
        policy = self._policies.get(policy_id)
        if policy is None:
            policy = load_policy(self._paths[policy_id], id=policy_id)
            self._policies[policy_id] = policy
        return policy

    def _teach(self, review: Review) -> None:
        """Learns from the entries that changed since the last call."""
        matcher = self._matchers[True]
        for pair, entry in review.entries.items():
            if self._taught.get(pair) is not entry:
                self._taught[pair] = entry
                if pair[1] in self.checklist.by_id:
                    teach_entry(matcher, entry)
