"""Two people and one review: the second reads, and writes as soon as that may be."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from pathlib import Path

from reviewtui.reviews import Verdict, load_review, lock_review, save_review, set_note
from reviewtui.reviews.state import path_key, state_folder
from tests.tui.driving import Driven, running


def taken_elsewhere(path: Path, seconds: float) -> None:
    """Somebody on another host has it, and renewed that so long ago."""
    record = state_folder("locks") / f"{path_key(path)}.json"
    time = datetime(2026, 3, 1, 12, tzinfo=UTC).isoformat()
    values = {"name": "cleo", "host": "elsewhere", "process": 7, "token": "t", "count": 3}
    record.write_text(json.dumps({**values, "since": time, "renewed": time}))
    then = datetime.now(UTC).timestamp() - seconds
    os.utime(record, (then, then))


async def look(driven: Driven) -> None:
    """What the app does by itself every few seconds."""
    driven.app._look()
    await driven.settle()


async def test_the_second_sees_who_has_it_and_reads(tmp_path: Path) -> None:
    bobs = lock_review(tmp_path / "r.toml", "bob")
    async with running(tmp_path) as driven:
        assert driven.shows("Read only: bob on ")
        assert driven.screen()[0].rstrip().endswith("read only")
        await driven.press("j", "n", "k", "m")
        assert driven.shows("Read only: bob on ")
        await driven.press("T")
        assert driven.shows("Not taken over: bob has it open, until they quit.")
        assert driven.desk.review.entries == {}
    bobs.release()


async def test_what_its_owner_left_a_moment_ago_is_taken_at_the_first_key(tmp_path: Path) -> None:
    bobs = lock_review(tmp_path / "r.toml", "bob")
    async with running(tmp_path) as driven:
        bobs.release()  # and the app has not looked since
        await driven.press("T", "m")
        assert driven.shows("saved")
        assert decided(driven) == {("acorn", "retention")}


async def test_once_it_is_free_a_key_begins_to_write_what_is_there_now(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press("m")
        await driven.saved()
    path = tmp_path / "r.toml"
    bobs = lock_review(path, "bob")
    async with running(tmp_path) as driven:
        time = datetime(2026, 3, 4, tzinfo=UTC)
        noted = set_note(load_review(path), "acorn", "cookies", "Ask.", reviewer="bob", time=time)
        save_review(noted, path)
        bobs.release()
        await look(driven)
        assert driven.shows("T begins to write")
        assert driven.desk.review.entries["acorn", "cookies"].note == "Ask."
        await driven.press("x")
        assert ("acorn", "cookies") not in decided(driven), "not before the key"
        await driven.press("T")
        assert driven.shows("You may decide now")
        await driven.press("x")
        entry = (await driven.saved()).entries["acorn", "cookies"]
        assert (entry.verdict, entry.note) == (Verdict.MISSING, "Ask.")
        assert lock_review(path, "cleo").owner is not None, "it is ours now"


def decided(driven: Driven) -> set[tuple[str, str]]:
    return {pair for pair, e in driven.desk.review.entries.items() if e.verdict is not None}


async def test_looking_whether_it_is_free_takes_nothing(tmp_path: Path) -> None:
    bobs = lock_review(tmp_path / "r.toml", "bob")
    async with running(tmp_path) as driven:
        bobs.release()
        await look(driven)
        again = lock_review(tmp_path / "r.toml", "bob")
        assert again.writable
        await driven.press("T")
        assert driven.shows("Not taken over: bob has it open")
        await driven.press("m")
        assert driven.desk.review.entries == {}
        again.release()


async def test_a_silent_owner_elsewhere_may_be_taken_over(tmp_path: Path) -> None:
    taken_elsewhere(tmp_path / "r.toml", seconds=100)
    async with running(tmp_path) as driven:
        assert driven.shows("Read only: cleo on elsewhere has it open since ")
        await driven.press("T")
        assert driven.shows(
            "Not taken over: cleo has it open, until they quit or are 5 min silent."
        )
    taken_elsewhere(tmp_path / "r.toml", seconds=301)
    async with running(tmp_path, size=(120, 40)) as driven:
        assert driven.shows("cleo on elsewhere has not been heard of")
        assert driven.shows("T takes the review over from them")
        await driven.press("m")
        assert driven.desk.review.entries == {}
        await driven.press("T", "m")
        assert len((await driven.saved()).entries) == 1


async def test_who_is_taken_over_reads_on_and_loses_nothing(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press("m")
        await driven.saved()
        taken_elsewhere(tmp_path / "r.toml", seconds=0)
        await driven.press("x")
        assert len((await driven.saved()).entries) == 2, "merged into what they have"
        await driven.settle()
        assert driven.shows("cleo on elsewhere has taken the review over")
        await driven.press("c")
        assert len(driven.desk.review.entries) == 2
