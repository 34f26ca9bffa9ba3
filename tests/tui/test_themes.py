"""Themes: every role has a colour that can be read, and its own sign beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.color import Color
from textual.theme import BUILTIN_THEMES

from reviewtui.session.room import load_view
from reviewtui.settings import Settings
from reviewtui.tui.theme import READABLE, ROLES, TERMINAL_THEME, contrast, own_themes, role_colours
from tests.tui.driving import running

if TYPE_CHECKING:
    from pathlib import Path

    from textual.theme import Theme

THEMES = [*own_themes(), *(theme for theme in BUILTIN_THEMES.values() if not theme.ansi)]


def colours(theme: Theme) -> dict[str, Color]:
    known = theme.to_color_system().generate()
    found = {**known, **role_colours(theme), **theme.variables}
    wanted = (*ROLES, "background", "foreground")
    return {role: Color.parse(found[role]) for role in wanted}


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_what_is_written_can_be_read(theme: Theme) -> None:
    known = colours(theme)
    for role in ("quiet", "key", "good", "caution", "bad"):
        readable = min(READABLE, contrast(known["foreground"], known["background"]))
        assert contrast(known[role], known["background"]) >= readable - 0.01, role
    for role in ("words", "hit"):
        assert contrast(known[role], known[f"on-{role}"]) >= 4.4, role


def test_high_contrast_is_high() -> None:
    known = colours(next(theme for theme in own_themes() if theme.name == "high-contrast"))
    for role in ("foreground", "quiet", "key", "good", "caution", "bad"):
        assert contrast(known[role], known["background"]) >= 7, role


def test_the_terminals_theme_has_none_but_the_terminals_colours() -> None:
    variables = TERMINAL_THEME.variables
    assert all(variables[role].startswith("ansi_") for role in ROLES)


async def test_a_theme_is_chosen_by_a_few_letters(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        before = driven.app.review_screen.get_component_rich_style("pane--good")
        await driven.press("Y", *"high", "enter")
        assert driven.app.theme == "high-contrast"
        assert driven.shows("Theme high-contrast")
        after = driven.app.review_screen.get_component_rich_style("pane--good")
        assert after.color != before.color
        await driven.press("m")
        assert driven.desk.progress().decided == 1
    assert load_view().theme == "high-contrast"


async def test_a_field_follows_the_theme(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press("Y", *"light", "enter", "o")
        styles = driven.app.screen.query_one("#note-box").styles
        assert styles.background.hex.lower() == "#ffffff"


async def test_every_theme_can_be_put_on(tmp_path: Path) -> None:
    async with running(tmp_path, settings=Settings()) as driven:
        await driven.press("Y")
        await driven.press("escape")
        for name in driven.app.available_themes:
            driven.app.theme = name
            await driven.settle()
            assert driven.shows("Retention period"), name
