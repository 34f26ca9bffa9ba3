"""Which words made the match, in a candidate and above it, and where they stand in the text.

What a word gains here is what it gains when passages are scored and learned from
(`reviewtui.matching.scoring`), so that nothing is marked that did not count.
"""

from __future__ import annotations

import re
from itertools import pairwise
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from reviewtui.matching.learning import length_of, names_of
from reviewtui.matching.scoring import LITERAL, TUNING
from reviewtui.matching.signs import NAMES, sign_spans
from reviewtui.matching.words import spans

if TYPE_CHECKING:
    from reviewtui.matching.index import PolicyIndex
    from reviewtui.matching.learning import Model
    from reviewtui.matching.query import Query

    Span = tuple[int, int]
    Stood = list[tuple[str, Span]]  # stems, and where they stand

SHARE = 0.25  # of the greatest gain; what gained less is not worth a mark
MOST = 12  # marks a passage


class Mark(NamedTuple):
    """A span that made the match, with what it gained and how a reader may be told.

    A `faint` one means something only beside another: a number, a "not".
    """

    start: int
    end: int
    gain: float
    name: str = ""
    faint: bool = False


class Found(NamedTuple):
    """The marks of one candidate, each list in order and its marks apart from each other.

    `inside` are those in the passage, `intro` those in the words that introduce its list, and
    `headings` those in the headings above it; `heading` is the one that counts most, or "".
    """

    inside: list[Mark]
    intro: list[Mark]
    headings: list[Mark]
    heading: str


def marks(index: PolicyIndex, query: Query, number: int, model: Model | None = None) -> Found:
    """What made passage `number` a match. Phrases are one mark, as are neighbouring words."""
    passage, text = index.policy.passages[number], index.policy.text
    gains = _Gains(index, query, model, number)
    inside = _inside(gains, passage.start, passage.end)
    intro: list[Mark] = []
    if passage.intro is not None and passage.intro[1] <= passage.start:
        intro = gains.words(*passage.intro, TUNING.intro)
    above = gains.headings()
    least = SHARE * max([mark.gain for mark in inside + intro] + above, default=0.0)
    headings: list[Mark] = []
    heading = ""
    if passage.heading and (most := max(above)) > 0 and most >= least:
        heading = max(zip(above, range(len(above)), passage.heading, strict=True))[2]
        for gain, place in zip(above, index.heading_spans(number), strict=True):
            if place is not None and gain >= least:
                headings += gains.words(*place, TUNING.heading, "^")
    shown = _apart(text, inside, least)
    if not shown:  # a number that matches is better than nothing
        shown = _apart(text, [mark._replace(faint=False) for mark in inside], least)
    return Found(
        shown,
        _apart(text, intro, least),
        _apart(text, headings, least),
        heading,
    )


class _Gains:
    """What stems gain for one passage, by the query and by what was learned."""

    def __init__(self, index: PolicyIndex, query: Query, model: Model | None, number: int) -> None:
        self.index, self.query, self.number = index, query, number
        self.wanted, self.measure, self.rarity = query.words, query.measure, index.rarity
        self.learned = {} if model is None else model.weights
        self.length = 1.0
        if self.learned:
            heading = index.headings[index.heading_of[number]]
            self.length = index.feature_lengths.get(number) or length_of(
                names_of(index.lines[number], heading)
            )

    def of(self, stem: str, share: float, prefix: str = "") -> float:
        """The gain of a stem; the query's part counts `share`.

        `prefix` is that of the learned feature, see `names_of`.
        """
        gain = 0.0
        if weight := self.wanted.get(stem):
            gain = weight * self.rarity(stem) * share / self.measure
        if self.learned and (weight := self.learned.get(prefix + stem)):
            gain += weight / self.length
        return gain

    def headings(self) -> list[float]:
        """The greatest gain of a word in each heading above the passage, outermost first."""
        path = self.index.headings[self.index.heading_of[self.number]]
        if not path:
            return []
        return [
            max([self.of(stem, TUNING.heading, "^") for stem in title.split()], default=0.0)
            for title in path.split("|")
        ]

    def words(self, start: int, end: int, share: float, prefix: str = "") -> list[Mark]:
        """Marks for the words of a span that gain something."""
        return self.marked(self.stood(start, end), share, prefix)

    def stood(self, start: int, end: int) -> Stood:
        """The stems of a span and where they stand."""
        stem_of = self.index.stem if self.index.repaired else self.index.words.stem
        found = spans(self.index.policy.text, start, end)
        return [(stem, span) for token, span in found if (stem := stem_of(token))]

    def marked(self, stood: Stood, share: float, prefix: str = "") -> list[Mark]:
        """Marks for the stems that gain something, one by one."""
        negations = self.index.words.negations
        words, learned = self.wanted, self.learned
        found: list[Mark] = []
        for stem, span in stood:
            if stem not in words and (not learned or learned.get(prefix + stem, 0.0) <= 0):
                continue
            if (gain := self.of(stem, share, prefix)) > 0:
                found.append(Mark(*span, gain, faint=stem in negations or stem.isdigit()))
        return found


