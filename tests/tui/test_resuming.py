"""Leaving and coming back: the place, what was begun, and what others did meanwhile."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from reviewtui.reviews import Queue, Verdict, forget, load_review, save_review
from reviewtui.reviews.walking import Scope
from tests.tui.driving import running, write_project

LONG = "".join(f"\nParagraph {n} says that nothing is said in it.\n" for n in range(80))


async def test_the_place_comes_back(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press("m", "j", "n")
        assert driven.desk.pair == ("acorn", "children")
        current = driven.desk.current
    async with running(tmp_path) as driven:
        assert driven.desk.pair == ("acorn", "children")
        assert driven.desk.current == current
        assert driven.shows("1/3 decided")


async def test_where_the_reviewer_had_read_to_comes_back(tmp_path: Path) -> None:
    write_project(tmp_path)
    policy = tmp_path / "policies/acorn.txt"
    policy.write_text(policy.read_text() + LONG)
    async with running(tmp_path) as driven:
        await driven.press("pagedown", "pagedown", "J")
        shown = driven.app.review_screen.document.visible_span()
        assert shown[0] > 0
    async with running(tmp_path) as driven:
        assert driven.app.review_screen.document.visible_span() == shown
    policy.write_text("A line that came in.\n" + policy.read_text())
    async with running(tmp_path) as driven:
        candidate = driven.desk.candidate
        assert candidate is not None
        first, last = driven.app.review_screen.document.visible_span()
        assert first <= candidate.start < last, "in another text the candidate is in view"


async def test_an_unfinished_note_comes_back(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press("o", *"Half")
    async with running(tmp_path) as driven:
        assert driven.shows("o: unfinished note")
        await driven.press("o")
        assert driven.shows("Half")
        await driven.press("enter")
        assert (await driven.saved()).entries["acorn", "retention"].note == "Half"


async def test_a_moved_review_is_gone_on_with_where_it_was_left(tmp_path: Path) -> None:
    before, after = tmp_path / "before", tmp_path / "after"
    before.mkdir()
    async with running(before) as driven:
        await driven.press("m", "m", "k", "o", *"Half", "escape")
        there = driven.desk.pair
        await driven.saved()
    before.rename(after)
    async with running(after) as driven:
        assert driven.desk.pair == there
        assert driven.shows("o: unfinished note")


async def test_elsewhere_it_begins_at_the_first_undecided(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press("m")
    forget(tmp_path / "r.toml")
    async with running(tmp_path) as driven:
        assert driven.desk.pair == ("acorn", "cookies")


async def test_undo_goes_on_after_a_restart(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press("m", "m")
    async with running(tmp_path) as driven:
        await driven.press("u", "u")
        entries = (await driven.saved()).entries
        assert [entry.verdict for entry in entries.values()] == [None, None]


async def test_the_queue_comes_back(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press("m", "m", "m")
    checklist = tmp_path / "small.toml"
    text = checklist.read_text(encoding="utf-8")
    checklist.write_text(text.replace("Says", "Tells"), encoding="utf-8")
    async with running(tmp_path) as driven:
        await driven.press("s")
        there = driven.desk.pair
        assert driven.shows("stale verdicts: 2 left")
    async with running(tmp_path) as driven:
        assert driven.desk.pair == there
        assert driven.shows("stale verdicts: 2 left")
        await driven.press("enter", "enter")
        assert driven.desk.queue is Queue.UNDECIDED


async def test_a_part_of_the_stale_ones_comes_back(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press("m", "m", "m")
    checklist = tmp_path / "small.toml"
    text = checklist.read_text(encoding="utf-8")
    checklist.write_text(text.replace("Says", "Tells"), encoding="utf-8")
    async with running(tmp_path) as driven:
        driven.app.review_screen.go_through(Queue.STALE, Scope("section", "Storage"))
        await driven.settle()
        assert driven.shows("stale verdicts in section Storage: 1 left")
    async with running(tmp_path) as driven:
        assert driven.shows("stale verdicts in section Storage: 1 left")
        await driven.press("enter")
        assert driven.shows("That was the last of the stale verdicts in section S")
        await driven.press("s")
        assert driven.shows("stale verdicts: 1 left")


async def test_confirming_from_the_first_stale_on_is_not_going_round(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press("m", "m", "m")
    checklist = tmp_path / "small.toml"
    text = checklist.read_text(encoding="utf-8")
    for old in ("Says how", "Explains", "Says whether"):
        text = text.replace(old, f"Now {old.lower()}")
    checklist.write_text(text, encoding="utf-8")
    async with running(tmp_path) as driven:
        driven.desk.go_to(("birch", "retention"))
        driven.app.review_screen.enter()
        await driven.settle()
        await driven.press("s")
        assert driven.desk.pair == ("acorn", "retention")
        await driven.press("enter")
        assert driven.desk.pair == ("acorn", "cookies")
        assert not driven.shows("again from the first")
        await driven.press("j", "enter")
        assert driven.desk.pair == ("acorn", "cookies")
        assert driven.shows("That was the last; again from the first.")


async def test_what_others_decided_since_is_said(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press("m")
        await driven.saved()
    path = tmp_path / "r.toml"
    review = load_review(path)
    mine = review.entries["acorn", "retention"]
    bobs = {
        ("acorn", requirement): replace(
            mine,
            requirement=requirement,
            reviewer="bob",
            time=datetime.now(UTC).replace(microsecond=0) - timedelta(days=1),
            verdict=Verdict.MISSING,
            evidence=(),
            requirement_digest="",
        )
        for requirement in ("cookies", "children")
    }
    save_review(replace(review, entries={**review.entries, **bobs}), path)
    async with running(tmp_path) as driven:
        assert driven.shows("Welcome back: 3 of 6 to go, 2 verdicts by bob.")
        await driven.press("V")
        assert driven.shows("· 2 verdicts by bob")
    async with running(tmp_path) as driven:
        assert driven.shows("Welcome back: 3 of 6 to go.")


async def test_a_missing_that_is_confirmed_on_an_edited_text_records_what_was_shown(
    tmp_path: Path,
) -> None:
    async with running(tmp_path) as driven:
        await driven.press("x")
    policy = tmp_path / "policies" / "acorn.txt"
    added = "\nRetention\nWe retain logs, and they are kept for a month.\n"
    policy.write_text(policy.read_text(encoding="utf-8") + added, encoding="utf-8")
    async with running(tmp_path) as driven:
        await driven.press("s", "enter")
        entry = (await driven.saved()).entries["acorn", "retention"]
        read = driven.desk.policies["acorn"]
        assert entry.history[-1].action == "confirm"
        assert entry.text_digest == read.text_digest
        assert entry.read is not None
        assert 0 < entry.read <= 1
