"""What is in each queue and in each part of a review, and that going through it misses nothing."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewtui.checklists import Checklist
from reviewtui.checklists.model import Severity
from reviewtui.matching import Candidate, Strength
from reviewtui.reviews import Queue, Review, Verdict, decide, next_pair, set_deferred
from reviewtui.reviews.queues import (
    count_queues,
    count_scopes,
    is_weak,
    scopes,
    weak_pairs,
    what_next,
)
from reviewtui.reviews.walking import LISTED, Line, Order, Scope, Way, members
from tests.reviews.samples import IDS, POLICIES, at, checklist, decision, review

PAIRS = [(policy, requirement) for policy in POLICIES for requirement in IDS]
Pair = tuple[str, str]


def sectioned() -> Checklist:
    made = checklist()
    parts: list[tuple[str, Severity]] = [
        ("Rights", Severity.MUST),
        ("Keeping", Severity.SHOULD),
        ("Keeping", Severity.MUST),
    ]
    return replace(
        made,
        requirements=tuple(
            replace(one, section=section, severity=severity)
            for one, (section, severity) in zip(made.requirements, parts, strict=True)
        ),
    )


def state(decided: dict[Pair, Verdict], deferred: list[Pair]) -> Review:
    made = review()
    for pair, verdict in decided.items():
        made = decide(made, [decision(*pair, verdict)], reviewer="ann", time=at(1))
    for pair in deferred:
        made = set_deferred(made, *pair, reviewer="ann", time=at(2))
    return made


states = st.builds(
    state,
    st.dictionaries(st.sampled_from(PAIRS), st.sampled_from(Verdict)),
    st.lists(st.sampled_from(PAIRS), unique=True),
)
ways, pairs = st.sampled_from(Way), st.sampled_from(PAIRS)
parts = st.sampled_from([Scope(), *scopes(sectioned(), POLICIES)])


def inside(scope: Scope, pair: Pair) -> bool:
    return pair[0] in scope.policies(POLICIES) and pair[1] in scope.requirements(sectioned())


@given(states, pairs, ways, parts)
def test_every_undecided_pair_is_visited_once_in_either_way(
    made: Review, start: Pair, way: Way, scope: Scope
) -> None:
    def undecided(pair: Pair) -> bool:
        entry = made.entries.get(pair)
        return inside(scope, pair) and (entry is None or entry.verdict is None)

    expected = {pair for pair in PAIRS if undecided(pair)}
    current, walked = start, list[Pair]()
    while found := next_pair(
        POLICIES, IDS, made, current, way=way, only=lambda pair: inside(scope, pair)
    ):
        walked.append(found)
        made = decide(made, [decision(*found)], reviewer="ann", time=at(9))
        current = found
    assert len(walked) == len(set(walked))
    assert set(walked) == expected


@given(states, pairs, ways)
def test_one_policy_or_one_requirement_is_finished_before_the_next(
    made: Review, start: Pair, way: Way
) -> None:
    axis = 0 if way is Way.POLICY else 1
    current, majors = start, list[str]()
    while found := next_pair(POLICIES, IDS, made, current, way=way):
        if not majors or majors[-1] != found[axis]:
            majors.append(found[axis])
        made = decide(made, [decision(*found)], reviewer="ann", time=at(9))
        current = found
    # the one that the walk begins in may have only the current pair left, which comes last
    assert len(majors) - len(set(majors)) <= (majors[-1:] == [start[axis]])


@given(states, pairs, ways, st.sampled_from([q for q in Queue if q is not Queue.UNDECIDED]))
def test_going_round_a_queue_comes_by_each_of_it_once(
    made: Review, start: Pair, way: Way, queue: Queue
) -> None:
    listed = PAIRS[::2]
    expected = set(members(queue, made, listed))
    current, walked = start, list[Pair]()
    for _ in expected:
        found = next_pair(POLICIES, IDS, made, current, queue, listed=listed, way=way)
        assert found is not None
        walked.append(found)
        current = found
    assert set(walked) == expected
    if not expected:
        assert next_pair(POLICIES, IDS, made, start, queue, listed=listed, way=way) is None


@given(st.sets(pairs), pairs, ways)
def test_forward_and_back_again_is_where_one_was(some: set[Pair], start: Pair, way: Way) -> None:
    order = Order(POLICIES, IDS, way)
    line = Line(order, [*some, ("gone", "retention")])
    assert [line.place(pair) for pair in line] == list(range(1, len(some) + 1))
    assert all(order.rank(pair) == PAIRS.index(pair) for pair in PAIRS if way is Way.POLICY)
    there = line.after(start)
    if there is None:
        assert not some
    elif start in some:
        assert line.after(there, -1) == start
    assert line.place(start) == 0 or start in some


def test_a_pair_that_is_not_known_is_before_the_first() -> None:
    line = Line(Order(POLICIES, IDS), PAIRS[3:5])
    assert line.after(("gone", "retention")) == PAIRS[3]
    assert line.after(("gone", "retention"), -1) == PAIRS[4]


@given(states, parts)
def test_the_counts_are_those_of_the_queues(made: Review, scope: Scope) -> None:
    listed = {Queue.STALE: PAIRS[:2]}
    counts = count_queues(made, sectioned(), POLICIES, listed, scope)
    assert set(counts) == {*Queue} - (LISTED - {Queue.STALE})
    for queue in set(counts) - {Queue.UNDECIDED}:
        held = members(queue, made, listed.get(queue, ()))
        assert counts[queue] == sum(inside(scope, pair) for pair in held)
    left = [p for p in PAIRS if (e := made.entries.get(p)) is None or e.verdict is None]
    assert counts[Queue.UNDECIDED] == sum(inside(scope, pair) for pair in left)
    if scope.kind:
        counted = count_scopes(made, sectioned(), POLICIES)[scope]
        assert counted.undecided == counts[Queue.UNDECIDED]
        assert counted.total == sum(inside(scope, pair) for pair in PAIRS)


def test_parts_that_are_the_whole_are_not_offered() -> None:
    assert [scope.kind for scope in scopes(checklist(), POLICIES)] == ["policy"] * 3
    assert scopes(checklist(), POLICIES[:1]) == []
    assert [(s.kind, s.name) for s in scopes(sectioned(), POLICIES[:1])] == [
        ("severity", "must"),
        ("severity", "should"),
        ("section", "Rights"),
        ("section", "Keeping"),
    ]


@pytest.mark.parametrize(
    ("strengths", "weak"),
    [([], True), (["weak", "weak"], True), (["likely", "weak"], False), (["strong"], False)],
)
def test_weak_is_nothing_better_than_weak(strengths: list[str], weak: bool) -> None:
    ranked = [Candidate(0, 5, "words", 0.5, Strength(one)) for one in strengths]
    assert is_weak(ranked) is weak


def test_the_weak_ones_are_undecided() -> None:
    made = state({PAIRS[0]: Verdict.MISSING}, [PAIRS[1]])
    weighed = {PAIRS[0]: True, PAIRS[1]: True, PAIRS[2]: False, PAIRS[3]: True}
    assert weak_pairs(made, weighed) == {PAIRS[1], PAIRS[3]}


def test_after_an_empty_queue_comes_one_that_is_not() -> None:
    assert what_next({Queue.STALE: 2, Queue.UNDECIDED: 4}, Queue.MISSING) is Queue.STALE
    assert what_next({Queue.STALE: 0, Queue.UNDECIDED: 4}, Queue.MISSING) is Queue.UNDECIDED
    assert what_next({Queue.MISSING: 1}, Queue.UNDECIDED) is Queue.MISSING
    assert what_next({Queue.UNDECIDED: 3}, Queue.UNDECIDED) is None
