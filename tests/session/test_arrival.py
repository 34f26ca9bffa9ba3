"""A reviewer is told why a requirement came, wherever it is not simply the next one."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from reviewtui.documents import PolicyFile
from reviewtui.reviews import Pair, Queue, Verdict, decide, set_deferred
from reviewtui.reviews.walking import EVERYTHING, Scope, Way
from reviewtui.session.arrival import arrival
from reviewtui.session.desk import Desk
from tests.reviews.samples import IDS, at, decision
from tests.reviews.samples import review as new
from tests.reviews.test_queues import sectioned

POLICIES = ("acorn", "birch")


class Case(NamedTuple):
    """What is decided and what is deferred: a policy's first letter, then the first letters of
    requirements, `drt`; then where one is, where the walk leads, and what is said of it."""

    decided: str
    deferred: str
    before: str
    there: str
    said: str


def pair_of(letters: str) -> Pair:
    policy = next(one for one in POLICIES if one[0] == letters[0])
    return policy, next(one for one in IDS if one[0] == letters[1])


def pairs_of(words: str) -> list[Pair]:
    return [pair_of(word[0] + letter) for word in words.split() for letter in word[1:]]


def desk(decided: str, deferred: str = "", way: Way = Way.POLICY) -> Desk:
    review = new()
    for policy, requirement in pairs_of(decided):
        given = decision(policy, requirement, Verdict.MISSING)
        review = decide(review, [given], reviewer="ann", time=at(1))
    for pair in pairs_of(deferred):
        review = set_deferred(review, *pair, deferred=True, reviewer="ann", time=at(2))
    files = tuple(PolicyFile(one, Path(f"/nowhere/{one}.txt")) for one in POLICIES)
    made = Desk(sectioned(), files, review, "ann", Path("/nowhere/r.toml"))
    made.way = way
    return made


def led(made: Desk, before: str, scope: Scope = EVERYTHING) -> tuple[Pair, str]:
    """Where the walk leads from there, and what is said of it."""
    made.scope = scope
    made.go_to(pair_of(before))
    made.advance()
    return made.pair, arrival(made, pair_of(before), Queue.UNDECIDED, scope)


@pytest.mark.parametrize(
    "case",
    [
        Case("ad", "", "ad", "ar", ""),
        Case("art", "", "at", "ad", "from the top again: 1 left here"),
        Case("at", "adr", "at", "ad", "only deferred left here: 2"),
        Case("adt", "ar", "ad", "ar", "only deferred left here: 1"),
        Case("adrt", "", "at", "bd", "acorn is done"),
        Case("adr", "at", "at", "bd", "left in acorn: 1 deferred; next: birch"),
        Case("adr", "", "at", "bd", "left in acorn: 1; next: birch"),
        Case("adrt", "bdrt", "at", "bd", "acorn is done; in birch only deferred: 3"),
        Case("bdrt ad", "ar", "bt", "at", "birch is done; back to acorn: 1 left"),
        Case("bdrt", "adrt", "bt", "ad", "birch is done; in acorn only deferred: 3"),
    ],
)
def test_policy_by_policy(case: Case) -> None:
    made = desk(case.decided, case.deferred)
    assert led(made, case.before) == (pair_of(case.there), case.said)


@pytest.mark.parametrize(
    "case",
    [
        Case("ad", "", "ad", "bd", "next: birch"),
        Case("bd", "ad", "bd", "ad", "only deferred left here: 1"),
        Case("ad bd", "", "bd", "ar", "Deletion is done"),
        Case("ad", "bd", "bd", "ar", "left in Deletion: 1 deferred"),
        Case("at bt", "", "bt", "ad", "Transfers is done; back to Deletion: 2 left"),
    ],
)
def test_requirement_by_requirement(case: Case) -> None:
    made = desk(case.decided, case.deferred, Way.REQUIREMENT)
    assert led(made, case.before) == (pair_of(case.there), case.said)


def test_a_part_of_the_review_counts_what_is_in_it() -> None:
    made = desk("ad", "art")
    there = led(made, "ad", Scope("severity", "must"))
    assert there == (pair_of("at"), "only deferred left here: 1")


def test_nothing_is_said_once_all_is_decided() -> None:
    made = desk("adrt bdrt")
    assert led(made, "bt")[1] == ""
    assert made.finished


def test_names_are_as_long_as_there_is_room_for() -> None:
    made = desk("adrt")
    made.go_to(pair_of("at"))
    made.advance()
    said = arrival(made, pair_of("at"), Queue.UNDECIDED, EVERYTHING, lambda name: name[:2])
    assert said == "ac is done"
