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

from functools import lru_cache
from heapq import nsmallest
from itertools import chain, pairwise, repeat
from math import fsum, sqrt
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from reviewtui.matching.background import rarity
from reviewtui.matching.index import bm25_norm
from reviewtui.matching.signs import signs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from reviewtui.matching.query import Query
    from reviewtui.matching.words import Words

PASSES = 3  # more make it no better
MANY = 300  # lessons, beyond which half a pass after the first is as good as two
COMPARED = 8  # features by which an accepted passage is found that is like another
ALIKE = 2  # words that have to be shared, since one may be a stray one
STRONGEST = 40  # words that bring passages to the shortlist
USUAL = 20  # stems of a usual passage
HEADING = 0.5  # what a heading counts, as in ranking


class Lesson(NamedTuple):
    """Words that a reviewer accepted or rejected, with their heading path: all that is learned
    from, so that a review file alone teaches the same as the policies it was made on."""

    exact: str
    heading: tuple[str, ...] = ()


class Verdicts(NamedTuple):
    """What one policy taught about one requirement."""

    accepted: tuple[Lesson, ...]
    rejected: tuple[Lesson, ...]


class Tuning(NamedTuple):
    """Set on half of the documents, see docs/matching.md."""

    pair: float = 0.7
    heading: float = 0.5
    cost_accepted: float = 0.5
    cost_rejected: float = 0.3
    cost_example: float = 0.2
    asked: float = 0.8  # what a passage scores that answers, without anything learned
    usual: float = 0.4  # how far a best accepted passage passes `asked` by the query alone
    usual_weight: float = 3.0  # how many policies that belief is worth


TUNING = Tuning()


class Labelled(NamedTuple):
    """One lesson to train with: the numbers of its features, how far a step towards the lesson
    moves the weight of each, the length of its vector, +1 or -1, how much an error on it costs,
    and what is known of it without learning: only what that gets wrong is left to be learned.
    `pick` takes what its features have out of a list for all of them, as `picker` makes it."""

    pick: Callable[[list[float]], tuple[float, ...]]
    features: list[int]
    moves: list[float]
    length: float
    sign: float
    cost: float
    known: float


class Prepared(NamedTuple):
    """What a lesson comes to for one requirement, whatever was decided on it."""

    number: int
    pick: Callable[[list[float]], tuple[float, ...]]
    features: list[int]
    moves: list[float]
    length: float
    known: float

    def labelled(self, sign: float, cost: float) -> Labelled:
        """The lesson with what was decided on it."""
        _, pick, features, moves, length, known = self
        return Labelled(pick, features, moves, length, sign, cost, known)


class Taught(NamedTuple):
    """What the verdicts on one policy come to: lessons to train with, the accepted ones, which
    have `numbers`, before the rejected ones."""

    verdicts: Verdicts
    numbers: list[int]
    lessons: list[Labelled]


