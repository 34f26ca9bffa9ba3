"""What verdicts teach: better candidates, explained, replaced, forgotten, in any order."""

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewtui.documents import Policy, policy_from_text
from reviewtui.matching import Lesson, Matcher
from reviewtui.matching.learning import (
    TUNING,
    Labelled,
    Memory,
    Model,
    Verdicts,
    learn,
    length_of,
    names_of,
    picker,
    train,
)
from reviewtui.matching.query import understand
from reviewtui.matching.words import words_of
from tests.matching.samples import CHECKLIST, RETENTION, orchard, pelican, span

TEN_YEARS = "Consignment notes stay in the archive for ten years."


def ledger() -> Policy:
    """A policy that answers in words the requirement does not have, and has its words elsewhere."""
    return policy_from_text(
        "Retention of data\n\n"
        "The period of data retention talks was long, and the decision personal.\n\n"
        "Waybills stay in the archive for four winters, then they are pulped.\n",
        "ledger",
    )


def test_an_accepted_passage_raises_those_like_it_and_is_named() -> None:
    policy = ledger()
    matcher = Matcher(CHECKLIST)
    before = [c.text[:8] for c in matcher.rank(policy, "retention")]
    decoy = span(policy, "The period of data retention talks was long, and the decision personal.")

    accepted = span(pelican(), TEN_YEARS)
    matcher.learn(pelican(), "retention", [accepted])
    matcher.learn(policy, "retention", [], [decoy])
    after = matcher.rank(policy, "retention")

    assert before[0] != "Waybills"
    assert after[0].text.startswith("Waybills")
    assert "like what you accepted in pelican" in after[0].why


def test_learn_is_teach_with_the_words_of_the_spans() -> None:
    policy = pelican()
    learned, taught = Matcher(CHECKLIST), Matcher(CHECKLIST)
    start, end = span(policy, TEN_YEARS)
    heading = next(p.heading for p in policy.passages if p.start <= start < p.end)

    learned.learn(policy, "retention", [(start, end)], [span(policy, "SECURITY")])
    rejected_heading = next(
        p.heading for p in policy.passages if p.start <= policy.text.index("SECURITY") < p.end
    )
    taught.teach(
        "pelican",
        "retention",
        [Lesson(TEN_YEARS, heading)],
        [Lesson("SECURITY", rejected_heading)],
    )

    assert learned.rank(orchard(), "retention") == taught.rank(orchard(), "retention")


def test_a_span_of_several_passages_teaches_what_its_quote_keeps() -> None:
    policy = policy_from_text(
        "Storage\n\nGone in May.\n\nChoices\n\n"
        "Waybills stay in the archive for four winters, then they are pulped.\n",
        "mixed",
    )
    start, end = policy.text.index("Gone"), len(policy.text.rstrip())
    quote = policy.quote(start, end)
    learned, taught = Matcher(CHECKLIST), Matcher(CHECKLIST)
    learned.learn(policy, "retention", [(start, end)])
    taught.teach("mixed", "retention", [Lesson(quote.exact, quote.heading)])

    assert quote.heading == ("Storage",)
    assert learned.rank(orchard(), "retention") == taught.rank(orchard(), "retention")


def test_learning_again_replaces_and_nothing_forgets() -> None:
    policy, other = pelican(), orchard()
    fresh = Matcher(CHECKLIST).rank(other, "retention")
    once = Matcher(CHECKLIST)
    once.learn(policy, "retention", [span(policy, TEN_YEARS)])

    twice = Matcher(CHECKLIST)
    twice.learn(policy, "retention", [span(policy, "SECURITY")], [span(policy, "CHOICES")])
    twice.rank(other, "retention")
    twice.learn(policy, "retention", [span(policy, TEN_YEARS)])
    assert twice.rank(other, "retention") == once.rank(other, "retention")

    twice.learn(policy, "retention")
    assert twice.rank(other, "retention") == fresh


def test_what_is_learned_of_one_requirement_leaves_the_others_alone() -> None:
    matcher = Matcher(CHECKLIST)
    before = matcher.rank(orchard(), "sale")
    matcher.learn(pelican(), "retention", [span(pelican(), TEN_YEARS)])

    assert matcher.rank(orchard(), "sale") == before


@pytest.mark.parametrize("bad", [(-1, 4), (5, 5), (7, 3), (0, 10**6)])
def test_a_span_outside_the_policy_is_refused(bad: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="no span of orchard"):
        Matcher(CHECKLIST).learn(orchard(), "retention", accepted=[bad])


