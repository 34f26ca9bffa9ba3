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
from typing import TYPE_CHECKING, NamedTuple

from reviewtui.matching.background import rarity
from reviewtui.matching.index import bm25_norm
from reviewtui.matching.signs import signs

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reviewtui.matching.query import Query
    from reviewtui.matching.words import Words

Features = dict[str, float]
PASSES = 8
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
    power: float = 0.5
    cost_accepted: float = 0.5
    cost_rejected: float = 0.3
    asked: float = 0.8  # what a passage scores that answers, without anything learned


TUNING = Tuning()


class Labelled(NamedTuple):
    """One lesson to train with: its features, +1 or -1, how much an error on it costs, and
    what is known of it without learning: only what that gets wrong is left to be learned."""

    features: Features
    sign: float
    cost: float
    known: float


@dataclass(frozen=True, slots=True)
class Example:
    """An accepted passage as features, and the policy it stood in ("" for the checklist's)."""

    policy: str
    features: Features


@dataclass(frozen=True, slots=True)
class Model:
    """What has been learned of one requirement.

    `weights` are those of the features; `accepted` are the passages to compare with;
    `strongest` are the words that speak most for a passage, with their weights.
    """

    weights: dict[str, float]
    accepted: tuple[Example, ...]
    strongest: tuple[tuple[str, float], ...]

    def margin(self, found: Features) -> float:
        """What a passage with these features gains by what was learned: about -1 to 1."""
        get = self.weights.get
        return sum([get(name, 0.0) * value for name, value in found.items()])

    def likest(self, found: Features) -> tuple[float, str]:
        """The likeness (0 to 1) of the accepted passage most like this one, and its policy."""
        best = (0.0, "")
        for example in self.accepted:
            alike = sum([found.get(name, 0.0) * value for name, value in example.features.items()])
            if alike > best[0]:
                best = (alike, example.policy)
        return best


def features(line: str, heading: str = "", tuning: Tuning = TUNING) -> Features:
    """The features of a passage given as a line of stems, and of its heading path.

    Words and signs, pairs of neighbouring words, the heading's words, weighted by rarity, of
    length 1 together.
    """
    words = line.split()
    weights: Features = {}
    for word in words:
        weights[word] = rarity(word) ** tuning.power
    for one, two in pairwise(words):
        pair = 0.5 * (rarity(one) + rarity(two))
        weights[f"{one} {two}"] = tuning.pair * pair**tuning.power
    for word in heading.split():
        if word != "|":
            weights["^" + word] = tuning.heading * rarity(word) ** tuning.power
    length = sqrt(sum(value * value for value in weights.values())) or 1.0
    return {name: value / length for name, value in weights.items()}


def learn(
    verdicts: Iterable[tuple[str, Verdicts]],
    examples: Iterable[str],
    query: Query,
    words: Words,
    tuning: Tuning = TUNING,
) -> Model | None:
    """The model of one requirement; None where nothing was accepted.

    `verdicts` are policy ids with what was decided on them; `examples` those of the checklist.
    """
    accepted: list[Example] = []
    lessons: list[Labelled] = []
    taught = [("", Verdicts(tuple(map(Lesson, examples)), ()))]
    for policy, verdict in taught + sorted(verdicts, key=lambda item: item[0]):
        for lesson in sorted(set(verdict.accepted), key=_key):
            labelled = _labelled(lesson, 1.0, query, words, tuning)
            accepted.append(Example(policy, labelled.features))
            lessons.append(labelled)
        lessons += [
            _labelled(lesson, -1.0, query, words, tuning)
            for lesson in sorted(set(verdict.rejected), key=_key)
        ]
    if not accepted:
        return None
    weights = train(lessons)
    alone = [item for item in weights.items() if item[1] > 0 and item[0].isalnum()]
    alone.sort(key=lambda item: (-item[1], item[0]))
    return Model(weights, tuple(accepted), tuple(alone[:STRONGEST]))


def _labelled(lesson: Lesson, sign: float, query: Query, words: Words, tuning: Tuning) -> Labelled:
    line = f" {' '.join(words.stems(lesson.exact) + signs(lesson.exact))} "
    heading = " | ".join(" ".join(words.stems(part)) for part in lesson.heading)
    return Labelled(
        features(line, heading, tuning),
        sign,
        tuning.cost_accepted if sign > 0 else tuning.cost_rejected,
        recalled(query, line, heading) - tuning.asked,
    )


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


def train(lessons: Sequence[Labelled], passes: int = PASSES) -> dict[str, float]:
    """The weights of the features, from lessons in a fixed order."""
    weights: dict[str, float] = {}
    get = weights.get
    alphas = [0.0] * len(lessons)
    for _ in range(passes):
        for number, (found, sign, cost, known) in enumerate(lessons):
            slack = 0.5 / cost
            said = known + sum([get(name, 0.0) * value for name, value in found.items()])
            old = alphas[number]
            new = max(0.0, old + (1.0 - sign * said - slack * old) / (1.0 + slack))
            if new != old:
                alphas[number] = new
                step = (new - old) * sign
                for name, value in found.items():
                    weights[name] = get(name, 0.0) + step * value
    return weights
