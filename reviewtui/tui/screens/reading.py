"""Reading: moving among requirements, candidates and policies, scrolling."""

from __future__ import annotations

from functools import partial
from time import monotonic
from typing import TYPE_CHECKING

from reviewtui.tui.screens.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Callable

    from reviewtui.reviews import Pair, Queue
    from reviewtui.reviews.walking import Scope
    from reviewtui.tui.widgets.document import DocumentView


class Reading(Finding):
    """What a reviewer does to the screen without changing the review."""

    _key: str  # the one that is being handled

    # moving

    def _do_next_requirement(self) -> None:
        self.go(partial(self.desk.step_requirement, 1))

    def _do_previous_requirement(self) -> None:
        self.go(partial(self.desk.step_requirement, -1))

    def _do_next_policy(self) -> None:
        self._step_policy(1)

    def _do_previous_policy(self) -> None:
        self._step_policy(-1)

    def _step_policy(self, by: int) -> None:
        self.say("")
        if self.desk.step_policy(by):
            self.arrive()
        else:
            what = "of the queue is in another policy" if self.desk.in_queue else "other policy"
            self.say(f"Nothing {what}." if self.desk.in_queue else f"There is no {what}.")
            self.footer.repaint()

    def _do_next_undecided(self) -> None:
        before, queue, scope = self.desk.pair, self.desk.queue, self.desk.scope
        self.go(self.desk.advance)
        if self.desk.finished:
            self.app.show_finished()
        elif why := self.arrival(before, queue, scope):
            self.say(why)
            self.footer.repaint()

    def arrival(self, before: Pair, queue: Queue, scope: Scope) -> str:
        """Why a key led from there to where the desk is, if that is not simply the next one."""
        raise NotImplementedError

    def go(self, step: Callable[[], None]) -> None:
        """Does what leads to another pair, and shows that one."""
        self.say("")
        step()
        self.arrive()

    # candidates

    def _do_next_candidate(self) -> None:
        self._step_candidate(1)

    def _do_previous_candidate(self) -> None:
        self._step_candidate(-1)

    def _step_candidate(self, by: int) -> None:
        if self.desk.step_candidate(by):
            self.candidate_moved()
        else:
            self.say("No further candidate." if by > 0 else "This is the best candidate.")
            self.footer.repaint()

    def _do_candidate(self) -> None:
        """The key's place among the keys of the action is the candidate's number."""
        keys = [*self.app.keys.get("candidate", ())]
        number = keys.index(self._key) + 1 if self._key in keys else 0
        if not number:
            self.say("Press the number of a candidate.")
        elif self.desk.go_to_candidate(number - 1):
            self.candidate_shown()
            return
        else:
            self.say(f"There is no candidate {number}.", "warning")
        self.footer.repaint()

    def _do_learning(self) -> None:
        self.desk.switch_learning()
        self.say("Learning is " + ("on." if self.desk.learning else "off."))
        self.enter()

    # reading

    def _do_page_down(self) -> None:
        self._scroll(self.document.text_height - 1)

    def _do_page_up(self) -> None:
        self._scroll(1 - self.document.text_height)

    def _do_half_page_down(self) -> None:
        self._scroll(self.document.text_height // 2)

    def _do_half_page_up(self) -> None:
        self._scroll(-(self.document.text_height // 2))

    def _do_line_down(self) -> None:
        self._scroll(1)

    def _do_line_up(self) -> None:
        self._scroll(-1)

    def _do_top(self) -> None:
        self.document.scroll_to_row(0)
        self._show_text()

    def _do_bottom(self) -> None:
        self.document.scroll_to_row(-1)
        self._show_text()

    def _do_to_candidate(self) -> None:
        self.present()

    def _do_menus(self) -> None:
        shown = not self.document.menus_shown
        if not self.document.show_menus(shown=shown):
            none = self.desk.policy is not None
            self.say("There is no menu in this policy." if none else "This policy is not read.")
        else:
            self.say("Menus are shown." if shown else "Menus are folded.")
        self.footer.repaint()
        self._show_text()

    def read_at(self, start: int, end: int) -> None:
        """Brings a span of the policy into view."""
        self.document.show_span(start, end)
        self._show_text()

    def _scroll(self, rows: int) -> None:
        self.document.scroll_rows(rows)
        self._scrolled(self._key_time)

    def on_document_view_scrolled(self, _message: DocumentView.Scrolled) -> None:
        """The wheel scrolls as the keys do: the place is kept, also at another size."""
        self._scrolled(monotonic())

    def _scrolled(self, at: float) -> None:
        self.scrolled = True
        self.paced(self._show_text, at=at)

    def _show_text(self) -> None:
        self.scrolled = True
        self.document.repaint()
        if self.desk.ready:
            self.app.remember_place()

    def _do_details(self) -> None:
        """In place where the policy keeps its room, else over the screen."""
        pane = self.requirement
        needed = 0 if pane.detailed else pane.body_height(pane.size.width)
        if needed > self.room_for_requirement:
            self.app.show_list(pane.detail_rows(), "details")
            return
        if 0 < needed <= pane.size.height:
            self.say("All that the checklist says of it is shown.")
            self.footer.repaint()
            return
        pane.detailed = not pane.detailed
        self.fit_requirement()

    def _do_why(self) -> None:
        """Works out in a thread what was looked for, and shows it."""
        desk = self.desk
        pair, policy, candidates = desk.pair, desk.policy, desk.candidates
        if policy is None or candidates is None:
            return
        share, language = desk.coverage.share(policy), desk.checklist.language
        requirement = desk.requirement

        def work() -> None:
            from reviewtui.session.silence import rows_of, silence_of

            found = silence_of(policy, requirement, candidates, share, language)
            self.app.call_from_thread(show, rows_of(found, requirement.title))

        def show(rows: list[tuple[str, str, str]]) -> None:
            if desk.pair == pair and self.is_current:
                self.app.show_list(rows, "why")

        self.run_worker(work, thread=True, group="why", exclusive=True)
