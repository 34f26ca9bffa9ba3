"""Marking: several requirements, or policies, that wait for one verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewtui.reviews import now
from reviewtui.reviews.walking import Way
from reviewtui.tui.screens.deciding import Deciding
from reviewtui.tui.screens.moving import Moving

if TYPE_CHECKING:
    from reviewtui.reviews import Pair
    from reviewtui.tui.messages import Gathered


class Marking(Deciding, Moving):
    """What a reviewer does to decide several at once."""

    def on_mount(self) -> None:
        """Says so where an earlier session left marks: a verdict key decides these."""
        marks = [*self.desk.marks.values()]
        if not marks:
            return
        from reviewtui.reviews.bulk import count_words

        them = "it" if len(marks) == 1 else "them all"
        looks = f"; {key} looks" if (key := self.key_of("marks")) else ""
        said = f"Still marked: {count_words(marks)}; a verdict key decides {them}{looks}."
        self.say(f"{said} {self.footer.message}".rstrip(), "warning")

    def _do_mark(self) -> None:
        desk = self.desk
        if not desk.ready or self.gate.painted_at is None:
            self.say("Not marked: this requirement is not shown yet.", "warning")
            if self.holding:
                self.arrive()  # a held key: shown once it rests
            else:
                self.footer.repaint()
            return
        marked = desk.mark()
        self.gate.hide()  # what a verdict key decides is another thing from now on
        from reviewtui.reviews.bulk import count_words

        words = count_words([*desk.marks.values()])
        if marked:
            all_of_them = "them all" if len(desk.marks) > 1 else "it"
            self.say(f"Marked: {words}; a verdict key decides {all_of_them}, on what is shown.")
        else:
            self.say(f"Not marked any more.{f' Left: {words}.' if desk.marks else ''}")
        if desk.way is Way.POLICY or not desk.step_policy(1):
            desk.step_requirement(1)
        self.arrive()

    def _do_marks(self) -> None:
        from reviewtui.tui.screens.marks import Marks

        if not self.desk.marks:
            self.say(f"Nothing is marked: {self.key_of('mark')} marks for a verdict on several.")
            self.footer.repaint()
            return

        def chosen(pair: Pair | None) -> None:
            self.gate.hide()
            if pair is not None:
                self.say("")
                self.desk.go_to(pair)
                self.enter()
            else:
                self.present()

        self.app.show_over(Marks(self.desk, self.app.keys, chosen))

    def _painted(self, pair: Pair, hidden: int, asked_at: float) -> None:
        """See `DeskScreen._painted`: a verdict from another screen may be given on it, too."""
        super()._painted(pair, hidden, asked_at)
        on_it = pair == self.desk.pair and self.desk.ready and self.gate.painted_at is not None
        if on_it and self.app.screen is self:
            self.desk.was_painted()

    def decide_marked(self, action: str) -> None:
        """One verdict for all that is marked."""

        def say(words: str, tone: str) -> None:
            self.footer.say(words, tone, passing=True)
            self.footer.repaint()

        self.app.several.give(action, [*self.desk.marks.values()], say)

    def on_gathered(self, message: Gathered) -> None:
        """Records what was made out, if it may be."""
        if self.app.read_only or not message.decisions:
            left = "; ".join(dict.fromkeys(message.left))
            message.done(self.app.read_only or f"Not decided: {left}.", "warning")
            return
        self.desk.decide_several(message.decisions, message.policies, now(), stay=message.stay)
        self.changed()
        left = "; ".join(dict.fromkeys(message.left))
        message.done("", "good")
        if left:
            self.say(f"{self.footer.message}   not: {left}", "warning")
            self.footer.repaint()
