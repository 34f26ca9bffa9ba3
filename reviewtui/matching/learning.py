"""What a reviewer's verdicts teach: a linear model over the words of accepted and rejected
passages, small, exact, the same whatever the order of the lessons.

The model is a support vector machine with squared hinge loss and without a bias, trained by
dual coordinate descent (C.-J. Hsieh et al., "A Dual Coordinate Descent Method for Large-scale
Linear SVM", ICML 2008), which takes a few passes over a few hundred short passages. Without a
bias it also works when nothing was rejected: then it is close to the centroid of what was
accepted. Its lessons start from what the query alone makes of them, so that the weights hold
only what the query gets wrong, and little is unlearned while little has been seen.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from math import sqrt
from operator import mul
from typing import TYPE_CHECKING, NamedTuple

from reviewtui.matching.background import rarity
from reviewtui.matching.index import bm25_norm
from reviewtui.matching.signs import signs

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reviewtui.matching.query import Query
    from reviewtui.matching.words import Words

PASSES = 3  # more make it no better
COMPARED = 8  # features by which an accepted passage is found that is like another
ALIKE = 2  # words that have to be shared, since one may be a stray one
STRONGEST = 40  # words that bring passages to the shortlist
USUAL = 20  # stems of a usual passage
HEADING = 0.5  # what a heading counts, as in ranking


@dataclass(frozen=True, slots=True)
class Lesson:
    """Words that a reviewer accepted or rejected, with their heading path: all that is learned
    from, so that a review file alone teaches the same as the policies it was made on."""

    exact: str
    heading: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What one policy taught about one requirement."""

    accepted: tuple[Lesson, ...]
    rejected: tuple[Lesson, ...]


@dataclass(frozen=True)
class Tuning:
    """Set on half of the documents, see docs/matching.md."""

    pair: float = 0.7
    heading: float = 0.5
    cost_accepted: float = 0.5
    cost_rejected: float = 0.3
    cost_example: float = 0.2
    asked: float = 0.8  # what a passage scores that answers, without anything learned


TUNING = Tuning()


class Labelled(NamedTuple):
    """One lesson to train with: the numbers of its features and their values, +1 or -1, how
    much an error on it costs, and what is known of it without learning: only what that gets
    wrong is left to be learned."""

    features: list[int]
    values: list[float]
    sign: float
    cost: float
    known: float


class Prepared(NamedTuple):
    """What a lesson comes to for one requirement, whatever was decided on it."""

    number: int
    features: list[int]
    values: list[float]
    known: float


class Memory:
    """What was worked out of lessons for one requirement, so that each is prepared once.

    Features and lessons have numbers in the order in which they are met; nothing that is
    computed depends on which. `holders` are the lessons that have a feature.
    """

    def __init__(self) -> None:
        self.names: list[str] = []
        self.gains: list[float] = []
        self.holders: dict[str, list[int]] = {}
        self._numbers: dict[str, int] = {}
        self._prepared: dict[Lesson, Prepared] = {}

    def prepared(self, lesson: Lesson, query: Query, words: Words) -> Prepared:
        """The features of a lesson, their values in a vector of length 1, what is known of it."""
        found = self._prepared.get(lesson)
        if found is None:
            line = f" {' '.join(words.stems(lesson.exact) + signs(lesson.exact))} "
            heading = " | ".join(" ".join(words.stems(part)) for part in lesson.heading)
            names = names_of(line, heading)
            length = length_of(names)
            features = [self._number(name) for name in names]
            values = [self.gains[number] / length for number in features]
            known = recalled(query, line, heading) - TUNING.asked
            found = Prepared(len(self._prepared), features, values, known)
            for name in names:
                self.holders.setdefault(name, []).append(found.number)
            self._prepared[lesson] = found
        return found

    def _number(self, name: str) -> int:
        number = self._numbers.get(name)
        if number is None:
            number = self._numbers[name] = len(self.names)
            self.names.append(name)
            self.gains.append(gain_of(name))
        return number


@dataclass(frozen=True, slots=True)
class Model:
    """What has been learned of one requirement.

    `weights` are those of the features times what the feature gains in a passage; `accepted`
    are the numbers of the accepted lessons with their policies ("" for an example of the
    checklist), in order; `holders` say which lessons, others too, have a feature; `strongest`
    are the words that speak most for a passage; `decided` says that there are verdicts among
    the lessons, not only examples.
    """

    weights: dict[str, float]
    accepted: dict[int, str]
    holders: dict[str, list[int]]
    strongest: tuple[tuple[str, float], ...]
    decided: bool

    def margin(self, names: Iterable[str], length: float) -> float:
        """What a passage with these features gains by what was learned: about -1 to 1."""
        get = self.weights.get
        return sum([get(name, 0.0) for name in names]) / length

    def likest(self, names: Iterable[str]) -> str | None:
        """The policy whose accepted passage has most of what speaks for this one.

        None where no accepted passage has a third of it, two words or more.
        """
        speaking = [(weight, name) for name in names if (weight := self.weights.get(name, 0.0)) > 0]
        speaking.sort(reverse=True)
        most = sum([weight for weight, _ in speaking]) / 3
        shared: dict[int, float] = {}
        del speaking[COMPARED:]
        accepted, get = self.accepted, shared.get
        for weight, name in speaking:
            for number in self.holders.get(name, ()):
                if number in accepted:
                    shared[number] = get(number, 0.0) + weight
        near = {number: share for number, share in shared.items() if share > most}
        words = [self.holders.get(name, ()) for _, name in speaking if name.isalnum()]
        order = {number: place for place, number in enumerate(accepted)} if near else {}
        for number in sorted(near, key=lambda number: (-near[number], order[number])):
            if sum([number in held for held in words]) >= ALIKE:
                return accepted[number]
        return None


