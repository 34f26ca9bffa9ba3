"""Where the keys lead in any queue, part and way: nothing is left out, none comes twice."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from reviewtui.documents import PolicyFile
from reviewtui.reviews import Queue, Review, Verdict, decide
from reviewtui.reviews.queues import scopes
from reviewtui.reviews.walking import EVERYTHING, LISTED, Scope, Way
from reviewtui.session.desk import Desk
from tests.reviews.samples import POLICIES, at, decision
from tests.reviews.samples import review as new
from tests.reviews.test_queues import PAIRS, inside, sectioned, states

QUEUES = [queue for queue in Queue if queue not in LISTED]
PARTS = [EVERYTHING, *scopes(sectioned(), POLICIES)]


def desk(review: Review) -> Desk:
    files = tuple(PolicyFile(one, Path(f"/nowhere/{one}.txt")) for one in POLICIES)
    return Desk(sectioned(), files, review, "ann", Path("/nowhere/r.toml"))


def undecided(made: Desk, scope: Scope = EVERYTHING) -> set[tuple[str, str]]:
    def is_open(pair: tuple[str, str]) -> bool:
        entry = made.review.entries.get(pair)
        return inside(scope, pair) and (entry is None or entry.verdict is None)

    return {pair for pair in PAIRS if is_open(pair)}


def give(made: Desk) -> None:
    given_ = decision(*made.pair, Verdict.MET)
    made.review = decide(made.review, [given_], reviewer="ann", time=at(9))
    made.advance()


@given(states, st.sampled_from(PAIRS), st.lists(st.booleans(), max_size=12))
def test_switching_the_way_at_any_time_leaves_nothing_out(
    review: Review, start: tuple[str, str], switches: list[bool]
) -> None:
    made = desk(review)
    made.go_to(start)
    left, walked = undecided(made), list[tuple[str, str]]()
    if start not in left:
        made.advance()
    for step in range(len(PAIRS) + 1):
        if made.finished:
            break
        if step < len(switches) and switches[step]:
            before = made.pair
            made.switch_way()
            assert made.pair == before
        walked.append(made.pair)
        give(made)
    assert made.finished
    assert len(walked) == len(set(walked))
    assert set(walked) == left


@given(states, st.sampled_from(PAIRS), st.sampled_from(QUEUES), st.sampled_from(PARTS))
def test_the_keys_stay_in_the_queue_and_come_by_all_of_it(
    review: Review, start: tuple[str, str], queue: Queue, scope: Scope
) -> None:
    made = desk(review)
    made.go_to(start)
    if not made.go_through(queue, scope):
        assert (made.pair, made.queue, made.scope) == (start, Queue.UNDECIDED, EVERYTHING)
        return
    total, place = made.queue_place()
    assert total
    assert (place > 0) is (queue is not Queue.UNDECIDED)
    if not made.in_queue:
        return
    reached = {made.pair}
    for _ in PAIRS:
        made.step_requirement(1)
        assert made.in_scope(made.pair)
        reached.add(made.pair)
    if queue is Queue.UNDECIDED:
        assert reached == {pair for pair in PAIRS if inside(scope, pair)}
    else:
        assert len(reached) == total
    here = made.pair
    made.step_requirement(1)
    made.step_requirement(-1)
    assert made.pair == here
    made.step_policy(1)
    assert made.scope.kind == "policy" or made.in_scope(made.pair)


@given(states, st.sampled_from(PARTS), st.sampled_from(Way))
def test_a_part_is_decided_completely_before_the_walk_leaves_it(
    review: Review, scope: Scope, way: Way
) -> None:
    made = desk(review)
    made.way = way
    left, walked = undecided(made, scope), set[tuple[str, str]]()
    if not made.go_through(Queue.UNDECIDED, scope):
        assert not left
        return
    while made.in_queue and not made.finished:
        assert made.queue_place()[0] == len(left) - len(walked)
        walked.add(made.pair)
        give(made)
    assert walked == (left if scope != EVERYTHING else set())
    assert not made.in_queue


@given(states, st.sampled_from(QUEUES), st.sampled_from(PARTS), st.sampled_from(Way))
def test_way_queue_and_part_are_resumed_where_the_place_is_in_them(
    review: Review, queue: Queue, scope: Scope, way: Way
) -> None:
    made = desk(review)
    made.switch_way()
    made.way = way
    made.go_through(queue, scope)
    again = desk(review)
    again.go_to(made.pair)
    part = (made.scope.kind, made.scope.name) if made.scope.kind else ()
    again.resume_route(made.way.value, made.queue.value, part)
    assert (again.way, again.queue, again.scope) == (made.way, made.queue, made.scope)


@given(states, st.sampled_from(PAIRS), st.sampled_from(QUEUES), st.sampled_from(PARTS))
def test_a_queue_is_resumed_wherever_the_place_is(
    review: Review, start: tuple[str, str], queue: Queue, scope: Scope
) -> None:
    made = desk(review)
    if made.go_through(queue, scope):
        again = desk(review)
        again.go_to(start)
        part = (scope.kind, scope.name) if scope.kind else ()
        again.resume_route(made.way.value, queue.value, part)
        assert (again.pair, again.queue, again.scope) == (start, queue, scope)


@given(states, st.sampled_from(QUEUES), st.sampled_from(PARTS), st.sampled_from(Way))
def test_undo_leads_back_into_a_queue_that_ended(
    review: Review, queue: Queue, scope: Scope, way: Way
) -> None:
    made = desk(review)
    made.way = way
    if not made.go_through(queue, scope) or not made.in_queue:
        return
    given_ = 0
    while made.in_queue and given_ <= len(PAIRS):
        give(made)
        given_ += 1
    assert given_ <= len(PAIRS), "it ends"
    made.undo(at(10))
    assert [made.queue, made.scope] == [queue, scope]
    made.redo(at(11))
    assert made.stays_in == (Queue.UNDECIDED, EVERYTHING), "empty again"


def test_of_a_queue_that_is_found_out_later_the_place_is_kept() -> None:
    listed: set[tuple[str, str]] = set()

    def known(review: Review) -> frozenset[tuple[str, str]]:
        return frozenset(listed)

    made = desk(new())
    made.weighing.weak = known  # type: ignore[method-assign]
    made.resume_route("", "weak", ("section", "Keeping"))
    assert not made.in_queue
    assert made.stays_in == (Queue.WEAK, Scope("section", "Keeping")), "for the next session"
    assert not made.resume_awaited(complete=False)
    listed.update(pair for pair in PAIRS if pair != made.pair)
    assert not made.resume_awaited(complete=False), "the place is not in it so far"
    assert made.resume_awaited(complete=True)
    assert (made.queue, made.scope) == (Queue.WEAK, Scope("section", "Keeping"))
    gone = desk(new())
    gone.since.stale = known  # type: ignore[method-assign]
    gone.resume_route("", "stale", ())
    gone.step_requirement(1)
    assert not gone.resume_awaited(complete=True), "the reviewer has gone elsewhere meanwhile"
    assert gone.stays_in == (Queue.UNDECIDED, EVERYTHING)


def test_names_of_another_version_are_passed_over() -> None:
    made = desk(new())
    made.resume_route("sideways", "everything", ("planet", "mars"))
    made.resume_route("", "", ("section", "gone"))
    assert (made.way, made.queue, made.scope) == (Way.POLICY, Queue.UNDECIDED, EVERYTHING)
