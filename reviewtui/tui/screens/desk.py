"""The desk on the screen: its panes, what they show, and the room that they have."""

from __future__ import annotations

import gc
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, ClassVar

from textual.containers import Horizontal, Vertical
from textual.reactive import Reactive
from textual.screen import Screen
from textual.widget import Widget

from reviewtui.reviews import Queue
from reviewtui.session.room import Room, room
from reviewtui.tui.actions import shown_key
from reviewtui.tui.background import Background
from reviewtui.tui.finder import Finder
from reviewtui.tui.gate import KeyGate
from reviewtui.tui.marks import Mark, MarkKind
from reviewtui.tui.widgets.candidates import CandidatesPane
from reviewtui.tui.widgets.checklist import ChecklistPane
from reviewtui.tui.widgets.comparison import ComparisonPane
from reviewtui.tui.widgets.document import DocumentView
from reviewtui.tui.widgets.footer import COMPARING, DECIDING, FINDING, READING, TYPING, Footer
from reviewtui.tui.widgets.header import Header
from reviewtui.tui.widgets.over_pane import OverPane
from reviewtui.tui.widgets.pane import STYLES
from reviewtui.tui.widgets.requirement import RequirementPane
from reviewtui.tui.widgets.too_small import MIN_HEIGHT, MIN_WIDTH, TooSmall

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.app import ComposeResult

    from reviewtui.documents import Policy
    from reviewtui.documents.search import TextSearch
    from reviewtui.reviews import Pair, Place
    from reviewtui.tui.app import ReviewApp
    from reviewtui.tui.messages import Prepared
    from reviewtui.tui.pace import Pace

PROGRESS = 0.5  # seconds between two paintings of how far a reading is
PATIENCE = 0.08  # seconds before "reading" is painted for what is not there yet
POLICY_ROWS = 5  # of the policy that the requirement in full leaves on the screen
COMPARISON_ROWS = 6  # that may be taken by what changed, at least


