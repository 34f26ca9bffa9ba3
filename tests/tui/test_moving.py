"""Moving among requirements, candidates and policies, scrolling, finding, reading."""

from functools import partial
from pathlib import Path

import pytest
from textual.events import MouseScrollDown

from tests.tui.driving import running, write_project


async def test_j_and_k_go_round_the_requirements(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press("j", "down", "j")
        assert driven.desk.pair == ("acorn", "retention")
        await driven.press("k")
        assert driven.desk.pair == ("acorn", "children")
        await driven.press("up")
        assert driven.desk.pair == ("acorn", "cookies")


async def test_brackets_go_to_the_other_policy(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        for key in ("right_square_bracket", "less_than_sign", "greater_than_sign"):
            await driven.press(key)
        assert driven.desk.pair == ("birch", "retention")
        assert driven.shows("birch")
        assert driven.shows("thirty days")
        await driven.press("left_square_bracket")
        assert driven.desk.pair == ("acorn", "retention")


async def test_the_current_candidate_is_marked_beside_the_text(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        candidate = driven.desk.candidate
        assert candidate is not None
        marked = [row for row in driven.screen() if row.startswith("▌")]
        assert marked
        assert candidate.text.split("\n")[0][:30] in "\n".join(driven.screen())


async def test_n_goes_through_the_candidates_and_stops_at_the_last(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        count = len(driven.desk.candidates or ())
        await driven.press(*["n"] * (count - 1))
        assert driven.desk.current == count - 1
        await driven.press("n")
        assert driven.desk.current == count - 1
        assert driven.shows("No further candidate.")
        await driven.press(*["N"] * count)
        assert driven.desk.current == 0


async def test_tab_goes_to_what_is_undecided(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press("j", "m", "k", "k", "tab")
        assert driven.desk.pair == ("acorn", "children")


async def test_long_policies_scroll(tmp_path: Path) -> None:
    write_project(tmp_path)
    lines = "\n".join(f"Line number {i} says nothing of interest." for i in range(200))
    (tmp_path / "policies" / "acorn.txt").write_text(lines, encoding="utf-8")
    async with running(tmp_path) as driven:
        await driven.press("g")
        assert driven.shows("Line number 0 says")
        await driven.press("pagedown")
        assert driven.shows("Line number 11 says")
        await driven.press("K", "ctrl+d", "J", "ctrl+u")
        assert driven.shows("Line number 11 says")
        await driven.press("G")
        assert driven.shows("Line number 199 says")
        await driven.press("pageup")
        assert not driven.shows("Line number 199 says")
        assert driven.path.exists() is False


async def test_what_the_wheel_scrolled_to_stays_at_another_size(tmp_path: Path) -> None:
    write_project(tmp_path)
    lines = "\n".join(f"Line number {i} says nothing of interest." for i in range(200))
    (tmp_path / "policies" / "acorn.txt").write_text(lines, encoding="utf-8")
    async with running(tmp_path) as driven:
        view = driven.app.review_screen.document
        wheel = partial(MouseScrollDown, view, 1, 1, 0, 0, 0, shift=False, meta=False, ctrl=False)
        for _ in range(9):
            view.post_message(wheel())
        await driven.settle()
        there = view.visible_span()[0]
        assert there > 0
        await driven.pilot.resize_terminal(100, 30)
        await driven.settle()
        assert view.visible_span()[0] == there


async def test_find_marks_hits_and_gives_n_back(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press("slash", *"suport")
        assert driven.shows("Hit 1 of 1.")
        await driven.press("enter", "n")
        assert driven.desk.current == 0
        await driven.press("escape", "n")
        assert driven.desk.current == 1
        assert driven.desk.pair == ("acorn", "retention")


async def test_what_is_found_stays_in_view(tmp_path: Path) -> None:
    write_project(tmp_path)
    lines = "".join(f"Line number {i} says nothing of interest.\n" for i in range(200))
    text = "We retain orders for ten years.\n" + lines
    (tmp_path / "policies" / "acorn.txt").write_text(text, encoding="utf-8")
    async with running(tmp_path) as driven:
        await driven.press("slash", *"number 150", "enter", "escape")
        assert driven.shows("Line number 150")
        await driven.press("z")
        assert driven.shows("ten years")


async def test_letters_typed_into_find_decide_nothing(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press("slash", *"mpxcwadu", "escape")
        assert driven.desk.review.entries == {}


async def test_guidance_and_references_are_shown_on_demand(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        assert not driven.shows("GDPR Art. 13(2)(a)")
        assert driven.shows("i: more")
        await driven.press("i")
        assert driven.shows("i: less")
        assert driven.shows("A period per kind of data is best.")
        assert driven.shows("GDPR Art. 13(2)(a)")
        assert driven.shows("retain, kept for")
        await driven.press("i")
        assert not driven.shows("GDPR Art. 13(2)(a)")


async def test_escape_folds_guidance_before_it_leaves_a_queue(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press("d", "Q", "j", "enter")
        assert driven.desk.in_queue
        await driven.press("i")
        assert driven.shows("i: less")
        await driven.press("escape")
        assert driven.shows("i: more")
        assert driven.desk.in_queue
        await driven.press("escape")
        assert not driven.desk.in_queue


async def test_guidance_that_is_open_and_cut_says_that_its_key_folds_it(tmp_path: Path) -> None:
    async with running(tmp_path, size=(80, 24)) as driven:
        await driven.press("i")
        await driven.pilot.resize_terminal(60, 15)
        await driven.settle()
        assert driven.shows("i: less")
        await driven.press("i")
        assert driven.shows("i: more")


async def test_where_there_is_no_room_guidance_opens_over_the_policy(tmp_path: Path) -> None:
    async with running(tmp_path, size=(60, 15)) as driven:
        await driven.press("i")
        assert driven.shows("A period per kind of data is best.")
        assert driven.shows("retain, kept for")
        await driven.press("m", "escape")
        assert driven.desk.review.entries == {}
        assert any(row.startswith("▌") for row in driven.screen())


async def test_help_lists_the_keys_and_closes(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press("question_mark")
        assert driven.shows("met: the policy says it")
        await driven.press("m", "backspace", "end")
        assert driven.shows("where the candidate with that number begins")
        await driven.press("escape")
        assert driven.desk.review.entries == {}
        assert driven.shows("Retention period")


@pytest.mark.parametrize(
    ("there", "title", "helped"),
    [
        (("Q",), "What to go through", "choose what the cursor is at"),
        (("B",), "Marked for one verdict", "what is marked: look, go there, take marks away"),
        (("D",), "Evidence cited by", "drop this piece of evidence, or keep it"),
        (("r",), "Why nothing strong is found", "one page down"),
    ],
    ids=["queues", "marks", "evidence", "why"],
)
async def test_each_list_has_help_of_its_own_and_is_there_again_after_it(
    tmp_path: Path, there: tuple[str, ...], title: str, helped: str
) -> None:
    async with running(tmp_path) as driven:
        await driven.press("m", "b")
        while driven.desk.pair != ("acorn", "retention"):
            await driven.press("k")
        await driven.press(*there)
        assert driven.shows(title)
        assert driven.shows("? help")
        await driven.press("question_mark")
        assert driven.shows(helped)
        assert not driven.shows(title)
        await driven.press(*"zzz", "escape")
        assert driven.shows(title)
        await driven.press("escape")
        assert not driven.shows(title)
        assert driven.app.review_screen.over is None


async def test_a_command_can_be_run_by_its_name(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press("colon", *"missing")
        await driven.press("down", "enter")
        assert driven.desk.pair == ("acorn", "cookies")
        entry = (await driven.saved()).entries["acorn", "retention"]
        assert entry.verdict == "missing"


async def test_a_shorter_ranking_keeps_a_candidate_current(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        desk = driven.desk
        found = list(desk.candidates or ())
        await driven.press(*["n"] * (len(found) - 1))
        assert desk.current > 0
        desk.keep_ranking(desk.pair, found[:1])
        driven.app.review_screen.present()
        await driven.settle()
        assert desk.candidate == found[0]
        assert driven.shows("candidate 1 of 1")


async def test_learning_can_be_switched_off(tmp_path: Path) -> None:
    async with running(tmp_path, size=(120, 40)) as driven:
        await driven.press("L")
        assert driven.shows("learning off")
        assert driven.desk.ready
        await driven.press("L")
        assert not driven.shows("learning off")
