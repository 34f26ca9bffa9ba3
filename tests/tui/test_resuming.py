"""Leaving and coming back."""

from pathlib import Path

from tests.tui.driving import running


async def test_the_place_comes_back(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press("m", "j", "n")
        assert driven.desk.pair == ("acorn", "children")
        current = driven.desk.current
    async with running(tmp_path) as driven:
        assert driven.desk.pair == ("acorn", "children")
        assert driven.desk.current == current
        assert driven.shows("1/3 decided")


async def test_elsewhere_it_begins_at_the_first_undecided(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press("m")
    from reviewtui.reviews.places import forget

    forget(tmp_path / "r.toml")
    async with running(tmp_path) as driven:
        assert driven.desk.pair == ("acorn", "cookies")


async def test_undo_goes_on_after_a_restart(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press("m", "m")
    async with running(tmp_path) as driven:
        await driven.press("u", "u")
        entries = (await driven.saved()).entries
        assert [entry.verdict for entry in entries.values()] == [None, None]
