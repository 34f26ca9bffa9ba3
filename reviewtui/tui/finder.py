"""Find in the document: the query, its hits and the one the reviewer is at."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from reviewtui.tui.marks import Mark, MarkKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from reviewtui.documents import Policy
    from reviewtui.documents.search import TextSearch

Span = tuple[int, int]


def _index_now(policy: Policy) -> TextSearch:
    from reviewtui.documents.search import search_of

    return search_of(policy.text)


class Finder:
    """Finds in one policy at a time; closed until `open`.

    `index` gives what is searched of a policy, or None where that takes longer than a moment:
    then `go_on` is to be called once it is there.
    """

    def __init__(self, index: Callable[[Policy], TextSearch | None] = _index_now) -> None:
        self.index = index
        self.query = ""
        self.hits: list[Span] = []
        self.is_open = False
        self.waiting = False  # for the index
        self._policy: Policy | None = None
        self._at = 0
        self._from = 0  # the position in the text where the reviewer began

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
        self.query, self.hits, self._policy, self.waiting = "", [], None, False
        return was_open

    def search(self, query: str) -> None:
        """Finds `query` and goes to its first hit from where the reviewer began."""
        self.query = query
        self._search()

    def go_on(self) -> bool:
        """Finds what was waited for; False where nothing was."""
        if not self.waiting:
            return False
        self._search()
        return not self.waiting

    def step(self, by: int) -> None:
        """To the hit `by` further, going round."""
        if self.hits:
            self._at = (self._at + by) % len(self.hits)

    def marks(self, policy: Policy, span: Span) -> list[Mark]:
        """The hits in `span` of `policy` as marks: of thousands only those that are shown."""
        if not self.is_open or policy is not self._policy:
            return []
        first = bisect_left(self.hits, span[0], key=lambda hit: hit[1])
        last = bisect_left(self.hits, span[1], key=lambda hit: hit[0])
        return [
            Mark(*self.hits[at], MarkKind.CURRENT_HIT if at == self._at else MarkKind.HIT)
            for at in range(first, last)
        ]

    def follow(self, policy: Policy) -> None:
        """Another policy than before is searched anew."""
        if self.is_open:
            self._take(policy)

    def summary(self) -> str:
        """How many there are, in words."""
        if not self.query.strip():
            return "Type what to find; enter, then n and N go through the hits, escape leaves."
        if self.waiting:
            return "Looking…"
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
        index = self.index(self._policy) if self._policy else None
        self.waiting = index is None and self._policy is not None
        self.hits = index.find(self.query) if index is not None else []
        at = bisect_left(self.hits, self._from, key=lambda hit: hit[0])
        self._at = at % max(1, len(self.hits))
