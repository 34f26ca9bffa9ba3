"""The requirement: what the policy must say, how it weighs, and what was decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewtui.tui.glyphs import entry_glyph
from reviewtui.tui.widgets.pane import Pane, Part, line
from reviewtui.tui.wrapping import crop, width_of, wrap_words

if TYPE_CHECKING:
    from textual.strip import Strip

    from reviewtui.reviews import Entry
    from reviewtui.session.desk import Desk


LEAST_SECTION = 8  # cells; the section's name goes where there are fewer


class RequirementPane(Pane):
    """Title, text, the rest of the wording where there is room, and the state of the verdict."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("requirement")
        self.desk = desk
        self.detailed = False
        self.draft = False

    def draw(self, width: int, height: int) -> list[Strip]:
        """See `Pane.draw`: the title first, the state last, between them what fits."""
        desk, requirement = self.desk, self.desk.requirement
        at = desk.requirement_ids.index(requirement.id) + 1
        place = f"{at} of {len(desk.requirement_ids)} "
        kind = f"  {requirement.severity}"
        title = crop(requirement.title, max(8, width - width_of(kind) - width_of(place) - 2))
        if requirement.section:
            room = width - width_of(title) - width_of(kind) - width_of(place) - 2
            section = crop(f" · {requirement.section}", room)
            kind += section if room >= LEAST_SECTION else ""
        lines = [
            line(
                width,
                [(" " + title, self.named("title")), (kind, self.named("quiet"))],
                [(place, self.named("quiet"))],
            )
        ]
        room = max(0, height - 2)
        body = self._body(width - 2)
        hidden = len(body) > room
        for index, (text, style) in enumerate(body[:room]):
            hint = f"{self.key_of('details')}: {'less' if self.detailed else 'more'} "
            more = [(hint, self.named("quiet"))] if hidden and index == room - 1 else []
            lines.append(line(width, [(" " + text, style)], more))
        lines += [line(width, [])] * (height - 1 - len(lines))
        less = f"{self.key_of('details')}: less " if self.detailed and not hidden else ""
        state = self._state()
        fits = sum(width_of(part) for part, _ in state) + width_of(less) < width
        lines.append(line(width, state, [(less, self.named("quiet"))] if fits else []))
        return lines

    def body_height(self, width: int) -> int:
        """How many lines the whole wording takes at `width`, title and state included."""
        return len(self._body(width - 2)) + 2

    def detail_rows(self) -> list[tuple[str, str, str]]:
        """The whole wording as rows for a `Listing`."""
        requirement = self.desk.requirement
        rows = [
            ("title", "", requirement.title),
            ("quiet", "", f"{requirement.severity} · {requirement.section}".rstrip(" ·")),
            ("quiet", "", ""),
            ("quiet", "says", requirement.text),
        ]
        parts = (
            ("guidance", requirement.guidance),
            ("see", "; ".join(requirement.references)),
            ("looks for", ", ".join(requirement.terms)),
            ("for example", " / ".join(requirement.examples)),
        )
        return rows + [("quiet", name, text) for name, text in parts if text]

    def _body(self, width: int) -> list[Part]:
        """The wording in lines."""
        requirement, quiet = self.desk.requirement, self.named("quiet")
        body: list[Part] = [(text, None) for text in wrap_words(requirement.text, width)]
        if requirement.guidance:
            body += [(words, quiet) for words in wrap_words(requirement.guidance, width)]
        if requirement.references:
            text = "See " + "; ".join(requirement.references)
            body += [(words, quiet) for words in wrap_words(text, width)]
        if requirement.terms:
            text = "Looks for " + ", ".join(requirement.terms)
            body += [(words, quiet) for words in wrap_words(text, width)]
        return body

    def _state(self) -> list[Part]:
        entry = self.desk.entry
        change = self.desk.change
        glyph, style = entry_glyph(entry, change is not None and change.stale)
        parts: list[Part] = [(f" {glyph} ", self.named(style))]
        held, more = _state_parts(entry, self)
        parts += held
        # what a verdict that stands would take again is what it cites: that is said already
        if self.desk.pieces and not self._recalled:
            count = len(self.desk.pieces)
            parts.append(
                (
                    f" · {count} {'passage' if count == 1 else 'passages'} taken",
                    self.named("evidence"),
                )
            )
        parts += more
        if self.draft:
            parts.append((f"  {self.key_of('note')}: unfinished note", self.named("warning")))
        return parts

    @property
    def _recalled(self) -> bool:
        """Whether a verdict stands and what it cites is what would be taken again."""
        entry = self.desk.entry
        return not self.desk.picked and entry is not None and entry.verdict is not None


def _state_parts(entry: Entry | None, pane: RequirementPane) -> tuple[list[Part], list[Part]]:
    """What holds, in words, and more of it for where there is room."""
    if entry is None:
        return [("undecided", pane.named("quiet"))], []
    parts: list[Part] = []
    more: list[Part] = []
    if entry.verdict is not None:
        _, style = entry_glyph(entry)
        parts.append((entry.verdict.words, pane.named(style)))
        if (change := pane.desk.change) is not None:
            what = "stale" if change.stale else "moved evidence"
            parts.append((f" {what}: {pane.key_of('confirm')} confirms", pane.named("warning")))
        count = len(entry.evidence)
        cited = f"{count} {'passage' if count == 1 else 'passages'}" if count else "no evidence"
        if entry.searched and not count:
            share = f" and {int(entry.read * 100 + 0.5)} %" if entry.read is not None else ""
            shown = f"{len(entry.rejected)} passages{share} shown"
            cited = f"{len(entry.searched)} terms looked for, {shown}"
        found = len(pane.desk.standing()) if pane.desk.change is not None else count
        if found < count and not pane.desk.picked:
            cited = f"{found} of {count} found again"
        if pane.desk.picked and pane.desk.pieces:
            cited = f"until now {cited}"
        more.append((f" · {cited} · {entry.reviewer} {entry.time:%Y-%m-%d}", pane.named("quiet")))
    elif entry.deferred:
        parts.append(("deferred", pane.named("warning")))
    else:
        parts.append(("undecided", pane.named("quiet")))
    if entry.note:
        more.append((f" · note: {' '.join(entry.note.split())}", None))
    return parts, more
