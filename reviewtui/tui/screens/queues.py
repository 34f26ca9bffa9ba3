"""Choosing what to go through: queues and parts of the review, with how much is left in each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewtui.reviews import Queue
from reviewtui.reviews.queues import count_queues, count_scopes
from reviewtui.reviews.walking import EVERYTHING, Scope
from reviewtui.session.queue_words import NAMES, scope_name
from reviewtui.tui.widgets.choice import Choosing, Row, keys_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from reviewtui.session.desk import Desk
    from reviewtui.tui.actions import Keys

_HEADINGS = {"severity": "By severity", "section": "By section", "policy": "By policy"}


class Queues(Choosing):
    """Gives the queue and the part of the review that were chosen to `done`."""

    def __init__(self, desk: Desk, keys: Keys, done: Callable[[Queue, Scope], None]) -> None:
        self._desk, self._done = desk, done
        self._scope = desk.scope if desk.queue is not Queue.UNDECIDED else EVERYTHING
        self._scopes = count_scopes(desk.review, desk.checklist, desk.policy_ids)
        self._choices: list[tuple[Queue, Scope] | None] = []
        told = keys_line(
            keys,
            ("choose", "goes there"),
            ("narrow", "counts in a part"),
            ("leave", "back"),
        )
        super().__init__("What to go through", self._rows(), told)
        chosen = (desk.queue, desk.scope)
        if chosen in self._choices:
            self.cursor = self._choices.index(chosen)

    def _rows(self) -> list[Row]:
        """The queues within the part that was chosen, then all parts."""
        desk = self._desk
        listed = {one: desk.listed(one) for one in (Queue.STALE, Queue.MOVED)}
        if desk.weighing.total:
            listed[Queue.WEAK] = desk.listed(Queue.WEAK)
        counts = count_queues(desk.review, desk.checklist, desk.policy_ids, listed, self._scope)
        rows, self._choices = list[Row](), []
        if self._scope != EVERYTHING:
            rows.append(Row(f"In {scope_name(self._scope)}", heading=True))
            self._choices.append(None)
        for queue in Queue:
            rows.append(Row(NAMES[queue], self._count(queue, counts.get(queue))))
            self._choices.append((queue, self._scope))
        kind = ""
        for scope, known in self._scopes.items():
            if scope.kind != kind:
                kind = scope.kind
                rows.append(Row(_HEADINGS[kind], heading=True))
                self._choices.append(None)
            mark = "» " if scope == self._scope else ""
            name = scope_name(scope) if kind == "severity" else scope.name
            rows.append(Row(f"{mark}{name}", f"{known.undecided} of {known.total} undecided"))
            self._choices.append((Queue.UNDECIDED, scope))
        return rows

    def _count(self, queue: Queue, count: int | None) -> str:
        since, weighing = self._desk.since, self._desk.weighing
        if count is None:
            return "looks through all policies first"
        if queue in (Queue.STALE, Queue.MOVED) and since.comparing:
            return f"{count} so far, {since.done}/{since.total} compared"
        if queue is Queue.WEAK and not weighing.complete:
            return f"{count} so far, {weighing.done}/{weighing.total} ranked"
        return str(count)

    def _do_choose(self) -> None:
        chosen = self._choices[self.cursor]
        self.close()
        if chosen is not None:
            self._done(*chosen)

    def _do_narrow(self) -> None:
        """Counts in the part that the cursor is at, or in all of the review again."""
        chosen = self._choices[self.cursor]
        scope = chosen[1] if chosen is not None else EVERYTHING
        at = len(self.rows) - self.cursor  # the parts stay as they are, at the end
        self._scope = EVERYTHING if scope == self._scope else scope
        self.rows = self._rows()
        self.cursor = max(0, len(self.rows) - at)
        self.move(0)
