"""The base of every region of the screen: lines drawn from data, and only those that changed
are sent to the terminal."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from reviewtui.tui.actions import shown_key
from reviewtui.tui.wrapping import crop, width_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual.geometry import Size

_PLAIN = Style.null()
LINES = 1000  # that are kept: some screens full
Part = tuple[str, Style | None]

# The component classes that a screen with panes has, for the stylesheet: on the screen and not
# on every pane, because Textual works out each of them for each widget that has them.
STYLES: set[str] = {
    "pane--title",
    "pane--quiet",
    "pane--bar",
    "pane--current",
    "pane--words",
    "pane--matched",
    "pane--why",
    "pane--key",
    "pane--evidence",
    "pane--deleted",
    "pane--inserted",
    "pane--hit",
    "pane--current-hit",
    "pane--selected",
    "pane--cursor",
    "pane--caret",
    "pane--good",
    "pane--warning",
    "pane--bad",
}


class Pane(Widget):
    """A region whose lines `draw` makes from data; `repaint` sends those that differ.

    Text given to `line` is made visible on the way, so nothing of a file acts as markup or as
    an escape sequence. Styles come from the stylesheet, by the screen's component classes.
    """

    can_focus = False
    owes = False  # it asked for painting and was not painted yet

    def __init__(self, identity: str) -> None:
        super().__init__(id=identity)
        self._strips: list[Strip] = []
        self._bare: list[Strip] = []  # the same, without their ground
        self._drawn_size: Size | None = None  # the size that the strips were drawn for
        self._named_styles: dict[str, Style] = {}
        self._ground: Style | None = None

    def draw(self, width: int, height: int) -> list[Strip]:
        """The lines of the region, at most `height` of `width` cells; pure but for styles."""
        raise NotImplementedError

    def named(self, name: str) -> Style:
        """The style of the component class `pane--<name>`."""
        style = self._named_styles.get(name)
        if style is None:
            style = self.screen.get_component_rich_style(f"pane--{name}", partial=True)
            self._named_styles[name] = style
        return style

    @property
    def ground(self) -> Style:
        """The colours of the theme that all else is drawn on; none in a theme of the terminal's
        own colours, which sends nothing for them, nor without colours."""
        if self._ground is None:
            self._ground = _PLAIN if self.app.native_ansi_color else self.rich_style
        return self._ground

    def key_of(self, action: str) -> str:
        """The key of an action, as it is printed; `:` where it has none, which lists them all."""
        keys = self.keys_of(action)
        return shown_key(keys[0]) if keys else ":"

    def keys_of(self, action: str) -> Sequence[str]:
        """All keys of an action."""
        keys: Sequence[str] = getattr(self.app, "keys", {}).get(action, ())
        return keys

    def repaint(self) -> None:
        """Draws anew and asks for the lines that changed, no others."""
        if not self.is_mounted or not self.display:
            return
        if not self.drawn:
            self.owes = True
            self.refresh()  # draws it, once it is laid out
            return
        before, size = self._strips, self._drawn_size
        self._draw_all()
        if size != self.size:
            self.owes = True
            self.refresh()
            return
        pairs = zip(before, self._strips, strict=True)
        changed = [y for y, (old, new) in enumerate(pairs) if old != new]
        if changed:
            self.owes = True
            self.refresh(*(Region(0, y, self.size.width, 1) for y in changed))

    def _draw_all(self) -> None:
        width, height = self._drawn_size = self.size
        known = zip(self._bare, self._strips, strict=False)
        drawn = {id(bare): strip for bare, strip in known}
        self._bare = self.draw(width, height)[:height] if width and height else []
        ground = self.ground
        blank = Strip.blank(width, ground)
        self._strips = [drawn.get(id(bare)) or _styled(bare, ground) for bare in self._bare]
        self._strips += [blank] * (height - len(self._bare))

    def render_line(self, y: int) -> Strip:
        """The line at `y`; part of Textual's line API."""
        if self._drawn_size != self.size:
            self._draw_all()
        self.owes = False
        return self._strips[y]

    def notify_style_update(self) -> None:
        """Everything is drawn anew in other styles."""
        super().notify_style_update()
        self._named_styles = {}
        self._ground = None
        self._bare = []
        self.draw_anew()

    @property
    def drawn(self) -> bool:
        """Whether what was drawn counts."""
        return self._drawn_size is not None

    def draw_anew(self) -> None:
        """What was drawn does not count any more: it is drawn when it is painted."""
        self._drawn_size = None
        self.owes = True


def _styled(strip: Strip, ground: Style) -> Strip:
    """`strip` on its ground; with a style on every segment: some of Textual's filters need one."""
    segments = (Segment(text, ground + style if style else ground) for text, style, _ in strip)
    return Strip(segments, strip.cell_length)


def line(width: int, parts: Iterable[Part], right: Iterable[Part] = ()) -> Strip:
    """One line of `width` cells: `parts` from the left, cut where `right` begins.

    The same line again is the same object: most lines of a screen stay as they are with a key.
    """
    return _line(width, tuple(parts), tuple(right))


@lru_cache(maxsize=LINES)
def _line(width: int, parts: tuple[Part, ...], right: tuple[Part, ...]) -> Strip:
    tail = [(crop(text, width), style) for text, style in right if text]
    tail_width = sum(width_of(text) for text, _ in tail)
    if tail_width + 8 > width:
        tail, tail_width = [], 0
    room = width - tail_width - (1 if tail else 0)
    segments: list[Segment] = []
    used = 0
    for text, style in parts:
        if used >= room or not text:
            continue
        cut = crop(text, room - used)
        segments.append(Segment(cut, style))
        used += width_of(cut)
    segments.append(Segment(" " * (width - tail_width - used)))
    segments += [Segment(text, style) for text, style in tail]
    return Strip(segments, width)
