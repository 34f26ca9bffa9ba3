"""BM25 blended with logistic regression over words and pairs, by scikit-learn.

The optional dependencies `bench` bring scikit-learn: pip install -e '.[bench]'
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise
from statistics import fmean, pstdev
from typing import TYPE_CHECKING, Any

from benchmarks.matching.baselines import Bm25, Found, Span, best, passages
from reviewtui.matching.words import words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reviewtui.checklists import Checklist
    from reviewtui.documents import Policy

MOST = 0.85  # what the regression counts at most, beside BM25
HALF = 4.0  # accepted passages after which it counts half


class Blended:
    """A ranker that learns as the product does, with common means.

    Words and pairs count with the logarithm of their frequency, a passage's length levelled;
    weighing them by rarity as well made it worse on both annotated sets. `policies` are all of
    the set: words and pairs are numbered once. The score is the regression's margin, 0 before
    there is one.
    """

    def __init__(
        self,
        checklist: Checklist,
        policies: Iterable[Policy],
        units: Callable[[Policy], list[Span]] = passages,
    ) -> None:
        try:
            from sklearn.feature_extraction.text import TfidfVectorizer
        except ImportError:
            raise SystemExit("scikit-learn is missing: pip install -e '.[bench]'") from None
        self._bm25 = Bm25(checklist, units)
        self._units = units
        self._rows: dict[str, Any] = {}
        self._taught: dict[str, dict[str, tuple[list[Any], list[Any]]]] = defaultdict(dict)
        self._models: dict[str, Any] = {}
        stems = words_of("en").stems
        self._features = TfidfVectorizer(
            analyzer=lambda text: _words_and_pairs(stems(text)), sublinear_tf=True, use_idf=False
        )
        self._features.fit([p.text[start:end] for p in policies for start, end in units(p)])

    def rank(self, policy: Policy, requirement: str, limit: int = 10) -> list[Found]:
        """The units that BM25 and regression together put first."""
        spans, plain = self._bm25.scores(policy, requirement)
        model, seen = self._model(requirement)
        if model is None:
            return best(spans, plain, limit, [0.0] * len(spans))
        margins = model.decision_function(self._vectors(policy)).tolist()
        weight = min(MOST, seen / (seen + HALF))
        pairs = zip(_standard(plain), _standard(margins), strict=True)
        order = [(1 - weight) * one + weight * other for one, other in pairs]
        return best(spans, order, limit, margins)

    def learn(
        self,
        policy: Policy,
        requirement: str,
        accepted: Iterable[Span] = (),
        rejected: Iterable[Span] = (),
    ) -> None:
        """Replaces what was known of that policy and requirement."""
        numbers = {span: number for number, span in enumerate(self._units(policy))}
        rows = self._vectors(policy)
        self._taught[requirement][policy.id] = (
            [rows[numbers[span]] for span in accepted],
            [rows[numbers[span]] for span in rejected],
        )
        self._models.pop(requirement, None)

    def _vectors(self, policy: Policy) -> Any:
        if policy.id not in self._rows:
            texts = [policy.text[start:end] for start, end in self._units(policy)]
            self._rows[policy.id] = self._features.transform(texts)
        return self._rows[policy.id]

    def _model(self, requirement: str) -> tuple[Any, int]:
        """The regression, and how many accepted passages it has seen; None before it has both."""
        from scipy.sparse import vstack
        from sklearn.linear_model import LogisticRegression

        if requirement not in self._models:
            taught = self._taught[requirement].values()
            right = [row for accepted, _ in taught for row in accepted]
            wrong = [row for _, rejected in taught for row in rejected]
            model = None
            if right and wrong:
                labels = [1] * len(right) + [0] * len(wrong)
                regression = LogisticRegression(
                    C=10,
                    class_weight="balanced",
                    solver="liblinear",
                    dual=True,
                    tol=1e-3,
                    max_iter=2000,
                    random_state=0,
                )
                model = regression.fit(vstack(right + wrong), labels)
            self._models[requirement] = model, len(right)
        found: tuple[Any, int] = self._models[requirement]
        return found


def _words_and_pairs(stems: list[str]) -> list[str]:
    return stems + [f"{one} {other}" for one, other in pairwise(stems)]


def _standard(numbers: Sequence[float]) -> list[float]:
    mean, spread = fmean(numbers), pstdev(numbers) + 1e-9
    return [(number - mean) / spread for number in numbers]