class Memory:
    """What was worked out of lessons for one requirement, so that each is prepared once.

    Features and lessons have numbers in the order in which they are met; nothing that is
    computed depends on which. `holders` are the lessons, of those that were ever accepted,
    that have a feature.
    """

    def __init__(self) -> None:
        self.names: list[str] = []
        self.gains: list[float] = []
        self.words: list[int] = []  # the features that are words alone
        self.holders: dict[str, list[int]] = {}
        self._numbers: dict[str, int] = {}
        self._prepared: dict[Lesson, Prepared] = {}
        self._held: set[int] = set()  # the lessons among the holders
        self._taught: dict[str, Taught] = {}
        self._examples: Verdicts | None = None

    def examples(self, texts: Iterable[str]) -> Verdicts:
        """The examples of the checklist as verdicts of no policy."""
        if self._examples is None:
            self._examples = Verdicts(tuple(map(Lesson, texts)), ())
        return self._examples

    def taught(self, policy: str, verdicts: Verdicts, query: Query, words: Words) -> Taught:
        """What was decided on a policy, "" for the examples, as lessons in a fixed order."""
        found = self._taught.get(policy)
        if found is None or found.verdicts is not verdicts:
            right = TUNING.cost_accepted if policy else TUNING.cost_example
            found = Taught(verdicts, [], [])
            for lesson in sorted(set(verdicts.accepted), key=_key):
                one = self.prepared(lesson, query, words)
                self._hold(one)
                found.numbers.append(one.number)
                found.lessons.append(one.labelled(1.0, right))
            for lesson in sorted(set(verdicts.rejected), key=_key):
                one = self.prepared(lesson, query, words)
                found.lessons.append(one.labelled(-1.0, TUNING.cost_rejected))
            self._taught[policy] = found
        return found

    def prepared(self, lesson: Lesson, query: Query, words: Words) -> Prepared:
        """The features of a lesson, and what is known of it."""
        found = self._prepared.get(lesson)
        if found is None:
            line = f" {' '.join(words.stems(lesson.exact) + signs(lesson.exact))} "
            heading = " | ".join(" ".join(words.stems(part)) for part in lesson.heading)
            names = names_of(line, heading)
            length = length_of(names)
            features = [self._number(name) for name in names]
            moves = [self.gains[number] ** 2 / length for number in features]
            known = recalled(query, line, heading) - TUNING.asked
            number = len(self._prepared)
            found = Prepared(number, picker(features), features, moves, length, known)
            self._prepared[lesson] = found
        return found

    def count(self) -> int:
        """How many lessons have a number."""
        return len(self._prepared)

    def _hold(self, accepted: Prepared) -> None:
        if accepted.number not in self._held:
            self._held.add(accepted.number)
            for feature in accepted.features:
                self.holders.setdefault(self.names[feature], []).append(accepted.number)

    def _number(self, name: str) -> int:
        number = self._numbers.get(name)
        if number is None:
            number = self._numbers[name] = len(self.names)
            self.names.append(name)
            self.gains.append(gain_of(name))
            if name.isalnum():
                self.words.append(number)
        return number


class Model:
    """What has been learned of one requirement.

    `weights` are those of the features times what the feature gains in a passage; `accepted`
    are the numbers of the accepted lessons with their policies ("" for an example of the
    checklist), in order, all below `count`; `holders` say which lessons, others too, have a
    feature; `strongest` are the words that speak most for a passage; `decided` says that there
    are verdicts among the lessons, not only examples; `usual` is how far the best accepted
    passage of a policy passes what is asked of one.
    """

    def __init__(
        self,
        *,
        weights: dict[str, float],
        accepted: dict[int, str],
        count: int,
        holders: dict[str, list[int]],
        strongest: tuple[tuple[str, float], ...],
        decided: bool,
        usual: float,
    ) -> None:
        self.weights, self.accepted, self.count = weights, accepted, count
        self.holders, self.strongest = holders, strongest
        self.decided, self.usual = decided, usual
        self._held: dict[str, list[int]] = {}  # by feature, as far as asked for

    def margin(self, names: Iterable[str], length: float) -> float:
        """What a passage with these features gains by what was learned: about -1 to 1."""
        return sum(map(self.weights.get, names, repeat(0.0))) / length

    def likest(self, names: Iterable[str]) -> str | None:
        """The policy whose accepted passage has most of what speaks for this one.

        None where no accepted passage has a third of it, two words or more.
        """
        weight_of = self.weights.get
        speaking = [(weight, name) for name in names if (weight := weight_of(name, 0.0)) > 0]
        most = sum([weight for weight, _ in speaking]) / 3
        speaking.sort(reverse=True)
        del speaking[COMPARED:]
        shared = [0.0] * self.count
        for weight, name in speaking:
            for number in self._accepted_with(name):
                shared[number] += weight
        if max(shared, default=0.0) <= most:
            return None
        near = [
            (-shared[number], place, number)
            for place, number in enumerate(self.accepted)
            if shared[number] > most
        ]
        near.sort()
        words = [self._accepted_with(name) for _, name in speaking if name.isalnum()]
        for _, _, number in near:
            if sum([number in held for held in words]) >= ALIKE:
                return self.accepted[number]
        return None

    def _accepted_with(self, name: str) -> list[int]:
        """The numbers of the accepted lessons with a feature."""
        found = self._held.get(name)
        if found is None:
            holders = self.holders.get(name, ())
            found = self._held[name] = list(filter(self.accepted.__contains__, holders))
        return found


