"""Then and now of a verdict in full, over the review."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewtui.session.comparing import sections
from reviewtui.tui.screens.conflict import entry_rows
from reviewtui.tui.widgets.comparison import section_lines, standing_of
from reviewtui.tui.widgets.listing import Listing
from reviewtui.tui.widgets.pane import line

if TYPE_CHECKING:
    from textual.strip import Strip

    from reviewtui.session.desk import Desk


class ComparisonList(Listing):
    """What changed, with nothing left out, above the verdict as it was given."""

    opened_by = "compare"

    def __init__(self, desk: Desk) -> None:
        rows = [("quiet", "", ""), ("title", "", "The verdict as it was given")]
        super().__init__([*rows, *entry_rows(desk.entry)])
        self._title = f"{desk.pair[0]}: {desk.requirement.title}"
        self._why = standing_of(desk)
        change = desk.change
        self._sections = (
            sections(change, desk.requirement, desk.policy, desk.candidates or (), context=None)
            if change is not None
            else []
        )

    def lines(self, width: int) -> list[Strip]:
        """See `Listing.lines`."""
        found = [
            line(width, [(" " + self._title, self.named("title"))]),
            line(width, [(" " + self._why, self.named("warning"))]),
            line(width, []),
        ]
        for section in self._sections:
            found += section_lines(self, section, width)
        return found + super().lines(width)
