"""First candidates of different policies and requirements: scores that can be compared."""

from reviewtui.checklists import Requirement
from reviewtui.documents import Policy, policy_from_text
from reviewtui.matching import Lesson, Matcher
from reviewtui.matching.index import PolicyIndex
from reviewtui.matching.learning import Memory, Model, Verdicts, learn
from reviewtui.matching.query import understand
from reviewtui.matching.scoring import TUNING, best
from reviewtui.matching.words import words_of
from tests.matching.samples import RETENTION, checklist

KEPT = "Personal data is kept for a year, and the period is decided by law."
QUERY = understand(RETENTION, "en")


def lost(text: str, model: Model | None = None) -> float:
    """What the first candidate of a policy loses, to be comparable."""
    index = PolicyIndex(policy_from_text(text), words_of("en"))
    plain = TUNING._replace(alone=0.0, usual=0.0, length=0.0)
    (first,) = best(index, QUERY, model, 1, plain)
    (compared,) = best(index, QUERY, model, 1)
    assert compared.number == first.number
    return first.raw - compared.raw


def taught() -> Model:
    model = learn([("a", Verdicts((Lesson(KEPT),), ()))], (), QUERY, words_of("en"), Memory())
    assert model is not None
    return model


def test_a_policy_that_comes_back_to_its_answer_loses_less_than_one_that_does_not() -> None:
    rest = "Boats leave the pier at nine.\n\nThe kiln is fired on Tuesdays.\n\n"
    alone = lost(f"{KEPT}\n\n{rest * 3}")
    again = lost(f"{KEPT}\n\n{rest}{KEPT.replace('a year', 'two winters')}\n\n{rest * 2}")

    assert 0 < again < alone


def test_a_short_candidate_is_trusted_less_and_only_for_what_was_learned() -> None:
    short = "Data is kept for a period.\n\n"
    long = (
        "Data is kept for a period that our archive decides, counted from the voyage, the last "
        "invoice or the letter of a guest, whichever of them the harbour office received later, "
        "unless the insurer, the customs officer or a court in the matter asks for more.\n\n"
    )

    assert lost(short, taught()) - lost(short) > lost(long, taught()) - lost(long)


def test_abbreviations_in_a_title_leave_the_strength_of_an_answer() -> None:
    text = "Gives a way to ask for the erasure of an account."
    policy = answering()
    named = Requirement("plain", "Erasure of an account", text)
    coded = Requirement("coded", "Qzrf/Qzro", text)
    matcher = Matcher(checklist(named, coded))

    assert matcher.rank(policy, "plain")[0].strength != "weak"
    assert matcher.rank(policy, "coded")[0].strength != "weak"


def answering() -> Policy:
    return policy_from_text(
        "You can ask us for the erasure of your account by letter.\n\n"
        "Ask the harbour office for erasure of an account that is no longer yours.\n\n"
        "Boats leave the pier at nine.\n"
    )
