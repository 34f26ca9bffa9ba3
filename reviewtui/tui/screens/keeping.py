"""Keeping what was decided: saved or not, who may write, what others wrote meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewtui.characters import visible
from reviewtui.reviews import now
from reviewtui.session.wording import count_of
from reviewtui.tui.screens.deciding import Deciding
from reviewtui.tui.widgets.header import Saved

if TYPE_CHECKING:
    from reviewtui.reviews.merging import Conflict
    from reviewtui.session.opening import Recovered
    from reviewtui.tui.app import ReviewApp
    from reviewtui.tui.messages import Joined, LeftOver, Locked, Lost, Noticed, Stored, Watched


class Keeping(Deciding):
    """What workers report of the review file, and what a reviewer does about it."""

    def __init__(self, app: ReviewApp) -> None:
        super().__init__(app)
        self.conflicts: list[Conflict] = app.unsettled()  # to be looked at, oldest first
        self.header.conflicts = len(self.conflicts)
        self._quitting = False

    # saved or not

    def on_stored(self, message: Stored) -> None:
        """Says saved only when the newest decision is on the disk."""
        if message.failure:
            self.header.saved = Saved.FAILED
            key = self.key_of("save-copy")
            hint = f" ({key}: save a copy)" if key and self.app.copy is None else ""
            if not self._quitting:  # else what leaving does stays to be read
                self.say(f"Not saved{hint}: {message.failure}", "bad")
        elif self.app.all_saved():
            if self.header.saved is Saved.FAILED:
                self.say("Saved now.", "good")
            self.header.saved = Saved.SAVED
            self._quitting = False
        self.header.repaint()
        self.footer.repaint()
        self.app.repaint_over()

    def _do_save_copy(self) -> None:
        if self.header.saved is Saved.FAILED:
            self.app.ask_for_copy()
        else:
            self.say("There is nothing that could not be saved.")
            self.footer.repaint()

    def copy_saved(self, path: str) -> None:
        """A copy is on the disk."""
        self.say(f"A copy is in {path}, and kept up to date until saving works again.", "good")
        self.footer.repaint()

    def _do_quit(self) -> None:
        """Leaves; what could not be saved is said before, and what becomes of it."""
        if self.header.saved is Saved.FAILED and not self._quitting:
            self._quitting = True
            if self.app.copy is not None:
                where = f"a copy is in {visible(str(self.app.copy))}"
            else:
                where = f"{self.key_of('save-copy')} saves a copy elsewhere"
            self.say(f"NOT saved: {where}; {self.key_of('quit')} again quits.", "bad")
            self.footer.repaint()
            return
        self.app.leave()

    # who may write

    def on_locked(self, message: Locked) -> None:
        """From now on verdicts may be given, or it is said why not."""
        self.app.keep_lock(message.lock)
        if self.app.read_only:
            self.header.saved = Saved.READ_ONLY
            self.say(self.app.read_only, "warning")
            self.paint()
        else:
            if message.lock.problem:
                self.say(visible(message.lock.problem), "warning")
            if self.app.recovered is not None:
                self._recover(self.app.recovered)
        self.rule_on_early_key()

    def on_left_over(self, message: LeftOver) -> None:
        """Notes that an editor had open when the app was killed are drafts."""
        count = self.app.notes.found_again(message.notes)
        if count:
            notes = count_of(count, "note", "notes")
            key = self.key_of("note")
            self.say(f"{notes} that an editor had open: kept as drafts; {key} goes on.", "warning")
            self.requirement.draft = self.app.notes.draft_of(self.desk.pair) != ""
            self.paint()

    def _recover(self, recovered: Recovered) -> None:
        """What the last session could not save is back: into the file with it."""
        decisions = count_of(recovered.entries, "decision", "decisions")
        self.say(f"{decisions} that the last session could not save: back, and saved now.", "good")
        self.conflicts += recovered.conflicts
        self.header.conflicts = len(self.conflicts)
        self.app.recovered = None
        self.header.saved = Saved.SAVING
        self.app.save()
        self.header.repaint()
        self.footer.repaint()

    def on_watched(self, message: Watched) -> None:
        """Shows what was written meanwhile, and whether the review is free again."""
        app = self.app
        opened = message.opened if app.all_saved() else None
        if opened is not None:
            held = self.desk.review
            self.desk.replace_review(opened.review)
            self.background.compare_since(held)
        before = app.read_only
        app.watched(message.lock, taken=message.taken)
        if not app.read_only:
            self.header.saved = Saved.NOTHING
            self.say("You may decide now: nobody else has the review open.", "good")
        elif message.taken and not app.may_take_over:
            self.say(app.why_not_taken_over, "warning")
        elif app.read_only != before:
            self.say(app.read_only, "warning")
        if opened is not None:
            self.enter()
        else:
            self.header.repaint()
            self.footer.repaint()

    def on_lost(self, message: Lost) -> None:
        """Somebody took the review over: reading only, from now on."""
        self.app.lose_lock(message.owner)
        self.header.saved = Saved.READ_ONLY
        self.say(self.app.read_only, "warning")
        self.paint()

    def _do_take_over(self) -> None:
        if not self.app.read_only:
            self.say("The review is yours already: nobody else has it open.")
        else:
            if self.app.may_take_over:
                self.say("Taking the review over…")
            self.app.take_over()
        self.footer.repaint()

    def on_noticed(self, message: Noticed) -> None:
        """Says what hinders nothing."""
        self.say(message.line, message.tone)
        self.footer.repaint()

    # what others wrote

    def on_joined(self, message: Joined) -> None:
        """Goes on from the merged review and says what was decided twice."""
        before = self.desk.review
        self.desk.join(message.merged)
        self.background.compare_since(before)
        conflicts = message.merged.conflicts
        self.conflicts += conflicts
        self.header.conflicts = len(self.conflicts)
        key = self.key_of("conflicts")
        if conflicts:
            title = self.title_of(conflicts[0].pair[1])
            more = f" and {len(conflicts) - 1} more" if len(conflicts) > 1 else ""
            who = visible(conflicts[0].theirs.reviewer) if conflicts[0].theirs else "somebody"
            self.say(f"{who} decided {title}{more} too; yours holds. {key}: see both", "warning")
        else:
            came = sum(
                1
                for pair, entry in self.desk.review.entries.items()
                if before.entries.get(pair) != entry
            )
            joined = f"{count_of(came, 'entry', 'entries')} of it joined yours" if came else ""
            lost = message.merged.put_back
            if lost:
                more = f"; {joined}" if joined else ""
                self.say(f"The review file had {lost}: put back{more}.", "warning")
            elif joined:
                self.say(f"The review file had changed: {joined}.")
        self.enter()

    def _do_conflicts(self) -> None:
        if not self.conflicts:
            self.say("Nothing was decided by somebody else while you did.")
            self.footer.repaint()
            return
        from reviewtui.tui.screens.conflict import ConflictList

        conflict = self.conflicts[0]
        ours = self.desk.review.entries.get(conflict.pair)
        title = self.title_of(conflict.pair[1])
        self.app.show_over(ConflictList(conflict, ours, title, self.app.read_only, self._settle))

    def _settle(self, theirs: bool | None) -> None:
        """What became of the oldest conflict; None: not decided yet."""
        if theirs is None:
            return
        conflict = self.conflicts.pop(0)
        self.header.conflicts = len(self.conflicts)
        title = self.title_of(conflict.pair[1])
        left = f" {len(self.conflicts)} more: {self.key_of('conflicts')}" if self.conflicts else ""
        if theirs:
            before = self.desk.review
            self.desk.take_theirs(conflict, now())
            self.background.compare_since(before)
            who = visible(conflict.theirs.reviewer) if conflict.theirs else "nobody"
            self.say(f"{title}: {who}'s verdict holds now.{left}", "good")
            self.changed()
        else:
            self.say(f"{title}: stays as it is.{left}", "good")
            self.present()
