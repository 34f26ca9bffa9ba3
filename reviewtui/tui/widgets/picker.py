"""Picking one of many by typing a few letters of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reviewtui.tui.actions import Where
from reviewtui.tui.fuzzy import ranked
from reviewtui.tui.widgets.over import Over
from reviewtui.tui.widgets.pane import Part, line
from reviewtui.tui.wrapping import crop, width_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.strip import Strip


@dataclass(frozen=True, slots=True)
class Choice:
    """A line to pick: letters of `text` are typed, `note` stands on its right; `do` is done."""

    text: str
    note: str
    do: Callable[[], object]
    sign: str = " "
    style: str = "quiet"  # of the sign
    find: str = ""  # what is looked through instead of the text


class Picker(Over):
    """The choices that are meant, the one at the cursor marked."""

    where = Where.PICK

    def __init__(self, title: str, choices: Sequence[Choice], cursor: int = 0) -> None:
        """`cursor` is the choice that it begins at."""
        super().__init__(typing=True)
        self._title, self.choices = title, choices
        self.meant = [*range(len(choices))]
        self.cursor = cursor

    @property
    def current(self) -> Choice | None:
        """The choice at the cursor."""
        return self.choices[self.meant[self.cursor]] if self.meant else None

    def narrow(self) -> None:
        """See `Over.narrow`: only those that the query means, the best first."""
        self.meant = ranked(self.query, [choice.find or choice.text for choice in self.choices])
        self.cursor = self.top = 0

    @property
    def page(self) -> int:
        """Lines that a page moves by."""
        return max(1, self.pane.size.height - 3)

    def move(self, by: int) -> None:
        """Moves the cursor, not beyond the ends."""
        self.cursor = max(0, min(self.cursor + by, len(self.meant) - 1))
        self.moved()

    def scroll(self, by: int) -> None:
        """See `Over.scroll`."""
        self.move(by)

    def click(self, row: int) -> None:
        """See `Over.click`: picks."""
        if row >= 2 and self.top + row - 2 < len(self.meant):
            self.cursor = self.top + row - 2
            self._do_pick()

    def _do_pick(self) -> None:
        if (choice := self.current) is not None:
            self.close()
            choice.do()

    def _do_pick_nothing(self) -> None:
        self.close()

    def _do_pick_next(self) -> None:
        self.move(1)

    def _do_pick_previous(self) -> None:
        self.move(-1)

    def _do_pick_page_down(self) -> None:
        self.move(self.page)

    def _do_pick_page_up(self) -> None:
        self.move(-self.page)

    def draw(self, width: int, height: int) -> list[Strip]:
        """See `Pane.draw`."""
        count = f"{len(self.meant)} of {len(self.choices)} "
        title: list[Part] = [(f" {self._title}", self.named("title"))]
        head = [
            line(width, title, [(count, self.named("quiet"))]),
            line(width, self.typed_parts(width, "type a few letters")),
        ]
        room = height - 3
        self.top = max(min(self.top, self.cursor), self.cursor - room + 1, 0)
        shown = self.meant[self.top : self.top + room]
        rows = [self._line(self.choices[at], self.top + n, width) for n, at in enumerate(shown)]
        if not rows:
            rows = [line(width, [("   nothing is called that", self.named("quiet"))])]
        rows += [line(width, [])] * (room - len(rows))
        return [*head, *rows, line(width, [(f" {self._keys()}", self.named("quiet"))])]

    def _keys(self) -> str:
        key = self.typing_key
        moves = f"{key('pick-previous')} {key('pick-next')} choose"
        return f"{moves}   {key('pick')} picks   {key('pick-nothing')} back"

    def _line(self, choice: Choice, number: int, width: int) -> Strip:
        here = number == self.cursor
        note = crop(choice.note, max(0, width // 2))
        parts: list[Part] = [
            (" ▶ " if here else "   ", self.named("cursor")),
            (f"{choice.sign} ", self.named(choice.style)),
            (
                crop(choice.text, max(8, width - width_of(note) - 7)),
                self.named("title") if here else None,
            ),
        ]
        return line(width, parts, [(f"{note} ", self.named("quiet"))])
