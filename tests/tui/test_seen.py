"""What was on the screen is seen wherever it is decided: in the review, the overview, across."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from reviewtui.reviews import Verdict
from tests.tui.driving import running, write_project

if TYPE_CHECKING:
    from tests.tui.driving import Driven

SEVERAL = """Orders are kept for ten years because tax law asks for it.

We retain support messages for two years.

Personal data of visitors is kept for one month.

Cookies are used to remember your basket.
"""
UNREAD = "it was not read yet; enter opens it"


def several(tmp_path: Path) -> None:
    write_project(tmp_path)
    (tmp_path / "policies" / "acorn.txt").write_text(SEVERAL, encoding="utf-8")


async def cited(driven: Driven, requirement: str = "retention") -> list[str]:
    """What the verdict on it in acorn cites."""
    entry = (await driven.saved()).entries["acorn", requirement]
    assert entry.verdict is not None
    return [quote.exact for quote in entry.evidence]


async def test_the_overview_decides_on_what_was_read_in_the_review(tmp_path: Path) -> None:
    several(tmp_path)
    async with running(tmp_path) as driven:
        assert driven.desk.candidate is not None
        best = driven.desk.candidate.text
        await driven.press("j", "O", "k", "m")
        assert driven.shows("✓ met: acorn · Retention period")
        assert await cited(driven) == [best]
        await driven.press("j", "j", "m")
        assert driven.shows(UNREAD), "the third one was not on the screen"
        assert ("acorn", "children") not in driven.desk.review.entries


async def test_the_keys_of_verdicts_are_offered_where_they_decide(tmp_path: Path) -> None:
    several(tmp_path)
    async with running(tmp_path) as driven:
        await driven.press("O")
        assert driven.shows("m met p partial x missing c contra w unclear a n/a b mark d defer")
        await driven.press("j")
        assert driven.shows("b mark a n/a d defer")
        assert not driven.shows("m met")


async def test_at_the_reviews_own_place_it_takes_what_is_taken_there(tmp_path: Path) -> None:
    several(tmp_path)
    async with running(tmp_path) as driven:
        await driven.press("n", "space", "n", "space")
        taken = driven.desk.pieces[:]
        await driven.press("O", "p")
        texts = [SEVERAL[start:end] for start, end in sorted(taken)]
        assert len(texts) == 2
        assert await cited(driven) == texts


async def test_what_was_taken_and_left_is_taken_still(tmp_path: Path) -> None:
    several(tmp_path)
    async with running(tmp_path) as driven:
        candidates = driven.desk.candidates
        assert candidates
        await driven.press("n", "space", "j", "O", "k", "m")
        assert await cited(driven) == [candidates[1].text]
        await driven.press("u", "p")
        assert await cited(driven) == [candidates[1].text], "an undo brings it back"


async def test_a_candidate_looked_at_and_left_is_none_that_was_taken(tmp_path: Path) -> None:
    several(tmp_path)
    async with running(tmp_path) as driven:
        assert driven.desk.candidate is not None
        best = driven.desk.candidate.text
        await driven.press("n", "n", "j", "O", "k", "m")
        assert await cited(driven) == [best], "as on coming back to it"


async def test_a_verdict_given_there_keeps_its_words_under_another_one(tmp_path: Path) -> None:
    several(tmp_path)
    async with running(tmp_path) as driven:
        candidates = driven.desk.candidates
        assert candidates
        await driven.press("n", "m", "O", "k", "p")
        assert await cited(driven) == [candidates[1].text]
        await driven.press("u", "u", "c")
        entry = (await driven.saved()).entries["acorn", "retention"]
        assert entry.verdict is Verdict.CONTRADICTED
        assert [quote.exact for quote in entry.evidence] == [candidates[0].text]


async def test_missing_records_what_was_on_the_screen(tmp_path: Path) -> None:
    several(tmp_path)
    async with running(tmp_path) as driven:
        shown, policy = driven.desk.seen, driven.desk.policy
        assert policy is not None
        await driven.press("j", "O", "k", "x")
        entry = (await driven.saved()).entries["acorn", "retention"]
        assert len(entry.rejected) == shown > 0
        assert all(one.exact in SEVERAL for one in entry.rejected)
        assert entry.read == driven.desk.coverage.share(policy)


async def test_a_mark_set_before_reading_is_read_once_that_was_on_the_screen(
    tmp_path: Path,
) -> None:
    several(tmp_path)
    async with running(tmp_path) as driven:
        await driven.press("O", "j", "b", "b", "m")
        assert driven.shows("Not decided: 2 of 2 were not read yet; B lists them.")
        await driven.press("B", "enter")
        assert driven.desk.pair == ("acorn", "cookies")
        await driven.press("O", "m")
        assert driven.shows("Not decided: 1 of 2 were not read yet; B lists them.")
        await driven.press("B")
        assert driven.shows("candidate 1")
        await driven.press("j", "enter", "m")
        assert driven.shows("✓ met: 2 policies")
        assert await cited(driven, "cookies") == ["Cookies are used to remember your basket."]


async def test_a_mark_in_the_overview_is_on_what_was_read(tmp_path: Path) -> None:
    several(tmp_path)
    async with running(tmp_path) as driven:
        await driven.press("j", "O", "k", "b", "j", "h", "b")
        assert len(driven.desk.marks) == 2
        await driven.press("m")
        assert driven.shows("✓ met: 2 requirements")
        assert len(await cited(driven)) == 1


async def test_what_was_shown_across_is_read_in_the_overview(tmp_path: Path) -> None:
    several(tmp_path)
    async with running(tmp_path) as driven:
        await driven.press("A", "j", "escape", "O", "l", "m")
        entry = (await driven.saved()).entries["birch", "retention"]
        assert entry.verdict is Verdict.MET
        await driven.press("j", "m")
        assert driven.shows(UNREAD)


async def test_what_somebody_else_decided_since_has_to_be_read(tmp_path: Path) -> None:
    several(tmp_path)
    async with running(tmp_path) as driven:
        await driven.press("m", "O", "k", "p")
        review = driven.desk.review
        theirs = replace(review.entries["acorn", "retention"], reviewer="bob")
        entries = {**review.entries, ("acorn", "retention"): theirs}
        driven.desk.replace_review(replace(review, entries=entries))
        await driven.press("c")
        assert driven.shows(UNREAD)
        assert driven.desk.review.entries["acorn", "retention"] is theirs


async def test_keys_in_one_lump_decide_nothing_that_was_not_painted(tmp_path: Path) -> None:
    several(tmp_path)
    async with running(tmp_path) as driven:
        driven.forget_keys()
        driven.app.review_screen.action_do("next-requirement")
        driven.app.review_screen.action_do("overview")
        await driven.settle()
        await driven.press("m")
        assert driven.desk.pair == ("acorn", "cookies")
        assert driven.shows(UNREAD)
