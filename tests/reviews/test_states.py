"""Any row of decisions, marks, notes, confirmations, undos, redos, saves, restarts, crashes and
edits from elsewhere.

The model beside the review keeps its undo and redo stacks in memory, as the review does not.
"""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass, field, replace
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from reviewtui.reviews import (
    Review,
    Saver,
    Text,
    Undone,
    Verdict,
    confirm,
    decide,
    load_review,
    merge,
    open_review,
    redo,
    save_review,
    set_deferred,
    set_note,
    undo,
)
from tests.reviews.samples import IDS, at, checklist, decision, policy, quote, review, texts

Pair = tuple[str, str]
PAIRS = [(policy, requirement) for policy in ("mossgate", "harbourline") for requirement in IDS]
pairs = st.sampled_from(PAIRS)
reviewers = st.sampled_from(["ann", "bob"])


@dataclass(frozen=True)
class State:
    """What a reviewer sees of a pair."""

    verdict: Verdict | None = None
    note: str = ""
    deferred: bool = False
    evidence: tuple[str, ...] = ()


@dataclass(eq=False)
class Act:
    """One reviewer's step: what it changed, by pair, from what to what."""

    reviewer: str
    changes: dict[Pair, tuple[State, State]]


@dataclass
class Model:
    """The same review, kept the plain way."""

    states: dict[Pair, State] = field(default_factory=dict)
    tops: dict[Pair, list[Act]] = field(default_factory=dict)
    acts: list[Act] = field(default_factory=list)
    undone: dict[str, list[tuple[Act, dict[Pair, Act | None]]]] = field(default_factory=dict)

    def act(self, reviewer: str, after: dict[Pair, State]) -> None:
        changes = {p: (self.states.get(p, State()), s) for p, s in after.items()}
        changed = Act(reviewer, changes)
        self.states.update(after)
        for pair in after:
            self.tops.setdefault(pair, []).append(changed)
        self.acts.append(changed)
        self.undone[reviewer] = []

    def undo(self, reviewer: str) -> set[Pair]:
        for act in reversed([a for a in self.acts if a.reviewer == reviewer]):
            free = [p for p in act.changes if self.top(p) is act]
            if free:
                for pair in free:
                    self.tops[pair].pop()
                    self.states[pair] = act.changes[pair][0]
                tops = {pair: self.top(pair) for pair in free}
                self.undone.setdefault(reviewer, []).append((act, tops))
                return set(free)
        return set()

    def redo(self, reviewer: str) -> set[Pair]:
        row = self.undone.get(reviewer, [])
        for index in range(len(row) - 1, -1, -1):
            act, tops = row[index]
            free = [p for p, top in tops.items() if self.top(p) is top]
            if free:
                for pair in free:
                    self.tops.setdefault(pair, []).append(act)
                    self.states[pair] = act.changes[pair][1]
                    del tops[pair]
                return set(free)
        return set()

    def top(self, pair: Pair) -> Act | None:
        stack = self.tops.get(pair)
        return stack[-1] if stack else None


