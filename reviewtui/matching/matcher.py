"""The one way in: requirements against policies."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from reviewtui.languages import is_in_another
from reviewtui.matching.highlights import marks
from reviewtui.matching.index import Indexes
from reviewtui.matching.learning import Lesson, Memory, Verdicts, learn
from reviewtui.matching.query import understand
from reviewtui.matching.reasons import reasons
from reviewtui.matching.scoring import best, taught_by
from reviewtui.matching.strengths import Strength, calibrated, strength_of
from reviewtui.matching.thesaurus import synonyms
from reviewtui.matching.words import words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from reviewtui.checklists import Checklist
    from reviewtui.documents import Policy
    from reviewtui.matching.index import PolicyIndex
    from reviewtui.matching.learning import Model
    from reviewtui.matching.query import Query
    from reviewtui.matching.scoring import Scored
    from reviewtui.matching.thesaurus import Concept

Span = tuple[int, int]
_indexes = Indexes()  # shared by all matchers, so that switching learning off indexes nothing


class Candidate(NamedTuple):
    """A passage proposed for a requirement.

    `score` is 0 to 1, comparable between requirements and policies; `why` are short strings
    for a reader. `highlights` are the spans of the policy's text that made the match, in the
    candidate, in order and apart from each other; `around` are those in the headings above it
    and in the words that introduce its list, none of them in the candidate.
    """

    start: int
    end: int
    text: str
    score: float
    strength: Strength
    why: tuple[str, ...] = ()
    highlights: tuple[Span, ...] = ()
    around: tuple[Span, ...] = ()


class Matcher:
    """Ranks the passages of policies for the requirements of one checklist, and learns.

    The same checklist, policy and lessons give the same candidates, byte for byte, whatever
    else was ranked before. `learning=False` keeps lessons and does not use them. Calls from
    several threads must follow each other.
    """

    def __init__(self, checklist: Checklist, learning: bool = True) -> None:
        self._checklist = checklist
        self._learning = learning
        self._words = words_of(checklist.language)
        self._queries: dict[str, Query] = {}
        self._taught: defaultdict[str, dict[str, Verdicts]] = defaultdict(dict)
        self._memories: defaultdict[str, Memory] = defaultdict(Memory)
        self._models: dict[str, Model | None] = {}

    def rank(
        self,
        policy: Policy,
        requirement: str,
        limit: int = 10,
        *,
        explain: bool | Callable[[Candidate], bool] = True,
    ) -> list[Candidate]:
        """At most `limit` candidates for the requirement with that id, best first.

        Fewer are the first of more; a `limit` below 1 gives none. Without `explain` the same
        ones come sooner, with nothing in `why`, `highlights` and `around`; a function is asked
        which of them are to be explained.
        Raises KeyError for a requirement that the checklist does not have.
        """
        query = self._query(requirement)
        index = _indexes.index(policy, self._words.code, self._vocabulary)
        model = self._model(requirement)
        same = not policy.language or _base(policy.language) == _base(self._checklist.language)
        decided = model is not None and model.decided
        candidates = []
        for scored in best(index, query, model, limit):
            passage = policy.passages[scored.number]
            score = calibrated(scored.raw)
            text = policy.text[passage.start : passage.end]
            strength = strength_of(score, learned=decided, same_language=same)
            if strength is Strength.STRONG and is_in_another(text, self._checklist.language):
                strength = Strength.LIKELY  # a policy in two languages
            plain = Candidate(passage.start, passage.end, text, score, strength)
            wanted = explain(plain) if callable(explain) else explain
            candidates.append(_explained(plain, index, query, model, scored) if wanted else plain)
        return candidates

    def learn(
        self,
        policy: Policy,
        requirement: str,
        accepted: Iterable[Span] = (),
        rejected: Iterable[Span] = (),
    ) -> None:
        """Replaces what was known of that policy and requirement; two empty lists forget it.

        Raises KeyError as `rank` does, and ValueError for a span that is not in the policy.
        """
        self.teach(
            policy.id,
            requirement,
            [_lesson(policy, *span) for span in accepted],
            [_lesson(policy, *span) for span in rejected],
        )

    def teach(
        self,
        policy_id: str,
        requirement: str,
        accepted: Iterable[Lesson] = (),
        rejected: Iterable[Lesson] = (),
    ) -> None:
        """As `learn`, from the words kept in a review; the policy need not be at hand."""
        if requirement not in self._checklist.by_id:
            raise KeyError(requirement)
        verdicts = Verdicts(tuple(accepted), tuple(rejected))
        if verdicts.accepted or verdicts.rejected:
            self._taught[requirement][policy_id] = verdicts
        else:
            self._taught[requirement].pop(policy_id, None)
        self._models.pop(requirement, None)

    def _query(self, requirement: str) -> Query:
        if requirement not in self._queries:
            asked = self._checklist.by_id[requirement]
            self._queries[requirement] = understand(asked, self._words.code, self._synonyms)
        return self._queries[requirement]

    def _model(self, requirement: str) -> Model | None:
        """What was learned of a requirement, trained when it is first needed."""
        if requirement not in self._models:
            taught = self._taught[requirement].items() if self._learning else ()
            examples = self._checklist.by_id[requirement].examples
            self._models[requirement] = learn(
                taught,
                examples,
                self._query(requirement),
                self._words,
                self._memories[requirement],
            )
        return self._models[requirement]

    @cached_property
    def _synonyms(self) -> tuple[Concept, ...]:
        """What the checklist says is the same."""
        return synonyms(self._checklist.synonyms, self._words)

    @cached_property
    def _vocabulary(self) -> frozenset[str]:
        """The words of the checklist as written: what damaged words may have been."""
        words: set[str] = set()
        for text in chain.from_iterable(self._checklist.synonyms):
            words.update(self._words.tokens(text))
        for asked in self._checklist.requirements:
            for text in (asked.title, asked.text, *asked.terms, *asked.examples):
                words.update(self._words.tokens(text))
        return frozenset(words)


def _explained(
    candidate: Candidate, index: PolicyIndex, query: Query, model: Model | None, scored: Scored
) -> Candidate:
    """The candidate with what made the match."""
    found = marks(index, query, scored.number, model)
    around = found.headings + found.intro
    return Candidate(
        candidate.start,
        candidate.end,
        candidate.text,
        candidate.score,
        candidate.strength,
        reasons(index.policy.text, found, taught_by(model, scored.told)),
        tuple([mark[:2] for mark in found.inside]),
        tuple(sorted([mark[:2] for mark in around])),
    )


def _lesson(policy: Policy, start: int, end: int) -> Lesson:
    """The words of a span and its heading, as a review that quotes it keeps them."""
    if not 0 <= start < end <= len(policy.text):
        raise ValueError(f"no span of {policy.id}: {start} to {end}")
    from reviewtui.documents.quoting import heading_at

    return Lesson(policy.text[start:end], heading_at(policy, start))


def _base(code: str) -> str:
    return code.replace("_", "-").split("-")[0].lower()
