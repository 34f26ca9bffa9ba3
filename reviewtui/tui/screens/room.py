"""The panes of the review's screen, and the room that they have."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Horizontal, Vertical
from textual.reactive import Reactive
from textual.screen import Screen
from textual.widget import Widget

from reviewtui.session.room import Room, beside_comparison, room
from reviewtui.tui.widgets.candidates import CandidatesPane
from reviewtui.tui.widgets.checklist import ChecklistPane
from reviewtui.tui.widgets.comparison import ComparisonPane
from reviewtui.tui.widgets.footer import Footer
from reviewtui.tui.widgets.header import Header
from reviewtui.tui.widgets.over_pane import OverPane
from reviewtui.tui.widgets.pane import STYLES, Pane
from reviewtui.tui.widgets.requirement import RequirementPane
from reviewtui.tui.widgets.too_small import MIN_HEIGHT, MIN_WIDTH, TooSmall

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

    from reviewtui.reviews import Pair
    from reviewtui.tui.app import ReviewApp
    from reviewtui.tui.widgets.document import DocumentView

POLICY_ROWS = 5  # of the policy that the requirement in full leaves on the screen
LOW = 22  # rows of a screen below which candidates give way to what changed


class RoomScreen(Screen[None], inherit_bindings=False):
    """Lays the panes out.

    Styles are set on the panes themselves, not by classes: so the layout follows at once, and
    panes draw what they show in the size that it gives them, in one painting.
    """

    app: ReviewApp
    # a field that gets the focus is drawn itself: the screen need not be
    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
    BINDINGS: ClassVar = []
    COMPONENT_CLASSES: ClassVar = STYLES

    def __init__(self, app: ReviewApp, document: DocumentView) -> None:
        super().__init__()
        self.desk = app.desk
        self.header = Header(self.desk)
        self.checklist = ChecklistPane(self.desk)
        self.requirement = RequirementPane(self.desk)
        self.comparison = ComparisonPane(self.desk)
        self.document = document
        self.candidates = CandidatesPane(self.desk)
        self.footer = Footer(app.keys)
        self.page = Vertical(id="page")
        self.room = Room()  # what the panes have; nothing yet
        self.over_pane: OverPane | None = OverPane()
        self.shown: Pair | None = None  # what was painted last, with its candidates
        self.scrolled = False  # the reviewer has left the current candidate to read
        self._given = (self.room, 0)  # the same, with the rows of what changed under the verdict

    def compose(self) -> ComposeResult:
        """Header; checklist beside requirement, document and candidates; footer."""
        self.lay_out(*self.app.size)
        yield self.header
        with Horizontal(id="main"):
            yield self.checklist
            with Vertical(id="reading"):
                yield self.requirement
                yield self.comparison
                with self.page:
                    yield self.document
                    yield self.candidates
        yield self.footer
        yield TooSmall()
        if self.over_pane is not None:
            yield self.over_pane

    @property
    def panes(self) -> tuple[Pane, ...]:
        """All that may change with a key."""
        return (
            self.header,
            self.checklist,
            self.requirement,
            self.comparison,
            self.document,
            self.candidates,
            self.footer,
        )

    def present(self) -> None:
        """Paints the desk, with its current candidate in view."""
        raise NotImplementedError

    def paint(self) -> None:
        """Repaints what changed, in one go."""
        for pane in self.panes:
            pane.repaint()

    # laying out

    def on_resize(self, event: events.Resize) -> None:
        """Gives the panes the room there is."""
        width, height = event.size
        self.lay_out(width, height)
        self.call_after_refresh(self.resized)

    def lay_out(self, width: int, height: int) -> None:
        """Gives each pane its room on a screen of that size."""
        small = width < MIN_WIDTH or height < MIN_HEIGHT
        if small != self.has_class("-small"):
            self.set_class(small, "-small")
        before, self.room = self.room, room(width, height, self.app.view)
        if self.room != before:
            self._share_out(self.room)
            if self.shown is not None:
                self.make_room(height)
        self._show_candidates(height)

    def _share_out(self, room: Room) -> None:
        self._given = (room, -1)  # none yet: it is worked out anew
        self._lay_out_anew()
        self.checklist.display = room.checklist > 0
        self.checklist.styles.width = room.checklist
        self.checklist.on_right = room.right
        self.checklist.styles.dock = "right" if room.right else "left"
        self.candidates.beside = room.beside
        self.candidates.styles.width = room.candidates if room.beside else "1fr"
        self.candidates.styles.height = "1fr" if room.beside else room.candidates
        self.page.styles.layout = "horizontal" if room.beside else "vertical"
        if not self.requirement.detailed:
            self.requirement.styles.height = room.requirement

    def _show_candidates(self, height: int) -> None:
        """Hides them where they have no room."""
        shown = self.room.candidates > 0 and not (self.comparing and height < LOW)
        if shown != self.candidates.display:
            self._lay_out_anew()
            self.candidates.display = shown

    def _lay_out_anew(self) -> None:
        """Panes draw themselves when they have their room."""
        for pane in self.panes:
            pane.draw_anew()

    def resized(self) -> None:
        """The panes have other sizes, or are about to."""
        if self.requirement.detailed:
            self.fit_requirement()
        elif self.shown is not None and not self.scrolled:
            self.present()
        else:
            self.paint()  # the policy stays where the reviewer has read to

    # what changed under a verdict

    @property
    def comparing(self) -> bool:
        """Whether what changed under the verdict has room on the screen."""
        return self._given[1] > 0

    def make_room(self, height: int = 0) -> None:
        """Gives what changed under the verdict the rows it needs, of those it may have, on a
        screen of that `height`; 0 is the one there is."""
        height = height or self.size.height
        width = self.size.width - self.room.checklist
        needed = len(self.comparison.rows(width)) + 1 if self.desk.change is not None else 0
        given = beside_comparison(self.room, height, needed)
        if given == self._given:
            return
        self._given = given
        room, rows = given
        self._lay_out_anew()
        self.comparison.display = rows > 0
        if rows:
            self.comparison.styles.height = rows
        if not room.beside:
            self.candidates.styles.height = room.candidates
        if not self.requirement.detailed:
            self.requirement.styles.height = room.requirement
        self._show_candidates(height)

    # the requirement in full

    @property
    def room_for_requirement(self) -> int:
        """How many lines the requirement may take: the policy keeps POLICY_ROWS."""
        room = self.requirement.size.height + self.document.size.height
        return max(4, room - POLICY_ROWS - 1)

    def fit_requirement(self) -> None:
        """In full the requirement takes what it needs, as long as the policy keeps its room."""
        height = self._given[0].requirement
        if self.requirement.detailed:
            needed = self.requirement.body_height(self.requirement.size.width)
            height = min(needed, self.room_for_requirement)
        self._lay_out_anew()
        self.requirement.styles.height = height
        self.present()