def names_of(line: str, heading: str = "") -> list[str]:
    """The features of a passage given as a line of stems, and of its heading path, each once.

    Words and signs, pairs of neighbouring words, and the heading's words with `^` before.
    """
    words = line.split()
    names = dict.fromkeys(words)
    names.update(dict.fromkeys([f"{one} {two}" for one, two in pairwise(words)]))
    if heading:
        names.update(dict.fromkeys(["^" + word for word in heading.split() if word != "|"]))
    return list(names)


def gain_of(name: str) -> float:
    """What a feature counts in a passage, before its length is made 1: more if it is rare."""
    if name.startswith("^"):
        return TUNING.heading * sqrt(rarity(name[1:]))
    one, _, two = name.partition(" ")
    if not two:
        return sqrt(rarity(one))
    return TUNING.pair * sqrt(0.5 * (rarity(one) + rarity(two)))


def length_of(names: Iterable[str]) -> float:
    """The length of the vector of these features."""
    return sqrt(sum([gain_of(name) ** 2 for name in names])) or 1.0


def learn(
    verdicts: Iterable[tuple[str, Verdicts]],
    examples: Iterable[str],
    query: Query,
    words: Words,
    memory: Memory,
) -> Model | None:
    """The model of one requirement; None where nothing was decided and there is no example.

    `verdicts` are policy ids with what was decided on them; `examples` those of the checklist;
    `memory` is that of the same requirement, and makes it only faster.
    """
    accepted: dict[int, str] = {}
    lessons: list[Labelled] = []
    decided = sorted(verdicts, key=lambda item: item[0])
    for policy, verdict in [("", Verdicts(tuple(map(Lesson, examples)), ())), *decided]:
        cost = TUNING.cost_accepted if policy else TUNING.cost_example
        for lesson in sorted(set(verdict.accepted), key=_key):
            number, features, values, known = memory.prepared(lesson, query, words)
            accepted.setdefault(number, policy)
            lessons.append(Labelled(features, values, 1.0, cost, known))
        for lesson in sorted(set(verdict.rejected), key=_key):
            _, features, values, known = memory.prepared(lesson, query, words)
            lessons.append(Labelled(features, values, -1.0, TUNING.cost_rejected, known))
    if not lessons:
        return None
    trained = train(lessons, len(memory.names))
    weights = dict(zip(memory.names, map(mul, trained, memory.gains), strict=True))
    alone = [item for item in weights.items() if item[1] > 0 and item[0].isalnum()]
    alone.sort(key=lambda item: (-item[1], item[0]))
    return Model(weights, accepted, memory.holders, tuple(alone[:STRONGEST]), bool(decided))


def recalled(query: Query, line: str, heading: str) -> float:
    """About what ranking gives a passage of which only its own line and heading are known."""
    stems = line.split()
    words = query.words
    own = sum([words[stem] * rarity(stem) for stem in sorted(set(stems)) if stem in words])
    for phrase, weight in query.phrases.items():
        if f" {' '.join(phrase)} " in line:
            own += weight * sum(map(rarity, phrase))
    titles = sorted(set(heading.split()))
    above = sum([words[stem] * rarity(stem) for stem in titles if stem in words])
    return (own * bm25_norm(len(stems), USUAL) + HEADING * above) / query.measure


def _key(lesson: Lesson) -> tuple[str, tuple[str, ...]]:
    return lesson.exact, lesson.heading


def train(lessons: Sequence[Labelled], count: int, passes: int = PASSES) -> list[float]:
    """The weights of the features 0 to `count` - 1, from lessons in a fixed order."""
    weights = [0.0] * count
    weight_of = weights.__getitem__
    alphas = [0.0] * len(lessons)
    for _ in range(passes):
        for number, (features, values, sign, cost, known) in enumerate(lessons):
            slack = 0.5 / cost
            said = known + sum(map(mul, map(weight_of, features), values))
            old = alphas[number]
            new = max(0.0, old + (1.0 - sign * said - slack * old) / (1.0 + slack))
            if new != old:
                alphas[number] = new
                step = (new - old) * sign
                for feature, value in zip(features, values, strict=True):
                    weights[feature] += step * value
    return weights
