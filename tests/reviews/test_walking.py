"""Where the walk goes, and what it counts."""

from hypothesis import given
from hypothesis import strategies as st

from reviewtui.reviews import Queue, Review, Verdict, decide, next_pair, progress, set_deferred
from tests.reviews.samples import IDS, POLICIES, at, decision, review

PAIRS = [(policy, requirement) for policy in POLICIES for requirement in IDS]


def with_states(decided: list[tuple[str, str]], deferred: list[tuple[str, str]]) -> Review:
    made = decide(review(), [decision(*p) for p in decided], reviewer="ann", time=at(1))
    for pair in deferred:
        made = set_deferred(made, *pair, reviewer="ann", time=at(2))
    return made


def following(made: Review, current: tuple[str, str], **options: object) -> object:
    return next_pair(POLICIES, IDS, made, current, **options)  # type: ignore[arg-type]


def test_forward_within_the_policy_and_round() -> None:
    made = with_states([("mossgate", "retention")], [])
    assert following(made, ("mossgate", "retention")) == ("mossgate", "transfers")
    made = with_states([("mossgate", "retention"), ("mossgate", "transfers")], [])
    assert following(made, ("mossgate", "transfers")) == ("mossgate", "deletion")


def test_deferred_come_when_nothing_else_is_left_in_the_policy() -> None:
    made = with_states([("mossgate", "retention")], [("mossgate", "transfers")])
    assert following(made, ("mossgate", "retention")) == ("mossgate", "deletion")
    made = with_states(
        [("mossgate", "retention"), ("mossgate", "deletion")], [("mossgate", "transfers")]
    )
    assert following(made, ("mossgate", "retention")) == ("mossgate", "transfers")


def test_then_the_next_policy_and_round() -> None:
    made = with_states([p for p in PAIRS if p[0] == "tallow/app"], [])
    assert following(made, ("tallow/app", "retention")) == ("harbourline", "deletion")


def test_deferring_the_last_of_a_policy_moves_on() -> None:
    made = with_states(
        [("mossgate", "deletion"), ("mossgate", "retention")], [("mossgate", "transfers")]
    )
    assert following(made, ("mossgate", "transfers")) == ("tallow/app", "deletion")


def test_the_end_and_the_last_that_is_deferred() -> None:
    assert following(with_states(PAIRS, []), PAIRS[4]) is None
    made = with_states(PAIRS[:-1], PAIRS[-1:])
    assert following(made, PAIRS[-1]) == PAIRS[-1]
    assert following(made, PAIRS[0]) == PAIRS[-1]


def test_other_queues_go_forward_and_round() -> None:
    made = with_states([], [PAIRS[1], PAIRS[5]])
    made = decide(made, [decision(*PAIRS[7], Verdict.MISSING)], reviewer="ann", time=at(3))
    assert following(made, PAIRS[1], queue=Queue.DEFERRED) == PAIRS[5]
    assert following(made, PAIRS[5], queue=Queue.DEFERRED) == PAIRS[1]
    assert following(made, PAIRS[0], queue=Queue.MISSING) == PAIRS[7]
    assert following(made, PAIRS[7], queue=Queue.MISSING) == PAIRS[7]
    assert following(made, PAIRS[7], queue=Queue.STALE) is None
    assert following(made, PAIRS[7], queue=Queue.STALE, listed={PAIRS[2]}) == PAIRS[2]


subsets = st.lists(st.sampled_from(PAIRS), unique=True)


@given(subsets, subsets, st.sampled_from(PAIRS))
def test_the_walk_decides_everything_once(
    decided: list[tuple[str, str]], deferred: list[tuple[str, str]], start: tuple[str, str]
) -> None:
    made = with_states(decided, [p for p in deferred if p not in decided])
    left = len(PAIRS) - len(decided)
    current, walked = start, []
    while (found := next_pair(POLICIES, IDS, made, current)) is not None:
        assert made.entries.get(found) is None or made.entries[found].verdict is None
        walked.append(found)
        made = decide(made, [decision(*found)], reviewer="ann", time=at(9))
        current = found
    assert len(walked) == len(set(walked)) == left


@given(subsets, subsets)
def test_progress_counts_each_pair_once(
    decided: list[tuple[str, str]], deferred: list[tuple[str, str]]
) -> None:
    waiting = [p for p in deferred if p not in decided]
    made = with_states(decided, waiting)
    whole = progress(made, POLICIES, IDS)
    parts = [progress(made, (policy,), IDS) for policy in POLICIES]
    assert (whole.total, whole.decided, whole.deferred) == (9, len(decided), len(waiting))
    assert whole.left == 9 - len(decided) - len(waiting)
    assert sum(part.undecided for part in parts) == whole.undecided
    assert sum(whole.verdicts.values()) == len(decided)
    assert progress(made, POLICIES, IDS[:1]).total == 3
