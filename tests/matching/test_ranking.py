"""Candidates: the right passages first, with scores and strengths that mean something."""

import subprocess
import sys
import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewtui.checklists import Requirement
from reviewtui.documents import policy_from_text
from reviewtui.matching import Candidate, Matcher
from tests.matching.repeating import shown, taught
from tests.matching.samples import (
    CHECKLIST,
    ORCHARD,
    PELICAN,
    RETENTION,
    checklist,
    orchard,
    pelican,
    silent,
    span,
)


@pytest.mark.parametrize(
    ("requirement", "words"),
    [
        ("retention", "retained for seven years"),
        ("sale", "do not sell, rent or trade"),
        ("contact", "privacy@orchardvane.example"),
    ],
)
def test_the_passage_that_answers_comes_first(requirement: str, words: str) -> None:
    assert words in Matcher(CHECKLIST).rank(orchard(), requirement)[0].text


def test_a_passage_that_shares_no_word_is_found_by_how_policies_say_it() -> None:
    top = Matcher(CHECKLIST).rank(pelican(), "security")[0]

    assert "TLS" in top.text
    assert not {"technical", "safeguards"} & set(top.text.lower().split())


def test_a_menu_line_that_holds_the_word_does_not_win() -> None:
    menu = "\n".join(["Home", "Shop", "Retention", "Blog", "Jobs", "Help", "Login", "Basket"])
    policy = policy_from_text(f"{menu}\n\n{ORCHARD}")

    candidates = Matcher(CHECKLIST).rank(policy, "retention")

    assert "seven years" in candidates[0].text
    assert all(c.text.strip() != "Retention" for c in candidates[:2])


def test_candidates_are_passages_best_first_and_no_more_than_asked_for() -> None:
    policy = orchard()
    passages = {(p.start, p.end) for p in policy.passages}

    candidates = Matcher(CHECKLIST).rank(policy, "retention", limit=3)

    assert len(candidates) == 3
    assert [c.score for c in candidates] == sorted((c.score for c in candidates), reverse=True)
    for candidate in candidates:
        assert (candidate.start, candidate.end) in passages
        assert candidate.text == policy.text[candidate.start : candidate.end]
        assert 0 <= candidate.score <= 1
        assert candidate.score == round(candidate.score, 6)


def test_fewer_candidates_are_the_first_of_more() -> None:
    repeated = "Records are retained for two years.\n\n" * 12
    policy = policy_from_text(repeated + "Letters are retained for one year.\n")
    matcher = Matcher(CHECKLIST)
    everything = matcher.rank(policy, "retention", limit=100)

    assert len(everything) == 13
    assert "Letters" in everything[1].text
    for limit in range(-1, 14):
        assert matcher.rank(policy, "retention", limit) == everything[: max(0, limit)]


def test_an_unknown_requirement_is_a_key_error() -> None:
    matcher = Matcher(CHECKLIST)
    with pytest.raises(KeyError):
        matcher.rank(orchard(), "unheard-of")
    with pytest.raises(KeyError):
        matcher.learn(orchard(), "unheard-of", accepted=[(0, 5)])
    with pytest.raises(KeyError):
        matcher.teach("orchard", "unheard-of")


def test_a_silent_policy_shows_no_strong_candidate_and_scores_lower() -> None:
    matcher = Matcher(CHECKLIST)
    for requirement in CHECKLIST.requirements:
        quiet = matcher.rank(silent(), requirement.id)
        assert all(c.strength == "weak" for c in quiet)

    assert matcher.rank(orchard(), "sale")[0].strength != "weak"
    for policy in (orchard(), pelican()):
        addressed = matcher.rank(policy, "retention")[0]
        quiet = matcher.rank(silent(), "retention")
        assert addressed.score > max((c.score for c in quiet), default=0)


def test_a_policy_in_another_language_is_never_strong() -> None:
    asked = Requirement(
        "seven",
        "Order records retained",
        "Order records are retained for years.",
        terms=("seven years", "tax law"),
    )
    english = Matcher(checklist(asked, language="en")).rank(orchard(), "seven")
    same_words = Matcher(checklist(asked, language="de")).rank(orchard(), "seven")

    assert english[0].strength == "strong"
    assert same_words
    assert all(c.strength != "strong" for c in same_words)


