"""A requirement as weighted stems and phrases: what is looked for."""

from __future__ import annotations

import re
from functools import cached_property
from heapq import nlargest
from itertools import pairwise
from math import sqrt
from typing import TYPE_CHECKING, NamedTuple

from reviewtui.matching.background import rarity
from reviewtui.matching.thesaurus import concepts, literal_of
from reviewtui.matching.words import words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from reviewtui.checklists.model import Requirement
    from reviewtui.matching.thesaurus import Concept, Phrase

# The language of checklists: what a requirement says about policies, not about its subject.
ASKING = frozenset(
    words_of("en").stems(
        """state describe description say tell explain disclose cover address list give include
        whether provide specify mention indicate identify require requirement policy privacy
        clause contract agreement party document notice organisation company vendor statement
        commit promise make clear kind type example people person personal information data
        category way restriction subject counterparty ability certain term event use
        """
    )
)


class Tuning(NamedTuple):
    """The weights of a query's parts; set on half of the documents, see docs/matching.md."""

    asking: float = 0.2
    title: float = 1.0
    later: float = 0.3
    pair: float = 0.15
    said_word: float = 0.55
    said_phrase: float = 0.6
    said_sign: float = 0.7
    term_word: float = 0.7
    term_phrase: float = 0.4
    least: float = 0.4
    measure: float = 0.8


TUNING = Tuning()
SOUGHT = 8  # words and phrases that make a whole answer
ASKED = 7.0  # rarity, of which no more is asked: abbreviations in titles stand in few answers
_SENTENCE = re.compile(r"(?<=[.?!:;])\s+|\s+\(|\)")


class Query:
    """What is looked for, each with its weight: stems and signs, and phrases of stems.

    `literal` are terms that stop words carry ("as long as"): found as they are written.
    `measure` is what a passage would score that answers well: the geometric mean of what one
    would that holds all of the requirement's own words, which are many in long requirements,
    and of `sought`, what the best of all that is looked for are worth.
    """

    def __init__(
        self,
        words: dict[str, float],
        phrases: dict[Phrase, float],
        literal: tuple[str, ...] = (),
        sought: float = 0.0,
        measure: float = 1.0,
    ) -> None:
        self.words, self.phrases, self.literal = words, phrases, literal
        self.sought, self.measure = sought, measure

    @cached_property
    def leading(self) -> dict[str, list[tuple[Phrase, float]]]:
        """The phrases and their weights by the first stem."""
        found: dict[str, list[tuple[Phrase, float]]] = {}
        for phrase, weight in self.phrases.items():
            found.setdefault(phrase[0], []).append((phrase, weight))
        return found


def understand(
    requirement: Requirement,
    language: str,
    own: Iterable[Concept] = (),
    tuning: Tuning = TUNING,
) -> Query:
    """The query of a requirement's title, text and terms, with what the thesaurus adds.

    `own` are the checklist's synonyms; they are looked for in the terms too.
    """
    words = words_of(language)
    title = words.stems(requirement.title)
    parts = [words.stems(part) for part in _SENTENCE.split(requirement.text)]
    parts = [part for part in parts if part]
    asked: dict[str, float] = {}
    phrases: dict[Phrase, float] = {}
    for number, part in enumerate(parts):
        weight = tuning.later ** min(number, 2)
        for stem in part:
            asked[stem] = max(asked.get(stem, 0.0), weight)
        _pairs(part, weight * tuning.pair, phrases)
    for stem in title:
        asked[stem] = asked.get(stem, 0.0) + tuning.title
    _pairs(title, tuning.pair, phrases)
    for stem in asked:
        if stem in ASKING:
            asked[stem] *= tuning.asking
    whole = sum(weight * min(rarity(stem), ASKED) for stem, weight in asked.items()) or 1.0
    query = Query(dict(asked), phrases, measure=whole)
    if words.code == "en":
        _say(query, [title, *parts], asked, concepts(), tuning)
    terms = [words.stems(term) for term in requirement.terms]
    asked |= {stem: 1.0 for term in terms for stem in term if stem not in asked}
    literal = literal_of(requirement.terms, words)
    literal += _say(query, [title, *parts, *terms], asked, own, tuning)
    for term in terms:
        if found := tuple(term):
            _add(query, found, tuning.term_word, tuning.term_phrase)
            for stem in found if len(found) > 1 else ():
                _add(query, (stem,), tuning.said_word, 0.0)
    best = sought(query, rarity) or whole
    literal = tuple(dict.fromkeys(literal))
    measure = tuning.measure * sqrt(whole * best)
    return Query(query.words, query.phrases, literal, best, measure)


def sought(query: Query, rarity_of: Callable[[str], float]) -> float:
    """What the best eight words and phrases of a query are worth together."""
    gains = [weight * rarity_of(stem) for stem, weight in query.words.items()]
    gains += [weight * sum(map(rarity_of, phrase)) for phrase, weight in query.phrases.items()]
    return sum(nlargest(SOUGHT, gains))


def _say(
    query: Query,
    parts: list[list[str]],
    asked: dict[str, float],
    known: Iterable[Concept],
    tuning: Tuning,
) -> tuple[str, ...]:
    """Adds how policies say what is asked, as far as the concept is what is asked for.

    Gives what of it is found as it is written.
    """
    literal: list[str] = []
    for concept in known:
        share = _share(concept, parts, asked) / query.measure
        if share > 0:
            strength = min(1.0, tuning.least + share)
            sign, word = strength * tuning.said_sign, strength * tuning.said_word
            for phrase in concept.said:
                weight = sign if phrase[0].startswith("#") else word
                _add(query, phrase, weight, strength * tuning.said_phrase)
            literal += concept.literal
    return tuple(literal)


def _add(query: Query, phrase: Phrase, word: float, several: float) -> None:
    """Takes a phrase up, with the weight `word` if it is one, `several` if it has more words."""
    if len(phrase) == 1:
        query.words[phrase[0]] = max(query.words.get(phrase[0], 0.0), word)
    else:
        query.phrases[phrase] = max(query.phrases.get(phrase, 0.0), several)


def _pairs(part: list[str], weight: float, phrases: dict[Phrase, float]) -> None:
    for pair in pairwise(part):
        if pair[0] != pair[1] and not (pair[0] in ASKING and pair[1] in ASKING):
            phrases[pair] = max(phrases.get(pair, 0.0), weight)


def _share(concept: Concept, parts: list[list[str]], asked: dict[str, float]) -> float:
    """How much of the requirement the concept's question is, in weighted rarity."""
    best = 0.0
    for phrase in concept.asked:
        if all(stem in asked for stem in phrase) and any(_holds(part, phrase) for part in parts):
            best = max(best, sum(asked[stem] * rarity(stem) for stem in phrase))
    return best


def _holds(part: list[str], phrase: Phrase) -> bool:
    """Do the words of the phrase stand close together, in any order?"""
    if len(phrase) == 1:
        return phrase[0] in part
    width = len(phrase) + 2
    places = [index for index, stem in enumerate(part) if stem in phrase]
    return any(set(phrase) <= set(part[place : place + width]) for place in places)
