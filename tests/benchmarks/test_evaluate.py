"""The measures on policies of our own: what learns gets better, terms and noise are applied."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from benchmarks.matching.baselines import Bm25, Found, Span, lines, passages, sentences
from benchmarks.matching.data import DataSet, Question, damaged, guided, half_of_requirements
from benchmarks.matching.evaluate import run
from benchmarks.matching.judging import bootstrap
from reviewtui.checklists import Checklist, Requirement
from reviewtui.documents import Policy, policy_from_text

CHECKLIST = Checklist(
    "c", "C", (Requirement("place", "Place of data", "States where the data are hosted."),)
)
TEXT = """Brackwater Ledger

Your data are yours and remain so, whatever data you bring.

All servers stand in Iceland{}, in halls of our own.

Guests can write to the desk at any hour of the day."""


def sample() -> DataSet:
    """Policies that answer one requirement without its words, and one that is silent."""
    policies = {f"p{n}": policy_from_text(TEXT.format(" " * n), f"p{n}") for n in range(6)}
    answer = "All servers stand in Iceland"
    questions = []
    for name, policy in policies.items():
        start = policy.text.index(answer)
        questions.append(Question(name, "place", ((start, policy.text.index("own.") + 4),)))
    policies["mute"] = policy_from_text("Guests can write to the desk at any hour.", "mute")
    return DataSet("own", CHECKLIST, policies, [*questions, Question("mute", "place", ())])


def test_bm25_and_regression_learn_what_bm25_never_finds() -> None:
    pytest.importorskip("sklearn", reason="scikit-learn is in the optional dependencies `bench`")
    from benchmarks.matching.blended import Blended

    data = sample()
    learner = run(data, "judge", Blended(CHECKLIST, data.policies.values()))

    assert run(data, "judge", Bm25(CHECKLIST)).share(1)[0] < learner.share(1)[0]


@dataclass
class Pupil:
    """A ranker that proposes all passages in order and writes down what it is taught."""

    taught: list[tuple[str, list[Span], list[Span]]] = field(default_factory=list)

    def rank(self, policy: Policy, requirement: str, limit: int = 10) -> list[Found]:
        return [Found(*span, 0.5) for span in passages(policy)][:limit]

    def learn(
        self,
        policy: Policy,
        requirement: str,
        accepted: Iterable[Span] = (),
        rejected: Iterable[Span] = (),
    ) -> None:
        self.taught.append((policy.id, list(accepted), list(rejected)))


@pytest.mark.parametrize("mode", ["judge", "reader"])
def test_reviewers_teach_what_they_see_and_silence_only_when_asked(mode: str) -> None:
    data = sample()
    pupil, other, cold = Pupil(), Pupil(), Pupil()
    run(data, mode, pupil, teach_silent=True)
    run(data, mode, other, teach_silent=False)
    run(data, "cold", cold)

    shown = passages(data.policies["p0"])
    right = [data.questions[0].answers[0]]
    above = shown[: shown.index(right[0])]
    rejected = above if mode == "reader" else [span for span in shown if span not in right]
    assert pupil.taught[0] == ("p0", right, rejected)
    assert pupil.taught[-1] == ("mute", [], passages(data.policies["mute"]))
    assert other.taught == pupil.taught[:-1]
    assert not cold.taught


def test_answers_follow_the_damage() -> None:
    data = sample()
    noisy = damaged(data, 0.05)
    start, end = noisy.questions[0].answers[0]

    assert noisy.policies["p0"].text != data.policies["p0"].text
    assert noisy.policies["p0"].text[start:end].startswith("A")
    assert noisy.policies["p0"].text[end - 1] == "."


def test_units_hold_all_words_of_a_policy() -> None:
    policy = sample().policies["p0"]
    for units in (passages, lines, sentences):
        words = " ".join(policy.text[start:end] for start, end in units(policy)).split()
        assert words == policy.text.split()


def test_terms_and_examples_are_given_as_asked(tmp_path: Path) -> None:
    file = tmp_path / "guidance.toml"
    file.write_text('[place]\nterms = ["servers stand"]\nexamples = ["Hosted in Norway."]\n')
    data = sample()
    found = [
        guided(data, file, terms=terms, examples=examples).checklist.by_id["place"]
        for terms, examples in ((True, False), (False, True))
    ]

    assert [(one.terms, one.examples) for one in found] == [
        (("servers stand",), ()),
        ((), ("Hosted in Norway.",)),
    ]
    other = replace(
        data, checklist=Checklist("d", "D", (Requirement("else", "Else", "Something else."),))
    )
    with pytest.raises(SystemExit, match="nothing for else"):
        guided(other, file, terms=True, examples=True)


def test_each_question_is_in_one_half() -> None:
    data = sample()
    halves = [half_of_requirements(data, number).questions for number in (0, 1)]

    assert sorted(map(len, halves)) == [0, len(data.questions)]


def test_an_interval_holds_the_figure_and_is_a_point_where_documents_agree() -> None:
    def mean(rows: list[float]) -> float:
        return sum(rows) / len(rows)

    figure, low, high = bootstrap([(str(n), float(n % 2)) for n in range(40)], mean)

    assert 0.2 < low < figure == 0.5 < high < 0.8
    assert bootstrap([("a", 1.0), ("b", 1.0)], mean) == (1.0, 1.0, 1.0)
