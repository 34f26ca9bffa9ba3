"""Deciding: what changes the review, and what becomes of it on the way to the disk."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from reviewtui.characters import visible
from reviewtui.reviews import Verdict, now
from reviewtui.tui.gate import REPEAT_GAP, Ruling
from reviewtui.tui.screens.desk import DeskScreen
from reviewtui.tui.widgets.header import Saved

if TYPE_CHECKING:
    from textual import events

    from reviewtui.reviews import Pair, Undone
    from reviewtui.tui.app import ReviewApp
    from reviewtui.tui.messages import Checked, Joined, Locked, Stored

DECISIONS = frozenset({*(verdict.value for verdict in Verdict), "defer"})


class Deciding(DeskScreen):
    """What a reviewer does to the review, and what workers report of it."""

    def __init__(self, app: ReviewApp) -> None:
        super().__init__(app)
        self._key, self._key_time = "", 0.0
        self._early: tuple[str, Pair] | None = None

    def on_key(self, event: events.Key) -> None:
        """Notes which key is being handled and when it was read; bindings come after."""
        self._key, self._key_time = event.key, event.time

    def on_paste(self, event: events.Paste) -> None:
        """Pasted text decides nothing."""
        event.stop()
        self.say("Pasted text is ignored here.", "warning")
        self.footer.repaint()

    def verdict_key(self, action: str) -> None:
        if self.app.lock is None and self.desk.ready:
            # a key of the first moment: ruled on as soon as it is known who may write
            self._early = (action, self.desk.pair)
            return
        if self.app.read_only:
            self.say(self.app.read_only, "warning")
        elif self.desk.policy is None:
            self.say("Not decided: this policy is not read completely yet.", "warning")
        elif not self.desk.ready:
            self.say("Not decided: that key came before this requirement was shown.", "warning")
        else:
            key, read_at = self._key, self._key_time
            ruling = self.gate.judge(key, read_at)
            if ruling is Ruling.DECIDE:
                self._decide(action)
                return
            if ruling is Ruling.WAIT:
                self.set_timer(REPEAT_GAP, partial(self._decide_if_alone, action, self.gate.count))
                return
            if ruling is Ruling.UNSEEN:
                self.say("Not decided: that key came before this requirement was shown.", "warning")
            else:
                self.say(f"Not decided: {key} was held down.", "warning")
        self.footer.repaint()

    def _decide_if_alone(self, action: str, count: int) -> None:
        if self.gate.waited(count) and self.desk.ready:
            self._decide(action)

    def _decide(self, action: str) -> None:
        desk = self.desk
        title, policy = desk.requirement.title, desk.pair[0]
        if action == "defer":
            deferred = desk.defer(now())
            done = "deferred" if deferred else "no longer deferred"
            self.say(f"{title}: {done}{self._arrival(policy)}")
        else:
            decision = desk.decide(Verdict(action), now())
            count = len(decision.evidence)
            cited = ", " + (_count(count, "passage", "passages") if count else "no evidence")
            if decision.searched:
                cited = f", {len(decision.rejected)} passages shown"
            undo = "/".join(self.app.keys.get("undo", ())[:1])
            self.say(f"{title}: {action}{cited}   ({undo} undoes){self._arrival(policy)}", "good")
        self.changed()

    def _arrival(self, before: str) -> str:
        """Says so where a decision led into another policy."""
        there = self.desk.pair[0]
        if self.desk.finished or there == before:
            return ""
        return f"   {visible(before)} is done; next: {visible(there)}"

    def changed(self) -> None:
        """The review changed: saves it and shows where the desk is now."""
        self.header.saved = Saved.SAVING
        self.app.save()
        if self.desk.finished:
            self.app.show_finished()
        self.enter()

    def on_stored(self, message: Stored) -> None:
        """Says saved only when the newest decision is on the disk."""
        if message.failure:
            self.header.saved = Saved.FAILED
            self.say(f"Not saved, tried again: {message.failure}", "bad")
        elif self.app.all_saved():
            if self.header.saved is Saved.FAILED:
                self.say("Saved now.", "good")
            self.header.saved = Saved.SAVED
        self.header.repaint()
        self.footer.repaint()

    def on_joined(self, message: Joined) -> None:
        """Goes on from the merged review and says what was decided twice."""
        self.desk.join(message.merged)
        conflicts = message.merged.conflicts
        if conflicts:
            title = self._title_of(conflicts[0].pair[1])
            more = f" and {len(conflicts) - 1} more" if len(conflicts) > 1 else ""
            who = visible(conflicts[0].theirs.reviewer) if conflicts[0].theirs else "somebody"
            self.say(
                f"{who} had decided {title}{more} too; yours holds, theirs is kept.", "warning"
            )
        else:
            self.say("The review file had changed; both are kept.")
        self.enter()

    def _do_undo(self) -> None:
        if self._may_write():
            self._went_back(self.desk.undo(now()), "undone", "Nothing of yours to undo.")

    def _do_redo(self) -> None:
        if self._may_write():
            self._went_back(self.desk.redo(now()), "given again", "Nothing to redo.")

    def _may_write(self) -> bool:
        """Whether this review may be changed from here; says why not."""
        if self.app.read_only:
            self.say(self.app.read_only, "warning")
            self.footer.repaint()
        return not self.app.read_only

    def _went_back(self, undone: Undone, done: str, nothing: str) -> None:
        if undone.pairs:
            self.say(f"{self._title_of(undone.pairs[0][1])}: {done}")
            self.changed()
        else:
            self.say(nothing)
        if undone.blocked:
            other = undone.blocked[0]
            title = self._title_of(other.pair[1])
            who = visible(other.reviewer)
            self.say(f"{title} stays: {who} changed it on {other.time:%Y-%m-%d %H:%M}.", "warning")
        self.footer.repaint()

    def _title_of(self, requirement: str) -> str:
        known = self.desk.checklist.by_id.get(requirement)
        return known.title if known else requirement

    def _do_confirm(self) -> None:
        if self.desk.pair in self.app.stale_pairs() and self.desk.ready and self._may_write():
            self.desk.confirm(now())
            self.say(f"{self.desk.requirement.title}: confirmed", "good")
            self.changed()

    def _do_note(self) -> None:
        if self._may_write():
            self.app.write_note(self.desk.pair)

    def _do_take(self) -> None:
        if self.finder.is_open:
            self.say("A hit cannot be taken: Escape leaves find, n goes to a candidate.", "warning")
            self.footer.repaint()
        elif self.desk.toggle_piece():
            self.present()

    # what workers report

    def on_locked(self, message: Locked) -> None:
        """From now on verdicts may be given, or it is said why not."""
        self.app.keep_lock(message.lock)
        if self.app.read_only:
            self.header.saved = Saved.READ_ONLY
            self.say(self.app.read_only, "warning")
            self.paint()
        early, self._early = self._early, None
        if early is not None and early[1] == self.desk.pair:
            self.verdict_key(early[0])

    def on_checked(self, message: Checked) -> None:
        """Keeps which verdicts are stale, and says what the reviewer comes back to."""
        changes = message.changes
        self.app.set_stale(frozenset(changes.stale), message.review)
        parts = []
        if changes.policies:
            parts.append(_count(len(changes.policies), "policy", "policies") + " changed")
        if changes.stale:
            parts.append(_count(len(changes.stale), "verdict", "verdicts") + " stale")
        progress = self.desk.progress()
        parts.append(f"{progress.undecided} of {progress.total} to go")
        if not self.footer.message:
            self.say("Welcome back: " + ", ".join(parts) + ".")
        if self.gate.painted_at is not None:
            self.present()


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
