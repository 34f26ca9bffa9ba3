"""Going through a queue or a part of the review, in either of the two ways."""

from pathlib import Path

from reviewtui.reviews import Queue, Verdict
from reviewtui.reviews.walking import Scope, Way
from reviewtui.session.library import Library
from tests.tui.driving import Driven, running, write_project


async def choose(driven: Driven, words: str) -> None:
    """Chooses the line that has these words in the list of queues."""
    await driven.press("Q")
    rows = driven.app.screen.over.rows  # type: ignore[attr-defined]
    wanted = next(at for at, row in enumerate(rows) if words in row.text)
    while driven.app.screen.over.cursor != wanted:  # type: ignore[attr-defined]
        below = driven.app.screen.over.cursor < wanted  # type: ignore[attr-defined]
        await driven.press("j" if below else "k")
    await driven.press("enter")


async def test_the_list_counts_what_is_in_each_queue(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press("m", "x", "d", "Q")
        rows = {row.text: row.right for row in driven.app.screen.over.rows}  # type: ignore[attr-defined]
        assert rows["undecided"] == "4"
        assert rows["deferred"] == rows["missing"] == "1"
        assert rows["stale verdicts"] == "0"
        assert rows["acorn"] == "1 of 3 undecided"
        assert rows["Storage"] == "1 of 2 undecided"
        assert rows["must"] == "3 of 4 undecided"
        assert "looks through" in rows["weak candidates only"]
        assert driven.shows("Storage")
        await driven.press("escape")
        assert driven.desk.pair == ("birch", "retention"), "choosing nothing changes nothing"


async def test_the_next_key_stays_inside_the_queue(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press("d", "m", "d", "]", "d")
        await choose(driven, "deferred")
        assert driven.shows("deferred: 3 left")
        walked = [driven.desk.pair]
        for key in ("j", "j", "j", "k", "tab", "]"):
            await driven.press(key)
            walked.append(driven.desk.pair)
        deferred = [("acorn", "retention"), ("acorn", "children"), ("birch", "retention")]
        assert set(walked) == set(deferred)
        assert walked[3] == walked[0], "round"
        assert walked[-1][0] != walked[-2][0]


async def test_the_queue_shrinks_ends_and_leads_on(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press("d", "m", "d")
        await choose(driven, "deferred")
        await driven.press("m")
        assert driven.shows("deferred: 1 left")
        await driven.press("x")
        assert driven.shows("That was the last of the deferred.")
        assert driven.desk.queue is Queue.UNDECIDED
        assert driven.desk.pair == ("birch", "retention")
        assert driven.desk.progress().decided == 3


async def test_an_empty_queue_says_what_to_do_next(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        here = driven.desk.pair
        await choose(driven, "contradicted")
        assert driven.shows("Nothing is contradicted. tab goes to what is undecided.")
        assert driven.desk.pair == here
        await driven.press("x", *"xxxxx")
        await driven.press("escape")
        await choose(driven, "undecided")
        assert driven.shows("Everything is decided. Q goes to what is missing.")


async def test_missing_ones_are_gone_through_with_their_place(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press("x", "m", "x")
        await choose(driven, "missing")
        assert driven.shows("missing: 1 of 2")
        await driven.press("j")
        assert driven.shows("missing: 2 of 2")
        await driven.press("m")
        assert driven.shows("missing: 1 of 1")
        assert not driven.shows("last of")


async def test_by_section_severity_and_policy(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await choose(driven, "should")
        assert driven.desk.pair == ("acorn", "cookies")
        assert driven.shows("undecided in should: 2 left")
        await driven.press("m")
        assert driven.desk.pair == ("birch", "cookies")
        await driven.press("m")
        assert driven.shows("That was the last of the undecided in should.")
        await choose(driven, "birch")
        assert driven.desk.scope == Scope("policy", "birch")
        assert driven.desk.pair[0] == "birch"
        await driven.press("j", "j", "j")
        assert driven.desk.pair[0] == "birch"
        await driven.press("]")
        assert driven.shows("undecided in policy acorn: 2 left")
        await driven.press("escape")
        assert driven.shows("Out of the undecided in policy acorn")
        assert driven.desk.scope == Scope()


async def test_a_queue_in_one_part_only(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press("x", "x", "x", "Q", "G", "space")
        assert driven.shows("In policy birch")
        rows = {row.text: row.right for row in driven.app.screen.over.rows}  # type: ignore[attr-defined]
        assert (rows["undecided"], rows["missing"]) == ("3", "0")
        await driven.press("k", "space")
        rows = {row.text: row.right for row in driven.app.screen.over.rows}  # type: ignore[attr-defined]
        assert (rows["undecided"], rows["missing"]) == ("0", "3")
        await driven.press("escape")


async def test_weak_candidates_only_are_found_by_ranking_and_shown(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await choose(driven, "weak")
        weak = driven.desk.weighing.weak(driven.desk.review)
        assert driven.desk.weighing.complete
        assert driven.desk.queue is Queue.WEAK
        assert driven.desk.pair in weak
        assert driven.shows(f"weak candidates only: {len(weak)} left")
        assert all(one.strength == "weak" for one in driven.desk.candidates or ())
        await driven.press("x")
        assert len(driven.desk.weighing.weak(driven.desk.review)) == len(weak) - 1


async def test_what_is_learned_counts_in_the_queue_of_weak_ones(tmp_path: Path) -> None:
    write_project(tmp_path)
    for name in ("cedar", "damson", "elm"):
        text = f"{name.title()} notice\n\nLocation traces are deleted after {len(name)} days.\n"
        (tmp_path / "policies" / f"{name}.txt").write_text(text, encoding="utf-8")
    async with running(tmp_path) as driven:
        await choose(driven, "weak")
        desk = driven.desk
        before = dict(desk.weighing.weighed)
        desk.go_to(("birch", "retention"))
        driven.app.review_screen.enter()
        await driven.settle()
        await driven.press("m")
        assert desk.queue is Queue.WEAK
        assert not desk.weighing.outdated, "ranked again"
        found: dict[tuple[str, str], bool] = {}
        for one in Library(desk.checklist, desk.files).weigh(lambda: desk.review):
            found |= one
        assert desk.listed(Queue.WEAK) == {pair for pair, weak in found.items() if weak}
        assert any(before[pair] is not weak for pair, weak in found.items()), "it made others"


async def test_the_queue_of_weak_ones_comes_back(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await choose(driven, "weak")
        there = driven.desk.pair
        left = len(driven.desk.listed(Queue.WEAK))
    async with running(tmp_path) as driven:
        assert driven.desk.pair == there
        assert driven.desk.queue is Queue.WEAK
        assert driven.shows(f"weak candidates only: {left} left")


async def test_undo_leads_back_into_the_queue_that_it_ended(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press("d")
        await choose(driven, "deferred")
        await driven.press("m")
        assert driven.shows("That was the last of the deferred.")
        assert not driven.desk.in_queue
        await driven.press("u")
        assert driven.shows("deferred: 1 left")
        await driven.press("ctrl+r")
        assert not driven.desk.in_queue


async def test_an_empty_queue_says_where_there_is_something(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await choose(driven, "deferred")
        assert driven.shows("Nothing is deferred. tab goes to what is undecided.")
        await driven.press("x")
        await choose(driven, "missing")
        await choose(driven, "deferred")
        assert driven.shows("Nothing is deferred. Q goes to what is undecided."), "tab stays in it"


async def test_the_other_way_keeps_the_place_and_leads_across_policies(tmp_path: Path) -> None:
    async with running(tmp_path, size=(100, 30)) as driven:
        await driven.press("j")
        here = driven.desk.pair
        assert driven.shows("by policy")
        await driven.press("space", "t")
        assert driven.desk.pair == here
        assert driven.shows("by requirement")
        assert driven.desk.pieces, "what was taken stays taken"
        await driven.press("m")
        assert driven.desk.pair == ("birch", "cookies")
        assert driven.shows("next: birch")
        await driven.press("c")
        assert driven.desk.pair == ("acorn", "children")
        assert driven.shows("Cookies is done")
        await driven.press("]")
        assert driven.desk.pair == ("birch", "children"), "the same requirement"
        await driven.press("t", "x")
        assert driven.desk.pair == ("birch", "retention")
    async with running(tmp_path) as driven:
        assert driven.desk.way is Way.POLICY


async def test_way_queue_and_part_come_back(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press("x", "x", "x", "t")
        await choose(driven, "missing")
        there = driven.desk.pair
    async with running(tmp_path) as driven:
        assert (driven.desk.way, driven.desk.queue) == (Way.REQUIREMENT, Queue.MISSING)
        assert driven.desk.pair == there
        await choose(driven, "Storage")
    async with running(tmp_path) as driven:
        assert driven.desk.scope == Scope("section", "Storage")
        assert driven.desk.pair == ("birch", "retention")
        await driven.press("m")
        assert not driven.desk.in_queue
        assert (await driven.saved()).entries["birch", "retention"].verdict is Verdict.MET
