"""What stands around a quote: the sentence before it and the one after it, compared.

Of the old text a quote holds 64 characters on each side; so a neighbour that is longer is
compared as far as those reach.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from difflib import SequenceMatcher
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
    r"(?<![.!?…。！？])[.!?…。！？]++[\"'”’»)\]*_]*+(?=\s|\Z|[<~])"
    r"|\n(?=[ \t]*+(?:\n|[-*+•·▪◦#|>]|\(?\w{1,3}[.)]\s))"
)

_CLOSED = 8  # characters at the end of a quote in which its sentence may end
_ENDED = re.compile(r"[.!?…。！？][\"'”’»)\]*_]*\s*\Z")
_NEXT_LINE = re.compile(r"\n[ \t]*+(?=\S)(?![a-z])")
# What may come before a whole sentence and leaves it as true as it was, for all others.
_EXCEPTIONS = frozenset({"except", "excepting", "excluding", "unless"})

Span = tuple[int, int]


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

    def turned(
        self, policy: Policy, start: int, end: int, turning: frozenset[str], sides: tuple[str, ...]
    ) -> Span | None:
        """The sentence around the words, if a word of `turning` came into the rest of it, or went.

        Looked for on those of the `sides` (`BEFORE`, `AFTER`) that differ. An exception put
        before a whole sentence ("Except in the EU,") is left to whoever reads the list of moved
        evidence.
        """
        quote = self._quote
        before = _rests_before(policy, start, end)
        if BEFORE in sides and all(
            _turns(
                _part(then, cut=_is_cut(then, quote.prefix), at_end=False),
                _words(now),
                turning - _EXCEPTIONS if _introduces(then, now) else turning,
                cut=_is_cut(then, quote.prefix),
            )
            for then in _ways_before(quote)
            for now in before
        ):
            return start - len(before[0].lstrip()), end
        after = _rests_after(policy, start, end)
        if AFTER in sides and all(
            _turns(
                _part(then, cut=_is_cut(then, quote.suffix), at_end=True)[::-1],
                _words(now)[::-1],
                turning,
                cut=_is_cut(then, quote.suffix),
            )
            for then in _ways_after(quote)
            for now in after
        ):
            return start, end + len(after[0].rstrip())
        return None


def _is_cut(rest: str, context: str) -> bool:
    """Whether the rest of a sentence is all that a quote knows on that side, and may go on."""
    return rest == context and len(context) == CONTEXT


def _introduces(then: str, now: str) -> bool:
    """Whether words came before a whole sentence, up to a comma."""
    return not then.strip() and now.rstrip().endswith(",")


def _rests_before(policy: Policy, start: int, end: int) -> tuple[str, ...]:
    """What belongs to the sentence before the words; nothing too, where a passage begins there."""
    text = policy.text
    number = bisect_right(policy.passages, start, key=lambda passage: passage.start) - 1
    first = policy.passages[number].start if number >= 0 else 0
    rest = _rest_before(text[max(0, start - _REACH) : start], text[start:end])
    inner = text[max(first, start - len(rest)) : start]
    return (inner,) if _words(inner) or not _words(rest) else (rest, "")


def _rests_after(policy: Policy, start: int, end: int) -> tuple[str, ...]:
    text = policy.text
    number = bisect_left(policy.passages, end, key=lambda passage: passage.end)
    last = policy.passages[number].end if number < len(policy.passages) else len(text)
    rest = _rest_after(text[start:end], text[end : end + _REACH])
    inner = text[end : min(last, end + len(rest))]
    return (inner,) if _words(inner) or not _words(rest) else (rest, "")


def _ways_before(quote: Quote) -> tuple[str, ...]:
    """What may have been the rest of the sentence before a quote.

    Its passages are not known; where it began a line, it may have begun a sentence too.
    """
    rest = _rest_before(quote.prefix, quote.exact)
    begins = quote.prefix.rstrip(" \t").endswith("\n") and not quote.exact[:1].islower()
    return ("", rest) if begins and rest.strip() else (rest,)


def _ways_after(quote: Quote) -> tuple[str, ...]:
    """What may have been the rest of the sentence after a quote: at most to the line's end."""
    rest = _rest_after(quote.exact, quote.suffix)
    line = _NEXT_LINE.search(rest)
    return (rest[: line.start()], rest) if line is not None else (rest,)


def _part(text: str, *, cut: bool, at_end: bool) -> list[str]:
    """The words of the rest of a sentence, without the one that may be cut."""
    words = _words(text)
    if cut and words and text[-1 if at_end else 0].isalnum():
        return words[:-1] if at_end else words[1:]
    return words


def _rest_before(before: str, words: str) -> str:
    """What of `before` belongs to the sentence that goes on with `words`."""
    last = 0
    for match in _END.finditer(before + words[:4]):
        if match.end() > len(before):
            break
        last = match.end()
    return before[last:]


def _rest_after(words: str, after: str) -> str:
    """What of `after` belongs to the sentence that `words` are in."""
    if _ENDED.search(words[-_CLOSED:]):
        return ""
    match = _END.search(after)
    return after[: match.start()] if match else after


def _turns(old: list[str], new: list[str], turning: frozenset[str], *, cut: bool) -> bool:
    """Whether the words that differ hold one of `turning`; what stands before a cut is unknown."""
    if old == new or (turning.isdisjoint(old) and turning.isdisjoint(new)):
        return False
    for tag, a, a_end, b, b_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        unknown = cut and tag == "insert" and not a
        differing = [*old[a:a_end], *new[b:b_end]]
        if tag != "equal" and not unknown and not turning.isdisjoint(differing):
            return True
    return False


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