def test_a_sentence_in_the_other_language_of_a_policy_is_never_strong() -> None:
    kept = "Bestellungen werden sieben Jahre lang aufbewahrt, weil das Steuerrecht es verlangt."
    german = f"Wie lange wir etwas behalten\n{kept}\nAlles andere löschen wir nach 90 Tagen.\n"
    both = policy_from_text(f"{ORCHARD}\n{german}", "both")
    own = Requirement(
        "seven",
        "Order records retained",
        "Order records are retained for years.",
        terms=("seven years", "tax law"),
    )
    other = Requirement(
        "sieben",
        "Bestellungen aufbewahrt",
        "Bestellungen werden Jahre lang aufbewahrt.",
        terms=("sieben Jahre", "Steuerrecht"),
    )
    alone = policy_from_text(german * 2 + ORCHARD.split("How long")[0][:120], "german")
    (first, *_) = Matcher(checklist(other, language="de")).rank(alone, "sieben")
    assert (alone.language, first.text, first.strength) == ("de", kept, "strong")

    matcher = Matcher(checklist(own, other))
    assert both.language == "en"
    assert matcher.rank(both, "seven")[0].strength == "strong"
    (first, *_) = matcher.rank(both, "sieben")
    assert (first.text, first.strength) == (kept, "likely")


def test_a_repeated_sentence_does_not_fill_the_list() -> None:
    repeated = "Records are retained for two years. \n\n" * 6
    other = "How long other data is kept depends on the kind of data and on the law.\n"
    policy = policy_from_text(repeated + other)

    candidates = Matcher(CHECKLIST).rank(policy, "retention", limit=3)

    assert any(c.text.startswith("How long other") for c in candidates)


def test_terms_are_matched_as_phrases_and_as_they_are_written() -> None:
    text = (
        "The archive is pruned by the night shift.\n\n"
        "The gatekeeper may hold a visitor's card as long as the visit lasts.\n\n"
        "Long corridors lead to the archive.\n"
    )
    asked = Requirement("cards", "Cards", "Visitor passes.", terms=("as long as", "night shift"))

    candidates = Matcher(checklist(asked)).rank(policy_from_text(text), "cards")

    assert {c.text.split()[1] for c in candidates[:2]} == {"archive", "gatekeeper"}
    held = next(c for c in candidates if "gatekeeper" in c.text)
    assert any("as long as" in words for words in _highlighted(text, held))


def test_examples_of_the_checklist_raise_passages_like_them() -> None:
    text = (
        "Lanterns are inspected before dusk by two wardens.\n\n"
        "Boats return to the quay when the bell rings at sundown.\n"
    )
    plain = Requirement("harbour", "Evening routine", "What happens in the evening.")
    shown = Requirement(
        "harbour",
        "Evening routine",
        "What happens in the evening.",
        examples=("Every boat goes back to the quay once the bell has been rung.",),
    )
    policy = policy_from_text(text)

    assert not Matcher(checklist(plain)).rank(policy, "harbour")
    top = Matcher(checklist(shown)).rank(policy, "harbour")[0]
    assert top.text.startswith("Boats")
    assert any("example" in reason for reason in top.why)


def test_one_word_in_common_with_an_example_is_no_likeness() -> None:
    def why(example: str) -> tuple[str, ...]:
        asked = replace(RETENTION, examples=(example,))
        return Matcher(checklist(asked)).rank(orchard(), "retention")[0].why

    assert "like the example" in why("Purchase records are retained for five years.")
    assert "like the example" not in why("Skeletons of whales are retained.")


def test_terms_leave_scores_comparable() -> None:
    """A right passage is not held for weak because its requirement has more to look for."""
    terms = ("erased after", "no longer needed", "statutory period", "storage limits", "archive")
    plain = Matcher(checklist(RETENTION)).rank(orchard(), "retention")[0]
    helped = Matcher(checklist(replace(RETENTION, terms=(*terms, "retained for")))).rank(
        orchard(), "retention"
    )[0]

    assert helped.text == plain.text
    assert helped.score > 0.9 * plain.score
    assert "likely" in (helped.strength, plain.strength)


