"""The file changed underneath: what came in is said, what both decided is shown."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from reviewtui.reviews import Action, Queue, Review, Verdict, load_review, save_review
from tests.tui.driving import Driven, running

LATER = datetime(2030, 1, 2, 3, 4, 5, tzinfo=UTC)


def bob_decides(path: Path, requirement: str, verdict: Verdict) -> Review:
    """Bob gives his verdict on acorn in the file, as a `git pull` brings it."""
    review = load_review(path)
    mine = review.entries["acorn", "retention"]
    bobs = replace(
        mine,
        requirement=requirement,
        reviewer="bob",
        time=LATER,
        step=mine.step + 1,
        verdict=verdict,
        note="As I read it.",
        history=(),
    )
    entries = {**review.entries, bobs.pair: bobs}
    theirs = replace(review, entries=dict(sorted(entries.items())))
    save_review(theirs, path)
    return theirs


async def with_a_conflict(driven: Driven) -> None:
    """Ann decided cookies, and so had bob."""
    await driven.press("m")
    await driven.saved()
    bob_decides(driven.path, "cookies", Verdict.MISSING)
    await driven.press("c")
    await driven.saved()


async def test_what_came_in_is_said_and_joined(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press("m")
        await driven.saved()
        bob_decides(driven.path, "children", Verdict.PARTIAL)
        await driven.press("c")
        review = await driven.saved()
        assert driven.shows("The review file had changed: 1 entry of it joined yours.")
        assert review.entries["acorn", "children"].reviewer == "bob"
        assert review.entries["acorn", "cookies"].reviewer == "ann"
        assert driven.desk.review == review


async def test_a_verdict_that_came_in_on_an_older_text_is_stale_at_once(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        while "ten years" not in (driven.desk.candidate.text if driven.desk.candidate else ""):
            await driven.press("n")
        await driven.press("m")
        await driven.saved()
    policy = tmp_path / "policies/acorn.txt"
    policy.write_text(policy.read_text().replace("ten years", "nine years"))
    async with running(tmp_path) as driven:
        assert driven.desk.listed(Queue.STALE) == {("acorn", "retention")}
        bob_decides(driven.path, "children", Verdict.PARTIAL)
        assert driven.desk.pair == ("acorn", "cookies")
        await driven.press("c")
        await driven.saved()
        await driven.settle()
        both = {("acorn", "retention"), ("acorn", "children")}
        assert driven.desk.listed(Queue.STALE) == both
        assert driven.shows("2 stale")
        await driven.press("s", "s")
        assert driven.shows("kept for [-ten-]{+nine+} years")


async def test_what_both_decided_is_shown_with_who_and_when(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await with_a_conflict(driven)
        assert driven.shows("bob decided Cookies too; yours holds. M: see both")
        assert driven.shows("1 decided twice")
        await driven.press("M")
        assert driven.shows("contradicted")
        assert driven.shows("missing")
        assert driven.shows("bob, 2030-01-02 03:04")
        assert driven.shows("As I read it.")


async def test_keeping_ones_own_changes_nothing_more(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await with_a_conflict(driven)
        before = driven.path.read_bytes()
        await driven.press("M", "enter")
        assert not driven.shows("decided twice")
        await driven.saved()
        assert driven.path.read_bytes() == before
        entry = load_review(driven.path).entries["acorn", "cookies"]
        assert (entry.verdict, entry.reviewer) == (Verdict.CONTRADICTED, "ann")
        assert [p.entry.verdict for p in entry.history] == [Verdict.MISSING]


async def test_theirs_may_be_taken_and_undone(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await with_a_conflict(driven)
        await driven.press("M", "t")
        entry = (await driven.saved()).entries["acorn", "cookies"]
        assert (entry.verdict, entry.reviewer) == (Verdict.MISSING, "bob")
        assert entry.history[-1].action is Action.MERGE
        assert driven.desk.pair == ("acorn", "cookies")
        await driven.press("u")
        entry = (await driven.saved()).entries["acorn", "cookies"]
        assert (entry.verdict, entry.reviewer) == (Verdict.CONTRADICTED, "ann")


async def test_escape_leaves_it_for_later(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await with_a_conflict(driven)
        await driven.press("M", "escape")
        assert driven.shows("1 decided twice")
        await driven.press("m")
        assert (await driven.saved()).entries["acorn", "children"].verdict is Verdict.MET


async def test_where_nothing_was_decided_twice_there_is_nothing_to_choose(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press("M")
        assert driven.shows("Nothing was decided by somebody else while you did.")


async def test_what_was_left_for_later_is_there_at_the_next_start(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await with_a_conflict(driven)
        assert driven.shows("1 decided twice")
        await driven.press("M", "escape")
    async with running(tmp_path) as driven:
        assert driven.shows("1 decided twice")
        await driven.press("M")
        assert driven.shows("Two people decided this without knowing of each other.")
        assert driven.shows("bob, ")
        await driven.press("t")
        review = await driven.saved()
        assert review.entries["acorn", "cookies"].reviewer == "bob"
    async with running(tmp_path) as driven:
        assert not driven.shows("decided twice")


async def test_the_key_for_menus_says_what_it_did(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        driven.desk.policies.clear()
        driven.app.review_screen.document.open(None, "cannot be read")
        await driven.press("f")
        assert driven.shows("This policy is not read.")
