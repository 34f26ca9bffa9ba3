"""Themes: every role has a colour that can be read, and its own sign beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.color import Color
from textual.theme import BUILTIN_THEMES

from reviewtui.session.room import load_view
from reviewtui.settings import Settings
from reviewtui.tui.theme import (
    READABLE,
    ROLES,
    TERMINAL_THEME,
    contrast,
    own_themes,
    role_colours,
    wear,
)
from tests.tui.driving import running

if TYPE_CHECKING:
    from pathlib import Path

    from textual.theme import Theme

OWN = {theme.name for theme in own_themes()}
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


PLACES = {
    "review": (),
    "taken": ("space", "n"),
    "find": ("slash", *"cookies"),
    "hand": ("e", "v", "j"),
    "help": ("question_mark",),
    "overview": ("m", "O"),
    "across": ("m", "A"),
    "note": ("o", *"a note"),
}


@pytest.mark.parametrize("name", ["light", "dark", "high-contrast", "nord", "solarized-light"])
async def test_every_cell_of_the_screen_can_be_read(tmp_path: Path, name: str) -> None:
    async with running(tmp_path, settings=Settings(theme=name)) as driven:
        assert wear(driven.app, name)
        await driven.settle()
        ground = Color.parse(driven.app.current_theme.background or "")
        for place, keys in PLACES.items():
            await driven.press(*keys)
            strips = driven.app.screen._compositor.render_strips()
            for text, style, _ in (segment for strip in strips for segment in strip):
                assert style, (place, text)
                fore, back = style.color, style.bgcolor
                assert back, (place, text)
                assert fore or not text.strip(), (place, text)
                if fore and text.strip() and not style.reverse:
                    ratio = contrast(Color.from_rich_color(fore), Color.from_rich_color(back))
                    least = READABLE - 0.1 if name in OWN else 3
                    assert ratio >= least, (place, text, ratio)
            edge = strips[3].crop(79, 80)
            assert [Color.from_rich_color(one.style.bgcolor) for one in edge if one.style] == [
                ground
            ]
            await driven.press("escape", "escape")


async def test_the_terminals_theme_sends_no_colours_for_its_ground(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        strips = driven.app.screen._compositor.render_strips()
        styles = [style for strip in strips for _, style, _ in strip]
        assert styles
        assert (
            sum(style is not None and style.bgcolor is None for style in styles) > len(styles) / 2
        )
