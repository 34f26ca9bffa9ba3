"""Marking several and deciding them with one key, undone with one key."""

from pathlib import Path

from reviewtui.reviews import Verdict
from tests.tui.driving import running


async def test_marked_requirements_get_one_verdict_on_what_was_shown(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        first = driven.desk.candidate
        await driven.press("b")
        assert driven.desk.pair == ("acorn", "cookies"), "on to the next one"
        assert driven.shows("1 marked")
        await driven.press("n")
        second = driven.desk.candidate
        await driven.press("b")
        assert driven.shows("Marked: 2 requirements; a verdict key decides them all")
        assert first is not None
        assert second is not None
        await driven.press("p")
        assert driven.shows("◐ partial: 2 requirements · u undoes")
        entries = (await driven.saved()).entries
        assert [q.exact for q in entries["acorn", "retention"].evidence] == [first.text]
        assert [q.exact for q in entries["acorn", "cookies"].evidence] == [second.text]
        assert len({entry.step for entry in entries.values()}) == 1
        assert ("acorn", "children") not in entries, "the one on the screen was not marked"
        await driven.press("u")
        entries = (await driven.saved()).entries
        assert all(entry.verdict is None for entry in entries.values())


async def test_one_requirement_across_policies_in_the_other_way(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press("t", "b", "b")
        assert {pair[0] for pair in driven.desk.marks} == {"acorn", "birch"}
        await driven.press("x")
        assert driven.shows("✗ missing: 2 policies")
        entries = (await driven.saved()).entries
        assert all(entries[p, "retention"].searched for p in ("acorn", "birch"))
        assert entries["birch", "retention"].text_digest
        assert entries["birch", "retention"].read == driven.desk.coverage.share(
            driven.desk.policies["birch"]
        )


async def test_marks_are_looked_at_and_taken_away(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press("b", "b", "b", "B")
        assert driven.shows("Marked for one verdict: 3 requirements")
        assert driven.shows("acorn: Retention period")
        assert driven.shows("candidate 1")
        await driven.press("space")
        assert [pair[1] for pair in driven.desk.marks] == ["cookies", "children"]
        await driven.press("j", "enter")
        assert driven.desk.pair == ("acorn", "children")
        await driven.press("b")
        assert [*driven.desk.marks] == [("acorn", "cookies")], "again: not marked"
        await driven.press("B", "B")
        assert not driven.desk.marks
        await driven.press("B")
        assert driven.shows("Nothing is marked")


async def test_several_are_deferred_together(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press("b", "b", "d")
        assert driven.shows("deferred: 2 requirements · u undoes")
        entries = (await driven.saved()).entries
        assert all(entry.deferred for entry in entries.values())
        await driven.press("u")
        assert not any(e.deferred for e in (await driven.saved()).entries.values())


async def test_a_held_or_early_key_decides_nothing_marked(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        driven.forget_keys()
        await driven.pilot.press("b", "m", "m", "m")
        await driven.settle()
        verdicts = [e.verdict for e in driven.desk.review.entries.values()]
        assert verdicts in ([], [Verdict.MET]), "one key at most, and on what was shown"


async def test_marks_come_back_and_say_so(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press("n", "b", "b")
        second = driven.desk.marks["acorn", "retention"]
        share = second.read
        await driven.press("j")
    async with running(tmp_path) as driven:
        assert driven.shows("2 marked")
        assert driven.shows("Still marked: 2 requirements; a verdict key decides them all; B looks")
        await driven.press("x")
        assert driven.shows("✗ missing: 2 requirements · u undoes")
        entries = (await driven.saved()).entries
        assert {entry.verdict for entry in entries.values()} == {Verdict.MISSING}
        assert entries["acorn", "retention"].read == share
        assert [q.exact for q in entries["acorn", "retention"].rejected[:2]]
    async with running(tmp_path) as driven:
        assert not driven.desk.marks


async def test_a_mark_on_a_text_that_changed_was_not_read(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press("b", "b")
    policy = tmp_path / "policies" / "acorn.txt"
    policy.write_text(policy.read_text(encoding="utf-8") + "More of it.\n", encoding="utf-8")
    async with running(tmp_path) as driven:
        await driven.press("m")
        assert driven.shows("Not decided: acorn reads otherwise now.")
        assert not driven.path.exists()
        await driven.press("a")
        assert driven.shows("– not applicable: 2 requirements")


async def test_marks_set_in_a_table_come_back_too(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press("O", "j", "b", "b")
    async with running(tmp_path) as driven:
        assert [*driven.desk.marks] == [("acorn", "cookies"), ("birch", "cookies")]
        await driven.press("m")
        assert driven.shows("Not decided: 2 of 2 were not read yet; B lists them.")
