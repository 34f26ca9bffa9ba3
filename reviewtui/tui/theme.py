"""Themes: one that follows the terminal's own sixteen colours, and some with colours of theirs.

Every theme has colours for the same roles (`$on-…` is what stands on a ground of that role); for
Textual's own themes they are taken from what the theme has and moved towards its foreground until
they can be read. Whatever a colour says is said by a sign, by bold or by underline as well.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.theme import Theme

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.app import App
    from textual.color import Color

READABLE = 4.5  # contrast of text with its ground, as WCAG 2.2 asks for (AA)

_TERMINALS = {
    "quiet": "ansi_bright_black",
    "key": "ansi_cyan",
    "good": "ansi_green",
    "caution": "ansi_yellow",
    "bad": "ansi_red",
    "words": "ansi_yellow",
    "on-words": "ansi_black",
    "hit": "ansi_cyan",
    "on-hit": "ansi_black",
}
ROLES = tuple(_TERMINALS)  # what colours are for; every theme has one for each

# The terminal's own colours: readable in every palette, and short on the line.
TERMINAL_THEME = Theme(
    name="terminal",
    ansi=True,
    primary="ansi_cyan",
    secondary="ansi_blue",
    warning="ansi_yellow",
    error="ansi_red",
    success="ansi_green",
    accent="ansi_cyan",
    foreground="ansi_default",
    background="ansi_default",
    surface="ansi_default",
    panel="ansi_default",
    boost="ansi_default",
    variables={
        "ansi-background": "ansi_black",
        "ansi-foreground": "ansi_white",
        "block-cursor-foreground": "ansi_black",
        "block-cursor-background": "ansi_cyan",
        "input-cursor-background": "ansi_cyan",
        "input-cursor-foreground": "ansi_black",
        "input-cursor-text-style": "none",
        "input-selection-background": "ansi_bright_blue",
        "input-selection-foreground": "ansi_black",
        **_TERMINALS,
    },
)


def _theme(name: str, *, dark: bool, ground: str, text: str, **roles: str) -> Theme:
    roles = {role.replace("_", "-"): colour for role, colour in roles.items()}
    return Theme(
        name=name,
        dark=dark,
        primary=roles["key"],
        accent=roles["key"],
        warning=roles["caution"],
        error=roles["bad"],
        success=roles["good"],
        foreground=text,
        background=ground,
        surface=ground,
        panel=ground,
        variables={
            "input-cursor-background": roles["key"],
            "input-cursor-foreground": ground,
            "input-selection-background": roles["hit"],
            "input-selection-foreground": roles["on-hit"],
            "block-cursor-background": roles["key"],
            "block-cursor-foreground": ground,
            **roles,
        },
    )


def own_themes() -> tuple[Theme, ...]:
    """Those with colours of their own: `light`, `dark` and `high-contrast`."""
    return (
        _theme(
            "light", dark=False, ground="#ffffff", text="#1c1c1c",
            quiet="#5f6368", key="#00598a", good="#1b6e2d", caution="#7a5200", bad="#b3121d",
            words="#ffe08a", on_words="#1c1c1c", hit="#a8dcf5", on_hit="#1c1c1c",
        ),
        _theme(
            "dark", dark=True, ground="#1a1b1e", text="#e4e4e4",
            quiet="#a0a4ab", key="#7cc7e8", good="#86d492", caution="#f0c674", bad="#ff8f8f",
            words="#f0c674", on_words="#1a1b1e", hit="#7cc7e8", on_hit="#1a1b1e",
        ),
        _theme(
            "high-contrast", dark=True, ground="#000000", text="#ffffff",
            quiet="#d0d0d0", key="#00ffff", good="#5fff5f", caution="#ffff00", bad="#ff9d9d",
            words="#ffff00", on_words="#000000", hit="#00ffff", on_hit="#000000",
        ),
    )  # fmt: skip


def role_colours(theme: Theme) -> Mapping[str, str]:
    """The colours for our roles in a theme that has none for them."""
    if theme.name == TERMINAL_THEME.name:
        return {}
    if theme.ansi:
        return _TERMINALS
    from textual.color import Color

    known = theme.to_color_system().generate()
    ground, text = Color.parse(known["background"]), Color.parse(known["foreground"])

    def of(name: str) -> Color:
        return _readable(Color.parse(known[name]), ground, text)

    words, hit = Color.parse(known["warning"]), Color.parse(known["primary"])
    colours = {
        "quiet": _readable(ground.blend(text, 0.6), ground, text),
        "key": of("primary"),
        "good": of("success"),
        "caution": of("warning"),
        "bad": of("error"),
        "words": words,
        "on-words": _on(words),
        "hit": hit,
        "on-hit": _on(hit),
    }
    return {role: colour.hex for role, colour in colours.items()}


def _on(ground: Color) -> Color:
    """Black or white, whichever is read better on `ground`."""
    from textual.color import BLACK, WHITE

    return max(BLACK, WHITE, key=lambda colour: contrast(colour, ground))


def _readable(colour: Color, ground: Color, text: Color) -> Color:
    """`colour`, as near to the colour of text as it takes to be read."""
    for step in range(11):
        moved = colour.blend(text, step / 10)
        if contrast(moved, ground) >= READABLE:
            return moved
    return text


def contrast(one: Color, other: Color) -> float:
    """The contrast ratio of two colours, 1 to 21, as WCAG 2.2 defines it."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: Color) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in colour.normalized
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def wear(app: App[Any], name: str = "") -> bool:
    """Registers our themes and puts one on; False where none is called that."""
    app.register_theme(TERMINAL_THEME)
    if name and name != TERMINAL_THEME.name:
        for theme in own_themes():
            app.register_theme(theme)
    if name and name not in app.available_themes:
        return False
    app.theme = name or TERMINAL_THEME.name
    return True
