"""What is shown when nothing is left to decide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewtui.reviews import Verdict
from reviewtui.tui.actions import Where
from reviewtui.tui.glyphs import VERDICT_GLYPHS, VERDICT_STYLES
from reviewtui.tui.widgets.listing import Listing

if TYPE_CHECKING:
    from reviewtui.session.desk import Desk
    from reviewtui.tui.screens.review import ReviewScreen


class FinishedList(Listing):
    """What was decided, and what can be done with it."""

    where = Where.FINISHED

    def __init__(self, desk: Desk, screen: ReviewScreen) -> None:
        report = screen.key_of("report")
        keys = f"{report} report   / narrows   escape back" if report else ""
        super().__init__(finished_rows(desk, report or ":"), keys)
        self._screen = screen

    def _do_report(self) -> None:
        self.close()
        self._screen.action_do("report")


def finished_rows(desk: Desk, report: str = "R") -> list[tuple[str, str, str]]:
    """Rows for a `Listing`: the sums, then a line a policy. `report` is the key of the report."""
    from reviewtui.reports.wording import status_words

    overall = desk.progress()
    rows = [
        ("title", "", f"Every requirement is decided: {overall.decided} of {overall.total}."),
        ("quiet", "", ""),
    ]
    for verdict in Verdict:
        count = overall.verdicts.get(verdict, 0)
        if count:
            text = f"{VERDICT_GLYPHS[verdict]} {count:>4}  {status_words(verdict)}"
            rows.append((VERDICT_STYLES[verdict], "", text))
    rows.append(("quiet", "", ""))
    for policy in desk.policy_ids:
        here = desk.progress(policy)
        sums = ", ".join(
            f"{here.verdicts[verdict]} {status_words(verdict)}"
            for verdict in Verdict
            if here.verdicts.get(verdict)
        )
        rows.append(("quiet", "", f"{policy}: {sums}"))
    rows += [
        ("quiet", "", ""),
        (
            "quiet",
            "",
            f"{report} writes the report. Escape goes back to the last requirement, to look again "
            "or take something back. It is all in the review file.",
        ),
    ]
    return rows
