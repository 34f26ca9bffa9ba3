"""The keys, from the registry."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.screen import ModalScreen

from reviewtui.tui.actions import ACTIONS, OVER, TITLES, Group, Where, own, shown_key
from reviewtui.tui.glyphs import DEFERRED, STALE, STRENGTH_GLYPHS, UNDECIDED, VERDICT_GLYPHS
from reviewtui.tui.widgets.pane import STYLES, Pane, Part, line
from reviewtui.tui.wrapping import wrap_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual.app import ComposeResult
    from textual.strip import Strip

    from reviewtui.tui.actions import Action, Keys

KEY_COLUMN = 16
CLOSING = "j k scroll   Escape or q closes"


class ListPane(Pane):
    """Lines that can be scrolled."""

    DEFAULT_CSS = "ListPane { height: 1fr; width: 1fr; background: $background; }"

    def __init__(self, rows: Sequence[tuple[str, str, str]], keys: str = CLOSING) -> None:
        """`rows` are (style's name, key, text); an empty key spans the line. `keys` is the last
        line."""
        super().__init__("list")
        self.rows, self.keys = rows, keys
        self.top = 0

    def lines(self, width: int) -> list[Strip]:
        """All lines at `width`."""
        lines = []
        for style, key, text in self.rows:
            if not key:
                lines += [
                    line(width, [(" " + words, self.named(style))])
                    for words in wrap_words(text, max(8, width - 2)) or [""]
                ]
                continue
            for index, words in enumerate(wrap_words(text, max(8, width - KEY_COLUMN - 2))):
                shown: Part = (f"  {key if not index else '':<{KEY_COLUMN - 2}}", self.named("key"))
                lines.append(line(width, [shown, (words, None)]))
        return lines

    def scroll(self, by: int) -> None:
        """Scrolls by rows."""
        self.top += by
        self.repaint()

    def draw(self, width: int, height: int) -> list[Strip]:
        """See `Pane.draw`."""
        lines = self.lines(width)
        self.top = max(0, min(self.top, len(lines) - height + 1))
        more = len(lines) - self.top > height - 1
        hint = self.keys + ("   more below" if more else "")
        shown_lines = lines[self.top : self.top + height - 1]
        blank = [line(width, [])] * (height - 1 - len(shown_lines))
        return [*shown_lines, *blank, line(width, [(" " + hint, self.named("quiet"))])]


class ListScreen(ModalScreen[None]):
    """Lines to read, over the review; closes by Escape."""

    COMPONENT_CLASSES: ClassVar = STYLES

    BINDINGS: ClassVar = [
        Binding("escape,q,question_mark,enter", "dismiss", "close"),
        Binding("j,down", "scroll_list(1)"),
        Binding("k,up", "scroll_list(-1)"),
        Binding("pagedown,space,ctrl+d", "scroll_list(10)"),
        Binding("pageup,ctrl+u", "scroll_list(-10)"),
        Binding("g,home", "scroll_list(-10000)"),
        Binding("G,end", "scroll_list(10000)"),
    ]

    def __init__(self, rows: ListPane) -> None:
        super().__init__()
        self.list = rows

    def compose(self) -> ComposeResult:
        """Nothing but the lines."""
        yield self.list

    def action_scroll_list(self, by: int) -> None:
        """Scrolls by rows."""
        self.list.scroll(by)


def help_rows(keys: Keys, where: Where = Where.REVIEW) -> list[tuple[str, str, str]]:
    """The rows of the help screen in a place, for these keys by action: what is its own, then
    what it lies over."""
    rows: list[tuple[str, str, str]] = []
    under = OVER.get(where)
    if under is not None:
        rows += _rows(TITLES[where], own(ACTIONS, where), keys)
    actions = [one for one in own(ACTIONS, under or where) if not under or where not in one.where]
    for group in Group:
        rows += _rows(group.value, (one for one in actions if one.group is group), keys)
    return rows[1:] + sign_rows()


def _rows(title: str, actions: Iterable[Action], keys: Keys) -> list[tuple[str, str, str]]:
    """A heading and its actions, as far as they have keys; nothing where none has."""
    rows = [
        ("quiet", " ".join(shown_key(key) for key in keys[action.id]), action.help)
        for action in actions
        if keys.get(action.id)
    ]
    return [("quiet", "", ""), ("title", "", title), *rows] if rows else []


def sign_rows() -> list[tuple[str, str, str]]:
    """What the signs beside requirements, passages and in the policy mean."""
    signs = [(glyph, str(verdict)) for verdict, glyph in VERDICT_GLYPHS.items()]
    signs += [(UNDECIDED, "undecided"), (DEFERRED, "deferred"), (STALE, "a stale verdict")]
    signs += [(glyph, f"a {strength} candidate") for strength, glyph in STRENGTH_GLYPHS.items()]
    signs += [
        ("▌", "in the policy: the current candidate; the words that made the match are marked"),
        ("✓ │", "in the policy: evidence"),
        (">", "in the policy: what is selected by hand"),
        ("[-…-] {+…+}", "then and now: what was deleted, what was inserted"),
        ("1 … 9", "in the policy: where the candidate with that number begins"),
    ]
    rows = [("quiet", "", ""), ("title", "", "Signs")]
    return rows + [("quiet", glyph, meaning) for glyph, meaning in signs]
