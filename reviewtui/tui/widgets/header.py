"""The header: which policy, how far, who, and whether it is saved."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from reviewtui.reviews import Queue
from reviewtui.session.queue_words import WAYS, queue_left, queue_name
from reviewtui.tui.widgets.pane import Pane, Part, line
from reviewtui.tui.wrapping import crop, width_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from textual.strip import Strip

    from reviewtui.session.desk import Desk


class Saved(Enum):
    """What has become of the last decision."""

    NOTHING = ""
    SAVING = "saving"
    SAVED = "saved"
    FAILED = "NOT SAVED, trying again"
    READ_ONLY = "read only"


LAST = 100  # rank of what is never left out
NAME = (40, 28, 18, 10, 6)  # cells of the policy's name, as the line gets shorter
QUEUE = (40, 24, 18, 10)
REVIEWER = (16, 8)


class Words(NamedTuple):
    """A part of the line: what it says, and shorter ways to say it, down to "" where it may go;
    each with the rank in which it takes the place of the one before: the least goes first. Where
    it holds a name, `with_name` says it with so many cells of that."""

    said: str
    shorter: tuple[tuple[int, str], ...] = ()
    style: str = ""
    with_name: Callable[[int], str] | None = None


def fitted(parts: Sequence[Words], room: int) -> list[Words]:
    """The parts, the least needed of them shorter until all take `room` cells, if they can; what
    is left then is given back to those that are needed most."""
    fitting = [*parts]
    while sum(width_of(part.said) for part in fitting) > room:
        ranks = [part.shorter[0][0] if part.shorter else LAST for part in fitting]
        if (least := min(ranks, default=LAST)) == LAST:
            break
        at = ranks.index(least)
        (_, said), *rest = fitting[at].shorter
        fitting[at] = fitting[at]._replace(said=said, shorter=tuple(rest))
    spare = room - sum(width_of(part.said) for part in fitting)
    for at in sorted(range(len(parts)), key=lambda at: -_cut_at(parts[at], fitting[at])):
        if spare >= 0 and len(fitting[at].shorter) < len(parts[at].shorter):
            fitting[at], spare = _longer(parts[at], fitting[at], spare)
    return fitting


def _cut_at(whole: Words, part: Words) -> int:
    """The rank in which a part came to be as short as it is; 0 where it is whole."""
    cuts = len(whole.shorter) - len(part.shorter)
    return whole.shorter[cuts - 1][0] if cuts else 0


def _longer(whole: Words, part: Words, spare: int) -> tuple[Words, int]:
    """The part as long as it was, or as `spare` more cells allow; and what is left of these."""
    before = width_of(part.said)
    forms = [whole.said, *(said for _, said in whole.shorter)]
    said = next(one for one in forms if one == part.said or width_of(one) <= before + spare)
    if whole.with_name is not None and part.said:
        name = width_of(said) - width_of(whole.with_name(0))
        said = whole.with_name(name + before + spare - width_of(said))
    return part._replace(said=said), before + spare - width_of(said)


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
        bar = self.named("bar")
        left = [self._policy(), *self._progress(), *self._walk(), *self._notes()]
        right = [self._reviewer(), self._kept()]
        fitting = fitted([*left, *right], width - 1)
        parts: list[Part] = [
            (part.said, self.named(part.style) if part.style else None) for part in fitting
        ]
        return [line(width, parts[: len(left)], parts[len(left) :]).apply_style(bar)]

    def _policy(self) -> Words:
        name = self.desk.pair[0]

        def said(most: int) -> str:
            return f" {crop(name, most)}"

        full, *shorter = map(said, NAME)
        return Words(full, tuple(zip((4, 10, 16, 18), shorter, strict=True)), "title", said)

    def _progress(self) -> Iterator[Words]:
        """How much is decided here and overall; that is always there."""
        desk = self.desk
        at = desk.policy_ids.index(desk.pair[0]) + 1
        here, overall = desk.progress(desk.pair[0]), desk.progress()
        sums = f"  {here.decided}/{here.total}"
        yield Words(f"{sums} decided", ((9, sums),))
        if here.deferred:
            yield Words(f", {here.deferred} deferred", ((8, ""),))
        if len(desk.policy_ids) > 1:
            yield Words(f"  policy {at}/{len(desk.policy_ids)}", ((1, ""),), "quiet")
            yield Words(f"  all {overall.decided}/{overall.total}", (), "quiet")

    def _walk(self) -> Iterator[Words]:
        """What is gone through and in which order."""
        desk = self.desk
        if desk.in_queue:
            name, left = queue_name(desk.queue, desk.scope), queue_left(desk)

            def said(most: int) -> str:
                return f"  {crop(name, most)}: {left}"

            full, *shorter = map(said, QUEUE)
            yield Words(full, tuple(zip((5, 11, 15), shorter, strict=True)), "warning", said)
            if desk.queue is Queue.WEAK and desk.weighing.going_on:
                ranked = f", {desk.weighing.done}/{desk.weighing.total} policies ranked"
                yield Words(ranked, ((7, ""),), "warning")
        elif stale := len(desk.listed(Queue.STALE)):
            yield Words(f"  {stale} stale", ((7, ""),), "warning")
        if desk.marks:
            marked = f"  {len(desk.marks)} marked"
            yield Words(marked, ((17, ""),), "warning")
        if len(desk.policy_ids) > 1:
            yield Words(f"  {WAYS[desk.way]}", ((2, ""),), "quiet")

    def _notes(self) -> Iterator[Words]:
        """What else is to be known."""
        desk, policy, since = self.desk, self.desk.policy, self.desk.since
        if self.conflicts:
            twice = f"  {self.conflicts} decided twice"
            yield Words(twice, ((13, ""),), "warning")
        if since.comparing:
            yield Words(f"  comparing {since.done}/{since.total}", ((3, ""),), "quiet")
        if policy and policy.language and policy.language != _base(desk.checklist.language):
            yield Words(f"  language {policy.language}", ((12, ""),), "warning")
        if not desk.learning:
            yield Words("  learning off", ((6, ""),), "warning")

    def _reviewer(self) -> Words:
        def said(most: int) -> str:
            return crop(self.desk.reviewer, most)  # a blank is before it anyway (`line`)

        full, short = map(said, REVIEWER)
        return Words(full, ((5, short), (14, "")), "quiet", said)

    def _kept(self) -> Words:
        said = f"  {self.saved.value} "
        styles = {Saved.FAILED: "bad", Saved.READ_ONLY: "warning"}
        shorter = ((12, f"  {said.partition(',')[0].strip()} "),) if "," in said else ()
        return Words(said, shorter, styles.get(self.saved, "good"))


def _base(code: str) -> str:
    """The language of a code: `en` of `en-GB`."""
    return code.split("-", 1)[0].lower()
