"""Find in the document: the query, its hits and the one the reviewer is at."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from reviewtui.tui.marks import Mark, MarkKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from reviewtui.documents import Policy
    from reviewtui.documents.search import TextSearch
    from reviewtui.tui.typed import Typed

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
        self.line: Typed | None = None  # in which the query is typed; None while it is closed
        self.typing = False  # else n and N are keys
        self.last = ""  # the query of the find before
        self.hits: list[Span] = []
        self.waiting = False  # for the index
        self._policy: Policy | None = None
        self._at = 0
        self._reached = True  # the hit that is current; no other policy was come to since
        self.began = 0  # the position in the text where the reviewer began

    @property
    def is_open(self) -> bool:
        """Whether anything is being found."""
        return self.line is not None

    @property
    def query(self) -> str:
        """What is to be found."""
        return self.line.text if self.line is not None else ""

    @property
    def hit(self) -> Span | None:
        """The current hit; None where there is none, or in a policy come to none was gone to."""
        return self.hits[self._at] if self.hits and self._reached else None

    def open(self, policy: Policy, at: int) -> None:
        """Begins to find in `policy`, from the position `at` on. What is typed takes the place of
        a query that was complete."""
        from reviewtui.tui.typed import typed

        self.line, self.typing = typed(self.query, replaced=True), True
        self.began = at
        self._take(policy)

    def done(self) -> bool:
        """The query is complete, the last one where none was typed; False if there is nothing to
        go through then."""
        if not self.query.strip() and self.last:
            from reviewtui.tui.typed import typed

            self.search(typed(self.last))
        self.typing = False
        return bool(self.hits) or self.waiting

    def close(self) -> bool:
        """Ends it; False where it was not open."""
        was_open = self.is_open
        self.last = self.query.strip() or self.last
        self.line, self.typing = None, False
        self.hits, self._policy, self.waiting = [], None, False
        return was_open

    def search(self, line: Typed) -> None:
        """Finds what was typed, and goes to its first hit from where the reviewer began."""
        before, self.line = self.query, line
        self._reached = True
        if self.query != before:
            self._search()

    def go_on(self) -> bool:
        """Finds what was waited for; False where nothing was."""
        if not self.waiting:
            return False
        self._search()
        return not self.waiting

    def step(self, by: int) -> None:
        """To the hit `by` further, going round; in a policy come to, to its first or last."""
        if self.hits:
            by -= not self._reached and by > 0
            self._at = (self._at + by) % len(self.hits)
            self._reached = True

    def marks(self, policy: Policy, span: Span) -> list[Mark]:
        """The hits in `span` of `policy` as marks: of thousands only those that are shown."""
        if not self.is_open or policy is not self._policy:
            return []
        first = bisect_left(self.hits, span[0], key=lambda hit: hit[1])
        last = bisect_left(self.hits, span[1], key=lambda hit: hit[0])
        current = MarkKind.CURRENT_HIT if self._reached else MarkKind.HIT
        return [
            Mark(*self.hits[at], current if at == self._at else MarkKind.HIT)
            for at in range(first, last)
        ]

    def follow(self, policy: Policy) -> None:
        """Another policy than before is searched anew."""
        if self.is_open:
            self._take(policy)

    def summary(self) -> str:
        """How many there are, in words."""
        if not self.query.strip():
            return "Type what to find."
        if self.waiting:
            return "Looking…"
        if not self.hits:
            return "Nothing like that in this policy."
        if not self._reached:
            return f"{self.count} in this policy."
        return f"Hit {self._at + 1} of {len(self.hits)}."

    @property
    def count(self) -> str:
        """Which of how many, in short; nothing where nothing is looked for, or not yet."""
        if self.waiting or not self.query.strip():
            return ""
        many = len(self.hits)
        if not many:
            return "none"
        if not self._reached:
            return "1 hit" if many == 1 else f"{many} hits"
        return f"{self._at + 1}/{many}"

    def _take(self, policy: Policy) -> None:
        if policy is not self._policy:
            self._reached = self._policy is None
            if self._policy is not None:
                self.began = 0
            self._policy = policy
            self._search()

    def _search(self) -> None:
        wanted = self._policy is not None and bool(self.query.strip())
        index = self.index(self._policy) if self._policy is not None and wanted else None
        self.waiting = index is None and wanted
        self.hits = index.find(self.query) if index is not None else []
        at = bisect_left(self.hits, self.began, key=lambda hit: hit[0])
        self._at = at % max(1, len(self.hits))