class Reviewing(RuleBasedStateMachine):
    """Two reviewers, one after the other, on one file; a program that is started again."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.path = self.folder / "reviews/vendors.toml"
        self.model = Model()
        self.review = review()
        self.minute = 0
        self.saver: Saver | None = None

    def teardown(self) -> None:
        if self.saver is not None:
            assert self.saver.close(30)
        shutil.rmtree(self.folder)

    @initialize()
    def start(self) -> None:
        opened = open_review(self.path) if self.path.exists() else None
        self.saver = Saver(self.path, opened)

    def when(self) -> dict[str, object]:
        self.minute += 1
        return {"time": at(-self.minute if self.minute % 3 else self.minute)}  # a jumping clock

    @rule(
        reviewer=reviewers,
        chosen=st.lists(pairs, min_size=1, max_size=3, unique=True),
        verdict=st.sampled_from(Verdict),
        words=texts.filter(bool),
        version=st.integers(0, 3),
    )
    def decide(
        self, reviewer: str, chosen: list[Pair], verdict: Verdict, words: str, version: int
    ) -> None:
        decisions = [
            decision(*pair, verdict, quote(words))._replace(
                text_digest=f"sha256:{version}",
                text=Text(pair[0], f"sha256:{version}", "", f"{version:016x}"),
            )
            for pair in chosen
        ]
        self.review = decide(self.review, decisions, reviewer=reviewer, **self.when())  # type: ignore[arg-type]
        states = self.model.states
        after = {
            pair: State(verdict, states.get(pair, State()).note, evidence=(words,))
            for pair in chosen
        }
        self.model.act(reviewer, after)

    @rule(reviewer=reviewers, pair=pairs)
    def defer(self, reviewer: str, pair: Pair) -> None:
        before = self.model.states.get(pair, State())
        self.review = set_deferred(
            self.review,
            *pair,
            not before.deferred,
            reviewer=reviewer,
            **self.when(),  # type: ignore[arg-type]
        )
        self.model.act(reviewer, {pair: replace(before, deferred=not before.deferred)})

    @rule(reviewer=reviewers, pair=pairs)
    def confirm(self, reviewer: str, pair: Pair) -> None:
        """On a policy in which nothing of the evidence is found, so that it is cited no more."""
        today = policy("Qxzvk qxzvkq.", pair[0])
        before = self.model.states.get(pair, State())
        requirement = checklist().by_id[pair[1]]
        self.review = confirm(self.review, today, requirement, reviewer=reviewer, **self.when())  # type: ignore[arg-type]
        if before.verdict is not None:
            self.model.act(reviewer, {pair: replace(before, deferred=False, evidence=())})
            assert (pair[0], today.text_digest) in {text.key for text in self.review.texts}

    @rule(reviewer=reviewers, pair=pairs, text=texts)
    def note(self, reviewer: str, pair: Pair, text: str) -> None:
        before = self.model.states.get(pair, State())
        self.review = set_note(self.review, *pair, text, reviewer=reviewer, **self.when())  # type: ignore[arg-type]
        if text != before.note:
            self.model.act(reviewer, {pair: replace(before, note=text)})

    def went(self, undone: Undone, expected: set[Pair]) -> None:
        assert set(undone.pairs) == expected
        self.review = undone.review

    @rule(reviewer=reviewers)
    def undo(self, reviewer: str) -> None:
        undone = undo(self.review, reviewer=reviewer, **self.when())  # type: ignore[arg-type]
        self.went(undone, self.model.undo(reviewer))
        for blocked in undone.blocked:
            assert blocked.reviewer != reviewer

    @rule(reviewer=reviewers)
    def redo(self, reviewer: str) -> None:
        undone = redo(self.review, reviewer=reviewer, **self.when())  # type: ignore[arg-type]
        self.went(undone, self.model.redo(reviewer))

    @rule()
    def save(self) -> None:
        assert self.saver is not None
        self.saver.submit(self.review)

    @rule()
    def restart(self) -> None:
        assert self.saver is not None
        self.saver.submit(self.review)
        assert self.saver.close(30)
        held = load_review(self.path, checklist())
        assert held == self.review
        self.review = held
        self.start()

    @rule(pair=pairs, share=st.floats(0, 1))
    def crash(self, pair: Pair, share: float) -> None:
        """What was saved is there again; what was not, and a half-written file, are gone."""
        assert self.saver is not None
        self.saver.submit(self.review)
        assert self.saver.flush(30)
        saved, content = self.review, self.path.read_bytes()
        self.review = set_note(saved, *pair, "lost", reviewer="ann", **self.when())  # type: ignore[arg-type]
        half = self.path.with_name(f".{self.path.name}~4194305.tmp")
        half.write_bytes(content[: int(share * len(content))])
        assert self.saver.close(30)
        assert load_review(self.path) == saved
        self.review = load_review(self.path)
        self.start()

    @rule(pair=pairs, text=texts.filter(bool))
    def edit_elsewhere(self, pair: Pair, text: str) -> None:
        """Somebody else saves a note while the program runs, and it takes it up."""
        assert self.saver is not None
        self.saver.submit(self.review)
        assert self.saver.flush(30)
        theirs = set_note(self.review, *pair, text, reviewer="cleo", **self.when())  # type: ignore[arg-type]
        save_review(theirs, self.path)
        if theirs is not self.review:
            before = self.model.states.get(pair, State())
            self.model.act("cleo", {pair: replace(before, note=text)})
        self.saver.submit(self.review)
        assert self.saver.flush(30)
        self.review = merge(self.review, self.review, load_review(self.path)).review

    @invariant()
    def the_review_is_what_the_model_says(self) -> None:
        seen = {pair: _state(self.review, pair) for pair in PAIRS}
        assert seen == {pair: self.model.states.get(pair, State()) for pair in PAIRS}

    @invariant()
    def no_text_is_kept_that_nothing_here_was_given_on(self) -> None:
        keys = [text.key for text in self.review.texts]
        assert keys == sorted(set(keys))
        for entry in self.review.entries.values():
            if entry.verdict is not None and entry.history[-1:] == ():
                assert (entry.policy, entry.text_digest) in keys


def _state(made: Review, pair: Pair) -> State:
    entry = made.entries.get(pair)
    if entry is None:
        return State()
    cited = tuple(q.exact for q in entry.evidence)
    return State(entry.verdict, entry.note, entry.deferred, cited)


Reviewing.TestCase.settings = settings(deadline=None, max_examples=40, stateful_step_count=25)
TestReviewing = Reviewing.TestCase