LESSONS = st.builds(
    Lesson,
    st.sampled_from(
        [
            "Files are kept for a year.",
            "We hold orders for 90 days.",
            "Kept in the archive.",
            "",
            "•",
            "Nothing is sold.",
        ]
    ),
    st.sampled_from([(), ("Storage",), ("Storage", "How long")]),
)


@given(
    st.dictionaries(
        st.sampled_from(["a", "b", "c", "d"]),
        st.tuples(st.lists(LESSONS, max_size=3), st.lists(LESSONS, max_size=3)),
    ),
    st.randoms(use_true_random=False),
)
def test_the_order_of_lessons_does_not_matter(
    taught: dict[str, tuple[list[Lesson], list[Lesson]]], chance: random.Random
) -> None:
    first, second = Matcher(CHECKLIST), Matcher(CHECKLIST)
    for policy, (accepted, rejected) in taught.items():
        first.teach(policy, "retention", accepted, rejected)
    mixed = list(taught.items())
    chance.shuffle(mixed)
    for policy, (accepted, rejected) in mixed:
        second.teach(policy, "retention", [Lesson("Old words.")], [])
        second.rank(orchard(), "retention")
        second.teach(policy, "retention", accepted[::-1], rejected[::-1])

    assert first.rank(orchard(), "retention") == second.rank(orchard(), "retention")


def test_teaching_takes_no_time_before_it_is_needed() -> None:
    """Training happens at the next ranking of that requirement, once."""
    matcher = Matcher(CHECKLIST)
    lessons = [
        Lesson(f"Files of kind {n} are kept for {n} days.", ("Storage",)) for n in range(200)
    ]
    begun = time.process_time()
    for number, lesson in enumerate(lessons):
        matcher.teach(f"p{number}", "retention", [lesson])
    teaching = time.process_time() - begun
    begun = time.process_time()
    matcher.rank(orchard(), "retention")

    assert teaching < time.process_time() - begun


def test_what_a_lesson_scores_by_the_others_leaves_itself_out() -> None:
    def lesson(feature: int, sign: float = 1.0) -> Labelled:
        return Labelled(picker([feature]), [feature], [1.0], 1.0, sign, 0.5, 0.25)

    _, alone = train([lesson(0), lesson(1, -1.0)], 2)
    _, with_twin = train([lesson(0), lesson(0), lesson(1, -1.0)], 2)
    _, against = train([lesson(0), lesson(0, -1.0)], 1)

    assert alone == pytest.approx([0.25, 0.25])
    assert with_twin[0] > 0.3
    assert with_twin[2] == pytest.approx(0.25)
    assert against[0] < 0.2


def retention_model(*verdicts: Verdicts) -> Model:
    words = words_of("en")
    taught = [(f"p{number}", verdict) for number, verdict in enumerate(verdicts)]
    model = learn(taught, (), understand(RETENTION, "en"), words, Memory())
    assert model is not None
    return model


def test_what_accepted_passages_usually_score_is_learned_from_policies_that_answer() -> None:
    clear = Verdicts((Lesson("Personal data is kept for a retention period of a year."),), ())
    vague = Verdicts((Lesson("Waybills are pulped after four winters."),), ())
    silent = Verdicts((), (Lesson("The kiln is fired on Tuesdays."),))

    assert retention_model(silent, silent).usual == pytest.approx(TUNING.usual)
    assert retention_model(vague).usual < retention_model(clear).usual
    assert retention_model(*[clear] * 8).usual > TUNING.usual > retention_model(*[vague] * 2).usual
    assert retention_model(clear, silent).usual == pytest.approx(
        retention_model(clear).usual, abs=0.05
    )


def test_many_lessons_teach_what_fewer_do() -> None:
    """Beyond some hundred, only the earlier half is gone over again."""
    kept = [Lesson(f"Waybill {n} stays in the archive for {n} days.") for n in range(200)]
    sold = [Lesson(f"Wares of kind {n} are sold at the gate.") for n in range(200)]
    for count in (100, 200):
        model = retention_model(
            *[Verdicts((yes,), (no,)) for yes, no in zip(kept[:count], sold[:count], strict=True)]
        )
        speaks = [model.margin(*_featured(lesson)) for lesson in (kept[-1], sold[-1])]
        assert speaks[0] > 0.2
        assert speaks[1] < -0.2


def _featured(lesson: Lesson) -> tuple[tuple[str, ...], float]:
    names = names_of(" ".join(words_of("en").stems(lesson.exact)))
    return names, length_of(names)
