"""Then and now of a verdict that a change of its policy or its requirement touches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewtui.tui.widgets.pane import Pane, Part, line
from reviewtui.tui.wrapping import drawn, width_of, wrap_rows

if TYPE_CHECKING:
    from textual.strip import Strip

    from reviewtui.session.comparing import Section
    from reviewtui.session.desk import Desk
    from reviewtui.tui.widgets.over import Over


class ComparisonPane(Pane):
    """A title line that says why the verdict is to be looked at, and what changed below it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("comparison")
        self.desk = desk

    def rows(self, width: int) -> list[Strip]:
        """All that changed, wrapped to `width`; nothing where nothing did."""
        desk, change = self.desk, self.desk.change
        if change is None:
            return []
        from reviewtui.session.comparing import sections

        found = sections(change, desk.requirement, desk.policy, desk.candidates or ())
        return [row for section in found for row in section_lines(self, section, width)]

    def draw(self, width: int, height: int) -> list[Strip]:
        """See `Pane.draw`."""
        desk, quiet = self.desk, self.named("quiet")
        if desk.change is None:
            return []
        rows = self.rows(width)
        hidden = len(rows) > height - 1
        why = f"{standing_of(desk)} "
        right: list[Part] = [(f"{self.key_of('compare')}: in full ──", quiet)] if hidden else []
        used = 3 + width_of(why) + sum(width_of(text) + 1 for text, _ in right)
        rule = line(
            width,
            [("── ", quiet), (why, self.named("warning")), ("─" * max(0, width - used), quiet)],
            right,
        )
        return [rule, *rows[: height - 1]]


def standing_of(desk: Desk) -> str:
    """Why the current verdict is to be looked at, in words."""
    change = desk.change
    if change is None:
        return ""
    if change.stale:
        return "stale: " + "; ".join(change.reasons)
    return "moved: the words stand, their neighbours or heading are others"


def section_lines(pane: Pane | Over, section: Section, width: int) -> list[Strip]:
    """A section wrapped to `width`, its label before it and its marks in their styles."""
    text = f"{section.label}: {section.text}"
    shift = len(section.label) + 2
    styled = [(0, shift - 1, "title")]
    styled += [(start + shift, end + shift, style) for start, end, style in section.marks]
    lines = []
    for row in wrap_rows(text, max(8, width - 2), hang=2):
        parts: list[Part] = [(" " * (1 + row.indent), None)]
        position = row.start
        for start, end, style in styled:
            first, last = max(start, row.start), min(end, row.end)
            if first < last:
                parts.append((drawn(text[position:first]), None))
                parts.append((drawn(text[first:last]), pane.named(style)))
                position = last
        parts.append((drawn(text[position : row.end]), None))
        lines.append(line(width, parts))
    return lines
