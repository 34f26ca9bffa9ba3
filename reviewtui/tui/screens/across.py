"""One requirement across the policies: judgements side by side, given with the same keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.worker import get_current_worker

from reviewtui.characters import visible
from reviewtui.documents import CancelledError
from reviewtui.errors import InputError
from reviewtui.reviews import Queue
from reviewtui.session.across import Across
from reviewtui.session.wording import count_of
from reviewtui.tui.actions import Where
from reviewtui.tui.messages import Shown
from reviewtui.tui.screens.desk import PATIENCE, PROGRESS
from reviewtui.tui.screens.gated import GatedScreen
from reviewtui.tui.widgets.across import AcrossPane
from reviewtui.tui.widgets.footer import ACROSS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.timer import Timer

    from reviewtui.reviews import Pair
    from reviewtui.reviews.bulk import Marked
    from reviewtui.tui.app import ReviewApp


class AcrossScreen(GatedScreen):
    """The policies over the review; those in view are read and ranked first."""

    places: ClassVar = (Where.ACROSS,)
    DEFAULT_CSS = "AcrossScreen { background: $background; }"

    def __init__(self, app: ReviewApp, requirement: str, policy: str) -> None:
        super().__init__(app)
        self.across = Across(app.desk, requirement, app.desk.policy_ids.index(policy))
        self.pane = AcrossPane(self.across)
        self.pane.stale = app.desk.listed(Queue.STALE)
        self.footer.actions = ACROSS
        self._single = False  # the verdict under way is for the current policy alone
        self._asked: set[tuple[str, str]] = set()
        self._patience: Timer | None = None  # while what was asked for is about to be painted
        self._came = False  # what the current policy has, since the last painting

    def compose(self) -> ComposeResult:
        """The policies, and the footer."""
        yield self.pane
        yield self.footer

    def paint(self) -> None:
        """See `GatedScreen.paint`; asks for what comes into view."""
        self.across.was_shown()
        self.pane.repaint()
        self.footer.repaint()
        self._ask()

    def reopen(self) -> None:
        """See `GatedScreen.reopen`: what comes into view comes with its words, if these come
        within PATIENCE."""
        self.gate.hide()
        self._came = True
        self._ask()
        if not self._awaited():
            self._show()
        elif self._patience is None:
            self._patience = self.set_timer(PATIENCE, self._patience_ends)

    def _patience_ends(self) -> None:
        """What came by now is painted, unless moves go on: then all is, once they rest."""
        self._patience = None
        if not self.holding:
            self._show()

    def _painted(self, hidden: int, asked_at: float) -> None:
        super()._painted(hidden, asked_at)
        if self.app.screen is self and self.gate.painted_at is not None:
            self.across.was_painted()

    def _open(self) -> None:
        if self._opened or self._patience is not None:
            return
        self._ask()
        if self._awaited():
            self._patience = self.set_timer(PATIENCE, self._patience_ends)
        else:
            super()._open()

    def _show(self) -> None:
        """Paints what came, and later what else comes meanwhile."""
        if self._patience is not None:
            self._patience.stop()
            self._patience = None
        if not self._opened:
            super()._open()
        elif self._came:
            self._came = False
            super().reopen()
        else:
            self.pane.repaint()
            self._ask()
        if self._awaited():
            self._patience = self.set_timer(PROGRESS, self._patience_ends)

    def _awaited(self) -> bool:
        """Whether a policy in view, of which nothing is known yet, is about to have words."""
        across = self.across
        names = {across.policies[at] for at in (across.row, *self.pane.in_view)}
        unknown = names - across.known.keys() - across.failures.keys()
        return any(one in unknown for one, _ in self._asked)

    def _lacks(self, policy: str) -> bool:
        """Whether what it has is not known, or another by now."""
        across = self.across
        known = policy in across.known and policy not in across.outdated
        return not known and policy not in across.failures

    def renew(self) -> None:
        """See `GatedScreen.renew`."""
        self.pane.stale = self.desk.listed(Queue.STALE)
        self.across.follow()
        self._asked -= {(one, self.across.requirement) for one in self.across.outdated}

    def show_pair(self, pair: Pair) -> None:
        """See `GatedScreen.show_pair`."""
        if pair[1] != self.across.requirement:
            self._asked.clear()
        self.across.go_to(pair)

    def page(self) -> int:
        """See `GatedScreen.page`."""
        return len(self.pane.in_view)

    def move(self, by: int) -> None:
        """See `GatedScreen.move`."""
        self.across.move(by)
        self.say("")
        self.moved()

    # reading and ranking

    def _ask(self) -> None:
        """Has a worker rank the policies in view that are not known, and the next of them."""
        across, library = self.across, self.app.library
        view = self.pane.in_view
        order = [across.row, *view, *range(view.stop, view.stop + len(view))]
        names = dict.fromkeys(across.policies[at] for at in order if at < len(across.policies))
        wanted = [
            one
            for one in names
            if self._lacks(one) and (one, across.requirement) not in self._asked
        ]
        if not wanted:
            return
        requirement, review, learning = across.requirement, self.desk.review, self.desk.learning
        self._asked |= {(one, requirement) for one in wanted}

        def work() -> None:
            for policy in wanted:
                if get_current_worker().is_cancelled or across.requirement != requirement:
                    break
                try:
                    found = library.passages((policy, requirement), review, learning=learning)
                except InputError as error:
                    self.post_message(Shown((policy, requirement), failure=error.lines[0]))
                except CancelledError:
                    break
                else:
                    self.post_message(Shown((policy, requirement), found))

        self.run_worker(work, thread=True, group="across")

    def on_shown(self, message: Shown) -> None:
        """What a policy has is known: shown with what else is about to come; a key that was on
        its way decides nothing."""
        across, (policy, requirement) = self.across, message.pair
        if requirement != across.requirement:
            return
        if message.passages is not None:
            across.keep(policy, message.passages)
            if policy in across.outdated:  # a later verdict was faster: to be ranked for that
                self._asked.discard(message.pair)
        else:
            across.failures[policy] = message.failure
        self._came |= policy == across.policy
        if self.holding:
            return  # shown once the moves rest
        if not self._awaited() or self._patience is None:
            self._show()

    # candidates, requirements

    def _do_next_candidate(self) -> None:
        self._step(1, "No further candidate.")

    def _do_previous_candidate(self) -> None:
        self._step(-1, "This is the best candidate.")

    def _step(self, by: int, none: str) -> None:
        if self.across.step_candidate(by):
            self.say("")
            self.moved()
        else:
            self.say(none)
            self.footer.repaint()

    def _do_take(self) -> None:
        taken = self.across.toggle_piece()
        if taken is None:
            key = self.app.review_screen.key_of("next-candidate")
            self.say(f"No candidate is shown here: {key} shows the next one.")
        else:
            count = len(self.across.taken(self.across.policy))
            done = "Taken" if taken else "Dropped"
            left = count_of(count, "passage", "passages") if count else "nothing"
            self.say(f"{done}: a verdict on {visible(self.across.policy)} takes {left}.")
        self.reopen()

    def _do_across_next(self) -> None:
        self._step_requirement(1)

    def _do_across_previous(self) -> None:
        self._step_requirement(-1)

    def _step_requirement(self, by: int) -> None:
        self.across.step_requirement(by)
        self._asked.clear()
        self.say("")
        self.gate.hide()
        self.paced(self.reopen, self._paint_position)

    def _paint_position(self) -> None:
        """Of a held key the requirement alone: what the policies say to it follows at rest."""
        self.pane.repaint_heads()
        self.footer.repaint()

    # deciding

    def waiting(self) -> Sequence[Marked]:
        """See `GatedScreen.waiting`: what is marked, else the current policy."""
        marks = [*self.desk.marks.values()]
        self._single = not marks
        return marks or [self.across.mark()]

    def told(self, message: str, tone: str) -> None:
        """See `GatedScreen.told`: after a verdict on the current policy on to the next one."""
        changed = self._review is not self.desk.review
        if self._single and changed and tone == "good" and not self.across.go_to_open():
            key = self.app.review_screen.key_of("across-next")
            message += f"   {key}: next requirement"
        self._single = False
        super().told(message, tone)

    def _do_mark(self) -> None:
        pair, marks = self.across.pair, self.desk.marks
        if pair not in marks and self.gate.painted_at is None:
            self.say("Not marked: this policy is not shown yet.", "warning")
            self.moved()
            return
        if marks.pop(pair, None) is None:
            marks[pair] = self.across.mark()
        unread = "" if pair not in marks or marks[pair].was_seen else ", not read yet"
        them = "all of them" if len(marks) > 1 else "it"
        said = f"{len(marks)} marked{unread}: a verdict key decides {them}."
        self.say(said if marks else "Nothing is marked any more.")
        self.across.move(1)
        self.moved()

    def _do_open_cell(self) -> None:
        self.leave(self.across.pair)
