"""Finding a quote again in a text that was edited.

The same words anywhere come first; where they stand several times, what stood around them
decides, and a place that does not clearly fit best is left to a person. Without the same words
it is the passage that resembles the quote (`reviewtui.documents.resembling`).
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, islice
from typing import TYPE_CHECKING

from rapidfuzz.fuzz import ratio

from reviewtui.documents.normalising import normalise, normalised
from reviewtui.documents.quoting import CONTEXT, Found, Outcome
from reviewtui.documents.resembling import LOST, resembling
from reviewtui.documents.spelling import Cited, same_spelling, signs_beside
from reviewtui.documents.surroundings import AFTER, BEFORE, HEADING, Surroundings
from reviewtui.documents.tokens import (
    core,
    goes_on,
    needle,
    token_line,
    token_spans,
    tokens,
)
from reviewtui.documents.withdrawing import reaching_over
from reviewtui.languages import load_language

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewtui.documents.model import Policy
    from reviewtui.documents.quoting import Quote

EXACT_ONLY = 20  # a shorter quote resembles too much
TOO_LONG = 20_000  # characters; comparing takes time with the square of them
_FEW_WORDS = 4  # fewer say the same in many places
_CONTEXT_LEAD = 20.0  # of 100, by which one of several places has to fit better
_EDITED = 0.75  # of 1, how much the edited words in the old place resemble those found elsewhere
_MOST_HITS = 200


@dataclass(frozen=True, slots=True)
class _Row:
    """The tokens of a policy: in a line, where each begins there, and where it stands."""

    line: str
    offsets: tuple[int, ...]
    spans: tuple[tuple[int, int], ...]  # in the normalised text


@dataclass(frozen=True, slots=True)
class _Place:
    """A place where the words of the quote stand."""

    start: int
    end: int
    differs: tuple[str, ...]
    fit: float  # 0 to 120: how far neighbours and heading agree


def anchor(quote: Quote, policy: Policy, *, strict: bool = False) -> Found:
    """Where `quote` is in `policy`; see `Quote.find_in`."""
    words = normalise(quote.exact).text
    row = tokens(words)
    begin, end = core(row)
    if begin == end:
        return LOST
    places = _places(quote, policy, words, row)
    if places:
        found = _settle(quote, places, end - begin)
        if found.outcome is Outcome.MOVED and _edited_in_its_place(quote, policy, words, found):
            found = found._replace(outcome=Outcome.AMBIGUOUS)
        found = _as_it_was(quote, policy, found)
        return _held_to_the_letter(quote, policy, found) if strict else found
    if not EXACT_ONLY <= len(words) <= TOO_LONG:
        return LOST
    return resembling(words, policy)


def occurrences(words: str, policy: Policy) -> list[tuple[int, int]]:
    """The spans of the policy's text where `words` stand as whole words, in order.

    Alike but for what `Quote.find_in` passes over too: typography, and punctuation at the ends.
    """
    normal = normalise(words).text
    row = tokens(normal)
    begin, end = core(row)
    return [] if begin == end else list(_words(policy, normal, row))


def _places(quote: Quote, policy: Policy, words: str, row: list[str]) -> list[_Place]:
    """Where the words of the quote stand, with the same punctuation within them."""
    around = Surroundings(quote)
    cut = goes_on(quote.prefix, quote.exact) or goes_on(quote.exact, quote.suffix)
    spans = _letters(policy, words) if cut else _words(policy, words, row)
    return [
        _place(quote, policy, around, span)
        for span in islice(spans, _MOST_HITS)
        if cut or _same_ends(quote, policy, around, span, row)
    ]


def _words(policy: Policy, words: str, row: list[str]) -> Iterator[tuple[int, int]]:
    """The spans where the words stand as whole words."""
    begin, end = core(row)
    line, wanted = token_line(policy.text), needle(row[begin:end])
    at = line.find(wanted)
    while at >= 0:
        yield _span(policy.text, at + 1, row, words)
        at = line.find(wanted, at + len(wanted))


def _letters(policy: Policy, words: str) -> Iterator[tuple[int, int]]:
    """The spans where the letters of a quote stand that begins or ends within a word."""
    normal = normalised(policy.text)
    at = normal.text.find(words)
    while at >= 0:
        span = normal.span(at, at + len(words))
        if normalise(policy.text[slice(*span)]).text == words:  # not a part of a ligature
            yield span
        at = normal.text.find(words, at + len(words))


def _span(text: str, at: int, row: list[str], words: str) -> tuple[int, int]:
    """The span of the text for the words that begin at `at` in its line.

    Marks at the ends of the quote belong to it as far as they stand there too.
    """
    begin, end = core(row)
    known, normal = _row_of(text), normalised(text)
    first = bisect_right(known.offsets, at) - 1
    last = first + (end - begin) - 1
    while begin and first and _token(known, normal.text, first - 1) == row[begin - 1]:
        begin, first = begin - 1, first - 1
    more = row[end:]
    for number, mark in enumerate(more, last + 1):
        if number >= len(known.spans) or _token(known, normal.text, number) != mark:
            break
        last = number
    start, stop = known.spans[first][0], known.spans[last][1]
    lead = words.find(row[begin])
    exactly = normal.text[start - lead : start - lead + len(words)] if start >= lead else ""
    if exactly == words:
        start, stop = start - lead, start - lead + len(words)
    return normal.span(start, stop)


def _token(known: _Row, normal: str, number: int) -> str:
    return normal[slice(*known.spans[number])]


def _same_ends(
    quote: Quote, policy: Policy, around: Surroundings, span: tuple[int, int], row: list[str]
) -> bool:
    """Whether the marks at the ends are those of the quote, or what is beyond them is the same.

    "Your name." that has become "Your name:" before the same words is the same; where it goes
    on in other words, the sentence was changed.
    """
    now = policy.text[slice(*span)]
    if now == quote.exact:
        return True
    found = tokens(normalise(now).text)
    if found == row:
        return True
    (begin, end), (found_begin, found_end) = core(row), core(found)
    return (row[:begin] == found[:found_begin] or around.comes_alike(policy, span[0])) and (
        row[end:] == found[found_end:] or around.goes_on_alike(policy, span[1])
    )


def _place(quote: Quote, policy: Policy, around: Surroundings, span: tuple[int, int]) -> _Place:
    text, (start, end) = policy.text, span
    differs = around.differ(policy, start, end)
    before = (
        100.0
        if BEFORE not in differs
        else _alike(quote.prefix, text[max(0, start - len(quote.prefix)) : start])
    )
    after = (
        100.0 if AFTER not in differs else _alike(quote.suffix, text[end : end + len(quote.suffix)])
    )
    fit = (before + after) / 2 + (_CONTEXT_LEAD if HEADING not in differs else 0.0)
    return _Place(start, end, differs, fit)


def _alike(one: str, other: str) -> float:
    """How much two neighbours resemble each other, 0 to 100."""
    if not one or not other:
        return 0.0
    return ratio(normalise(one).text, normalise(other).text)


def _settle(quote: Quote, places: list[_Place], size: int) -> Found:
    """Intact or moved, where the same words stand once or one place fits clearly best."""
    same = [place for place in places if not place.differs]
    if len(same) == 1 and (len(places) == 1 or len(places) <= quote.copies):
        return _found(Outcome.INTACT, same[0])
    ranked = sorted(places, key=lambda place: (-place.fit, abs(place.start - quote.start)))
    best = ranked[0]
    if len(places) == quote.copies == 1:
        settled = size >= _FEW_WORDS or len(best.differs) < 3
    else:
        # A copy may stand here: where there are fewer than there were, the cited one may be gone.
        settled = [place for place in places if _near(place.differs)] == [best]
        if len(places) < quote.copies:
            settled = settled and bool(quote.heading)
    if len(ranked) > 1 and best.fit - ranked[1].fit < _CONTEXT_LEAD:
        settled = False
    if not settled:
        return _found(Outcome.AMBIGUOUS, best)
    return _found(Outcome.MOVED if best.differs else Outcome.INTACT, best)


def _edited_in_its_place(quote: Quote, policy: Policy, words: str, found: Found) -> bool:
    """Whether the words were found far away, and where they stood they were edited.

    So it is when a paragraph is copied and one of the two is changed afterwards.
    """
    away = HEADING in found.differs or {BEFORE, AFTER} <= set(found.differs)
    if not away or not EXACT_ONLY <= len(words) <= TOO_LONG:
        return False
    other = resembling(words, policy, (found.start or 0, found.end or 0))
    if other.start is None or other.end is None or other.score < _EDITED:
        return False
    differs = Surroundings(quote).differ(policy, other.start, other.end)
    return _near(differs) or len(differs) <= len(found.differs)


def _near(differs: tuple[str, ...]) -> bool:
    """Whether a place is below the same headings, and beside one of the same neighbours."""
    return HEADING not in differs and not {BEFORE, AFTER} <= set(differs)


def _found(outcome: Outcome, place: _Place) -> Found:
    return Found(outcome, place.start, place.end, 1.0, place.differs)


def _as_it_was(quote: Quote, policy: Policy, found: Found) -> Found:
    """Changed, where the words are the same but not what they say.

    They are spelt otherwise, struck through, or their sentence was turned by another word. The
    span then reaches as far as what changed, to be shown.
    """
    if found.outcome is Outcome.AMBIGUOUS or found.start is None or found.end is None:
        return found
    text, start, end = policy.text, found.start, found.end
    then = Cited(quote.prefix, quote.exact, quote.suffix)
    now = Cited(text[max(0, start - CONTEXT) : start], text[start:end], text[end : end + CONTEXT])
    window, at = "".join(then), len(quote.prefix)
    was = reaching_over(window, at, at + len(quote.exact))
    span = reaching_over(text, start, end)
    changed: tuple[int, int] | None = None
    if bool(was) != bool(span):
        changed = _widened((start, end), span)
    elif not same_spelling(then, now):
        left, right = signs_beside(now)
        changed = start - left, end + right
    elif found.differs:
        language = load_language(policy.language)
        turning = language.negations | language.modals
        changed = Surroundings(quote).turned(policy, start, end, turning, found.differs)
    if changed is None:
        return found
    return Found(Outcome.CHANGED, *changed, 0.9999, found.differs)


def _widened(span: tuple[int, int], other: tuple[int, int] | None) -> tuple[int, int]:
    """The span with the marks of another around it, where they are near enough to be shown."""
    start, end = span
    if other is not None and start - CONTEXT <= other[0] < start:
        start = other[0]
    if other is not None and end < other[1] <= end + CONTEXT:
        end = other[1]
    return start, end


def _held_to_the_letter(quote: Quote, policy: Policy, found: Found) -> Found:
    """Changed, where anything but white space was: for languages whose rules are not known."""
    if found.start is None or found.end is None or found.outcome is Outcome.AMBIGUOUS:
        return found
    now = policy.text[found.start : found.end]
    if now.split() == quote.exact.split():
        return found
    return Found(Outcome.CHANGED, found.start, found.end, 0.9999, found.differs)


@lru_cache(maxsize=16)
def _row_of(text: str) -> _Row:
    spans = token_spans(normalised(text).text)
    lengths = (end - start + 2 for start, end in spans)
    return _Row(token_line(text), tuple(accumulate(lengths, initial=1))[:-1], tuple(spans))
