"""The header: which policy, how far, who, and whether it is saved."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from reviewtui.reviews import Queue
from reviewtui.tui.queue_words import WAYS, queue_label
from reviewtui.tui.widgets.pane import Pane, Part, line
from reviewtui.tui.wrapping import crop, width_of

if TYPE_CHECKING:
    from textual.strip import Strip

    from reviewtui.session.desk import Desk


class Saved(Enum):
    """What has become of the last decision."""

    NOTHING = ""
    SAVING = "saving"
    SAVED = "saved"
    FAILED = "NOT SAVED, trying again"
    READ_ONLY = "read only"


LONGEST_NAME = 40  # cells


class Header(Pane):
    """One line above everything."""

    DEFAULT_CSS = "Header { height: 1; }"

    def __init__(self, desk: Desk) -> None:
        super().__init__("header")
        self.desk = desk
        self.saved = Saved.NOTHING
        self.conflicts = 0  # verdicts that somebody else gave too

    def draw(self, width: int, height: int) -> list[Strip]:
        """See `Pane.draw`."""
        desk, bar = self.desk, self.named("bar")
        at = desk.policy_ids.index(desk.pair[0]) + 1
        here, overall = desk.progress(desk.pair[0]), desk.progress()
        # what is less needed goes first where the line is short: each with its rank
        sums: list[tuple[int, Part]] = [(9, (f"  {here.decided}/{here.total} decided", None))]
        if here.deferred:
            sums.append((8, (f", {here.deferred} deferred", None)))
        if len(desk.policy_ids) > 1:
            sums.append((1, (f"  policy {at}/{len(desk.policy_ids)}", self.named("quiet"))))
            whole = f"  all {overall.decided}/{overall.total}"
            sums.append((2, (whole, self.named("quiet"))))
        sums += self._walk()
        if self.conflicts:
            sums.append((7, (f"  {self.conflicts} decided twice", self.named("warning"))))
        since = desk.since
        if since.comparing:
            sums.append((4, (f"  comparing {since.done}/{since.total}", self.named("quiet"))))
        policy = desk.policy
        if policy and policy.language and policy.language != _base(desk.checklist.language):
            sums.append((6, (f"  language {policy.language}", self.named("warning"))))
        if not desk.learning:
            sums.append((5, ("  learning off", self.named("warning"))))
        style = {Saved.FAILED: self.named("bad"), Saved.READ_ONLY: self.named("warning")}
        right: list[Part] = [
            (crop(desk.reviewer, 16), self.named("quiet")),
            (f"  {self.saved.value} ", style.get(self.saved, self.named("good"))),
        ]
        name = crop(desk.pair[0], LONGEST_NAME)
        room = width - width_of(name) - 2 - sum(width_of(text) for text, _ in right)
        while len(sums) > 1 and sum(width_of(text) for _, (text, _) in sums) > room:
            sums.remove(min(sums, key=lambda ranked: ranked[0]))
        left: list[Part] = [(f" {name}", self.named("title")), *(part for _, part in sums)]
        return [line(width, left, right).apply_style(bar)]

    def _walk(self) -> list[tuple[int, Part]]:
        """What is gone through and in which order, each with its rank."""
        desk, found = self.desk, list[tuple[int, Part]]()
        if desk.in_queue:
            found.append((10, (f"  {queue_label(desk)}", self.named("warning"))))
        elif stale := len(desk.listed(Queue.STALE)):
            found.append((7, (f"  {stale} stale", self.named("warning"))))
        if desk.marks:
            found.append((11, (f"  {len(desk.marks)} marked", self.named("warning"))))
        if len(desk.policy_ids) > 1:
            found.append((3, (f"  {WAYS[desk.way]}", self.named("quiet"))))
        return found


def _base(code: str) -> str:
    """The language of a code: `en` of `en-GB`."""
    return code.split("-", 1)[0].lower()
