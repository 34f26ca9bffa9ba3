"""Menus of saved pages are folded to a row, and shown where something in them matters."""

from pathlib import Path

from reviewtui.documents import folds, load_policy
from reviewtui.tui.wrapping import lay_out
from tests.documents.web.pages import POLICY_PAGE
from tests.tui.driving import running, write_project


def save_page(folder: Path) -> Path:
    write_project(folder)
    (folder / "policies" / "acorn.txt").unlink()
    page = folder / "policies" / "acorn.html"
    page.write_text(POLICY_PAGE, encoding="utf-8")
    return page


def test_every_row_is_in_order_and_no_letter_is_lost(tmp_path: Path) -> None:
    policy = load_policy(save_page(tmp_path))
    layout = lay_out(policy, 40, folds(policy))
    assert any(row.folded for row in layout.rows)
    end = 0
    for row in layout.rows:
        between = policy.text[end : row.start]
        assert row.start >= end
        assert not any(character.isalnum() for character in between), between
        end = row.end
    assert not policy.text[end:].strip()


async def test_a_menu_is_one_row_until_it_is_asked_for(tmp_path: Path) -> None:
    save_page(tmp_path)
    async with running(tmp_path, size=(80, 40)) as driven:
        await driven.press("g")
        assert driven.shows("lines of menu, f shows them")
        assert not driven.shows("Timetables")
        assert driven.shows("Privacy at Heron & Sedge")
        await driven.press("f", "g")
        assert driven.shows("Timetables")
        assert not driven.shows("lines of menu")
        await driven.press("f", "g")
        assert not driven.shows("Timetables")


async def test_what_is_found_in_a_menu_is_shown(tmp_path: Path) -> None:
    save_page(tmp_path)
    async with running(tmp_path, size=(80, 40)) as driven:
        await driven.press("slash", *"Timetables", "enter")
        assert driven.shows("Our boats")
        assert driven.shows("Timetables")


async def test_a_policy_without_menus_says_so(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press("f")
        assert driven.shows("There is no menu in this policy.")
