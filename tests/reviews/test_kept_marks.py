"""Marks from one session to the next: what was seen stays seen only while it is the same."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reviewtui.reviews import Verdict, decide, forget
from reviewtui.reviews.bulk import Marked, decision_on
from reviewtui.reviews.kept_marks import load_marks, save_marks
from reviewtui.reviews.state import state_folder
from tests.reviews.samples import at, checklist, decision, policy, review
from tests.reviews.test_bulk import CANDIDATES, SEEN, TEXT, marked

PAIR = ("mossgate", "retention")


def kept(tmp_path: Path, *marks: Marked) -> dict[tuple[str, str], Marked]:
    assert save_marks(tmp_path / "r.toml", "ann", marks, checklist(), review())
    return load_marks(tmp_path / "r.toml", "ann", checklist(), review())


@pytest.mark.parametrize("verdict", Verdict)
def test_a_kept_mark_decides_what_it_would_have_decided(tmp_path: Path, verdict: Verdict) -> None:
    for mark in (marked(current=1, read=0.25), marked(pieces=((52, 72), (0, 29)))):
        (back,) = kept(tmp_path, mark).values()
        made = decision_on(back, verdict, SEEN, checklist())
        assert made == decision_on(mark, verdict, SEEN, checklist())
        assert made is not None


def test_marks_of_each_reviewer_are_their_own(tmp_path: Path) -> None:
    assert list(kept(tmp_path, marked(), Marked(("mossgate", "transfers")))) == [
        PAIR,
        ("mossgate", "transfers"),
    ]
    assert load_marks(tmp_path / "r.toml", "bob", checklist(), review()) == {}
    assert kept(tmp_path) == {}
    assert not list(state_folder("places").iterdir())


def test_they_are_forgotten_with_the_review(tmp_path: Path) -> None:
    kept(tmp_path, marked())
    forget(tmp_path / "r.toml")
    assert load_marks(tmp_path / "r.toml", "ann", checklist(), review()) == {}


def test_what_was_decided_or_worded_otherwise_since_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "r.toml"
    save_marks(path, "ann", [marked()], checklist(), review())
    decided = decide(review(), [decision(*PAIR, Verdict.MET)], reviewer="bob", time=at(9))
    assert load_marks(path, "ann", checklist(), decided) == {PAIR: Marked(PAIR)}
    known = checklist()
    other = tuple(replace(one, text=one.text + " More.") for one in known.requirements)
    worded = replace(known, requirements=other)
    assert load_marks(path, "ann", worded, review()) == {PAIR: Marked(PAIR)}
    fewer = replace(known, requirements=tuple(r for r in other if r.id != "retention"))
    assert load_marks(path, "ann", fewer, review()) == {}


def test_it_follows_a_policy_that_was_renamed(tmp_path: Path) -> None:
    path = tmp_path / "r.toml"
    save_marks(path, "ann", [marked()], checklist(), review())
    (pair,) = load_marks(path, "ann", checklist(), review(), {"mossgate": "moss"})
    assert pair == ("moss", "retention")


def test_a_policy_that_reads_otherwise_now_was_not_read(tmp_path: Path) -> None:
    (back,) = kept(tmp_path, marked()).values()
    now = policy(TEXT + " More.")
    assert decision_on(back, Verdict.MET, now, checklist()) is None
    assert decision_on(back, Verdict.NOT_APPLICABLE, now, checklist()) is not None


def test_spans_that_are_not_in_the_text_are_not_taken(tmp_path: Path) -> None:
    far = Marked(PAIR, SEEN.text_digest, CANDIDATES, pieces=((0, 10_000),))
    (back,) = kept(tmp_path, far).values()
    assert decision_on(back, Verdict.MET, SEEN, checklist()) is None


def test_numbers_and_depths_that_are_none_disturb_nothing(tmp_path: Path) -> None:
    kept(tmp_path, marked())
    (file,) = state_folder("places").iterdir()
    (row,) = json.loads(file.read_text())
    for damage in ({"read": 10**400}, {"candidates": [[0, 5, 10**400]]}, {"read": float("nan")}):
        file.write_text(json.dumps([row | damage]))
        assert load_marks(tmp_path / "r.toml", "ann", checklist(), review()) == {}
    file.write_text("[" * 100_000)
    assert load_marks(tmp_path / "r.toml", "ann", checklist(), review()) == {}


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=6,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)
@given(st.dictionaries(st.sampled_from([*Marked.__slots__, "entry", "wording"]), values))
def test_whatever_stands_in_the_file_disturbs_nothing(
    tmp_path: Path, damage: dict[str, object]
) -> None:
    kept(tmp_path, marked())
    (file,) = state_folder("places").iterdir()
    row = json.loads(file.read_text())[0] | damage
    file.write_text(json.dumps([row, damage, 1]))
    for back in load_marks(tmp_path / "r.toml", "ann", checklist(), review()).values():
        for verdict in Verdict:
            decision_on(back, verdict, SEEN, checklist())
