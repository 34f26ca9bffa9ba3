"""What comes before a review: a list to choose from, with the keys of the registry."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from textual.screen import Screen
from textual.widgets import OptionList

from reviewtui.tui.actions import ACTIONS, Where, shown_key
from reviewtui.tui.keyed import Keyed
from reviewtui.tui.leaving import Attended
from reviewtui.tui.theme import role_colours, wear
from reviewtui.tui.widgets.pane import STYLES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.app import ComposeResult

    from reviewtui.tui.actions import Keys

Result = TypeVar("Result")
_STEPS = frozenset({"next-line", "previous-line", "first-line", "last-line"})


class Lines(OptionList, inherit_bindings=False):
    """The lines; which keys go through them is said by the registry."""


class StartApp(Attended[Result]):
    """An app with one such list; gives what was chosen, None for nothing.

    Who makes one composes it, and says in `choose` what becomes of the line at the cursor.
    """

    CSS_PATH = "../reviewtui.tcss"
    BINDINGS: ClassVar = []
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, keys: Keys | None = None) -> None:
        """`keys` are the user's, else the defaults."""
        super().__init__()
        self.keys: Keys = keys or {action.id: action.keys for action in ACTIONS}
        self.animation_level = "none"
        wear(self)

    def get_default_screen(self) -> Screen[None]:
        """The screen that takes the keys."""
        return StartScreen(self)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Colours for our roles in themes that have none for them."""
        return {**role_colours(self.current_theme)}

    def compose(self) -> ComposeResult:
        """What is asked, the lines, the keys."""
        raise NotImplementedError

    @property
    def place(self) -> Where:
        """Where its keys are pressed."""
        return Where.START

    @property
    def lines(self) -> OptionList:
        """The list."""
        return self.query_one(OptionList)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Chosen, by key or by a click."""
        self.choose(event.option_id or "")

    def choose(self, line: str) -> None:
        """Does what the line with that id says."""
        raise NotImplementedError

    def page(self, by: int) -> None:
        """Scrolls by a page: the list, where nothing else is long."""
        getattr(self.lines, f"action_page_{'down' if by > 0 else 'up'}")()

    def filter(self) -> None:
        """Shows only some of the lines, where there are many."""

    def close_filter(self) -> None:
        """Shows all again."""

    def leave(self) -> None:
        """Nothing is chosen."""
        self.exit(None)

    def told(self, *what: tuple[Sequence[str], str]) -> str:
        """The keys of some actions, and what they do here: `j k choose   enter opens`."""
        said = []
        for actions, words in what:
            keys = [shown_key(self.keys[one][0]) for one in actions if self.keys.get(one)]
            if keys:
                said.append(f"{' '.join(keys)} {words}")
        return "   ".join(said)


class StartScreen(Keyed, Screen[None], inherit_bindings=False):
    """Turns keys into what they do in the app that it belongs to."""

    places: ClassVar = (Where.START, Where.REVIEWS, Where.REVIEWS_FILTER)
    COMPONENT_CLASSES: ClassVar = STYLES
    BINDINGS: ClassVar = []
    DEFAULT_CSS = "StartScreen { overflow: hidden; }"  # the lists scroll by themselves

    def __init__(self, app: StartApp[Any]) -> None:
        super().__init__()
        self._start = app
        self._aim: int | None = None  # the line that moves led to, while it is not shown yet
        self.bind_keys(app.keys)

    @property
    def place(self) -> Where:
        """See `Keyed.place`."""
        return self._start.place

    def uncovered(self) -> None:
        """The list has the keys again."""
        self._start.lines.focus()

    def _do_choose(self) -> None:
        self._start.lines.action_select()

    def on_key(self, event: events.Key) -> None:
        """Notes when the key was read that is being handled; bindings come after."""
        self.key_read(event.time)

    def action_do(self, action: str) -> None:
        """See `Keyed.action_do`; what is about a line is about the one that was moved to."""
        if action not in _STEPS:
            self._arrive()
        super().action_do(action)

    # moving: of a held key not each step is painted

    def _step(self, by: int) -> None:
        """The cursor moves by lines, from the last one on to the first."""
        lines = self._start.lines
        if not lines.option_count:
            return
        here = lines.highlighted if self._aim is None else self._aim
        at = 0 if here is None else (here + by) % lines.option_count
        self._go(at)

    def _go(self, at: int) -> None:
        self._aim = at
        self.paced(self._arrive)

    def _arrive(self) -> None:
        """The cursor is where moves led to."""
        aim, self._aim = self._aim, None
        self.drop_moves()
        if aim is not None and aim < self._start.lines.option_count:
            self._start.lines.highlighted = aim

    def drop_moves(self) -> None:
        """See `Paced.drop_moves`."""
        self._aim = None
        super().drop_moves()

    def _do_next_line(self) -> None:
        self._step(1)

    def _do_previous_line(self) -> None:
        self._step(-1)

    def _do_first_line(self) -> None:
        self._go(0)

    def _do_last_line(self) -> None:
        self._go(max(0, self._start.lines.option_count - 1))

    def _do_lines_down(self) -> None:
        self._start.page(1)

    def _do_lines_up(self) -> None:
        self._start.page(-1)

    def _do_leave(self) -> None:
        self._start.leave()

    def _do_reviews_filter(self) -> None:
        self._start.filter()

    def _do_filter_done(self) -> None:
        self._do_choose()

    def _do_filter_close(self) -> None:
        self._start.close_filter()
