"""What is shown when nothing is left to decide: what was decided last, the sums, where to go on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewtui.characters import visible
from reviewtui.reviews import Queue, Verdict
from reviewtui.tui.actions import Where
from reviewtui.tui.glyphs import DEFERRED, STALE, VERDICT_GLYPHS, VERDICT_STYLES
from reviewtui.tui.widgets.header import Saved
from reviewtui.tui.widgets.listing import Listing, Row
from reviewtui.tui.wrapping import crop, width_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from textual.strip import Strip

    from reviewtui.session.desk import Desk
    from reviewtui.tui.screens.review import ReviewScreen
    from reviewtui.tui.widgets.footer import Footer

_NAME = 36  # cells of a policy's name: with six columns of five it fits into 80
_OFFERED = {
    "report": "report",
    "undo": "undo",
    "overview": "overview",
    "queues": "queues",
    "quit": "quit",
    "finished-back": "back",
}


class FinishedList(Listing):
    """What was decided, and what can be done with it.

    `footer` is that of the screen below: what it says of the last decision stands here, because
    here it is that it can be taken back.
    """

    where = Where.FINISHED

    def __init__(self, desk: Desk, screen: ReviewScreen, footer: Footer) -> None:
        keys = [
            f"{key} {words}" for action, words in _OFFERED.items() if (key := screen.key_of(action))
        ]
        self._sums, self._file = finished_rows(desk, screen.key_of), visible(desk.review_path.name)
        super().__init__(self._sums, "  ".join(keys))
        self._screen, self._footer = screen, footer

    def draw(self, width: int, height: int) -> list[Strip]:
        """See `Pane.draw`."""
        said = self._footer.message
        head = [self._sums[0], (self._footer.tone, "", said)] if said else self._sums[:1]
        self.rows = [*head, *self._sums[1:], self._kept()]
        return super().draw(width, height)

    def _kept(self) -> Row:
        """Whether all of it is in the file."""
        saved = self._screen.header.saved
        if saved is Saved.FAILED:
            return "bad", "", f"{saved.value}: {self._file} lacks the last decisions."
        if saved is Saved.SAVING:
            return "quiet", "", f"It is being saved in {self._file}."
        return "quiet", "", f"It is all in {self._file}."

    def _do_report(self) -> None:
        self.close()
        self._screen.action_do("report")

    def _do_undo(self) -> None:
        self.close()
        self.host.action_do("undo")

    def _do_overview(self) -> None:
        self._in_review("overview")

    def _do_queues(self) -> None:
        self._in_review("queues")

    def _do_quit(self) -> None:
        self._in_review("quit")

    def _do_finished_back(self) -> None:
        self.close()

    def _in_review(self, action: str) -> None:
        """Does it on the review's screen, whatever else this lies over."""
        self.close()
        review = self._screen
        while review.app.screen is not review:
            review.app.pop_screen()
        if self.host is not review:
            review.come_from(None)
        review.action_do(action)


def finished_rows(desk: Desk, key_of: Callable[[str], str]) -> list[Row]:
    """Rows for a `Listing`: the sums, then a line a policy, as a table.

    `key_of` gives the key of an action.
    """
    overall = desk.progress()
    rows: list[Row] = [
        ("title", "", f"Every requirement is decided: {overall.decided} of {overall.total}."),
        ("quiet", "", ""),
    ]
    for verdict in Verdict:
        count = overall.verdicts.get(verdict, 0)
        if count:
            text = f"{VERDICT_GLYPHS[verdict]} {count:>4}  {verdict.words}"
            rows.append((VERDICT_STYLES[verdict], "", text))
    deferred = sum(
        entry.deferred for pair, entry in desk.review.entries.items() if desk.is_known(pair)
    )
    queues = key_of("queues") or ":"
    if stale := len(desk.listed(Queue.STALE)):
        text = f"{STALE} {stale:>4}  stale, to be looked at again: {queues} leads to them"
        rows.append(("warning", "", text))
    if deferred:
        text = f"{DEFERRED} {deferred:>4}  deferred all the same: {queues} leads to them"
        rows.append(("warning", "", text))
    rows += [
        ("quiet", "", ""),
        *_policy_rows(desk, [one for one in Verdict if overall.verdicts.get(one)]),
        ("quiet", "", ""),
        (
            "quiet",
            "",
            f"{key_of('report') or ':'} writes the report, {key_of('finished-back') or ':'} goes"
            " back to the last requirement, to look again.",
        ),
    ]
    return rows


def _policy_rows(desk: Desk, verdicts: Sequence[Verdict]) -> list[Row]:
    """How often each policy has each of the verdicts: a head, then a line a policy."""
    names = {one: crop(visible(one), _NAME) for one in desk.policy_ids}
    head = "policy"
    wide = max(width_of(name) for name in (head, *names.values()))

    def row(name: str, cells: Iterable[object]) -> Row:
        pad = " " * (wide - width_of(name))
        return "quiet", "", name + pad + "".join(f"{cell:>5}" for cell in cells)

    return [
        row(head, (VERDICT_GLYPHS[verdict] for verdict in verdicts)),
        *(
            row(name, (desk.progress(policy).verdicts.get(one, 0) or "·" for one in verdicts))
            for policy, name in names.items()
        ),
    ]
