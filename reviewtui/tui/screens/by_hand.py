"""Evidence by hand: a mode in which keys walk through the document and select words of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewtui.reviews import Verdict
from reviewtui.session.wording import count_of
from reviewtui.tui.marks import Mark, MarkKind
from reviewtui.tui.screens.deciding import Deciding
from reviewtui.tui.screens.desk import PATIENCE
from reviewtui.tui.screens.reading import Reading
from reviewtui.tui.widgets.footer import SELECTING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reviewtui.session.selecting import Selecting

Span = tuple[int, int]


class ByHand(Deciding, Reading):
    """What a reviewer selects, and takes.

    A verdict key takes what `space` took here, else what is selected, and leaves the mode.
    """

    selecting: Selecting | None = None

    # entering and leaving

    def _do_hand(self) -> None:
        policy = self.desk.policy
        if policy is None or not self.desk.ready:
            return
        from reviewtui.documents.units import Units
        from reviewtui.session.selecting import Selecting

        units = Units(policy, menus=self.document.menus_shown)
        hit, candidate = self.finder.hit if self.finder.is_open else None, self.desk.candidate
        first, last = self.document.visible_span()
        begin: Span | None
        if hit is not None:
            begin = units.wider(hit) or hit
        elif candidate is not None and first <= candidate.start < last:
            begin = candidate.start, candidate.end
        else:
            begin = units.at(first)
        if begin is None:
            self.say("There are no words in this policy.")
            self.footer.repaint()
            return
        self.selecting = Selecting(policy, units, begin)
        self.selecting.go_to(begin, inner=hit)
        self._selected()

    def leave_hand(self) -> bool:
        """Ends the mode; False where it was not on."""
        was_on, self.selecting = self.selecting is not None, None
        return was_on

    def enter(self, *, patience: float = PATIENCE) -> None:
        """See `DeskScreen.enter`; at another place nothing is selected."""
        self.leave_hand()
        super().enter(patience=patience)

    def _do_close(self) -> None:
        if self.leave_hand():
            self.say("")
            self.mark()
            self.footer.actions = self.offered
            self.paint()
        else:
            super()._do_close()

    def _decide(self, action: str) -> None:
        selecting = self.selecting
        if selecting is not None and not selecting.took and action in _TAKING:
            self.desk.take_selected(selecting.span)
        super()._decide(action)

    # showing

    @property
    def offered(self) -> Sequence[str]:
        """See `DeskScreen.offered`."""
        return SELECTING if self.selecting is not None else super().offered

    def more_marks(self) -> list[Mark]:
        """See `DeskScreen.more_marks`."""
        selecting = self.selecting
        if selecting is None or selecting.policy is not self.desk.policy:
            return super().more_marks()
        return [*super().more_marks(), Mark(*selecting.span, MarkKind.SELECTED)]

    def _selected(self, said: str = "") -> None:
        """Shows what is selected now, and says what a verdict key would take."""
        selecting = self.selecting
        if selecting is None:
            return
        self.document.show_span(*selecting.head)
        self.scrolled = True
        self.say(said or self._what_is_taken(selecting), "quiet")
        self.footer.actions = self.offered
        self.paced(self._show_selected)
        if self.holding:
            self.gate.hide()  # what a verdict takes is not on the screen

    def _show_selected(self) -> None:
        self.mark()
        self.paint()
        self.see_again()

    def _what_is_taken(self, selecting: Selecting) -> str:
        taken, size = len(self.desk.pieces), selecting.span[1] - selecting.span[0]
        extending = "Extending: " if selecting.extending else ""
        words = f"{extending}{count_of(size, 'character', 'characters')} selected; "
        none = f"; {key} none" if (key := self.key_of(Verdict.MISSING.value)) else ""
        if selecting.took and taken:
            count = count_of(taken, "passage", "passages")
            return f"{words}a verdict takes the {count} taken{none}."
        others = f" with {count_of(taken, 'passage', 'passages')} taken" if self.desk.picked else ""
        return f"{words}a verdict takes them{others if taken else ''}{none}."

    # moving

    def _move_by_hand(self, unit: str, by: int) -> None:
        from reviewtui.documents.units import Unit

        selecting = self.selecting
        if selecting is None:
            return
        first, last = self.document.visible_span()
        start, end = selecting.head
        in_view = start < last and first < end
        # after a page key one goes on from what is on the screen
        moved = selecting.step(Unit(unit), by) if in_view else selecting.move_to(first)
        self._selected("" if moved else f"There is no {unit} further {'on' if by > 0 else 'back'}.")

    def _do_hand_next(self) -> None:
        self._move_by_hand("sentence", 1)

    def _do_hand_previous(self) -> None:
        self._move_by_hand("sentence", -1)

    def _do_hand_next_paragraph(self) -> None:
        self._move_by_hand("paragraph", 1)

    def _do_hand_previous_paragraph(self) -> None:
        self._move_by_hand("paragraph", -1)

    def _do_hand_next_heading(self) -> None:
        self._move_by_hand("heading", 1)

    def _do_hand_previous_heading(self) -> None:
        self._move_by_hand("heading", -1)

    def _do_hand_next_hit(self) -> None:
        self._hit_by_hand(1)

    def _do_hand_previous_hit(self) -> None:
        self._hit_by_hand(-1)

    def _hit_by_hand(self, by: int) -> None:
        """To another hit, with the sentence around it, or to another candidate."""
        if self.finder.is_open:
            self.step_hit(by)
        else:
            self._step_candidate(by)

    def _show_hit(self) -> None:
        super()._show_hit()
        selecting, hit = self.selecting, self.finder.hit
        if selecting is not None and hit is not None:
            selecting.go_to(selecting.units.wider(hit) or hit, inner=hit)
            self._selected(self.finder.summary())

    def candidate_shown(self) -> None:
        """See `Reading.candidate_shown`: it is selected."""
        selecting, candidate = self.selecting, self.desk.candidate
        if selecting is not None and candidate is not None:
            selecting.go_to((candidate.start, candidate.end))
            self._selected()
        else:
            super().candidate_shown()

    # what is selected

    def _do_hand_extend(self) -> None:
        if self.selecting is not None:
            self.selecting.extend()
            self._selected()

    def _do_hand_wider(self) -> None:
        if self.selecting is not None:
            self._selected("" if self.selecting.widen() else "That is the whole section.")

    def _do_hand_narrower(self) -> None:
        if self.selecting is not None:
            narrower = self.selecting.narrow()
            self._selected("" if narrower else "Single words: h and l, H and L.")

    def _do_hand_end_later(self) -> None:
        self._move_edge(1, end=True)

    def _do_hand_end_earlier(self) -> None:
        self._move_edge(-1, end=True)

    def _do_hand_start_later(self) -> None:
        self._move_edge(1, end=False)

    def _do_hand_start_earlier(self) -> None:
        self._move_edge(-1, end=False)

    def _move_edge(self, by: int, *, end: bool) -> None:
        if self.selecting is not None:
            (self.selecting.move_end if end else self.selecting.move_start)(by)
            self._selected()

    # taking

    def _do_hand_take(self) -> None:
        selecting = self.selecting
        if selecting is None:
            return
        taken = self.desk.toggle_span(selecting.span)
        selecting.took, selecting.extending = bool(self.desk.pieces), False
        count = count_of(len(self.desk.pieces), "passage", "passages")
        said = f"{'Taken' if taken else 'Dropped'}: {count} now. Go on, or decide."
        self._selected(said)

    def _do_take(self) -> None:
        """In a find the sentence around the hit is taken; else the candidate is."""
        hit, policy = self.finder.hit, self.desk.policy
        if not self.finder.is_open or hit is None or policy is None:
            super()._do_take()
            return
        from reviewtui.documents.units import Units

        span = Units(policy, menus=True).wider(hit) or hit
        taken = self.desk.toggle_span(span)
        count = count_of(len(self.desk.pieces), "passage", "passages")
        self.say(f"{'Taken' if taken else 'Dropped'}: {count} now. e selects less, or more.")
        self.mark()
        self.paint()


_TAKING = frozenset(verdict.value for verdict in Verdict if verdict is not Verdict.MISSING)
