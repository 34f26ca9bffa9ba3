"""The desk on the screen: what its panes show, and when."""

from __future__ import annotations

import gc
from asyncio import get_running_loop
from contextlib import ExitStack
from functools import partial
from typing import TYPE_CHECKING

from reviewtui.reviews import Queue
from reviewtui.tui.actions import shown_key
from reviewtui.tui.background import Background
from reviewtui.tui.finder import Finder
from reviewtui.tui.gate import KeyGate
from reviewtui.tui.marks import Mark, MarkKind
from reviewtui.tui.paced import Paced
from reviewtui.tui.widgets.document import DocumentView
from reviewtui.tui.widgets.footer import (
    COMPARING,
    DECIDING,
    FINDING,
    FINDING_NOTHING,
    READING,
    TYPING,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reviewtui.documents import Policy
    from reviewtui.documents.search import TextSearch
    from reviewtui.reviews import Pair, Place
    from reviewtui.tui.app import ReviewApp
    from reviewtui.tui.messages import Prepared
    from reviewtui.tui.screens.room import RoomScreen as Room
else:
    Room = object  # to Textual the desk is no screen of its own: that would take time at the start

PROGRESS = 0.5  # seconds between two paintings of how far a reading is
PATIENCE = 0.08  # seconds before "reading" is painted for what is not there yet


class DeskScreen(Paced, Room):
    """Shows the desk, and repaints once for each thing that happens to it.

    A move waits up to PATIENCE for its ranking before anything is painted.
    """

    def __init__(self, app: ReviewApp) -> None:
        finder = Finder(self.index_for_find)
        super().__init__(app, DocumentView(finder))
        self.finder = finder
        self.gate = KeyGate()
        self.background = Background(self)
        self._looked_around = False
        self._held_back = ExitStack()  # what holds painting back
        self._holds_back = False
        self.put_off = False  # the desk is ready; what becomes of its verdict is awaited
        self.opened = self.desk.review
        self.said_of = self.opened  # the review when a decision or its undo was told last

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
    def awaited(self) -> bool:
        """Whether the desk's pair is about to be painted, and all that changes until then."""
        return self.holding or self.put_off or not self.desk.ready

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
        self.drop_moves()
        self.desk.failures.pop(self.desk.pair[0], None)  # it may have been mended
        self.put_off = False
        if self.desk.ready and self.desk.pair not in self.background.recomparing:
            self.present()
            return
        self.put_off = self.desk.ready
        if self.shown is not None:  # else nothing is there yet
            self.hold_back()
        self.background.ask(self.desk.pair)
        self.set_timer(patience, partial(self._impatient, self.desk.pair))

    def hold_back(self) -> None:
        """Paints nothing until the desk's pair is there or patience ends: what led to it, be it a
        verdict, a list that closed or a screen that was left, is painted with it, once."""
        self.paint_again()
        self._holds_back = True
        self._held_back.enter_context(self.app.batch_update())

    def paint_again(self) -> None:
        """Does not hold painting back any longer, from when the panes have asked for theirs that
        are drawn anew now: what asked before would be painted alone."""
        if self._holds_back:
            self._holds_back = False
            get_running_loop().call_soon(self._release, self._held_back.pop_all())

    def _release(self, held_back: ExitStack) -> None:
        held_back.close()
        self.check_idle()  # Textual wakes the app only, and screens paint when they are idle

    def _impatient(self, pair: Pair) -> None:
        """What was asked for takes longer than a moment: says so, and how far it is."""
        self.paint_again()
        waiting = self.put_off or not self.desk.ready
        if pair == self.desk.pair and waiting and not self.holding:
            self.present()
            if not self.desk.ready and pair[0] not in self.desk.failures:
                self.set_timer(PROGRESS, partial(self._impatient, pair))

    def _notice(self) -> str:
        """What stands in the document's place while it is not there: why, or how far it is."""
        policy = self.desk.pair[0]
        known = self.app.library.progress(policy)
        return self.desk.failures.get(policy, f"reading… {known}".rstrip())

    def present(self) -> None:
        """Paints the desk, with its current candidate in view."""
        desk, document = self.desk, self.document
        self.put_off = False
        self.paint_again()
        self.make_room()
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
        self.mark()
        self._show_place(resumed)
        self.requirement.draft = self.app.notes.draft_of(desk.pair) != ""
        self.checklist.stale = desk.listed(Queue.STALE)
        self.footer.actions = self.offered
        self.footer.stands = str(desk.entry.verdict or "") if desk.entry is not None else ""
        self.paint()
        if desk.ready:
            self.painting(desk.pair)

    def _say_unread(self) -> None:
        """On coming to a policy of which not all was read: nothing found may mean nothing read."""
        policy = self.desk.policy
        if policy is not None and (policy.unread or "\ufffd" in policy.text):
            from reviewtui.documents.unread import unread_note

            self.say(f"{unread_note(policy)}.", "warning")

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
            if self.finder.typing:
                return TYPING
            return FINDING if self.finder.hits or self.finder.waiting else FINDING_NOTHING
        if not self.desk.ready:
            return READING
        return COMPARING if self.comparing else DECIDING

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

    def painting(self, pair: Pair) -> None:
        """What is to be decided is about to be painted, once the panes have asked for it."""
        asked = self._painted, pair, self.gate.hidden, self.app.ask_shown(self.panes)
        get_running_loop().call_soon(self.call_after_refresh, *asked)

    def _painted(self, pair: Pair, hidden: int, asked_at: float) -> None:
        """What is to be decided is on the screen; keys read from now on may decide it, unless a
        key that came meanwhile has `hidden` it again (see `KeyGate.painted`)."""
        if not self._looked_around:
            self._looked_around = True
            gc.freeze()
            gc.enable()
            self._look_around()
        if pair == self.desk.pair and self.desk.ready:
            self.desk.seen = max(self.desk.seen, self.candidates.end_shown)
            self.gate.painted(self.app.shown_since(asked_at), hidden)
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
            if message.failure:
                self.present()
            elif desk.ready:
                self.present_if_known()
            else:
                self.background.ask(desk.pair)

    def present_if_known(self) -> None:
        """Paints the desk, unless its verdict is being held against the policy: what that finds
        is painted with it, or patience ends."""
        self.put_off = self.desk.pair in self.background.recomparing
        if not self.put_off and not self.holding:
            self.present()

    def _look_around(self) -> None:
        """Once the first screen is there."""
        self.background.look_around()


# What a reviewer does there is written in parts, which stand before the desk among the bases of
# the screen, and are no screens of their own either.
if TYPE_CHECKING:
    DeskPart = DeskScreen
else:
    DeskPart = object
