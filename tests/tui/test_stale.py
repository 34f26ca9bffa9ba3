"""Coming back after a change: what is said, the queues, then and now, confirming."""

from __future__ import annotations

from pathlib import Path

import pytest

from reviewtui.reviews import Queue, Verdict
from reviewtui.tui.gate import REPEAT_GAP
from tests.tui.driving import Driven, running


def edit(folder: Path, old: str, new: str, name: str = "acorn") -> None:
    path = folder / "policies" / f"{name}.txt"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def reword(folder: Path, old: str, new: str) -> None:
    path = folder / "small.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


async def decide_on_ten_years(driven: Driven) -> None:
    """Retention is met by the sentence on orders, cookies by the first candidate."""
    while "ten years" not in (driven.desk.candidate.text if driven.desk.candidate else ""):
        await driven.press("n")
    await driven.press("m", "m")


async def test_changed_evidence_is_said_marked_found_and_confirmed(tmp_path: Path) -> None:
    async with running(tmp_path, size=(120, 40)) as driven:
        await decide_on_ten_years(driven)
    edit(tmp_path, "ten years", "nine years")
    async with running(tmp_path, size=(120, 40)) as driven:
        assert driven.shows("1 policy changed, 1 verdict stale, ")
        assert driven.shows(", 4 of 6 to go.  s: stale")
        await driven.press("left_square_bracket", "k", "s")
        assert driven.desk.pair == ("acorn", "retention")
        assert any(row.startswith("▶! Retention") for row in driven.screen())
        assert driven.shows("stale: enter confirms")
        assert driven.shows("kept for [-ten-]{+nine+} years")
        await driven.press("enter")
        assert driven.shows("confirmed")
        assert driven.shows("That was the last of the stale verdicts.")
        assert not driven.desk.listed(Queue.STALE)
        entry = (await driven.saved()).entries["acorn", "retention"]
        assert "nine years" in entry.evidence[0].exact
        assert [str(past.action) for past in entry.history] == ["confirm"]


