"""Moves that keep arriving: the position now and then, what they lead to once they rest."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest
from textual.events import Key

from reviewtui.tui import pace as pacing
from reviewtui.tui.pace import Pace
from reviewtui.tui.paced import Paced
from reviewtui.tui.screens.across import AcrossScreen
from reviewtui.tui.screens.gated import GatedScreen
from reviewtui.tui.screens.review import ReviewScreen
from tests.tui.driving import Driven, running, write_project

if TYPE_CHECKING:
    from textual.timer import Timer


class Clock:
    """Time that passes when told to, and one call back at most."""

    def __init__(self) -> None:
        self.now = 100.0
        self.due: tuple[float, Callable[[], None]] | None = None

    def after(self, seconds: float, call: Callable[[], None]) -> Timer:
        self.due = self.now + seconds, call
        return cast("Timer", self)

    def stop(self) -> None:
        self.due = None

    def pass_to(self, when: float) -> None:
        if self.due is not None and self.due[0] <= when:
            (self.now, call), self.due = self.due, None
            call()
        self.now = when


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(pacing, "monotonic", lambda: clock.now)
    return clock


def held(clock: Clock, gaps: list[float], *, text: bool = False) -> tuple[list[int], list[int]]:
    """Which of the moves were painted, and of which only the position, with these gaps between."""
    pace, at = Pace(clock.after), -1
    shown: list[int] = []
    glanced: list[int] = []

    def show() -> None:
        shown.append(at)

    def position() -> None:
        glanced.append(at)

    for number, gap in enumerate([0.0, *gaps]):
        clock.pass_to(clock.now + gap)
        at = number
        pace.move(clock.now, show, None if text else position)
    clock.pass_to(clock.now + 1)
    assert not pace.holds
    return shown, glanced


def test_a_move_by_itself_is_painted_at_once(clock: Clock) -> None:
    assert held(clock, []) == ([0], [])
    assert held(clock, [0.15, 0.2, 1.0, 0.13]) == ([0, 1, 2, 3, 4], [])


@pytest.mark.parametrize("gap", [0.0, 0.02, 0.033, 0.05, 0.092, 0.1, 0.11])
@pytest.mark.parametrize("delay", [0.2, 0.5])
def test_twenty_held_steps_paint_the_first_and_the_last(
    clock: Clock, gap: float, delay: float
) -> None:
    shown, glanced = held(clock, [delay] + [gap] * 18)
    assert shown == [0, 1, 19]
    assert len(glanced) <= 18 * gap / pacing.POSITION
    assert len(glanced) >= int(18 * gap / (pacing.POSITION + gap))


@pytest.mark.parametrize("gap", [0.02, 0.033, 0.05, 0.06, 0.092, 0.11])
def test_twenty_held_pages_paint_some_on_the_way(clock: Clock, gap: float) -> None:
    shown, _ = held(clock, [gap] * 19, text=True)
    assert (shown[0], shown[-1]) == (0, 19)
    assert len(shown) <= 6
    assert len(shown) >= 2 + int(19 * gap / max(pacing.FEW * gap, pacing.TEXT + gap))


def test_lumps_of_a_slow_line_are_one_row(clock: Clock) -> None:
    shown, _ = held(clock, [0.0, 0.0, 0.0, 0.09] * 4 + [0.0, 0.0, 0.0])
    assert shown[0] == 0
    assert shown[-1] == 19
    assert len(shown) <= 6


def test_another_move_paints_what_the_first_led_to(clock: Clock) -> None:
    pace, painted = Pace(clock.after), list[str]()

    def one() -> None:
        painted.append("one")

    def other() -> None:
        painted.append("other")

    for show in (one, one, other, other):
        pace.move(clock.now, show)
    assert painted == ["one", "one", "other"]
    pace.flush()
    assert painted == ["one", "one", "other", "other"]
    assert not pace.holds


def hold(driven: Driven, key: str, times: int) -> None:
    """A held key, all whose steps arrive before any is handled."""
    driven.forget_keys()
    for _ in range(times):
        driven.app.post_message(Key(key, key if len(key) == 1 else None))


async def at_rest(driven: Driven) -> None:
    deadline = time.monotonic() + 5
    await driven.settle()
    while isinstance(screen := driven.app.screen, Paced) and screen.holding:
        assert time.monotonic() < deadline
        await driven.pilot.pause(0.01)
    await driven.settle()


async def test_a_held_key_shows_where_it_led_and_nothing_between(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        shown = list[tuple[str, str]]()
        screen = driven.app.review_screen
        present = screen.present

        def noted() -> None:
            shown.append(driven.desk.pair)
            present()

        screen.present = noted  # type: ignore[method-assign]
        hold(driven, "j", 20)
        await driven.pilot.pause()
        assert screen.gate.painted_at is None
        await at_rest(driven)
        assert driven.desk.pair == ("acorn", "children")
        assert set(shown) == {("acorn", "cookies"), ("acorn", "children")}
        assert driven.shows("3 of 3")
        assert screen.gate.painted_at is not None


async def test_a_verdict_key_among_the_moves_decides_nothing(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        for move in ("j", "n"):
            hold(driven, move, 4)
            driven.app.post_message(Key("m", "m"))
            await at_rest(driven)
            assert driven.desk.review.entries == {}
            assert driven.shows("Not decided: that key came before")
        await driven.press("m")
        assert len(driven.desk.review.entries) == 1


async def test_a_painting_that_ends_after_the_next_move_shows_nothing_of_it(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        for place, move in (("", "n"), ("A", "n"), ("", "j")):
            if place:
                await driven.press(place)
            screen = driven.app.screen
            assert isinstance(screen, ReviewScreen | GatedScreen)
            hold(driven, move, 2)
            opened, held, deadline = False, False, time.monotonic() + 5
            while not held or screen.holding:  # what was painted is the first move
                assert time.monotonic() < deadline
                held |= screen.holding
                opened |= screen.holding and screen.gate.painted_at is not None
                await driven.pilot.pause(0.001)
            assert not opened, (place, move)
            await at_rest(driven)
            assert screen.gate.painted_at is not None
            if place:
                await driven.press("escape")


async def test_a_row_that_is_not_shown_yet_is_not_marked(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press("A")
        hold(driven, "l", 3)
        driven.app.post_message(Key("b", "b"))
        await at_rest(driven)
        assert not driven.desk.marks
        await driven.press("b")
        assert len(driven.desk.marks) == 1


async def test_requirements_that_pass_by_across_show_their_heads_alone(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press("A")
        before = driven.screen()
        screen = driven.app.screen
        assert isinstance(screen, AcrossScreen)
        screen.across.step_requirement(1)
        screen._paint_position()
        await driven.settle()
        held = driven.screen()
        assert "Cookies" in held[0]
        assert held[4:-2] == before[4:-2], "what the policies say follows at rest"
        screen.reopen()
        await driven.settle()
        assert "Cookies" in driven.screen()[0]
        assert driven.screen()[4:-2] != before[4:-2]
        assert "reading…" not in "".join(driven.screen())


MANY = "".join(
    f'[[requirement]]\nid = "r{n}"\ntitle = "Title {n:02}"\ntext = "Says what number {n} is."\n'
    for n in range(40)
)


@pytest.mark.parametrize(
    ("enter", "key"),
    [
        ("O", "j"),
        ("O", "l"),
        ("O", "b"),
        ("A", "j"),
        ("A", "l"),
        ("A", "n"),
        ("Q", "j"),
        ("apostrophe", "down"),
        ("apostrophe", "r"),
        ("colon", "pagedown"),
        ("question_mark", "down"),
    ],
)
async def test_held_keys_are_painted_few_times_in_every_place(
    tmp_path: Path, enter: str, key: str
) -> None:
    write_project(tmp_path)
    head = 'format = 1\nid = "many"\ntitle = "Many"\n'
    (tmp_path / "small.toml").write_text(head + MANY, encoding="utf-8")
    async with running(tmp_path) as driven:
        await driven.press(enter)
        paintings = 0

        def painted() -> None:
            nonlocal paintings
            paintings += 1

        driven.app.post_display_hook = painted  # type: ignore[method-assign]
        hold(driven, key, 20)
        await at_rest(driven)
        held, shown = paintings, driven.screen()
        assert 1 <= held <= 4
        driven.app.post_display_hook = lambda: None  # type: ignore[method-assign]
        await driven.press("escape")
        driven.desk.marks.clear()
        await driven.press(enter)
        for _ in range(20):
            await driven.press(key)
        assert driven.screen() == shown, "the last one is shown"


async def test_other_policies_are_not_read_on_the_way(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        for name in ("cedar", "dogwood", "elm", "fir"):
            (tmp_path / "policies" / f"{name}.txt").write_text("Nothing.", encoding="utf-8")
    async with running(tmp_path) as driven:
        hold(driven, "right_square_bracket", 4)
        await at_rest(driven)
        assert driven.desk.pair[0] == "elm"
        assert "dogwood" not in driven.desk.policies
        assert driven.shows("Nothing.")


async def test_what_was_only_scrolled_past_was_not_on_the_screen(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        lines = "\n".join(f"Line number {i} says nothing of interest." for i in range(400))
        (tmp_path / "policies" / "acorn.txt").write_text(lines, encoding="utf-8")
    async with running(tmp_path) as driven:
        policy = driven.desk.policy
        assert policy is not None
        hold(driven, "pagedown", 20)
        await at_rest(driven)
        view = driven.app.review_screen.document
        first, _ = view.visible_span()
        assert policy.text[first:].startswith("Line number 2")
        assert driven.shows(policy.text[first : first + 20])
        share = driven.desk.coverage.share(policy)
        assert share is not None
        assert share < 0.25
