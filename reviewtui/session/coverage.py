"""How much of each policy has been on the reviewer's screen: spans of the text, merged.

What was on the screen need not have been read; what was not cannot have been, here. No input
or output.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reviewtui.documents import Policy

Span = tuple[int, int]
Row = tuple[str, str, str]
"""A policy's id, the digest of its text, the spans as `0-120 300-450`: to be kept with a place."""

_MOST = 200  # spans of one policy that are kept


class _Seen(NamedTuple):
    digest: str
    spans: list[Span]  # in order, apart


class Coverage:
    """What was on the screen, by policy; of a text that changed nothing is known."""

    def __init__(self) -> None:
        self._seen: dict[str, _Seen] = {}

    def add(self, policy: Policy, span: Span) -> None:
        """This span of the text is on the screen."""
        self.add_span(policy.id, policy.text_digest, (span[0], min(span[1], len(policy.text))))

    def add_span(self, policy_id: str, digest: str, span: Span) -> None:
        """This span of a text is on the screen that is known by its policy's id and its digest; it
        ends where the text does at the latest."""
        start, end = max(0, span[0]), span[1]
        seen = self._seen.get(policy_id)
        if seen is None or seen.digest != digest:
            seen = self._seen[policy_id] = _Seen(digest, [])
        if start >= end:
            return
        spans = seen.spans
        first = bisect_left(spans, start, key=lambda one: one[1])  # the first that touches it
        last = bisect_right(spans, end, key=lambda one: one[0])
        if first < last:
            start, end = min(start, spans[first][0]), max(end, spans[last - 1][1])
        spans[first:last] = [(start, end)]

    def share(self, policy: Policy) -> float | None:
        """The share of the text's characters that were on the screen, 0 to 1; None where
        nothing is known of that text."""
        return self.share_of(policy.id, policy.text_digest, len(policy.text))

    def share_of(self, policy_id: str, digest: str, length: int) -> float | None:
        """The same of a text that is known by its policy's id, its digest and its length."""
        seen = self._seen.get(policy_id)
        if seen is None or seen.digest != digest:
            return None
        return sum(end - start for start, end in seen.spans) / max(1, length)

    def rows(self) -> tuple[Row, ...]:
        """All of it, to be kept."""
        return tuple(
            (policy, seen.digest, " ".join(f"{start}-{end}" for start, end in seen.spans[:_MOST]))
            for policy, seen in self._seen.items()
            if seen.spans
        )

    def restore(self, rows: Iterable[Row]) -> None:
        """Goes on from `rows`; what is no span in order is left out."""
        for policy, digest, written in rows:
            spans: list[Span] = []
            for part in written.split()[:_MOST]:
                first, _, last = part.partition("-")
                if _is_number(first) and _is_number(last):
                    start, end = int(first), int(last)
                    if start < end and (not spans or spans[-1][1] < start):
                        spans.append((start, end))
            self._seen[policy] = _Seen(digest, spans)


def _is_number(text: str) -> bool:
    return len(text) <= 12 and text.isascii() and text.isdigit()
