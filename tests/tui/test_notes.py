"""Notes in place; a half-written one survives."""

from pathlib import Path
from time import monotonic

from reviewtui.reviews import load_place
from tests.tui.driving import running


async def test_a_note_is_written_saved_and_shown(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press("o", *"no period", "ctrl+j", *"at all", "enter")
        assert driven.desk.pair == ("acorn", "retention")
        entry = (await driven.saved()).entries["acorn", "retention"]
        assert entry.note == "no period\nat all"
        assert entry.verdict is None
        assert driven.shows("note: no period at all")
        await driven.press("m")
        assert (await driven.saved()).entries["acorn", "retention"].note == "no period\nat all"


async def test_an_emptied_note_is_gone(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press("o", "a", "b", "enter", "o", "backspace", "backspace", "enter")
        assert (await driven.saved()).entries["acorn", "retention"].note == ""


async def test_every_draft_is_kept(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press("o", *"one", "escape", "j", "o", *"two", "escape")
    async with running(tmp_path) as driven:
        assert driven.desk.pair == ("acorn", "cookies")
        assert driven.app.notes.draft_of(("acorn", "retention")) == "one"
        assert driven.app.notes.draft_of(("acorn", "cookies")) == "two"


async def test_a_draft_is_kept_and_offered_again(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press("o", *"half", "escape")
        assert driven.shows("unfinished note")
        await driven.press("j")
        assert not driven.shows("unfinished note")
    async with running(tmp_path) as driven:
        await driven.press("k")
        assert driven.shows("unfinished note")
        await driven.press("o", *" done", "enter")
        assert (await driven.saved()).entries["acorn", "retention"].note == "half done"
        assert not driven.shows("unfinished note")


async def test_a_draft_is_written_while_somebody_types_on_without_a_pause(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press("o")
        drafts: tuple[tuple[str, str, str], ...] = ()
        deadline = monotonic() + 20
        while not drafts and monotonic() < deadline:
            await driven.pilot.press("x")
            place = load_place(driven.path, "ann")
            drafts = place.drafts if place else ()
        ((policy, requirement, text),) = drafts
        assert (policy, requirement) == ("acorn", "retention")
        assert set(text) == {"x"}
