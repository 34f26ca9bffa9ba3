"""Many keys read at once, as on a slow line: each does what it would have done alone."""

from pathlib import Path

import pytest
from textual._xterm_parser import XTermParser  # what the driver reads a terminal with
from textual.app import App
from textual.events import Key
from textual.widgets import Input

from reviewtui.projects import Choice, resolve
from reviewtui.tui.screens.choose import ChooseApp
from tests.tui.driving import Driven, running

RETENTION = ("acorn", "retention")


def read_at_once(app: App[int], text: str) -> None:
    """What the driver posts for these bytes; an Escape at their end stands alone."""
    for event in XTermParser().feed(text.removesuffix("\x1b")):
        app.post_message(event)
    if text.endswith("\x1b"):
        app.post_message(Key("escape", "\x1b"))


async def burst(driven: Driven, text: str) -> None:
    driven.forget_keys()
    read_at_once(driven.app, text)
    await driven.settle()


@pytest.mark.parametrize(
    ("keys", "note"),
    [
        ("abc\x7fdef", "abdef"),
        ("abc\x15def", "def"),
        ("word\x17other", "other"),
        ("xy\x1b[Dz", "xzy"),
        ("ab\x01c", "cab"),
        ("one\ntwo", "one\ntwo"),
        ("abc\x01\x0bd", "d"),
    ],
)
async def test_editing_keys_take_effect_in_their_place(
    tmp_path: Path, keys: str, note: str
) -> None:
    async with running(tmp_path) as driven:
        await driven.press("o")
        await burst(driven, keys)
        await burst(driven, "\r")
        assert (await driven.saved()).entries[RETENTION].note == note
    async with running(tmp_path) as driven:  # and the key that opens it in the same lump
        await driven.press("j")
        await burst(driven, f"o{keys}\r")
        assert (await driven.saved()).entries["acorn", "cookies"].note == note


async def test_what_follows_enter_decides_nothing_and_that_is_said(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await burst(driven, "oone\rmm two")
        entries = (await driven.saved()).entries
        assert entries[RETENTION].note == "one"
        assert entries[RETENTION].verdict is None
        assert len(entries) == 1
        assert driven.shows("What was typed after enter was ignored.")


async def test_a_draft_holds_all_that_was_typed_before_escape(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await burst(driven, "ohalf a note\x7f\x1b")
        assert driven.app.notes.draft_of(RETENTION) == "half a not"
        await driven.press("o", "e", "escape")
        assert driven.app.notes.draft_of(RETENTION) == "half a note"


async def test_a_query_typed_ahead_decides_nothing(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await burst(driven, "/mmpax\x7f\x7f\x15cookies")
        assert driven.desk.review.entries == {}
        assert driven.app.review_screen.finder.query == "cookies"
        await driven.press("escape")
        await burst(driven, "/tax\x1b")
        assert not driven.app.review_screen.finder.is_open
        await driven.press("j", "k")
        assert driven.desk.pair == RETENTION


async def test_a_path_typed_over_the_proposed_one_is_where_the_copy_goes(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        driven.path.mkdir()
        await driven.press("m")
        assert not driven.saver.flush(10)
        await driven.settle()
        await burst(driven, f"W\x15{tmp_path}/b\x7fcopy.toml\r")
        assert (tmp_path / "copy.toml").exists()
        await driven.press("W")
        await burst(driven, f"\x15{tmp_path}/other.toml\r")
        assert (tmp_path / "other.toml").exists()
        driven.path.rmdir()


async def test_a_filter_typed_ahead_chooses_nothing(tmp_path: Path) -> None:
    (tmp_path / "policies").mkdir()
    (tmp_path / "policies/a.txt").write_text("We keep it.", encoding="utf-8")
    (tmp_path / "checklists").mkdir()
    for name in ("quick", "slow"):
        (tmp_path / f"checklists/{name}.toml").write_text(
            f'format = 1\nid = "{name}"\ntitle = "T"\n'
            '[[requirement]]\nid = "r"\ntitle = "R"\ntext = "Says so."\n',
            encoding="utf-8",
        )
    choice = resolve(cwd=tmp_path)
    assert isinstance(choice, Choice)
    app = ChooseApp("Which?", choice)
    async with app.run_test() as pilot:
        await pilot.pause()
        read_at_once(app, "/slx\x7fow")
        await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert app.is_running
        assert app.query_one("#filter", Input).value == "slow"
        read_at_once(app, "\x15quick")
        await pilot.pause()
        assert app.query_one("#filter", Input).value == "quick"
