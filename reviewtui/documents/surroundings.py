"""What stands around a quote: the sentence before it and the one after it, compared.

Of the old text a quote holds 64 characters on each side; so a neighbour that is longer is
compared as far as those reach.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from reviewtui.documents.normalising import normalise
from reviewtui.documents.quoting import CONTEXT, heading_at, same_headings
from reviewtui.documents.tokens import tokens, words_of

if TYPE_CHECKING:
    from reviewtui.documents.model import Policy
    from reviewtui.documents.quoting import Quote

HEADING, BEFORE, AFTER = "heading", "before", "after"

_REACH = 4 * CONTEXT  # characters of the new text in which the end of a neighbour is looked for
# Where a neighbour ends: a sentence, a paragraph, a line before a point, a heading or a row.
_END = re.compile(
    r"(?<![.!?…。！？])[.!?…。！？]++[\"'”’»)\]*_]*+(?=\s|\Z)"
    r"|\n(?=[ \t]*+(?:\n|[-*+•·▪◦#|>]|\(?\w{1,3}[.)]\s))"
)


class Surroundings:
    """The surroundings of one quote, ready to be compared with several places."""

    def __init__(self, quote: Quote) -> None:
        self._quote = quote

    @cached_property
    def _before(self) -> tuple[list[str], bool]:
        return _last(self._quote.prefix, complete=len(self._quote.prefix) < CONTEXT)

    @cached_property
    def _after(self) -> tuple[list[str], bool]:
        return _first(self._quote.suffix, complete=len(self._quote.suffix) < CONTEXT)

    def differ(self, policy: Policy, start: int, end: int) -> tuple[str, ...]:
        """What is another around `policy.text[start:end]` than around the quote."""
        differs = []
        if not same_headings(heading_at(policy, start), self._quote.heading):
            differs.append(HEADING)
        if not self._same_before(policy.text, start):
            differs.append(BEFORE)
        if not self._same_after(policy.text, end):
            differs.append(AFTER)
        return tuple(differs)

    def _same_before(self, text: str, start: int) -> bool:
        if text[max(0, start - CONTEXT) : start] == self._quote.prefix:
            return True
        words, _ = _last(text[max(0, start - _REACH) : start], complete=start <= _REACH)
        return _agrees(*self._before, words, at_end=True)

    def _same_after(self, text: str, end: int) -> bool:
        if text[end : end + CONTEXT] == self._quote.suffix:
            return True
        words, _ = _first(text[end : end + _REACH], complete=end + _REACH >= len(text))
        return _agrees(*self._after, words, at_end=False)

    def goes_on_alike(self, policy: Policy, end: int) -> bool:
        """Whether the first words after `end` are those that followed the quote."""
        after, _ = _first(policy.text[end : end + _REACH], complete=True)
        n = min(3, len(self._after[0]))
        return after[:n] == self._after[0][:n] and bool(n or not after)

    def comes_alike(self, policy: Policy, start: int) -> bool:
        """Whether the last words before `start` are those that stood before the quote."""
        before, _ = _last(policy.text[max(0, start - _REACH) : start], complete=True)
        known = self._before[0]
        n = min(3, len(known))
        return before[len(before) - n :] == known[len(known) - n :] and bool(n or not before)


def _agrees(old: list[str], whole: bool, new: list[str], *, at_end: bool) -> bool:
    """Whether two neighbours agree: all their words, or as many as are known of the old one."""
    if whole:
        return old == new
    part = new[len(new) - len(old) :] if at_end else new[: len(old)]
    return len(new) >= len(old) and part == old


def _last(text: str, *, complete: bool) -> tuple[list[str], bool]:
    """The words of the last sentence in `text`, and whether that is all of it.

    `complete` says that nothing stands before `text`; else its first word may be cut.
    """
    end = len(text)
    cuts = [match.end() for match in _END.finditer(text)]
    for cut in reversed(cuts):
        words = _words(text[cut:end])
        if words:
            return words, True
        end = cut
    words = _words(text[:end])
    if not complete and words and text[:1].isalnum():
        words = words[1:]
    return words, complete


def _first(text: str, *, complete: bool) -> tuple[list[str], bool]:
    """As `_last`, the first sentence; `complete` says that nothing follows `text`."""
    begin = 0
    for match in _END.finditer(text):
        words = _words(text[begin : match.end()])
        if words:
            return words, match.end() < len(text) or complete
        begin = match.end()
    words = _words(text[begin:])
    if not complete and words and text[-1:].isalnum():
        words = words[:-1]
    return words, complete


def _words(text: str) -> list[str]:
    return words_of(tokens(normalise(text).text))
