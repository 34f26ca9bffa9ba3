"""The checklist beside the document, where the screen is wide enough."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewtui.tui.glyphs import entry_glyph
from reviewtui.tui.widgets.pane import Pane, Part, line

if TYPE_CHECKING:
    from collections.abc import Container

    from textual.strip import Strip

    from reviewtui.reviews import Pair
    from reviewtui.session.desk import Desk


class ChecklistPane(Pane):
    """Sections and requirements, each with what was decided for the current policy."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("checklist")
        self.desk = desk
        self.stale: Container[Pair] = ()
        self.top = 0
        self.on_right = False  # of the policy
        self.undo_key = ""  # stands beside what was just decided

    def draw(self, width: int, height: int) -> list[Strip]:
        """See `Pane.draw`."""
        desk = self.desk
        rows: list[str | None] = []  # a requirement's id, or None before its section's name
        section = ""
        for requirement in desk.checklist.requirements:
            if requirement.section and requirement.section != section:
                section = requirement.section
                rows.append(None)
            rows.append(requirement.id)
        at = rows.index(desk.pair[1])
        if not self.top + 2 <= at < self.top + height - 2:
            self.top = at - height // 2
        self.top = max(0, min(self.top, len(rows) - height))
        lines = []
        for index in range(self.top, min(len(rows), self.top + height)):
            identity = rows[index]
            if identity is None:
                following = desk.checklist.by_id[rows[index + 1] or ""]
                lines.append(self._line(width, [(f" {following.section}", self.named("quiet"))]))
            else:
                lines.append(self._requirement(identity, width))
        return lines + [self._line(width, [])] * (height - len(lines))

    def _line(self, width: int, parts: list[Part], told: str = "") -> Strip:
        """A line with the bar between this and the policy; `told` stands at the right."""
        bar: Part = ("│", self.named("quiet"))
        right: list[Part] = [(told, self.named("good"))]
        if self.on_right:
            return line(width, [bar, *parts], right)
        return line(width, parts, [*right, bar])

    def _requirement(self, identity: str, width: int) -> Strip:
        desk = self.desk
        pair = (desk.pair[0], identity)
        glyph, style = entry_glyph(desk.review.entries.get(pair), pair in self.stale)
        is_current = identity == desk.pair[1]
        cursor = self.named("cursor") if is_current else None
        return self._line(
            width,
            [
                ("▶" if is_current else "+" if pair in desk.marks else " ", cursor),
                (f"{glyph} ", self.named(style)),
                (desk.checklist.by_id[identity].title, self.named("title") if is_current else None),
            ],
            f" {self.undo_key} undoes" if self.undo_key and pair in desk.just_decided else "",
        )
