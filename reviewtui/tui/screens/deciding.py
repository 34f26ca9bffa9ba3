"""Deciding: what changes the review."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from reviewtui.characters import visible
from reviewtui.reviews import Verdict, now
from reviewtui.session.wording import came_back, count_of
from reviewtui.tui.gate import REPEAT_GAP, Ruling
from reviewtui.tui.glyphs import VERDICT_GLYPHS
from reviewtui.tui.remembering import AFTER_PAINTING
from reviewtui.tui.screens.desk import DeskPart
from reviewtui.tui.widgets.header import Saved
from reviewtui.tui.wrapping import crop, width_of

if TYPE_CHECKING:
    from textual import events

    from reviewtui.reviews import Decision, Pair, Queue, Undone
    from reviewtui.reviews.walking import Scope
    from reviewtui.tui.app import ReviewApp

TITLE_ROOM = 16  # cells that a title keeps beside what is said of it
DECISIONS = frozenset({*(verdict.value for verdict in Verdict), "defer", "confirm"})


class Deciding(DeskPart):
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
            self._nothing_to_confirm()
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

    def _nothing_to_confirm(self) -> None:
        if self.footer.tone == "good":
            return  # what was confirmed stays to be read, where the key was pressed too long
        decided = self.desk.entry is not None and self.desk.entry.verdict is not None
        why = "nothing changed under this verdict" if decided else "a verdict key decides"
        self.say(f"Nothing to confirm: {why}.")
        self.footer.repaint()

    def rule_on_early_key(self) -> None:
        """It is known now who may write: a verdict key that came before counts, if it may."""
        early, self._early = self._early, None
        if early is not None and early[1] == self.desk.pair:
            self.verdict_key(early[0])

    def _decide_if_alone(self, action: str, count: int) -> None:
        if self.gate.waited(count) and self.desk.ready:
            self._decide(action)

    def decide_marked(self, action: str) -> None:
        """One verdict for all that is marked."""
        raise NotImplementedError

    def _decide(self, action: str) -> None:
        desk = self.desk
        if desk.marks and action != "confirm":
            self.decide_marked(action)
            return
        pair, title = desk.pair, desk.requirement.title
        way_here = partial(self._way_here, pair, desk.queue, desk.scope)
        if action == "confirm":
            if desk.change is None:
                return
            if desk.picked and desk.pieces and desk.entry and desk.entry.verdict is Verdict.MISSING:
                drops = self.key_of("take")
                self.say(
                    f"Missing cites nothing: a verdict key takes the passage; {drops} drops it."
                )
                self.footer.repaint()
                return
            picked = len(desk.pieces) if desk.picked else None
            dropped = desk.confirm(now())
            entry = desk.review.entries[pair]
            said = _confirmed(picked, dropped, len(entry.evidence))
            self._say_of(title, f"{said}{way_here()}", "good")
        elif action == "defer":
            deferred = desk.defer(now())
            done = "deferred" if deferred else "no longer deferred"
            self._say_of(title, f"{done}{way_here()}")
        else:
            taken = len(desk.pieces) if desk.picked else 0
            decision = desk.decide(Verdict(action), now())
            cited, verdict = _cited(decision, taken), decision.verdict.words
            there = way_here()
            undo = f" · {key} undoes" if (key := self.key_of("undo")) else ""
            said = f"{verdict}{cited}{undo}{there}"
            if width_of(said) + TITLE_ROOM > self.size.width:
                said = f"{verdict}{undo}{there}"
            if width_of(said) + TITLE_ROOM > self.size.width:
                said = f"{verdict}{there}"
            self._say_of(f"{VERDICT_GLYPHS[decision.verdict]} {title}", said, "good")
        if desk.pair[1] != pair[1]:
            self.finder.close()  # what was to be found was for that requirement
        self.changed()

    def arrival(self, before: Pair, queue: Queue, scope: Scope) -> str:
        """Why a key led from there to where the desk is, if that is not simply the next one."""
        from reviewtui.session.arrival import arrival

        names = partial(crop, width=max(14, self.size.width // 6))
        return arrival(self.desk, before, queue, scope, names)

    def _way_here(self, before: Pair, queue: Queue, scope: Scope) -> str:
        """The same behind what was decided."""
        why = self.arrival(before, queue, scope)
        return f"   {why}" if why else ""

    def _say_of(self, title: str, said: str, tone: str = "quiet") -> None:
        """Says something of a requirement, whose title is cut where there is no room for both."""
        room = max(TITLE_ROOM - 4, self.size.width - width_of(said) - 3)
        self.footer.say(f"{crop(title, room, '…')}: {said}", tone, passing=True)
        self.said_of = self.desk.review

    def changed(self) -> None:
        """The review changed: saves it and shows where the desk is now."""
        self.header.saved = Saved.SAVING
        self.app.save()
        self.app.remember_place(AFTER_PAINTING)
        if self.desk.finished:
            self.app.show_finished()
        self.enter()

    def _do_undo(self) -> None:
        self.take_back()

    def _do_redo(self) -> None:
        self.give_again()

    def take_back(self, *, stay: bool = False) -> Undone | None:
        """Undoes a step and goes there, unless it is to `stay`; None where nothing may be."""
        if not self.may_write():
            return None
        before = self.desk.review
        undone = self.desk.undo(now(), stay=stay)
        self.background.compare_since(before)
        self._went_back(undone, "undone", "Nothing of yours to undo.")
        return undone

    def give_again(self, *, stay: bool = False) -> Undone | None:
        """Gives a step again that was undone; see `take_back`."""
        if not self.may_write():
            return None
        before = self.desk.review
        undone = self.desk.redo(now(), stay=stay)
        self.background.compare_since(before)
        self._went_back(undone, "given again", "Nothing to redo.")
        return undone

    def may_write(self) -> bool:
        """Whether this review may be changed from here; says why not."""
        if self.app.read_only:
            self.say(self.app.read_only, "warning")
            self.footer.repaint()
        return not self.app.read_only

    def _went_back(self, undone: Undone, done: str, nothing: str) -> None:
        if undone.pairs:
            said = came_back(undone, done)
            if done == "undone" and (key := self.key_of("redo")):
                said += f" · {key} gives it again"
            self._say_of(self.title_of(undone.pairs[0][1]), said)
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

    def _do_note_in_editor(self) -> None:
        if self.may_write():
            self.app.notes.edit(self.desk.pair)

    def _do_take(self) -> None:
        if self.desk.toggle_piece():
            self.present()


def _cited(decision: Decision, taken: int) -> str:
    """What a verdict stands on; of missing also what it leaves of the pieces that were `taken`."""
    if decision.searched and taken:
        return f", cites nothing of the {count_of(taken, 'passage', 'passages')} taken"
    if decision.searched:
        return f", {len(decision.rejected)} passages shown"
    count = len(decision.evidence)
    return ", " + (count_of(count, "passage", "passages") if count else "no evidence")


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
