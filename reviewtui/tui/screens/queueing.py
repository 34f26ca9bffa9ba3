"""Queues and ways: what the reviewer goes through, and in which order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewtui.reviews import Queue
from reviewtui.reviews.walking import EVERYTHING
from reviewtui.session.queue_words import WAYS, empty, queue_name
from reviewtui.tui.screens.moving import Moving

if TYPE_CHECKING:
    from reviewtui.reviews import Pair
    from reviewtui.reviews.walking import Scope
    from reviewtui.tui.messages import Weighed, WeighedAgain


class Queueing(Moving):
    """What a reviewer does to choose where the next keys lead."""

    def _do_next_stale(self) -> None:
        self.go_through(Queue.STALE)

    def _do_next_moved(self) -> None:
        self.go_through(Queue.MOVED)

    def _do_way(self) -> None:
        self.desk.switch_way()
        self.say(f"Walking {self.desk.way}: decisions lead on {WAYS[self.desk.way]}.")
        self.app.remember_place()
        self.paint()

    def _do_queues(self) -> None:
        from reviewtui.tui.screens.queues import Queues

        self.app.show_over(Queues(self.desk, self.app.keys, self.go_through))

    def _do_overview(self) -> None:
        from reviewtui.tui.screens.gated import push
        from reviewtui.tui.screens.overview import OverviewScreen

        self.footer.let_pass()
        push(self.app, OverviewScreen(self.app), self.come_from)

    def _do_across(self) -> None:
        self.show_across(self.desk.pair)

    def show_across(self, pair: Pair) -> None:
        """One requirement in all policies, with the cursor at one of them."""
        from reviewtui.tui.screens.across import AcrossScreen
        from reviewtui.tui.screens.gated import push

        self.footer.let_pass()
        push(self.app, AcrossScreen(self.app, pair[1], pair[0]), self.come_from)

    def come_from(self, pair: Pair | None) -> None:
        """Goes to a pair that was chosen elsewhere; shows what was decided there meanwhile."""
        if pair is not None and pair != self.desk.pair:
            self.say("")
            self.desk.go_to(pair)
            self.enter()
        else:
            if self.said_of is not self.desk.review:
                self.footer.let_pass()  # more was decided since: ctrl+r gives nothing again, say
            self.present()

    def go_through(self, queue: Queue, scope: Scope = EVERYTHING) -> None:
        """Goes to the next pair of a queue and stays in it; says what to do where it is empty."""
        desk, since = self.desk, self.desk.since
        if queue is Queue.WEAK:
            self._weigh()
        if queue is Queue.UNDECIDED and scope == EVERYTHING:
            self.leave_queue()
        if desk.go_through(queue, scope):
            if queue is not Queue.UNDECIDED or scope != EVERYTHING:
                self.say("")
            self.arrive()
        elif queue in (Queue.STALE, Queue.MOVED) and since.comparing:
            self.say(f"None so far; {since.done} of {since.total} policies are compared.")
        elif queue is Queue.WEAK and desk.weighing.going_on:
            self._waiting = scope
            self.say(f"None so far; {self._ranked()}. {self.key_of('close')} stops it.")
        else:
            self.say(self._what_next(queue, scope))
        self.footer.repaint()

    def _what_next(self, queue: Queue, scope: Scope) -> str:
        from reviewtui.reviews.queues import count_queues, what_next

        desk = self.desk
        listed = {one: desk.listed(one) for one in (Queue.STALE, Queue.MOVED)}
        counts = count_queues(desk.review, desk.checklist, desk.policy_ids, listed)
        beside = queue if scope == EVERYTHING else Queue.WEAK
        keys = {one: self.key_of(one) for one in ("queues", "next-undecided", "next-stale")}
        if desk.in_queue:  # in which that key stays
            keys["next-undecided"] = keys["queues"]
        return empty(queue, scope, what_next(counts, beside), keys)

    def leave_queue(self) -> bool:
        """Decisions go on to what is undecided again; False where they did."""
        desk = self.desk
        if desk.weighing.going_on and (desk.queue is Queue.WEAK or self._waiting is not None):
            desk.weighing.cancelled, self._waiting = True, None
            self.say(f"Stopped: {self._ranked()}.")
            if not desk.in_queue:
                return True
        if not desk.in_queue:
            return False
        name = queue_name(desk.queue, desk.scope)
        desk.leave_queue()
        self.say(f"Out of the {name}: decisions lead to what is undecided.")
        return True

    # weak candidates: each pair has to be ranked once

    _waiting: Scope | None = None  # the queue of weak ones was asked for and is empty so far

    def _weigh(self) -> None:
        """Ranks all that is undecided, unless that is known; anew where what is known is
        outdated, and says that nothing is weak."""
        weighing = self.desk.weighing
        nothing = bool(weighing.outdated) and not self.desk.listed(Queue.WEAK)
        if not weighing.going_on and (nothing or not weighing.complete):
            weighing.begin(len(self.desk.policy_ids))
            self.background.weigh()

    def _ranked(self) -> str:
        weighing = self.desk.weighing
        return f"{weighing.done} of {weighing.total} policies are ranked"

    def on_weighed(self, message: Weighed) -> None:
        """One more policy is ranked: its weak ones can be gone through."""
        weighing, scope = self.desk.weighing, self._waiting
        weighing.add(message.found, again=message.again)
        if self.desk.awaited is Queue.WEAK:
            if self.desk.resume_awaited(complete=not weighing.going_on):
                self.paint()
        elif scope is not None and self.desk.go_through(Queue.WEAK, scope):
            self._waiting = None
            self.say("")
            self.enter()
        elif scope is not None:
            self._waiting = scope if weighing.going_on else None
            said = self._ranked() if weighing.going_on else ""
            self.say(f"None so far; {said}." if said else self._what_next(Queue.WEAK, scope))
            self.footer.repaint()
        if self.desk.queue is Queue.WEAK:
            self.header.repaint()

    def on_weighed_again(self, message: WeighedAgain) -> None:
        """What was outdated is ranked again, unless it is outdated again already."""
        if message.lessons is not None:
            self.desk.weighing.ranked_again(message.lessons)
            self._weigh_again()
        else:
            self.desk.weighing.again = False

    def _weigh_again(self) -> None:
        """In the queue of weak ones: what was learned since may have made others of them."""
        weighing = self.desk.weighing
        known = weighing.complete and not weighing.again
        if known and weighing.outdated and self.desk.queue is Queue.WEAK:
            self.background.weigh_again()

    def _painted(self, pair: Pair, hidden: int, asked_at: float) -> None:
        super()._painted(pair, hidden, asked_at)
        self._weigh_again()

    def _look_around(self) -> None:
        """See `DeskScreen._look_around`: goes on in the queue of weak ones, too."""
        super()._look_around()
        if self.desk.awaited is Queue.WEAK:
            self._weigh()