def _inside(gains: _Gains, start: int, end: int) -> list[Mark]:
    """The marks in a passage: words, phrases, learned pairs, signs, terms as they are written."""
    index, query, learned = gains.index, gains.query, gains.learned
    norm = index.norms[gains.number]
    stood = gains.stood(start, end)
    found = gains.marked(stood, norm)
    found += _phrases(gains, stood, norm / query.measure)
    if learned:
        for (one, first), (two, last) in pairwise(stood):
            weight = learned.get(f"{one} {two}", 0.0)
            if weight > 0:
                found.append(Mark(first[0], last[1], weight / gains.length))
    line = index.lines[gains.number]
    for sign in [word for word in line.split() if word[0] == "#"] if "#" in line else ():
        if (gain := gains.of(sign, norm)) > 0:
            for at, until in sign_spans(sign, index.sign_text(start, end)):
                found.append(Mark(start + at, start + until, gain, NAMES[sign]))
    for term in query.literal:  # any white space between their words
        pattern = r"\s+".join(map(re.escape, term.split()))
        for match in re.compile(pattern, re.IGNORECASE).finditer(index.policy.text, start, end):
            found.append(Mark(match.start(), match.end(), LITERAL * norm / query.measure))
    return found


def _phrases(gains: _Gains, stood: Stood, share: float) -> list[Mark]:
    """The phrases of the query, each one mark."""
    leading = gains.query.leading
    stems = [stem for stem, _ in stood]
    found: list[Mark] = []
    for place, stem in enumerate(stems):
        for phrase, weight in leading.get(stem, ()):
            after = place + len(phrase)
            if tuple(stems[place:after]) == phrase:
                gain = weight * sum(map(gains.index.rarity, phrase)) * share
                found.append(Mark(stood[place][1][0], stood[after - 1][1][1], gain))
    return found


def _apart(text: str, found: list[Mark], least: float) -> list[Mark]:
    """The marks that gained most, `least` or more, joined where they meet, in order.

    Faint ones only where they meet others.
    """
    kept = [mark for mark in found if mark.gain >= least]
    if not kept:
        return []
    if len(kept) > 2 * MOST:
        kept.sort(key=lambda mark: (-mark.gain, mark[:2]))
    joined: list[Mark] = []
    for mark in sorted(kept[: 2 * MOST], key=itemgetter(0, 1)):
        last = joined[-1] if joined else None
        if last and mark.start <= last.end + 1 and "\n" not in text[last.end : mark.start]:
            joined[-1] = Mark(
                last.start,
                max(last.end, mark.end),
                max(last.gain, mark.gain),
                last.name if last.name == mark.name else "",  # with others its words say more
                last.faint and mark.faint,
            )
        else:
            joined.append(mark)
    best = sorted(
        [mark for mark in joined if not mark.faint], key=lambda mark: (-mark.gain, mark[:2])
    )[:MOST]
    return sorted(best, key=itemgetter(0, 1))
