"""Which words of a candidate made the match, and where they stand in the policy's text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from reviewtui.matching.scoring import LITERAL
from reviewtui.matching.signs import NAMES, sign_spans
from reviewtui.matching.words import spans

if TYPE_CHECKING:
    from reviewtui.matching.index import PolicyIndex
    from reviewtui.matching.learning import Model
    from reviewtui.matching.query import Query

SHARE = 0.25  # of the greatest gain; what gained less is not worth a mark
MOST = 12  # marks a passage
LEARNED = 4.0  # a learned weight beside the gains of a query


class Mark(NamedTuple):
    """A span that made the match, with what it gained and how a reader may be told."""

    start: int
    end: int
    gain: float
    name: str


def marks(
    index: PolicyIndex, query: Query, start: int, end: int, model: Model | None = None
) -> list[Mark]:
    """The marks in `text[start:end]`, in order, apart from each other.

    Phrases are one mark, as are matching words that stand next to each other.
    """
    text = index.policy.text
    stood = [(index.stem(token), span) for token, span in spans(text, start, end)]
    stood = [(stem, span) for stem, span in stood if stem]
    stems = [stem for stem, _ in stood]
    found: list[Mark] = []
    gains = [_gain(index, query, model, stem) for stem in stems]
    held = set(stems)
    for phrase, weight in query.phrases.items():
        if weight > 0 and held.issuperset(phrase):
            width = len(phrase)
            gain = weight * sum(map(index.rarity, phrase))
            for place in range(len(stems) - width + 1):
                if stems[place] == phrase[0] and tuple(stems[place : place + width]) == phrase:
                    for at in range(place, place + width):
                        gains[at] = max(gains[at], gain)
                    first, last = stood[place][1][0], stood[place + width - 1][1][1]
                    found.append(Mark(first, last, gain, ""))
    found += [
        Mark(*span, gain, "") for (_, span), gain in zip(stood, gains, strict=True) if gain > 0
    ]
    for stem, weight in query.words.items():
        if stem.startswith("#"):
            gain = weight * index.rarity(stem)
            places = sign_spans(stem, index.sign_text(start, end))
            found += [Mark(start + a, start + b, gain, NAMES[stem]) for a, b in places]
    found += _literals(text, query, start, end)
    return _apart(text, found)


def _gain(index: PolicyIndex, query: Query, model: Model | None, stem: str) -> float:
    gain = query.words.get(stem, 0.0) * index.rarity(stem)
    if model is not None:
        gain += max(0.0, LEARNED * model.weights.get(stem, 0.0))
    return gain


def _literals(text: str, query: Query, start: int, end: int) -> list[Mark]:
    """The terms that are found as written, any white space between their words."""
    found = []
    for term in query.literal:
        pattern = r"\s+".join(map(re.escape, term.split()))
        matches = re.compile(pattern, re.IGNORECASE).finditer(text, start, end)
        found += [Mark(match.start(), match.end(), LITERAL, "") for match in matches]
    return found


def _apart(text: str, found: list[Mark]) -> list[Mark]:
    """The marks that gained most, joined where they meet, in order."""
    if not found:
        return []
    least = SHARE * max(mark.gain for mark in found)
    kept = sorted((mark for mark in found if mark.gain >= least), key=lambda m: (-m.gain, m[:2]))
    joined: list[Mark] = []
    for mark in sorted(kept[: 2 * MOST], key=lambda mark: mark[:2]):
        if (
            joined
            and mark.start <= joined[-1].end + 1
            and "\n" not in text[joined[-1].end : mark.start]
        ):
            last = joined[-1]
            joined[-1] = Mark(
                last.start,
                max(last.end, mark.end),
                max(last.gain, mark.gain),
                last.name or mark.name,
            )
        else:
            joined.append(mark)
    best = sorted(joined, key=lambda m: (-m.gain, m[:2]))[:MOST]
    return sorted(best, key=lambda mark: mark[:2])
