"""Screens over the review that decide too: with the same gate, and the same key to undo."""

from __future__ import annotations

from contextlib import ExitStack
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, ClassVar, Self

from textual.screen import Screen

from reviewtui.reviews import Verdict
from reviewtui.tui.gate import REPEAT_GAP, KeyGate, Ruling
from reviewtui.tui.keyed import Keyed
from reviewtui.tui.widgets.footer import Footer
from reviewtui.tui.widgets.pane import STYLES, Pane

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual import events
    from textual.geometry import Region

    from reviewtui.reviews import Pair, Undone
    from reviewtui.reviews.bulk import Marked
    from reviewtui.tui.app import ReviewApp

DECISIONS = frozenset({*(verdict.value for verdict in Verdict), "defer"})
END = 1 << 30


class GatedScreen(Keyed, Screen["Pair | None"], inherit_bindings=False):
    """Gives the pair to go to in the review, None to stay where it is.

    Who makes one says in `waiting` what a verdict key would decide, moves the cursor in `move`,
    and paints in `paint`; what is painted may be decided from then on.
    """

    COMPONENT_CLASSES: ClassVar = STYLES
    BINDINGS: ClassVar = []
    AUTO_FOCUS: ClassVar = None
    _opened = False  # nothing of it is painted before, nor can anything be decided

    def __init__(self, app: ReviewApp) -> None:
        super().__init__()
        self.bind_keys(app.keys)
        self.desk = app.desk
        self.gate = KeyGate()
        self.footer = Footer(app.keys)
        self._key, self._key_time = "", 0.0
        self._review = self.desk.review
        self.held_back = ExitStack()  # what holds painting back

    # what the screens differ in

    def waiting(self) -> Sequence[Marked]:
        """What a verdict key decides."""
        raise NotImplementedError

    def move(self, by: int) -> None:
        """Moves the cursor by rows."""
        raise NotImplementedError

    def page(self) -> int:
        """How many rows a page has."""
        raise NotImplementedError

    def paint(self) -> None:
        """Repaints what changed."""
        raise NotImplementedError

    def show_pair(self, pair: Pair) -> None:
        """Moves the cursor to where something was taken back."""
        raise NotImplementedError

    def renew(self) -> None:
        """The review is another."""
        raise NotImplementedError

    def reopen(self) -> None:
        """Paints all, after the cursor or what would be decided changed."""
        self.drop_moves()
        self.gate.hide()
        if not self._opened:
            return
        self.paint()
        asked_at = self.app.ask_shown(self.query(Pane))
        self.call_after_refresh(self._painted, self.gate.hidden, asked_at)

    def moved(self) -> None:
        """Paints where a key led; of a held one now and then."""
        self.gate.hide()
        self.paced(self.reopen)

    def _painted(self, hidden: int, asked_at: float) -> None:
        self.gate.painted(self.app.shown_since(asked_at), hidden)
        self.app.remember_place()  # with the marks

    def on_screen_resume(self) -> None:
        """Shows it, in one painting: once it is put together, and Textual has made it current."""
        if not self._opened:
            self.call_later(self._open)

    def refresh(
        self,
        *regions: Region,
        repaint: bool = True,
        layout: bool = False,
        recompose: bool = False,
    ) -> Self:
        """As a widget does; but until it is opened nothing asks for painting: that its panes are
        laid out paints them, and asked for as well all would be painted twice."""
        if not self._opened and not self.is_mounted:
            return self
        return super().refresh(
            *regions, repaint=repaint and self._opened, layout=layout, recompose=recompose
        )

    def _open(self) -> None:
        if self._opened:
            return
        for pane in self.query(Pane):
            pane.draw_anew()
            pane.repaint()
        self.refresh(layout=True)
        self._opened = True
        self.held_back.close()
        self.call_after_refresh(self.reopen)

    def on_unmount(self) -> None:
        """Where it is left before it was opened."""
        self.held_back.close()

    def on_resize(self) -> None:
        """Follows the room there is."""
        if self._opened:
            self.call_after_refresh(self.paint)

    def say(self, message: str, tone: str = "quiet") -> None:
        """What just happened."""
        self.footer.say(message, tone)

    def told(self, message: str, tone: str) -> None:
        """Hears what came of a verdict."""
        if not self.is_attached:
            self.app.review_screen.say(message, tone)
            self.app.review_screen.footer.repaint()
            return
        self.say(message, tone)
        self.follow_review()
        self.reopen()

    def follow_review(self) -> None:
        """Takes up what the review holds now."""
        if self._review is not self.desk.review:
            self._review = self.desk.review
            self.renew()

    def uncovered(self) -> None:
        """What lay over it is gone."""
        self.reopen()

    # keys

    def on_key(self, event: events.Key) -> None:
        """Notes which key is being handled and when it was read; bindings come after."""
        self._key, self._key_time = event.key, event.time

    def on_paste(self, event: events.Paste) -> None:
        """Pasted text decides nothing."""
        event.stop()

    def means_nothing(self, character: str) -> None:
        """See `Keyed.means_nothing`."""
        self.footer.means_nothing(character)

    def run_command(self, action: str) -> None:
        """An action chosen by its name: what it is for was on the screen all the while."""
        self._key, self._key_time = action, monotonic()
        self.action_do(action)

    def action_do(self, action: str) -> None:
        """Does what the registry's action of that id says."""
        self.end_moves(action)
        if action in DECISIONS:
            self._verdict_key(action)
        else:
            super().action_do(action)

    def _verdict_key(self, action: str) -> None:
        ruling = self.gate.judge(self._key, self._key_time)
        if ruling is Ruling.DECIDE:
            self._give(action)
        elif ruling is Ruling.WAIT:
            self.set_timer(REPEAT_GAP, partial(self._if_alone, action, self.gate.count))
        else:
            unseen = "that key came before this was shown"
            why = unseen if ruling is Ruling.UNSEEN else f"{self._key} was held down"
            self.say(f"Not decided: {why}.", "warning")
            self.footer.repaint()

    def _if_alone(self, action: str, count: int) -> None:
        if self.gate.waited(count):
            self._give(action)

    def _give(self, action: str) -> None:
        if waiting := self.waiting():
            self.app.several.give(action, waiting, self.told, stay=True)

    def _do_undo(self) -> None:
        self._back(self.app.review_screen.take_back(stay=True))

    def _do_redo(self) -> None:
        self._back(self.app.review_screen.give_again(stay=True))

    def _back(self, undone: Undone | None) -> None:
        """The cursor goes to what was taken back or given again; the review's place stays."""
        below = self.app.review_screen
        if undone is not None and undone.pairs and self.desk.is_known(undone.pairs[0]):
            self.show_pair(undone.pairs[0])
        self.told(below.footer.message, below.footer.tone)

    def _do_marks(self) -> None:
        if not self.desk.marks:
            self.told("Nothing is marked.", "quiet")
            return
        from reviewtui.tui.screens.marks import Marks

        def chosen(pair: Pair | None) -> None:
            if pair is not None:
                self.leave(pair)
            else:
                self.renew()
                self.reopen()

        self.show_over(Marks(self.desk, self.app.keys, chosen))

    def _do_next_line(self) -> None:
        self.move(1)

    def _do_previous_line(self) -> None:
        self.move(-1)

    def _do_lines_down(self) -> None:
        self.move(max(1, self.page() - 1))

    def _do_lines_up(self) -> None:
        self.move(-max(1, self.page() - 1))

    def _do_first_line(self) -> None:
        self.move(-END)

    def _do_last_line(self) -> None:
        self.move(END)

    def leave(self, pair: Pair | None) -> None:
        """Goes away, giving `pair`; what was below is painted once, when this is gone."""
        app, held_back = self.app, ExitStack()
        held_back.enter_context(app.batch_update())
        gone = self.dismiss(pair)

        def release() -> None:
            held_back.close()
            app.screen.refresh()

        async def when_gone() -> None:
            try:
                await gone
            finally:
                app.call_later(release)

        app.call_later(when_gone)

    def _do_leave(self) -> None:
        self.leave(None)


def push(app: ReviewApp, screen: GatedScreen, done: Callable[[Pair | None], None]) -> None:
    """Opens such a screen over the one there is; `done` gets what it gives."""
    screen.held_back.enter_context(app.batch_update())
    app.push_screen(screen, done)