async def test_deciding_anew_keeps_the_words_that_stand_there_now(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await decide_on_ten_years(driven)
    edit(tmp_path, "ten years", "nine years")
    async with running(tmp_path) as driven:
        await driven.press("s", "p")
        entry = (await driven.saved()).entries["acorn", "retention"]
        assert entry.verdict is Verdict.PARTIAL
        assert ["nine years" in quote.exact for quote in entry.evidence] == [True]


async def test_a_reworded_requirement_shows_its_own_words_then_and_now(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press("m")
    reword(tmp_path, "how long personal data", "how long any personal data")
    async with running(tmp_path) as driven:
        assert driven.shows("1 verdict stale")
        await driven.press("s")
        assert driven.shows("stale: the requirement was reworded")
        assert driven.shows("requirement reworded, text: Says how long {+any+} personal")


async def test_a_missing_clause_that_was_added_is_found_and_taken_with_one_key(
    tmp_path: Path,
) -> None:
    async with running(tmp_path) as driven:
        await driven.press("j", "j", "x")
        assert driven.desk.review.entries["acorn", "children"].verdict is Verdict.MISSING
    added = "Children under twelve may not use the service."
    edit(tmp_path, "How long we keep it", f"{added}\n\nHow long we keep it")
    async with running(tmp_path) as driven:
        await driven.press("s")
        assert driven.desk.pair == ("acorn", "children")
        assert driven.shows("new text")
        assert f"{{+{added}+}}" in " ".join("".join(driven.screen()).split())
        assert driven.desk.candidate is not None
        assert driven.desk.candidate.text == added
        await driven.press("m")
        entry = (await driven.saved()).entries["acorn", "children"]
        assert [quote.exact for quote in entry.evidence] == [added]


async def test_where_nothing_changed_nothing_is_stale(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press("m", "x", "w", "s")
        assert driven.shows("No verdict is stale.")
        await driven.press("S")
        assert driven.shows("No verdict stands on moved evidence.")
        await driven.press("v")
        assert driven.shows("Nothing changed under this verdict.")
    async with running(tmp_path) as driven:
        assert driven.shows("Welcome back: 3 of 6 to go.")
        await driven.press("V")
        assert driven.shows("Nothing changed")


async def test_a_queue_is_gone_through_with_one_key_each(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press("m", "m", "x", "m", "m", "m")
        assert driven.desk.finished
        await driven.press("escape")
    for old, new in (("Says how", "Tells how"), ("Explains", "Tells"), ("Says whether", "Tells")):
        reword(tmp_path, old, new)
    async with running(tmp_path) as driven:
        await driven.press("s")
        assert driven.shows("stale verdicts: 6 left")
        for left in range(5, 0, -1):
            await driven.press("enter")
            assert driven.shows(f"stale verdicts: {left} left")
        await driven.press("m")
        assert not driven.shows("stale verdicts:")
        assert driven.shows("Every requirement is decided")
        review = await driven.saved()
        confirmed = [e for e in review.entries.values() if e.history[-1].action == "confirm"]
        assert len(confirmed) == 5


async def test_other_keys_work_in_a_queue_and_escape_leaves_it(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press("m", "m", "m")
    reword(tmp_path, "Says how", "Tells how")
    reword(tmp_path, "Explains", "Tells")
    async with running(tmp_path) as driven:
        await driven.press("s")
        first = driven.desk.pair
        await driven.press("j", "k", "n", "N", "s")
        assert driven.desk.pair != first, "s goes on without deciding"
        assert driven.shows("stale verdicts: 2 left")
        await driven.press("escape")
        assert driven.shows("Out of the stale verdicts")
        assert driven.shows("2 stale")
        await driven.press("c")
        assert driven.desk.pair[0] == "birch", "on to what is undecided"
        await driven.press("s", "tab")
        assert driven.shows("stale verdicts: "), "the next one is of the queue"
        await driven.press("escape", "tab")
        assert driven.desk.queue is Queue.UNDECIDED


async def test_enter_says_so_where_there_is_nothing_to_confirm(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press("enter")
        assert driven.shows("Nothing to confirm: a verdict key decides.")
        await driven.press("m", "k", "enter")
        assert driven.shows("Nothing to confirm: nothing changed under this verdict.")
        await driven.press("x", "enter")
        assert driven.shows("missing"), "the last decision stays to be read"
        assert driven.desk.progress().decided == 1


async def test_a_held_enter_confirms_one(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press("m", "m", "m")
    reword(tmp_path, "Says how", "Tells how")
    reword(tmp_path, "Explains", "Tells")
    async with running(tmp_path) as driven:
        await driven.press("s")
        await driven.pilot.press("enter", "enter", "enter")
        await driven.pilot.pause(REPEAT_GAP)
        await driven.settle()
        assert driven.shows("stale verdicts: 1 left")


async def test_undoing_a_confirmation_makes_it_stale_again(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await decide_on_ten_years(driven)
    edit(tmp_path, "ten years", "nine years")
    async with running(tmp_path) as driven:
        await driven.press("s", "enter", "u")
        assert driven.desk.pair == ("acorn", "retention")
        assert driven.shows("stale: enter confirms")
        assert driven.shows("[-ten-]{+nine+}")


async def test_a_note_leaves_it_stale(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await decide_on_ten_years(driven)
    edit(tmp_path, "ten years", "nine years")
    async with running(tmp_path) as driven:
        await driven.press("s", "o", *"Ask", "enter")
        assert driven.shows("stale: enter confirms")
        assert driven.shows("note: Ask")


async def test_ten_lines_of_the_policy_stay_beside_what_changed(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press("m")
        await driven.saved()
    more = "".join(f"Line {number} is about nothing.\n" for number in range(30))
    policy = tmp_path / "policies" / "acorn.txt"
    policy.write_text(policy.read_text("utf-8") + more, "utf-8")
    reword(tmp_path, "Says how", "Tells at great length and in many words, each of them new, how")
    async with running(tmp_path) as driven:
        await driven.press("s")
        assert driven.shows("── stale: the requirement was reworded")
        rows = driven.screen()
        begins = next(at for at, row in enumerate(rows) if row.endswith("% ──"))
        ends = next(at for at, row in enumerate(rows) if "─ candidate 1" in row)
        assert ends - begins - 1 >= 10
        assert sum("●" in row for row in rows) == 3
        await driven.pilot.resize_terminal(120, 40)
        await driven.settle()
        assert driven.shows("── stale")
        await driven.press("enter")
        assert not driven.shows("── stale")


async def test_a_new_neighbour_is_listed_and_stays_valid(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await decide_on_ten_years(driven)
    edit(tmp_path, "Orders are kept", "Except in the Union, nothing is promised. Orders are kept")
    async with running(tmp_path) as driven:
        assert driven.shows("pieces of evidence moved")
        assert not driven.desk.listed(Queue.STALE)
        await driven.press("S")
        assert driven.desk.pair == ("acorn", "retention")
        assert driven.shows("moved evidence: 2 left")
        assert driven.shows("met moved evidence: enter confirms")
        assert driven.shows("{+Except in the Union, nothing is promised.+}")
        await driven.press("enter", "enter")
        assert driven.shows("That was the last of the moved evidence.")
        await driven.saved()
    async with running(tmp_path) as driven:
        assert not driven.shows("moved"), "it has been seen"


async def test_then_and_now_in_full(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await decide_on_ten_years(driven)
        await driven.press("k", "k", "o", *"Check the law.", "enter")
    edit(tmp_path, "ten years", "nine years")
    async with running(tmp_path) as driven:
        await driven.press("s", "v")
        assert driven.shows("acorn: Retention period")
        assert driven.shows("stale: the evidence was changed")
        assert driven.shows("[-ten-]{+nine+}")
        assert driven.shows("The verdict as it was given")
        assert driven.shows("ann, ")
        assert driven.shows("Check the law.")
        await driven.press("escape")
        assert driven.shows("stale verdicts: 1 left")


async def test_what_changed_is_listed(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await decide_on_ten_years(driven)
        await driven.press("m", "m")
        await driven.saved()
    edit(tmp_path, "ten years", "nine years")
    (tmp_path / "policies/cedar.txt").write_text("Cedar keeps everything for a day.\n")
    (tmp_path / "policies/birch.txt").rename(tmp_path / "policies/birch-maps.txt")
    async with running(tmp_path) as driven:
        assert driven.shows("1 changed, 1 renamed, 1 stale, 1 moved, 5 of 9 to go")
        await driven.press("V")
        for words in ("acorn", "birch → birch-maps", "cedar", "acorn: Retention period"):
            assert driven.shows(words), words


async def test_verdicts_follow_a_renamed_policy(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press("right_square_bracket", "m", "x")
        await driven.saved()
    (tmp_path / "policies/birch.txt").rename(tmp_path / "policies/birch-maps.txt")
    before = (tmp_path / "r.toml").read_bytes()
    async with running(tmp_path) as driven:
        assert driven.desk.pair == ("birch-maps", "children"), "and so does the place"
        assert driven.desk.progress("birch-maps").decided == 2
        assert (tmp_path / "r.toml").read_bytes() == before, "nothing was decided"
        await driven.press("m")
        review = await driven.saved()
        assert {policy for policy, _ in review.entries} == {"birch-maps"}
        assert [record.id for record in review.policies] == ["acorn", "birch-maps"]
        await driven.press("u", "u")
        entry = (await driven.saved()).entries["birch-maps", "cookies"]
        assert entry.verdict is None, "undo goes on as before"


async def test_a_policy_that_is_gone_is_said_and_its_verdicts_stay(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press("right_square_bracket", "m")
        await driven.saved()
    (tmp_path / "policies/birch.txt").unlink()
    async with running(tmp_path) as driven:
        assert driven.shows("1 policy removed")
        await driven.press("m")
        assert ("birch", "retention") in (await driven.saved()).entries


async def test_a_policy_in_other_paragraphs_has_not_changed_for_the_verdicts(
    tmp_path: Path,
) -> None:
    async with running(tmp_path) as driven:
        await decide_on_ten_years(driven)
    edit(tmp_path, "We retain support messages for\n", "We retain\nsupport messages for ")
    async with running(tmp_path) as driven:
        assert driven.shows("1 policy changed")
        assert not driven.shows("stale")


@pytest.mark.parametrize("size", [(80, 24), (60, 15), (120, 40), (200, 60)])
async def test_it_fits(tmp_path: Path, size: tuple[int, int]) -> None:
    async with running(tmp_path, size=size) as driven:
        await decide_on_ten_years(driven)
    edit(tmp_path, "ten years", "nine years")
    async with running(tmp_path, size=size) as driven:
        await driven.press("s")
        for words in ("Retention period", "[-ten-]{+nine+}", "enter confirm", "1 left"):
            assert driven.shows(words), words
        assert any("nine years" in row and "[-" not in row for row in driven.screen()), "in view"
        await driven.press("escape", "tab")
        assert not driven.shows("[-ten-]")


async def test_what_a_file_holds_is_shown_and_never_acted_on(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await decide_on_ten_years(driven)
    edit(tmp_path, "ten years", "ten \x1b[31m[bold]\u202eyears")
    async with running(tmp_path) as driven:
        await driven.press("s")
        assert all(row.isprintable() for row in driven.screen())
        await driven.press("v")
        assert driven.shows("{+␛[31m[bold]\\u202e+}years")
        assert all(row.isprintable() for row in driven.screen())