@lru_cache(maxsize=1024)  # one requirement after the other looks at the same passages
def names_of(line: str, heading: str = "") -> tuple[str, ...]:
    """The features of a passage given as a line of stems, and of its heading path, each once.

    Words and signs, pairs of neighbouring words, and the heading's words with `^` before.
    """
    words = line.split()
    pairs = map(" ".join, pairwise(words))
    return tuple(dict.fromkeys(chain(words, pairs, _headed(heading))))


@lru_cache(maxsize=4096)
def _headed(heading: str) -> list[str]:
    return ["^" + word for word in heading.split() if word != "|"]


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
    firsts: list[slice] = []  # of the policies that have any, the accepted lessons
    decided = sorted(verdicts, key=itemgetter(0))
    for policy, verdict in [("", memory.examples(examples)), *decided]:
        taught = memory.taught(policy, verdict, query, words)
        if policy and taught.numbers:
            firsts.append(slice(len(lessons), len(lessons) + len(taught.numbers)))
        lessons += taught.lessons
        for number in taught.numbers:
            accepted.setdefault(number, policy)
    if not lessons:
        return None
    weights, told = train(lessons, len(memory.names))
    best = fsum([max(told[first]) for first in firsts])
    names = memory.names
    alone = [(-weights[number], names[number]) for number in memory.words if weights[number] > 0]
    return Model(
        weights=dict(zip(names, weights, strict=True)),
        accepted=accepted,
        count=memory.count(),
        holders=memory.holders,
        strongest=tuple([(name, -weight) for weight, name in nsmallest(STRONGEST, alone)]),
        decided=bool(decided),
        usual=(best + TUNING.usual * TUNING.usual_weight) / (len(firsts) + TUNING.usual_weight),
    )


def picker(features: list[int]) -> Callable[[list[float]], tuple[float, ...]]:
    """What gives the items of a list that have these numbers, as a tuple."""
    if len(features) > 1:
        return itemgetter(*features)
    return lambda items: tuple([items[feature] for feature in features])


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


def _passes(count: int) -> tuple[int, ...]:
    """How many of `count` lessons each pass goes over.

    Of many, only the earlier half again: it was gone over while least was known.
    """
    return (count,) * PASSES if count <= MANY else (count, count // 2)


def train(lessons: Sequence[Labelled], count: int) -> tuple[list[float], list[float]]:
    """The weights of the features 0 to `count` - 1, from lessons in a fixed order.

    A weight is kept times what its feature gains in a passage, so that a lesson scores the sum
    of its weights by its length. With the weights comes what each lesson scores by all the
    others: what it added itself, which the dual variables say, is left out (T. Joachims,
    "Estimating the Generalization Performance of an SVM Efficiently", ICML 2000, puts the same
    to use).
    """
    weights = [0.0] * count
    alphas = [0.0] * len(lessons)
    others = [0.0] * len(lessons)
    for until in _passes(len(lessons)):
        for number, (pick, features, moves, length, sign, cost, known) in enumerate(
            lessons[:until]
        ):
            slack = 0.5 / cost
            before = pick(weights)
            said = known + sum(before) / length
            old = alphas[number]
            others[number] = said - sign * old
            new = max(0.0, old + (1.0 - sign * said - slack * old) / (1.0 + slack))
            if new != old:
                alphas[number] = new
                step = (new - old) * sign
                for feature, weight, move in zip(features, before, moves):  # noqa: B905 - innermost
                    weights[feature] = weight + step * move
    return weights, others
