"""Deciding: what changes the review."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from reviewtui.characters import visible
from reviewtui.reviews import Queue, Verdict, now
from reviewtui.tui.gate import REPEAT_GAP, Ruling
from reviewtui.tui.screens.desk import DeskScreen
from reviewtui.tui.widgets.header import Saved
from reviewtui.tui.wrapping import crop, width_of

if TYPE_CHECKING:
    from textual import events

    from reviewtui.reviews import Pair, Undone
    from reviewtui.tui.app import ReviewApp

DECISIONS = frozenset({*(verdict.value for verdict in Verdict), "defer", "confirm"})


class Deciding(DeskScreen):
    """What a reviewer does to the review."""

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
        """Decides, or says why not: nobody decides what they have not seen, or may not write."""
        if action == "confirm" and self.desk.change is None:
            return
        if self.app.lock is None and self.desk.ready:
            # a key of the first moment: ruled on as soon as it is known who may write
            self._early = (action, self.desk.pair)
            return
        if self.app.read_only:
            self.say(self.app.read_only, "warning")
        elif self.desk.pair[0] in self.desk.failures:
            self.say("Not decided: this policy cannot be read.", "warning")
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

    def rule_on_early_key(self) -> None:
        """It is known now who may write: a verdict key that came before counts, if it may."""
        early, self._early = self._early, None
        if early is not None and early[1] == self.desk.pair:
            self.verdict_key(early[0])

    def _decide_if_alone(self, action: str, count: int) -> None:
        if self.gate.waited(count) and self.desk.ready:
            self._decide(action)

    def _decide(self, action: str) -> None:
        desk = self.desk
        pair, title, queue = desk.pair, desk.requirement.title, desk.queue
        policy = pair[0]
        if action == "confirm":
            if desk.change is None:
                return
            if desk.picked and desk.pieces and desk.entry and desk.entry.verdict is Verdict.MISSING:
                drops = self.key_of("take")
                self.say(f"Missing cites nothing: a verdict key takes the piece; {drops} drops it.")
                self.footer.repaint()
                return
            picked = len(desk.pieces) if desk.picked else None
            dropped = desk.confirm(now())
            entry = desk.review.entries[pair]
            said = _confirmed(picked, dropped, len(entry.evidence))
            self._say_of(title, f"{said}{self._arrival(policy, queue)}", "good")
        elif action == "defer":
            deferred = desk.defer(now())
            done = "deferred" if deferred else "no longer deferred"
            self._say_of(title, f"{done}{self._arrival(policy, queue)}")
        else:
            decision = desk.decide(Verdict(action), now())
            count = len(decision.evidence)
            cited = ", " + (count_of(count, "passage", "passages") if count else "no evidence")
            if decision.searched:
                cited = f", {len(decision.rejected)} passages shown"
            undo = "/".join(self.app.keys.get("undo", ())[:1])
            there = self._arrival(policy, queue)
            undoes = f"   ({undo} undoes)" if queue is Queue.UNDECIDED else ""
            self._say_of(title, f"{action}{cited}{undoes}{there}", "good")
        self.changed()

    def _arrival(self, before: str, queue: Queue) -> str:
        """Says so where a decision led into another policy, or out of a queue."""
        there = self.desk.pair[0]
        if queue is not self.desk.queue:
            return f"   That was the last of the {queue} verdicts."
        if self.desk.finished or there == before:
            return ""
        if queue is not Queue.UNDECIDED:
            return f"   next: {visible(there)}"
        return f"   {visible(before)} is done; next: {visible(there)}"

    def _say_of(self, title: str, said: str, tone: str = "quiet") -> None:
        """Says something of a requirement, whose title is cut where there is no room for both."""
        room = max(12, self.size.width - width_of(said) - 3)
        self.say(f"{crop(title, room, '…')}: {said}", tone)

    def changed(self) -> None:
        """The review changed: saves it and shows where the desk is now."""
        self.header.saved = Saved.SAVING
        self.app.save()
        self.app.remember_place(delay=0)
        if self.desk.finished:
            self.app.show_finished()
        self.enter()

    def _do_undo(self) -> None:
        if self.may_write():
            before = self.desk.review
            self._went_back(self.desk.undo(now()), "undone", "Nothing of yours to undo.")
            self.background.compare_since(before)

    def _do_redo(self) -> None:
        if self.may_write():
            before = self.desk.review
            self._went_back(self.desk.redo(now()), "given again", "Nothing to redo.")
            self.background.compare_since(before)

    def may_write(self) -> bool:
        """Whether this review may be changed from here; says why not."""
        if self.app.read_only:
            self.say(self.app.read_only, "warning")
            self.footer.repaint()
        return not self.app.read_only

    def _went_back(self, undone: Undone, done: str, nothing: str) -> None:
        if undone.pairs:
            self._say_of(self.title_of(undone.pairs[0][1]), f"{_what_came_back(undone)}{done}")
            self.changed()
        else:
            self.say(nothing)
        if undone.blocked:
            other = undone.blocked[0]
            title = self.title_of(other.pair[1])
            who = visible(other.reviewer)
            self.say(f"{title} stays: {who} changed it on {other.time:%Y-%m-%d %H:%M}.", "warning")
        self.footer.repaint()

    def title_of(self, requirement: str) -> str:
        """What the checklist calls a requirement."""
        known = self.desk.checklist.by_id.get(requirement)
        return known.title if known else requirement

    def _do_note(self) -> None:
        if self.may_write():
            self.app.notes.write(self.desk.pair)

    def _do_take(self) -> None:
        if self.desk.toggle_piece():
            self.present()


def _what_came_back(undone: Undone) -> str:
    """Of which kind a step was that left the verdict alone: `note `, `deferring `."""
    change = undone.changes[0]
    before, after = change.before, change.after
    if (before.verdict, before.evidence) != (after.verdict, after.evidence):
        return ""
    if before.note != after.note:
        return "note "
    return "deferring " if before.deferred != after.deferred else ""


def _confirmed(picked: int | None, dropped: list[str], cited: int) -> str:
    """What confirming did: with `picked` pieces of the reviewer's, or without those `dropped`."""
    if picked is not None:
        return "confirmed, " + (
            count_of(picked, "passage", "passages") if picked else "no evidence"
        )
    if not dropped:
        return "confirmed"
    what = "evidence" if not cited else count_of(len(dropped), "passage", "passages")
    several = cited == 0 or len(dropped) == 1
    if "ambiguous" in dropped:
        why = "its place is not certain" if several else "their places are not certain"
    else:
        why = "its words are gone" if several else "their words are gone"
    return f"confirmed without {what}: {why}"


def count_of(number: int, one: str, many: str) -> str:
    """`1 passage`, `2 passages`."""
    return f"{number} {one if number == 1 else many}"
