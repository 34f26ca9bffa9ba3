"""What a reviewer's verdicts teach: a linear model over the words of accepted and rejected
passages, small, exact, the same whatever the order of the lessons.

The model is a support vector machine with squared hinge loss and without a bias, trained by
dual coordinate descent (C.-J. Hsieh et al., "A Dual Coordinate Descent Method for Large-scale
Linear SVM", ICML 2008), which takes a few passes over a few hundred short passages. Without a
bias it also works when nothing was rejected: then it is close to the centroid of what was
accepted.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from math import sqrt
from typing import TYPE_CHECKING

from reviewtui.matching.background import rarity
from reviewtui.matching.signs import signs

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reviewtui.matching.words import Words

Features = dict[str, float]
PASSES = 6
STRONGEST = 40


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
    cost_accepted: float = 2.0
    cost_rejected: float = 1.0
    half: float = 3.0  # accepted passages at which half of the learner's full say is reached


TUNING = Tuning()


@dataclass(frozen=True, slots=True)
class Example:
    """An accepted passage as features, and the policy it stood in ("" for the checklist's)."""

    policy: str
    features: Features


@dataclass(frozen=True, slots=True)
class Model:
    """What has been learned of one requirement.

    `say` is how far the learner is to be believed, 0 to 1, by how much was accepted; `weights`
    are those of the features; `accepted` are the passages to compare with; `strongest` are the
    words that speak most for a passage, with their weights.
    """

    say: float
    weights: dict[str, float]
    accepted: tuple[Example, ...]
    strongest: tuple[tuple[str, float], ...]

    def margin(self, found: Features) -> float:
        """How far a passage with these features is like what was accepted: about -1 to 1."""
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


def lesson_features(lesson: Lesson, words: Words) -> Features:
    """The features of a lesson, as those of the passage it was."""
    line = words.stems(lesson.exact) + signs(lesson.exact)
    heading = " | ".join(" ".join(words.stems(part)) for part in lesson.heading)
    return features(" ".join(line), heading)


def learn(
    verdicts: Iterable[tuple[str, Verdicts]],
    examples: Iterable[str],
    words: Words,
    tuning: Tuning = TUNING,
) -> Model | None:
    """The model of one requirement; None where nothing was accepted.

    `verdicts` are policy ids with what was decided on them; `examples` those of the checklist.
    """
    accepted = [Example("", lesson_features(Lesson(text), words)) for text in examples]
    lessons: list[tuple[Features, float, float]] = [
        (example.features, 1.0, tuning.cost_accepted) for example in accepted
    ]
    for policy, taught in sorted(verdicts, key=lambda item: item[0]):
        for lesson in sorted(set(taught.accepted), key=_key):
            found = lesson_features(lesson, words)
            accepted.append(Example(policy, found))
            lessons.append((found, 1.0, tuning.cost_accepted))
        lessons += [
            (lesson_features(lesson, words), -1.0, tuning.cost_rejected)
            for lesson in sorted(set(taught.rejected), key=_key)
        ]
    if not accepted:
        return None
    say = len(accepted) / (len(accepted) + tuning.half)
    weights = train(lessons)
    words_alone = [item for item in weights.items() if item[1] > 0 and item[0].isalnum()]
    words_alone.sort(key=lambda item: (-item[1], item[0]))
    return Model(say, weights, tuple(accepted), tuple(words_alone[:STRONGEST]))


def _key(lesson: Lesson) -> tuple[str, tuple[str, ...]]:
    return lesson.exact, lesson.heading


def train(
    lessons: Sequence[tuple[Features, float, float]], passes: int = PASSES
) -> dict[str, float]:
    """The weights of the features, from (features, +1 or -1, cost) in a fixed order."""
    weights: dict[str, float] = {}
    get = weights.get
    alphas = [0.0] * len(lessons)
    for _ in range(passes):
        for number, (found, sign, cost) in enumerate(lessons):
            slack = 0.5 / cost
            margin = sign * sum([get(name, 0.0) * value for name, value in found.items()])
            old = alphas[number]
            new = max(0.0, old + (1.0 - margin - slack * old) / (1.0 + slack))
            if new != old:
                alphas[number] = new
                step = (new - old) * sign
                for name, value in found.items():
                    weights[name] = get(name, 0.0) + step * value
    return weights
