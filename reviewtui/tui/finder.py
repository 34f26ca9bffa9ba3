"""Find in the document: the query, its hits and the one the reviewer is at."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reviewtui.tui.marks import Mark, MarkKind

if TYPE_CHECKING:
    from reviewtui.documents import Policy

Span = tuple[int, int]


@dataclass(eq=False, repr=False)
class Finder:
    """Finds in one policy at a time; closed until `open`."""

    query: str = ""
    hits: list[Span] = field(default_factory=list)
    is_open: bool = False
    _policy: Policy | None = None
    _at: int = 0
    _from: int = 0  # the position in the text where the reviewer began

    @property
    def hit(self) -> Span | None:
        """The current hit."""
        return self.hits[self._at] if self.hits else None

    def open(self, policy: Policy, at: int) -> None:
        """Begins to find in `policy`, from the position `at` on."""
        self.is_open, self._from = True, at
        self._take(policy)

    def close(self) -> bool:
        """Ends it; False where it was not open."""
        was_open, self.is_open = self.is_open, False
        self.query, self.hits, self._policy = "", [], None
        return was_open

    def search(self, query: str) -> None:
        """Finds `query` and goes to its first hit from where the reviewer began."""
        self.query = query
        self._search()

    def step(self, by: int) -> None:
        """To the hit `by` further, going round."""
        if self.hits:
            self._at = (self._at + by) % len(self.hits)

    def marks(self, policy: Policy) -> list[Mark]:
        """The hits in `policy` as marks; another policy than before is searched anew."""
        if not self.is_open:
            return []
        self._take(policy)
        return [
            Mark(start, end, MarkKind.CURRENT_HIT if at == self._at else MarkKind.HIT)
            for at, (start, end) in enumerate(self.hits)
        ]

    def summary(self) -> str:
        """How many there are, in words."""
        if not self.query.strip():
            return "Type what to find; enter, then n and N go through the hits, Escape leaves."
        if not self.hits:
            return "Nothing like that in this policy."
        return f"Hit {self._at + 1} of {len(self.hits)}."

    def _take(self, policy: Policy) -> None:
        if policy is not self._policy:
            if self._policy is not None:
                self._from = 0
            self._policy = policy
            self._search()

    def _search(self) -> None:
        from reviewtui.documents.search import search_of

        found = search_of(self._policy.text).find(self.query) if self._policy else []
        self.hits = found
        self._at = bisect_left([start for start, _ in found], self._from) % max(1, len(found))
