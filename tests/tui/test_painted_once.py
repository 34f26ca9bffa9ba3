"""Where a key leads to a requirement that has to be ranked first, that one is painted, and nothing
of the one that was left."""

from __future__ import annotations

from pathlib import Path
from time import monotonic

import pytest

from reviewtui.reviews import Verdict
from reviewtui.tui.messages import Prepared, Recompared
from tests.tui.driving import Driven, running
from tests.tui.test_joining import with_a_conflict

SIZES = pytest.mark.parametrize("size", [(80, 24), (120, 40)])


async def painted(driven: Driven, *keys: str) -> list[bool]:
    """Whether Cookies is the requirement on the screen, each time that it is painted."""
    seen: list[bool] = []

    def look() -> None:
        seen.append(any("Cookies  should" in row for row in driven.screen()[:4]))

    driven.app.post_display_hook = look  # type: ignore[method-assign]
    await driven.press(*keys)
    return seen


@SIZES
async def test_taking_the_other_verdict(tmp_path: Path, size: tuple[int, int]) -> None:
    async with running(tmp_path, size=size) as driven:
        await with_a_conflict(driven)
        assert driven.desk.pair == ("acorn", "children")
        await driven.press("M")
        seen = await painted(driven, "t")
        assert seen
        assert all(seen)
        assert driven.desk.review.entries["acorn", "cookies"].verdict is Verdict.MISSING


@SIZES
@pytest.mark.parametrize("way", ["apostrophe", "A", "O"])
async def test_going_elsewhere_from_a_list_or_a_screen(
    tmp_path: Path, size: tuple[int, int], way: str
) -> None:
    async with running(tmp_path, size=size) as driven:
        if way == "A":
            await driven.press("j", "A", "j")
            left = ("acorn", "cookies")
        elif way == "O":
            await driven.press("O", "j")
            left = ("acorn", "retention")
        else:
            await driven.press("apostrophe", *"cookies")
            left = ("acorn", "retention")
        assert driven.desk.pair == left
        driven.desk.forget_rankings({"cookies"})
        assert way == "A" or all(await painted(driven, "enter"))
        if way == "A":
            policies: list[str] = []
            driven.app.post_display_hook = lambda: policies.append(  # type: ignore[method-assign]
                driven.screen()[0].split()[0]
            )
            await driven.press("enter")
            assert policies
            assert {*policies} == {"birch"}
        assert driven.desk.pair[1] == "cookies"


async def test_what_becomes_of_a_verdict_that_is_taken_is_painted_with_it(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await with_a_conflict(driven)
        await driven.press("M")
        desk, screen = driven.desk, driven.app.review_screen
        paintings: list[bool] = []
        screen.background.ask = lambda pair: None  # type: ignore[method-assign]
        await driven.press("t")
        assert screen.background.recomparing <= {("acorn", "cookies")}
        screen.background.recomparing = frozenset({("acorn", "cookies")})
        desk.forget_rankings({"cookies"})
        screen.enter(patience=60)
        driven.app.post_display_hook = lambda: paintings.append(  # type: ignore[method-assign]
            screen.gate.painted_at is not None
        )
        pair = ("acorn", "cookies")
        policy, found = driven.app.library.prepare(pair, desk.review, learning=desk.learning)
        screen.on_prepared(Prepared(pair, policy, found, lessons=desk.lessons["cookies"]))
        await driven.pilot.pause(0)
        assert desk.ready
        assert not paintings
        screen.on_recompared(Recompared(None, frozenset({pair})))
        deadline = monotonic() + 10
        while screen.gate.painted_at is None and monotonic() < deadline:
            await driven.pilot.pause(0.01)
        assert screen.gate.painted_at is not None
        assert paintings


async def test_patience_ends(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        driven.app.review_screen.background.ask = lambda pair: None  # type: ignore[method-assign]
        driven.desk.forget_rankings({"cookies"})
        seen = await painted(driven, "j")
        deadline = monotonic() + 10
        while not seen and monotonic() < deadline:
            await driven.pilot.pause(0.01)
        assert seen
        assert all(seen)


@SIZES
@pytest.mark.parametrize("ranked", [True, False])
async def test_what_is_undone_is_painted_with_all_that_is_said_of_it(
    tmp_path: Path, size: tuple[int, int], *, ranked: bool
) -> None:
    async with running(tmp_path, size=size) as driven:
        await driven.press("j", "m")
        await driven.saved()
        assert driven.desk.pair == ("acorn", "children")
        if not ranked:
            driven.desk.forget_rankings({"cookies"})
        driven.app.save = lambda: None  # type: ignore[method-assign] # which is painted later
        gate, decidable = driven.app.review_screen.gate, list[bool]()
        driven.app.post_display_hook = lambda: decidable.append(  # type: ignore[method-assign]
            gate.painted_at is not None
        )
        await driven.press("u")
        assert driven.shows("undone")
        assert driven.shows("Cookies  should")
        assert decidable == [False]  # one painting, and before it no key decides
        assert gate.painted_at is not None
