"""How well each passage of a policy answers a query."""

from __future__ import annotations

from functools import lru_cache
from heapq import heapify, heappop, heappush
from math import log
from typing import TYPE_CHECKING, NamedTuple

from reviewtui.matching.learning import TUNING as LEARNING
from reviewtui.matching.learning import USUAL, length_of, names_of
from reviewtui.matching.query import sought

if TYPE_CHECKING:
    from reviewtui.matching.index import PolicyIndex
    from reviewtui.matching.learning import Model
    from reviewtui.matching.query import Query
    from reviewtui.matching.thesaurus import Phrase

REPEATED = 0.25  # what each further occurrence of a word adds, as a share of the first
LITERAL = 4.0  # what a term gains that is found as written: as a word of middling rarity


class Tuning(NamedTuple):
    """What the weaker fields count; set on half of the documents, see docs/matching.md."""

    heading: float = 0.5
    intro: float = 0.4
    neighbour: float = 0.25
    learned: float = 1.0
    repeated_passage: float = 0.8  # of its score, for a passage that repeats a better one
    shortlist: int = 50
    alone: float = 0.2  # of the mean lead over the next ones, what the scores lose
    usual: float = 0.2  # how far a score is measured by what was accepted elsewhere
    length: float = 0.04  # what a first candidate gains by being e times as long as usual


TUNING = Tuning()
COMPARED = 6  # the first candidate and those its lead is measured by


class Told(NamedTuple):
    """What was learned of a passage: its features, and what they speak for it."""

    names: tuple[str, ...]
    margin: float


class Scored(NamedTuple):
    """A passage with its raw score, and what was learned of it."""

    number: int
    raw: float
    told: Told | None


def best(
    index: PolicyIndex, query: Query, model: Model | None, limit: int, tuning: Tuning = TUNING
) -> list[Scored]:
    """The best passages, at most `limit`, best first; none that has nothing to do with it."""
    cold = [score / query.measure for score in scores(index, query, tuning)]
    told: dict[int, Told] = {}
    if model is None:
        raw = {number: score for number, score in enumerate(cold) if score > 0}
    else:
        raw = _learned(index, cold, model, told, tuning)
    chosen = _distinct(index, raw, max(limit, COMPARED), tuning) if limit > 0 else []
    scale = query.sought / (sought(query, index.rarity) or 1.0)
    less = _lone([score * scale for _, score in chosen[:COMPARED]], tuning)
    if model is not None and chosen:
        less += _taught(model, index.lengths[chosen[0][0]], tuning)
    return [
        Scored(number, score * scale - less, told.get(number)) for number, score in chosen[:limit]
    ]


def _lone(raw: list[float], tuning: Tuning) -> float:
    """What the raw scores of a policy lose, given its best ones, to be comparable with others'.

    A policy that answers mostly comes back to it: the best passage says less without near ones.
    """
    first, *others = (*raw, *[0.0] * COMPARED)[:COMPARED]
    return tuning.alone * (first - sum(others) / len(others))


def _taught(model: Model, length: int, tuning: Tuning) -> float:
    """What they lose by what was learned; `length` is that of the best passage, in stems.

    Where what was accepted elsewhere scores high, more is asked; and what was learned is divided
    by the length of a passage, so that what a short one scores is more often chance.
    """
    longer = log((1 + length) / (1 + USUAL))
    return tuning.usual * (model.usual - LEARNING.usual) - tuning.length * longer


def scores(index: PolicyIndex, query: Query, tuning: Tuning = TUNING) -> list[float]:
    """A score for each passage, 0 where nothing of the query is in it or around it."""
    body = _body(index, query)
    headings = [tuning.heading * _field(index, line, query) for line in index.headings]
    intros = [tuning.intro * _field(index, line, query) for line in index.intros]
    before = [0.0, *body[:-1]]
    after = [*body[1:], 0.0]
    return [
        (own + headings[heading] + intros[intro] + tuning.neighbour * (left + right)) * shape
        for own, heading, intro, left, right, shape in zip(
            body, index.heading_of, index.intro_of, before, after, index.shapes, strict=True
        )
    ]


