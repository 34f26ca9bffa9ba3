"""What was ranked before a verdict is there again once it is taken back, and never where anything
else was learned."""

from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewtui.checklists import Checklist, load_checklist
from reviewtui.documents import Policy, find_policies, load_policy
from reviewtui.matching import Candidate, Matcher
from reviewtui.reviews import Review, Verdict, new_review, teach
from reviewtui.session.desk import Desk
from tests.reviews.samples import at
from tests.tui.driving import ACORN, BIRCH, CHECKLIST


@cache
def samples() -> tuple[Checklist, dict[str, Policy]]:
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "small.toml").write_text(CHECKLIST, "utf-8")
        for policy, text in (("acorn", ACORN), ("birch", BIRCH)):
            (folder / f"{policy}.txt").write_text(text, "utf-8")
        policies = [load_policy(folder / f"{one}.txt") for one in ("acorn", "birch")]
        return load_checklist(folder / "small.toml"), {one.id: one for one in policies}


def opened(folder: Path) -> Desk:
    for policy, text in (("acorn", ACORN), ("birch", BIRCH)):
        (folder / f"{policy}.txt").write_text(text, "utf-8")
    checklist, policies = samples()
    path = folder / "r.toml"
    files = find_policies([folder])
    desk = Desk(checklist, files, new_review(checklist, path), "ann", path)
    for read in policies.values():
        desk.keep_policy(read)
    return desk


def ranked(pair: tuple[str, str], review: Review, *, learning: bool = True) -> list[Candidate]:
    """As `reviewtui match -r` ranks."""
    checklist, policies = samples()
    matcher = Matcher(checklist, learning=learning)
    teach(matcher, review)
    return matcher.rank(policies[pair[0]], pair[1])


def look(desk: Desk, *pairs: tuple[str, str]) -> None:
    for pair in pairs or (desk.pair,):
        if pair not in desk.rankings:
            desk.keep_ranking(pair, ranked(pair, desk.review, learning=desk.learning))


STEPS = st.lists(
    st.sampled_from(
        ["met", "missing", "undo", "undo", "redo", "next", "other", "taken over", "learning"]
    ),
    min_size=4,
    max_size=14,
)


@given(STEPS)
def test_what_stands_is_what_would_be_ranked_now(steps: list[str]) -> None:
    with TemporaryDirectory() as name:
        desk = opened(Path(name))
        for number, step in enumerate(steps):
            look(desk)
            if step in ("met", "missing"):
                desk.decide(Verdict(step), at(number))
            elif step == "undo":
                desk.undo(at(number))
            elif step == "redo":
                desk.redo(at(number))
            elif step == "next":
                desk.step_requirement(1)
            elif step == "other":
                desk.step_policy(1)
            elif step == "taken over":  # what somebody else decided comes in
                theirs = {
                    pair: replace(entry, evidence=(), rejected=(), reviewer="bob")
                    for pair, entry in desk.review.entries.items()
                    if pair[1] == desk.pair[1]
                }
                entries = {**desk.review.entries, **theirs}
                desk.replace_review(replace(desk.review, entries=entries))
            else:
                desk.switch_learning()
            for pair, candidates in desk.rankings.items():
                assert candidates == ranked(pair, desk.review, learning=desk.learning)


@pytest.mark.parametrize("verdict", [Verdict.MET, Verdict.MISSING])
def test_an_undone_verdict_needs_no_ranking_nor_does_one_given_again(
    tmp_path: Path, verdict: Verdict
) -> None:
    desk = opened(tmp_path)
    first, other = ("acorn", "cookies"), ("birch", "cookies")
    desk.go_to(first)
    look(desk, first, other)
    before = {pair: desk.rankings[pair] for pair in (first, other)}
    desk.decide(verdict, at(1))
    assert not {first, other} & {*desk.rankings}
    look(desk, first, other)
    after = {pair: desk.rankings[pair] for pair in (first, other)}
    assert after[other] != before[other]
    desk.undo(at(2))
    assert desk.pair == first
    assert desk.ready
    assert {pair: desk.rankings[pair] for pair in before} == before
    desk.redo(at(3))
    assert {pair: desk.rankings[pair] for pair in after} == after


def test_nothing_is_kept_of_a_policy_that_is_not(tmp_path: Path) -> None:
    desk = opened(tmp_path)
    pair = ("acorn", "cookies")
    desk.go_to(pair)
    look(desk)
    desk.decide(Verdict.MET, at(1))
    desk.go_to(("birch", "cookies"))
    for number in range(4):
        desk.keep_policy(load_policy(tmp_path / "birch.txt", id=f"policy-{number}"))
    assert "acorn" not in desk.policies
    desk.undo(at(2))
    assert pair not in desk.rankings