class DeskScreen(Screen[None], inherit_bindings=False):
    """Shows the desk, and repaints once for each thing that happens to it.

    A move waits up to PATIENCE for its ranking before anything is painted.
    """

    app: ReviewApp
    pace: Pace | None = None  # of moves; made with the first
    # a field that gets the focus is drawn itself: the screen need not be
    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
    BINDINGS: ClassVar = []
    COMPONENT_CLASSES: ClassVar = STYLES

    def __init__(self, app: ReviewApp) -> None:
        super().__init__()
        self.desk = app.desk
        self.gate = KeyGate()
        self.finder = Finder(self.index_for_find)
        self.header = Header(self.desk)
        self.checklist = ChecklistPane(self.desk)
        self.requirement = RequirementPane(self.desk)
        self.comparison = ComparisonPane(self.desk)
        self.document = DocumentView(self.finder)
        self.candidates = CandidatesPane(self.desk)
        self.footer = Footer(app.keys)
        self.page = Vertical(id="page")
        self.room = Room()  # what the panes have; nothing yet
        self.over_pane: OverPane | None = OverPane()
        self.background = Background(self)
        self.shown: Pair | None = None  # what was painted last, with its candidates
        self._compared_height = 0
        self.scrolled = False  # the reviewer has left the current candidate to read
        self._looked_around = False
        self.opened = self.desk.review

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

    def on_mount(self) -> None:
        """Asks for the first policy at once."""
        key = self.key_of("menus")
        self.document.on_painted = self._note_what_is_shown
        why = self.key_of("why")
        self.candidates.weak_hint = f"{why}: why so weak" if why else ""
        self.checklist.undo_key = self.key_of("undo")
        self.document.fold_hint = f", {key} shows them" if key else ""
        self.enter(patience=0.5)

    @property
    def holding(self) -> bool:
        """Whether moves keep arriving, and only the position is painted."""
        return self.pace is not None and self.pace.holds

    def key_of(self, action: str) -> str:
        """The key of an action, as it is printed; "" where it has none."""
        return shown_key(next(iter(self.app.keys.get(action, ())), ""))

    def say(self, message: str, tone: str = "quiet") -> None:
        """What just happened; painted with the next repaint."""
        self.footer.say(message, tone)

    # showing

    def enter(self, *, patience: float = PATIENCE) -> None:
        """Shows the desk's pair: now if it is ready, else when it is."""
        self.gate.hide()
        if self.pace is not None:
            self.pace.drop()
        self.desk.failures.pop(self.desk.pair[0], None)  # it may have been mended
        if self.desk.ready:
            self.present()
            return
        self.background.ask(self.desk.pair)
        self.set_timer(patience, partial(self._impatient, self.desk.pair))

    def _impatient(self, pair: Pair) -> None:
        """What was asked for takes longer than a moment: says so, and how far it is."""
        if pair == self.desk.pair and not self.desk.ready and not self.holding:
            self.present()
            if pair[0] not in self.desk.failures:
                self.set_timer(PROGRESS, partial(self._impatient, pair))

    def _notice(self) -> str:
        """What stands in the document's place while it is not there: why, or how far it is."""
        policy = self.desk.pair[0]
        known = self.app.library.progress(policy)
        return self.desk.failures.get(policy, f"reading… {known}".rstrip())

    def present(self) -> None:
        """Paints the desk, with its current candidate in view."""
        desk, document = self.desk, self.document
        if self._make_room():
            self.call_after_refresh(self.present)  # once the panes have it
            return
        resumed: Place | None = None
        desk.recall()
        if self.shown != desk.pair and desk.ready:
            if self.shown is None:
                resumed = self.app.resumed_at(desk.pair)
            if self.shown is None or self.shown[0] != desk.pair[0]:
                self._say_unread()
            self.shown = desk.pair
        if resumed is not None and desk.candidates:
            desk.current = min(resumed.candidate, len(desk.candidates) - 1)
        document.open(desk.policy, self._notice())
        self.candidates.follow()
        self.mark()
        self._show_place(resumed)
        desk.seen = max(desk.seen, self.candidates.first + self.candidates.rows_shown)
        self.requirement.draft = self.app.notes.draft_of(desk.pair) != ""
        self.checklist.stale = desk.listed(Queue.STALE)
        self.footer.actions = self.offered
        self.footer.stands = str(desk.entry.verdict or "") if desk.entry is not None else ""
        self.paint()
        if desk.ready:
            self.call_after_refresh(self._painted, desk.pair)

    def _say_unread(self) -> None:
        """On coming to a policy of which not all was read: nothing found may mean nothing read."""
        policy = self.desk.policy
        if policy is not None and (policy.unread or "\ufffd" in policy.text):
            from reviewtui.documents.unread import unread_note

            self.say(f"{unread_note(policy)}.", "warning")

    def _make_room(self) -> bool:
        """Gives what changed under the verdict the rows it needs, of those it may have; True if
        the screen is laid out anew for it."""
        width = self.document.size.width
        needed = len(self.comparison.rows(width)) + 1 if self.desk.change is not None else 0
        height = min(needed, max(COMPARISON_ROWS, self.size.height // 4))
        if height == self._compared_height:
            return False
        self._compared_height = height
        # of the two panes, not of the screen: then no other is styled anew
        self.comparison.set_class(height > 0, "-shown")
        self.candidates.set_class(height > 0, "-beside-comparison")
        if height:
            self.comparison.styles.height = height
        return True

    def _show_place(self, resumed: Place | None) -> None:
        """Brings into view where an earlier session stopped, if the text is the same; else the
        evidence of a verdict to be looked at, or the current candidate."""
        desk, document = self.desk, self.document
        candidate, policy = desk.candidate, desk.policy
        self.scrolled = resumed is not None
        if resumed and policy and resumed.text_digest in ("", policy.text_digest):
            document.scroll_to_position(resumed.scroll)
        elif desk.change is not None and desk.pieces and not desk.stepped:
            document.show_span(*desk.pieces[0])
        elif candidate is not None:
            document.show_span(candidate.start, candidate.end)
        elif desk.ready:
            document.scroll_to_row(0)

    @property
    def offered(self) -> Sequence[str]:
        """What the footer offers."""
        if self.finder.is_open:
            return TYPING if self.finder.typing else FINDING
        if not self.desk.ready:
            return READING
        return COMPARING if self._compared_height else DECIDING

    def paint(self) -> None:
        """Repaints what changed, in one go."""
        for pane in (
            self.header,
            self.checklist,
            self.requirement,
            self.comparison,
            self.document,
            self.candidates,
            self.footer,
        ):
            pane.repaint()

    def mark(self) -> None:
        """Marks candidates, evidence and matched words in the document."""
        desk, marks = self.desk, list[Mark]()
        for rank, candidate in enumerate(desk.candidates or ()):
            current = rank == desk.current
            kind = MarkKind.CURRENT if current else MarkKind.CANDIDATE
            marks.append(
                Mark(candidate.start, candidate.end, kind, str(rank + 1) if rank < 9 else "")
            )
            if current:
                marks += [
                    Mark(s, e, MarkKind.WORDS) for s, e in candidate.highlights + candidate.around
                ]
        marks += [Mark(start, end, MarkKind.EVIDENCE) for start, end in desk.pieces]
        if desk.ready and desk.entry is not None and not desk.pieces:
            marks += [Mark(s, e, MarkKind.EVIDENCE) for s, e in desk.standing()]
        if desk.policy is not None:
            self.finder.follow(desk.policy)
        self.document.mark([*marks, *self.more_marks()])

    def index_for_find(self, policy: Policy) -> TextSearch | None:
        """What finding needs of a policy; None where a worker is making it."""
        raise NotImplementedError

    def more_marks(self) -> list[Mark]:
        """What a mode marks beside all that."""
        return []

    def _painted(self, pair: Pair) -> None:
        """What is to be decided is on the screen; keys read from now on may decide it."""
        if not self._looked_around:
            self._looked_around = True
            gc.freeze()
            gc.enable()
            self._look_around()
        if pair == self.desk.pair and self.desk.ready:
            self.gate.painted(monotonic())
            if self.desk.policy is not None:
                self.background.remember(self.desk.policy)
            for near in self.desk.neighbours():
                self.background.ask(near)
            self.app.remember_place()

    def _note_what_is_shown(self) -> None:
        """How much of each policy was on the screen is recorded with `missing`."""
        policy = self.document.policy
        if policy is not None:
            for span in self.document.shown_spans():
                self.desk.coverage.add(policy, span)

    # what workers bring

    def on_prepared(self, message: Prepared) -> None:
        """Shows what was read and ranked, if it is what the reviewer waits for."""
        desk = self.desk
        self.background.prepared(message)
        if self.holding:
            return
        if message.pair[0] == desk.pair[0] and self.gate.painted_at is None:
            if desk.ready or message.failure:
                self.present()
            else:
                self.background.ask(desk.pair)

    def _look_around(self) -> None:
        """Once the first screen is there."""
        self.background.look_around()

    # the room there is

    def on_resize(self, event: events.Resize) -> None:
        """Gives the panes the room there is."""
        width, height = event.size
        self.lay_out(width, height)
        self.call_after_refresh(self.resized)

    def lay_out(self, width: int, height: int) -> None:
        """Gives each pane its room on a screen of that size."""
        fits = {"-small": width < MIN_WIDTH or height < MIN_HEIGHT, "-low": height < 22}
        classes = {name for name, holds in fits.items() if holds}
        if classes != self.classes & fits.keys():
            self.classes = (self.classes - fits.keys()) | classes
        before, self.room = self.room, room(width, height, self.app.view)
        if self.room != before:
            self._share_out(self.room)

    def _share_out(self, room: Room) -> None:
        self.checklist.set_class(room.checklist == 0, "-gone")
        self.checklist.styles.width = room.checklist
        self.checklist.on_right = room.right
        self.checklist.styles.dock = "right" if room.right else "left"
        self.candidates.set_class(room.candidates == 0, "-gone")
        self.candidates.beside = room.beside
        self.candidates.styles.width = room.candidates if room.beside else "1fr"
        self.candidates.styles.height = "1fr" if room.beside else room.candidates
        self.page.styles.layout = "horizontal" if room.beside else "vertical"
        if not self.requirement.detailed:
            self.requirement.styles.height = room.requirement

    def resized(self) -> None:
        """The panes have other sizes."""
        if self.requirement.detailed:
            self.fit_requirement()
        elif self.shown is not None and not self.scrolled:
            self.present()
        else:
            self.paint()  # the policy stays where the reviewer has read to

    @property
    def room_for_requirement(self) -> int:
        """How many lines the requirement may take: the policy keeps POLICY_ROWS."""
        room = self.requirement.size.height + self.document.size.height
        return max(4, room - POLICY_ROWS - 1)

    def fit_requirement(self) -> None:
        """In full the requirement takes what it needs, as long as the policy keeps its room."""
        height = self.room.requirement
        if self.requirement.detailed:
            needed = self.requirement.body_height(self.requirement.size.width)
            height = min(needed, self.room_for_requirement)
        self.requirement.styles.height = height
        self.call_after_refresh(self.present)


# What a reviewer does there is written in parts, which stand before the desk among the bases of
# the screen. To Textual they are no screens of their own: each would take time at the start.
if TYPE_CHECKING:
    DeskPart = DeskScreen
else:
    DeskPart = object