def test_learning_off_ranks_as_if_nothing_had_been_taught() -> None:
    policy = orchard()
    fresh = Matcher(CHECKLIST).rank(policy, "retention")
    off = Matcher(CHECKLIST, learning=False)
    off.learn(policy, "retention", rejected=[(c.start, c.end) for c in fresh[:3]])

    assert off.rank(policy, "retention") == fresh


def test_the_same_bytes_alone_among_ten_in_reversed_order_and_after_a_restart() -> None:
    others = [policy_from_text(f"{PELICAN}\n\n{n} {ORCHARD[::-1]}", f"p{n}") for n in range(9)]
    alone = shown(taught(), [orchard()])

    assert "like what you accepted in" in alone
    assert shown(taught(), [orchard(), *others]) == alone
    assert shown(taught(reverse=True), [*others[::-1], orchard()]) == alone
    for seed in ("0", "1", "4242"):  # of the hashes of strings, in a process of its own
        again = subprocess.run(
            [sys.executable, "-m", "tests.matching.repeating"],
            env={"PYTHONHASHSEED": seed, "PATH": "", "PYTHONIOENCODING": "utf-8"},
            capture_output=True,
            check=True,
        )
        assert again.stdout.decode() == alone


WORDS = st.sampled_from(
    [
        *("keep", "retained", "data", "personal", "sell", "privacy@x.example", "30", "days", "$5"),
        *("•", "—", "\n", "\n\n", ".", "A:", "ﬁle", "infor-\nmation", "Ünïcode", "\u202e"),
        *("\x1b[31m", "日本", "12/05/2024", "İI\u0307", "e-mail", "user’s", "as  long\nas"),
    ]
)


@given(st.lists(WORDS, min_size=1, max_size=60), st.integers(1, 12))
def test_any_text_is_ranked_with_spans_in_place(words: list[str], limit: int) -> None:
    text = " ".join(words)
    policy = policy_from_text(f"x {text}")
    for requirement in CHECKLIST.requirements:
        candidates = Matcher(CHECKLIST).rank(policy, requirement.id, limit=limit)
        assert len(candidates) <= limit
        for candidate in candidates:
            _check_highlights(policy.text, candidate)


@pytest.mark.parametrize(
    "piece", ["a", "-\n", "aa@", "1 ", "(1) ", "keep ", "x'", "\xad", "e-mail "]
)
def test_repetitive_text_takes_time_in_proportion(piece: str) -> None:
    def seconds(size: int) -> float:
        policy = policy_from_text("start. " + piece * (size // len(piece)))
        begun = time.process_time()
        Matcher(CHECKLIST).rank(policy, "retention")
        return time.process_time() - begun

    seconds(2_000)
    small = max(seconds(20_000), 0.01)
    assert seconds(160_000) < 40 * small


def test_the_same_candidates_come_without_explanations() -> None:
    matcher = Matcher(CHECKLIST)
    matcher.learn(pelican(), "retention", [span(pelican(), "Consignment notes stay")])
    bare = matcher.rank(orchard(), "retention", explain=False)
    told = matcher.rank(orchard(), "retention")

    assert any(c.why and c.highlights for c in told)
    assert bare == [c._replace(why=(), highlights=(), around=()) for c in told]
    second = told[1].start
    some = matcher.rank(orchard(), "retention", explain=lambda c: c.start == second)
    assert some == [bare[0], told[1], *bare[2:]]


def test_ties_go_by_position() -> None:
    policy = policy_from_text("Logs are kept for a month.\n\n" * 4)

    candidates = Matcher(CHECKLIST).rank(policy, "retention")

    tied = [c for c in candidates if c.score == candidates[-1].score]
    assert len(tied) > 1
    assert [c.start for c in tied] == sorted(c.start for c in tied)


def _highlighted(text: str, candidate: Candidate) -> list[str]:
    return [text[start:end] for start, end in candidate.highlights]


def _check_highlights(text: str, candidate: Candidate) -> None:
    last = 0
    for start, end in candidate.highlights:
        assert last <= start < end <= len(text)
        last = end