def _body(index: PolicyIndex, query: Query) -> list[float]:
    """BM25 of the words and phrases in the passages themselves."""
    body = [0.0] * len(index)
    norms, postings = index.norms, index.postings
    for stem, weight in query.words.items():
        places = postings.get(stem)
        if not places:
            continue
        gain = weight * index.rarity(stem)
        more = gain * REPEATED
        last = -1
        for number in places:
            if number == last:
                body[number] += more * norms[number]
            else:
                body[number] += gain * norms[number]
                last = number
    for phrase, weight in query.phrases.items():
        if found := holders(index, phrase):
            gain = weight * sum(map(index.rarity, phrase))
            for number in found:
                body[number] += gain * norms[number]
    for term in query.literal:
        for number in index.holding(term):
            body[number] += LITERAL * norms[number]
    return body


def holders(index: PolicyIndex, phrase: Phrase) -> list[int]:
    """The passages that hold the phrase's stems one after the other."""
    rarest: list[int] | None = None
    for stem in phrase:
        places = index.postings.get(stem)
        if not places:
            return []
        if rarest is None or len(places) < len(rarest):
            rarest = places
    needle = f" {' '.join(phrase)} "
    lines = index.lines
    return [number for number in dict.fromkeys(rarest or ()) if needle in lines[number]]


def _field(index: PolicyIndex, line: str, query: Query) -> float:
    """What a heading path or an intro says of the query: each word once."""
    words = query.words
    return sum([words[stem] * index.rarity(stem) for stem in _each(line) if stem in words])


@lru_cache(maxsize=4096)
def _each(line: str) -> list[str]:
    """The stems of a line, each once, in a fixed order; headings are asked for again and again."""
    return sorted(set(line.split()))


def _learned(
    index: PolicyIndex, cold: list[float], model: Model, told: dict[int, Told], tuning: Tuning
) -> dict[int, float]:
    """The scores with what was learned, for those passages that either speaks for most.

    What was learned of each of them is put into `told`.
    """
    count = min(len(cold), tuning.shortlist)
    likely = _likely(index, model)
    numbers = range(len(cold))  # sorted keeps the order of equals, in reverse too
    by_query = sorted(numbers, key=cold.__getitem__, reverse=True)[:count]
    by_model = sorted(sorted(likely), key=likely.__getitem__, reverse=True)[:count]
    found = {}
    for number in sorted({*by_query, *by_model}):
        names, length = _features(index, number)
        margin = model.margin(names, length)
        told[number] = Told(names, margin)
        score = cold[number] + tuning.learned * margin * index.shapes[number]
        if score > 0:
            found[number] = score
    return found


def _features(index: PolicyIndex, number: int) -> tuple[tuple[str, ...], float]:
    """The names of a passage's features and the length of their vector."""
    names = names_of(index.lines[number], index.headings[index.heading_of[number]])
    length = index.feature_lengths.get(number)
    if length is None:
        length = index.feature_lengths[number] = length_of(names)
    return names, length


def _likely(index: PolicyIndex, model: Model) -> dict[int, float]:
    """The passages that hold the words which speak most for a passage, and how much they do."""
    found: dict[int, float] = {}
    for word, weight in model.strongest:
        for number in dict.fromkeys(index.postings.get(word, ())):
            found[number] = found.get(number, 0.0) + weight
    return found


def _distinct(
    index: PolicyIndex, raw: dict[int, float], limit: int, tuning: Tuning
) -> list[tuple[int, float]]:
    """The best of `raw`; a passage that says the same words as a better one falls back.

    How far it falls does not depend on `limit`, so that fewer are always the first of more.
    """
    waiting = [(-round(score, 6), number, score) for number, score in raw.items()]
    heapify(waiting)
    seen: set[str] = set()
    fallen: set[int] = set()
    chosen: list[tuple[int, float]] = []
    while waiting and len(chosen) < limit:
        _, number, score = heappop(waiting)
        line = index.lines[number]
        if number not in fallen and line in seen:
            score *= tuning.repeated_passage
            heappush(waiting, (-round(score, 6), number, score))
            fallen.add(number)
        else:
            chosen.append((number, score))
            seen.add(line)
    return chosen


def taught_by(model: Model | None, told: Told | None) -> str | None:
    """The policy whose accepted passage a passage is like.

    "" for an example of the checklist, None where nothing learned speaks for it.
    """
    if model is None or told is None or told.margin <= 0:
        return None
    return model.likest(told.names)
