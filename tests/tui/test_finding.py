"""A reviewer finds words in the document: as they type, with typos, in long policies too."""

from pathlib import Path

import pytest
from textual.events import Paste

from reviewtui.tui.screens.finding import AT_ONCE
from tests.tui.driving import Driven, running, write_project

LONG = "\n\n".join(f"Paragraph {n} says that we keep record number {n}." for n in range(4000))


async def test_hits_are_shown_while_the_query_is_typed(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press("slash", *"bas")
        assert driven.shows("Hit 1 of 1.")
        await driven.press(*"ktet")
        assert driven.shows("Hit 1 of 1."), "a typo in the query still finds"
        await driven.press("x", "x", "x")
        assert driven.shows("Nothing like that in this policy.")
        assert driven.shows("enter done")
        await driven.press("enter")
        assert driven.shows("Nothing like that in this policy. / changes the words.")
        assert driven.shows("/ find ] policy")
        assert not driven.shows("next hit")
        await driven.press("right_square_bracket")
        assert driven.shows("Birch Maps")
        assert any(
            "basktetxxx" in row and row.rstrip().endswith(" none") for row in driven.screen()
        )
        await driven.press("slash", *"cookies", "enter")
        assert driven.shows("n next hit")


async def test_a_long_policy_is_gone_through_by_a_worker(tmp_path: Path) -> None:
    write_project(tmp_path)
    assert len(LONG) > AT_ONCE
    (tmp_path / "policies" / "acorn.txt").write_text(LONG, encoding="utf-8")
    async with running(tmp_path) as driven:
        await driven.press("slash", *"record number 3999")
        assert driven.shows("Hit 1 of 1.")
        assert driven.shows("Paragraph 3999 says")
        await driven.press("enter", "e", "m")
        entry = (await driven.saved()).entries["acorn", "retention"]
        assert [quote.exact for quote in entry.evidence] == [
            "Paragraph 3999 says that we keep record number 3999."
        ]
        assert driven.desk.pair == ("acorn", "cookies")


async def test_what_stands_below_a_hit_is_in_view_too(tmp_path: Path) -> None:
    write_project(tmp_path)
    (tmp_path / "policies" / "acorn.txt").write_text(LONG, encoding="utf-8")
    async with running(tmp_path) as driven:
        screen = driven.app.review_screen
        await driven.press("slash", *"record", "enter")
        tops = set()
        for _ in range(12):
            await driven.press("n")
            hit, policy = screen.finder.hit, driven.desk.policy
            assert hit is not None
            assert policy is not None
            shown = policy.text[slice(*screen.document.visible_span())]
            below = policy.text[hit[1] :].split("\n\n")[1]
            assert below in shown
            tops.add(screen.document.top)
        assert 1 < len(tops) < 6, "the view moves where that is needed"


async def test_another_policy_is_searched_for_the_same(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press("slash", *"cookies", "enter", "right_square_bracket")
        assert driven.shows("Birch Maps")
        hits = driven.app.review_screen.finder.hits
        policy = driven.desk.policy
        assert policy is not None
        assert [policy.text[s:e] for s, e in hits] == ["cookies"]


async def test_all_hits_on_the_screen_are_marked(tmp_path: Path) -> None:
    write_project(tmp_path)
    (tmp_path / "policies" / "acorn.txt").write_text(LONG, encoding="utf-8")
    async with running(tmp_path) as driven:
        await driven.press("slash", *"record", "enter", "n", "n")
        screen = driven.app.review_screen
        first, last = screen.document.visible_span()
        shown = [hit for hit in screen.finder.hits if first <= hit[0] < last]
        policy = driven.desk.policy
        assert policy is not None
        assert len(screen.finder.marks(policy, (first, last))) == len(shown) >= 5
        assert len(screen.finder.hits) == 4000
        assert driven.shows("Hit 3 of 4000. space takes its sentence, e selects words.")


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_each_key_of_a_find_is_painted_once(tmp_path: Path, size: tuple[int, int]) -> None:
    async with running(tmp_path, size=size) as driven:
        for key in ("slash", *"cook", "backspace", "enter", "escape", "slash", "b", "escape"):
            assert await paintings(driven, key) == 1, key


async def paintings(driven: Driven, key: str) -> int:
    """How often the screen is painted for a key."""
    count = 0

    def painted() -> None:
        nonlocal count
        count += 1

    driven.app.post_display_hook = painted  # type: ignore[method-assign]
    await driven.press(key)
    return count


async def test_hits_are_gone_through_while_the_query_is_typed(tmp_path: Path) -> None:
    write_project(tmp_path)
    (tmp_path / "policies" / "acorn.txt").write_text(LONG, encoding="utf-8")
    async with running(tmp_path) as driven:
        await driven.press("slash", *"record", "down", "down")
        assert driven.shows("Hit 3 of 4000.")
        await driven.press("up", "s")
        assert driven.shows("/ records"), "a letter is still typed"
        assert driven.desk.pair == ("acorn", "retention")


async def test_a_complete_query_is_replaced_by_the_next_and_asked_again(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        finder = driven.app.review_screen.finder
        await driven.press("slash", *"basket", "enter", "slash", *"tax")
        assert finder.query == "tax"
        await driven.press("enter", "escape")
        assert not finder.is_open
        await driven.press("slash")
        assert driven.shows("enter: “tax” again")
        await driven.press("enter")
        assert (finder.query, finder.typing) == ("tax", False)
        assert driven.shows("Hit 1 of 1.")


async def test_what_is_not_in_this_policy_is_looked_for_in_the_next(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press("slash", *"advertising", "enter")
        assert driven.shows("Nothing like that in this policy.")
        await driven.press("right_square_bracket")
        assert len(driven.app.review_screen.finder.hits) == 1
        await driven.press("slash", "backspace", "enter")
        assert not driven.app.review_screen.finder.is_open, "nothing is looked for"


async def test_what_is_pasted_is_found(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press("slash")
        driven.app.post_message(Paste("tax law\nasks for"))
        await driven.settle()
        assert driven.app.review_screen.finder.query == "tax law"
        assert driven.shows("Hit 1 of 1.")
        assert driven.desk.review.entries == {}


async def test_where_nothing_is_found_the_view_is_where_the_find_began(tmp_path: Path) -> None:
    write_project(tmp_path)
    text = "\n\n".join(f"Paragraph {n} of this policy." for n in range(80)) + "\n\nRetail prices."
    (tmp_path / "policies" / "acorn.txt").write_text(text, encoding="utf-8")
    async with running(tmp_path) as driven:
        document = driven.app.review_screen.document
        await driven.press("J", "J")
        began = document.top
        await driven.press("slash", *"ret")
        assert document.top > began
        await driven.press(*"raction")
        assert driven.shows("Nothing like that in this policy.")
        assert document.top == began


async def test_the_view_is_on_the_very_row_again(tmp_path: Path) -> None:
    write_project(tmp_path)
    names = ("WHO WE ARE", "COOKIES", "CHILDREN", "OTHER SITES", "CHANGES", "YOUR RIGHTS") * 2
    text = " ".join(f"{name}: The site says what there is to say of it." for name in names)
    (tmp_path / "policies" / "acorn.txt").write_text(f"{text} Retail prices.", encoding="utf-8")
    async with running(tmp_path) as driven:
        document = driven.app.review_screen.document
        await driven.press("g")
        rows = document.rows()
        assert rows is not None
        starts = [row.start for row in rows.rows]
        assert len(set(starts)) < len(starts), "there are blank rows above headings"
        for top in range(6):
            assert document.top == top
            await driven.press("slash", *"ret", *"zzz")
            assert driven.shows("Nothing like that in this policy.")
            assert document.top == top
            await driven.press("escape", "J")


async def test_a_find_ends_with_the_requirement_that_it_was_for(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        finder = driven.app.review_screen.finder
        await driven.press("slash", *"shop", "enter", "m")
        assert not finder.is_open
        assert driven.shows("n candidate")
        await driven.press("t", "slash", *"cookies", "enter", "m")
        assert driven.desk.pair == ("birch", "cookies")
        assert len(finder.hits) == 1, "the same is asked there"


async def test_in_a_policy_come_to_the_first_hit_is_gone_to_before_it_is_taken(
    tmp_path: Path,
) -> None:
    async with running(tmp_path) as driven:
        finder = driven.app.review_screen.finder
        await driven.press("slash", *"with birch", "enter", "right_square_bracket")
        assert driven.shows("1 hit ")
        await driven.press("space")
        assert driven.desk.candidate is not None
        spans = [(driven.desk.candidate.start, driven.desk.candidate.end)]
        assert [*driven.desk.pieces] == spans, "not what was not looked at"
        await driven.press("n")
        assert finder.hit == finder.hits[0]
        assert driven.shows("1/1")
        await driven.press("left_square_bracket", "slash", *"acorn", "enter")
        await driven.press("right_square_bracket", "left_square_bracket", "N")
        assert finder.hit == finder.hits[-1]
