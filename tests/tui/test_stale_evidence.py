"""Stale verdicts: what is taken, what is confirmed, and what only the reviewer can take."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewtui.reviews import Queue, Verdict
from tests.tui.driving import Driven, running
from tests.tui.test_stale import decide_on_ten_years, edit

if TYPE_CHECKING:
    from pathlib import Path

ORDERS = "Orders are kept for ten years because tax law asks for it."


def make_ambiguous(folder: Path) -> None:
    """The cited sentence stands twice, and neither place is the one it stood in."""
    edit(folder, "We use cookies", f"{ORDERS}\nWe use cookies")
    edit(folder, "How long we keep it\n", "How long it takes\nWe hurry.\n")
    edit(folder, "We retain", "They retain")


def lose(folder: Path) -> None:
    edit(folder, ORDERS, "Nothing.")


async def two_pieces(driven: Driven) -> None:
    await driven.press("space", "n", "space", "m")


async def test_an_ambiguous_piece_is_shown_and_not_taken(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await decide_on_ten_years(driven)
    make_ambiguous(tmp_path)
    async with running(tmp_path) as driven:
        await driven.press("s")
        assert driven.desk.pieces == []
        assert driven.shows("several places may be the evidence, or one only resembles it")
        assert driven.shows("evidence not certain, its best guess: Orders are kept")
        assert not driven.shows("✓"), "nothing looks taken"
        await driven.press("n")
        chosen = driven.desk.candidate
        await driven.press("p")
        entry = (await driven.saved()).entries["acorn", "retention"]
        assert chosen is not None
        assert [quote.exact for quote in entry.evidence] == [chosen.text]
        assert chosen.text not in [one.exact for one in entry.rejected]


async def test_enter_does_not_cite_a_place_that_is_not_certain(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await decide_on_ten_years(driven)
    make_ambiguous(tmp_path)
    async with running(tmp_path) as driven:
        await driven.press("s", "enter")
        assert driven.shows("confirmed without evidence: its place is not certain")
        entry = (await driven.saved()).entries["acorn", "retention"]
        assert (entry.verdict, entry.evidence) == (Verdict.MET, ())
        assert [quote.exact for quote in entry.history[-1].entry.evidence] == [ORDERS]


async def test_enter_confirms_without_what_is_gone_and_says_so(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await decide_on_ten_years(driven)
    lose(tmp_path)
    async with running(tmp_path) as driven:
        await driven.press("s")
        assert driven.desk.change is not None
        await driven.press("enter")
        assert driven.shows("confirmed without evidence: its words are gone")
        driven.desk.go_to(("acorn", "retention"))
        driven.app.review_screen.enter()
        await driven.settle()
        assert driven.shows("no evidence")
        entry = (await driven.saved()).entries["acorn", "retention"]
        assert (entry.verdict, entry.evidence) == (Verdict.MET, ())
        await driven.press("u")
        assert driven.desk.listed(Queue.STALE), "undone, it is stale again"
        assert driven.desk.entry is not None
        assert [quote.exact for quote in driven.desk.entry.evidence] == [ORDERS]


async def test_one_piece_of_two_that_is_gone_is_left_out(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await two_pieces(driven)
    lose(tmp_path)
    async with running(tmp_path) as driven:
        await driven.press("s", "enter")
        assert driven.shows("confirmed without 1 passage: its words are gone")
        entry = (await driven.saved()).entries["acorn", "retention"]
        assert len(entry.evidence) == 1


async def test_stepping_leaves_pieces_that_were_only_brought_back(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await two_pieces(driven)
        await driven.press("k")
        brought = list(driven.desk.pieces)
        assert len(brought) == 2
        candidates = driven.desk.candidates or ()
        others = [i for i, c in enumerate(candidates) if (c.start, c.end) not in brought]
        assert others, "a third candidate to go to"
        while driven.desk.current != others[0]:
            await driven.press("n")
        assert driven.desk.pieces == []
        chosen = driven.desk.candidate
        await driven.press("p")
        entry = (await driven.saved()).entries["acorn", "retention"]
        assert chosen is not None
        assert [quote.exact for quote in entry.evidence] == [chosen.text]


async def test_space_begins_with_the_evidence_that_is_there(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await decide_on_ten_years(driven)
        await driven.press("k", "k")
        assert driven.desk.entry is not None
        cited = [(q.start, q.end) for q in driven.desk.entry.evidence]
        await driven.press("n" if driven.desk.current == 0 else "N", "space")
        assert driven.shows("2 passages taken")
        assert cited[0] in driven.desk.pieces
        await driven.press("space")
        assert driven.desk.pieces == cited
        await driven.press("p")
        entry = (await driven.saved()).entries["acorn", "retention"]
        assert [(q.start, q.end) for q in entry.evidence] == cited


async def test_the_first_space_on_the_cited_passage_takes_it(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await decide_on_ten_years(driven)
        await driven.press("k", "k", "space")
        assert driven.shows("1 passage taken")
        await driven.press("space")
        assert driven.desk.pieces == []


async def test_candidates_are_followed_while_a_stale_verdict_has_pieces(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await two_pieces(driven)
    filler = "".join(f"Line number {i} says nothing of interest.\n" for i in range(80))
    edit(tmp_path, "ten years", "nine years")
    edit(tmp_path, "two years", f"three years, and then the data is retained.\n{filler}For")
    path = tmp_path / "policies" / "acorn.txt"
    path.write_text(path.read_text("utf-8") + "\nPersonal data is kept for a year.\n", "utf-8")
    async with running(tmp_path) as driven:
        await driven.press("s")
        assert len(driven.desk.candidates or ()) > 2
        for _ in (driven.desk.candidates or ())[1:]:
            await driven.press("n")
            candidate = driven.desk.candidate
            assert candidate is not None
            first, last = driven.app.review_screen.document.visible_span()
            assert first <= candidate.start < last


async def test_enter_cites_the_pieces_that_were_taken(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await decide_on_ten_years(driven)
    lose(tmp_path)
    async with running(tmp_path) as driven:
        await driven.press("s", "space")
        taken = driven.desk.candidate
        await driven.press("enter")
        assert driven.shows("confirmed, 1 passage")
        entry = (await driven.saved()).entries["acorn", "retention"]
        assert taken is not None
        assert [quote.exact for quote in entry.evidence] == [taken.text]


async def test_enter_drops_no_piece_taken_for_a_missing_without_a_word(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press("j", "j", "x")
    added = "Children under twelve may not use the service."
    edit(tmp_path, "How long we keep it", f"{added}\n\nHow long we keep it")
    async with running(tmp_path, size=(80, 24)) as driven:
        await driven.press("s", "space")
        assert driven.shows("1 passage taken")
        await driven.press("enter")
        assert driven.shows("a verdict key takes the passage; space drops it")
        assert driven.desk.pair in driven.desk.listed(Queue.STALE)
        await driven.press("space", "enter")
        assert driven.shows("confirmed")
        entry = (await driven.saved()).entries["acorn", "children"]
        assert (entry.verdict, entry.evidence) == (Verdict.MISSING, ())


async def test_a_passage_that_was_changed_is_not_called_lost(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await decide_on_ten_years(driven)
    edit(tmp_path, "ten years", "nine years")
    async with running(tmp_path) as driven:
        await driven.press("s")
        assert driven.shows("met stale: enter confirms · 1 passage")


async def test_what_a_verdict_cites_and_is_found_again_is_counted(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await two_pieces(driven)
    lose(tmp_path)
    async with running(tmp_path) as driven:
        await driven.press("s")
        assert driven.shows("1 of 2 found again")
        assert not driven.shows("taken")
        await driven.press("enter")
        await driven.press("k", "k")
        assert not driven.shows("found again")
