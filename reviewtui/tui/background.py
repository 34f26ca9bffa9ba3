"""What goes on beside the desk: reading, ranking, comparing, looking around, in worker threads.

Each posts messages to the review screen and touches nothing of it; all end when the app does.
"""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from textual.worker import get_current_worker

from reviewtui.documents import CancelledError
from reviewtui.errors import InputError
from reviewtui.reviews import Queue
from reviewtui.tui.messages import (
    Compared,
    Comparing,
    LeftOver,
    Locked,
    Looked,
    Prepared,
    Recompared,
    Weighed,
    WeighedAgain,
)

if TYPE_CHECKING:
    from reviewtui.documents import Policy
    from reviewtui.reviews import Entry, Pair, Review
    from reviewtui.reviews.drafting import Leftover
    from reviewtui.tui.screens.desk import DeskScreen

_LOOKED_AT = 3  # policies: the one on the screen, and where the next keys lead


class Background:
    """The workers of the review screen."""

    def __init__(self, screen: DeskScreen) -> None:
        self._screen, self._desk = screen, screen.desk
        self._asked: set[tuple[Pair, int]] = set()
        self._looked_at: tuple[str, ...] = ()
        self._remembered: set[str] = set()
        self.recomparing: frozenset[Pair] = frozenset()  # what `compare_since` is at

    # reading and ranking

    def ask(self, pair: Pair) -> None:
        """Has a worker read and rank `pair`, unless it is known or under way.

        While a policy is being read one worker waits for it, however many of its requirements
        are looked at; the rest are left to other policies.
        """
        desk, screen = self._desk, self._screen
        lessons = desk.lessons[pair[1]]
        if pair in desk.rankings or (pair, lessons) in self._asked:
            return
        if pair[0] not in desk.policies and any(a[0] == pair[0] for a, _ in self._asked):
            return
        self._asked.add((pair, lessons))
        learning, review, library = desk.learning, desk.review, screen.app.library
        self._look_at(pair[0])

        def wanted() -> bool:
            return pair[0] in self._looked_at

        def work() -> None:
            try:
                policy, found = library.prepare(
                    pair,
                    review,
                    learning=learning,
                    wanted=wanted,
                    urgent=partial(self._is_on_screen, pair[0]),
                )
            except InputError as error:
                screen.post_message(Prepared(pair, failure=error.lines[0], lessons=lessons))
            except CancelledError:
                if not library.closed:
                    screen.post_message(Prepared(pair, lessons=lessons))
            else:
                screen.post_message(Prepared(pair, policy, found, lessons=lessons))
                if problem := library.cache_problem():
                    screen.app.not_kept(f"Not kept: parsed policies ({problem}).")

        screen.run_worker(work, thread=True, group="prepare", exit_on_error=True)

    def _look_at(self, policy_id: str) -> None:
        """This policy is wanted; those asked for before the last few are not waited for."""
        self._looked_at = tuple(dict.fromkeys((policy_id, self._desk.pair[0], *self._looked_at)))[
            :_LOOKED_AT
        ]

    def _is_on_screen(self, policy_id: str) -> bool:
        return policy_id == self._desk.pair[0]

    def prepared(self, message: Prepared) -> None:
        """Keeps what a worker brought; one that gave up brings nothing."""
        desk, pair = self._desk, message.pair
        self._asked.discard((pair, message.lessons))
        if message.failure:
            desk.failures[pair[0]] = message.failure
        elif message.policy is not None and message.candidates is not None:
            desk.keep_policy(message.policy)
            if message.lessons == desk.lessons[pair[1]]:
                desk.keep_ranking(pair, message.candidates)

    def remember(self, policy: Policy) -> None:
        """Works out what a verdict on the policy keeps of its text, before one is given."""
        if policy.text_digest in self._remembered:
            return
        self._remembered.add(policy.text_digest)

        def work() -> None:
            from reviewtui.reviews.texts import text_of

            text_of(policy)

        self._screen.run_worker(work, thread=True, group="remember")

    def weigh(self) -> None:
        """Has a worker find out which undecided pairs have none but weak candidates, until that
        is cancelled."""
        desk, screen = self._desk, self._screen
        weighing, learning, first = desk.weighing, desk.learning, desk.pair[0]

        def work() -> None:
            def wanted() -> bool:
                return not (weighing.cancelled or get_current_worker().is_cancelled)

            weigh = partial(screen.app.library.weigh, lambda: desk.review, wanted=wanted)
            with suppress(CancelledError):
                for found in weigh(learning=learning, first=first):
                    screen.post_message(Weighed(found))

        screen.run_worker(work, thread=True, group="weigh", exclusive=True)

    def weigh_again(self) -> None:
        """Has a worker rank again what was learned of since, the current policy first, as long
        as the queue of weak ones is gone through."""
        desk, screen = self._desk, self._screen
        weighing, learning, first = desk.weighing, desk.learning, desk.pair[0]
        weighing.again, lessons = True, dict(weighing.outdated)

        def work() -> None:
            def wanted() -> bool:
                return desk.queue is Queue.WEAK and not get_current_worker().is_cancelled

            weigh = partial(screen.app.library.weigh, lambda: desk.review, wanted=wanted)
            done = 0
            with suppress(CancelledError):
                for found in weigh(learning=learning, first=first, requirements=lessons):
                    done += 1
                    screen.post_message(Weighed(found, again=True))
            screen.post_message(WeighedAgain(lessons if done == len(desk.policy_ids) else None))

        screen.run_worker(work, thread=True, group="weigh", exclusive=True)

    # once the first screen is there

    def look_around(self) -> None:
        """Who has the review open, what has changed since the verdicts were given, and which
        policies the review is to record."""
        app, screen, review = self._screen.app, self._screen, self._desk.review

        def work() -> None:
            from reviewtui.projects.unkept import unkept
            from reviewtui.reviews.moving import note_path

            lock = app.take_lock()
            screen.post_message(Locked(lock))
            if lock.writable and (found := self._leftovers()):
                screen.post_message(LeftOver(found))
            app.not_kept(unkept())
            app.saver.get_ready()
            if review.entries:
                note_path(app.desk.review_path, review.id)
            with suppress(CancelledError):
                if review.entries:
                    self._compare(review)
                screen.post_message(Looked(app.library.survey()))

        screen.run_worker(work, thread=True, group="around")

    def _leftovers(self) -> list[Leftover]:
        """In a worker: notes that an editor had open when the app was killed."""
        from itertools import product

        from reviewtui.reviews.drafting import leftovers

        desk = self._desk
        pairs = product(desk.policy_ids, desk.requirement_ids)
        return leftovers(desk.review_path, desk.reviewer, pairs)

    def _compare(self, review: Review) -> None:
        """In a worker: holds the verdicts of `review` against the policies and the checklist of
        today, and tells of each policy.

        Evidence and wordings first, for that is quick; then new text, which has to be ranked.
        """
        from reviewtui.reviews.changes import collect
        from reviewtui.reviews.renaming import NO_FILES_CHANGED

        screen, library = self._screen, self._screen.app.library
        total = library.comparisons(review)
        files = screen.app.files_changed or NO_FILES_CHANGED
        for new_text in (False, True):
            found = []
            for one in library.compare(review, new_text=new_text):
                if get_current_worker().is_cancelled:
                    return
                found.append(one)
                screen.post_message(Comparing(one, total))
            screen.post_message(Compared(collect(review, found, files), complete=new_text))

    def compare_since(self, before: Review) -> None:
        """Holds the verdicts that came into the review since `before`, from others or out of
        its history, against the policies: they may have been given on an older text."""
        desk, review = self._desk, self._desk.review
        came = frozenset(
            pair
            for pair, entry in review.entries.items()
            if entry.verdict is not None
            and _differs(before.entries.get(pair), entry)
            and not desk.is_of_today(entry)
        )
        if not came:
            return
        self.recomparing |= came
        screen, library = self._screen, self._screen.app.library

        def work() -> None:
            with suppress(CancelledError):
                for new_text in (False, True):
                    for one in library.compare(review, new_text=new_text, pairs=came):
                        if get_current_worker().is_cancelled:
                            return
                        if one.verdicts:
                            screen.post_message(Recompared(one))
            screen.post_message(Recompared(None, came))

        screen.run_worker(work, thread=True, group="recompare")


def _differs(one: Entry | None, other: Entry) -> bool:
    return one is not other and one != other
