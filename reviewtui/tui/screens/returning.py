"""Coming back: what changed since the verdicts were given."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

from reviewtui.reviews import Queue
from reviewtui.tui.screens.desk import DeskPart
from reviewtui.tui.wrapping import width_of

if TYPE_CHECKING:
    from reviewtui.reviews.changes import VerdictChange
    from reviewtui.tui.messages import Compared, Comparing, Looked, Recompared

PROGRESS_EVERY = 0.2  # seconds


class Returning(DeskPart):
    """What a reviewer who comes back is told."""

    _summary = ""
    _repainted = 0.0  # when the header last said how far comparing is

    def on_comparing(self, message: Comparing) -> None:
        """One more policy is compared: its verdicts can be gone through already."""
        since = self.desk.since
        if not since.comparing:
            since.begin(message.total)
        before = self.desk.change
        since.add(message.found)
        self._resume_queue(complete=False)
        if self.awaited:
            return
        if self.desk.change != before:
            self.present_change()
        elif message.found.verdicts or monotonic() - self._repainted > PROGRESS_EVERY:
            self._repainted = monotonic()
            self.checklist.stale = self.desk.listed(Queue.STALE)
            self.header.repaint()
            self.checklist.repaint()

    def on_compared(self, message: Compared) -> None:
        """Says what the reviewer comes back to; at the end once more, if that still stands."""
        before = self.desk.change
        self.desk.since.finish(message.changes)
        if message.complete:
            self._resume_queue(complete=True)
        if self.footer.message in ("", self._summary, self.app.read_only):
            self._summary = self.summary()
            if message.complete or message.changes.verdicts:
                self.say(self._summary)
        self._show_changes(before)

    def on_recompared(self, message: Recompared) -> None:
        """Verdicts that came into the review since are compared: stale ones show at once."""
        before = self.desk.change
        if message.found is not None:
            self.desk.since.add_later(message.found)
        self.background.recomparing -= message.pairs
        if self.put_off:
            self.present_if_known()
        elif message.found is not None:
            self._show_changes(before)

    def _show_changes(self, before: VerdictChange | None) -> None:
        """Shows what is known now; `before` is what was known of the verdict on the screen."""
        if self.awaited:
            return
        if self.desk.change != before:
            self.present_change()
        else:
            self.checklist.stale = self.desk.listed(Queue.STALE)
            self.paint()

    def _resume_queue(self, *, complete: bool) -> None:
        """Goes on in the queue in which an earlier session stopped, if that is known by now."""
        if self.desk.awaited in (Queue.STALE, Queue.MOVED):
            self.desk.resume_awaited(complete=complete)

    def present_change(self) -> None:
        """The comparison has reached the verdict on the screen: it shows what changed, and what
        would be decided is another thing than before."""
        self.gate.hide()
        self.desk.look_again()
        self.present()

    def summary(self) -> str:
        """The line on what changed since, and how much is left to do."""
        from reviewtui.reviews.opening import opening

        desk = self.desk
        changes = desk.since.changes
        if changes is None:
            return ""
        found = opening(changes, desk.progress())
        others = "".join(f", {one}" for one in self.app.others_since())
        hints = [
            f"  {self.key_of(action)}: {name}"
            for action, name, holds in (
                ("next-stale", "stale", found.stale),
                ("next-moved", "moved", found.moved and not found.stale),
                ("news", "more", found.anything),
            )
            if holds
        ]
        lead = "" if found.anything else f"{self.app.greeting}: "
        lead = f"{self.app.read_only} " if self.app.read_only else lead
        room = self.size.width - 2 - width_of(lead)
        said = f"{found.line}{others}."
        if width_of(said) > room - width_of("".join(hints)):
            said = f"{found.fitting(room - width_of(''.join(hints)))}"
        said = lead + said
        for hint in hints:
            if width_of(said + hint) < self.size.width:
                said += hint
        return said

    def _do_news(self) -> None:
        from reviewtui.tui.screens.news import news_rows

        keys = self.key_of("next-stale"), self.key_of("next-moved")
        self.app.show_list(news_rows(self.desk, self.app.others_since(), keys), "news")

    def _do_compare(self) -> None:
        from reviewtui.tui.screens.comparison import ComparisonList

        if self.desk.change is None:
            self.say("Nothing changed under this verdict.")
            self.footer.repaint()
        else:
            self.app.show_over(ComparisonList(self.desk))

    def on_looked(self, message: Looked) -> None:
        """Keeps what a decision records of the policies; one given before has recorded them
        without their digests, which follow now."""
        self.desk.survey(*message.surveyed)
        if self.desk.review is not self.opened and self.desk.record():
            self.app.save()
