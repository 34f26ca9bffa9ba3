"""Synonyms of a checklist: what is looked for because the checklist says that it is the same."""

from dataclasses import replace
from itertools import permutations

import pytest

from reviewtui.checklists import Checklist, Requirement
from reviewtui.documents import Policy, policy_from_text
from reviewtui.matching import Candidate, Matcher
from tests.matching.samples import RETENTION, checklist, orchard

MOORING = Requirement("mooring", "Mooring fee", "States what mooring costs a night.")
POLICY = policy_from_text(
    "The harbour office opens at eight.\n\n"
    "A berth for one tide is charged by the length of the hull.\n\n"
    "Dogs stay on board unless they are on a lead.\n",
    "quay",
)


def best(policy: Policy, asked: Requirement, *groups: tuple[str, ...]) -> list[Candidate]:
    return Matcher(replace(checklist(asked), synonyms=groups)).rank(policy, asked.id)


def marked(policy: Policy, candidate: Candidate) -> list[str]:
    return [policy.text[start:end] for start, end in candidate.highlights]


def test_a_passage_is_found_only_because_of_a_synonym() -> None:
    asked = replace(MOORING, title="Mooring", text="States what mooring is.")

    assert best(POLICY, asked) == []
    top = best(POLICY, asked, ("mooring", "berth"))[0]
    assert top.text.startswith("A berth")
    assert marked(POLICY, top) == ["berth"]
    assert top.why[0] == "berth"


@pytest.mark.parametrize(
    ("group", "marks"),
    [
        (("mooring fee", "charged by the length"), "charged by the length"),
        (("moorings", "berths"), "berth"),
        (("anything", "length of hull", "mooring"), "length of the hull"),
    ],
)
def test_phrases_and_inflections_are_synonyms_too(group: tuple[str, ...], marks: str) -> None:
    top = best(POLICY, MOORING, group)[0]

    assert top.text.startswith("A berth")
    assert marks in " ".join(marked(POLICY, top))


def test_a_phrase_of_stop_words_is_found_as_it_is_written() -> None:
    policy = policy_from_text("The gate is shut when she is not there.\n\nTea is at four.\n")
    asked = Requirement("a", "Absent porter", "Names what holds for an absent porter.")

    assert best(policy, asked) == []
    top = best(policy, asked, ("absent", "is not there"))[0]
    assert marked(policy, top) == ["is not there"]


def test_a_term_has_synonyms_too() -> None:
    asked = replace(MOORING, title="Tariff", text="Has a tariff.", terms=("pontoon",))

    assert best(POLICY, asked) == []
    assert best(POLICY, asked, ("pontoon", "berth"))[0].text.startswith("A berth")


def test_synonyms_of_another_language_work_without_a_thesaurus() -> None:
    policy = policy_from_text("Der Hund schläft.\n\nBeschwerden nimmt die Ombudsfrau entgegen.\n")
    asked = Requirement("a", "Datenschutzbeauftragte", "Nennt die Datenschutzbeauftragte.")
    german = Checklist("a", "A", (asked,), language="de")
    group = ("Datenschutzbeauftragte", "Ombudsfrau")

    assert Matcher(german).rank(policy, "a") == []
    top = Matcher(replace(german, synonyms=(group,))).rank(policy, "a")[0]
    assert marked(policy, top) == ["Ombudsfrau"]


def test_a_damaged_synonym_is_read() -> None:
    policy = policy_from_text("A berrth is charged by the hull.\n\nDogs stay on board.\n")

    top = best(policy, MOORING, ("mooring", "berth"))[0]
    assert "berrth" in marked(policy, top)


def test_nothing_changes_for_other_requirements_and_with_the_order_of_groups() -> None:
    plain = best(orchard(), RETENTION)
    groups = (("mooring", "berth"), ("hull", "boat"), ("retention", "kept", "archived"))

    assert best(orchard(), RETENTION, *groups[:2]) == plain
    found = [best(orchard(), RETENTION, *order) for order in permutations(groups)]
    assert all(one == found[0] for one in found)
