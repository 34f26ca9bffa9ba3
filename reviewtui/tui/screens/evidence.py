"""What a verdict cites, or would: piece by piece, to look at and to drop."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NamedTuple

from reviewtui.tui.actions import Where
from reviewtui.tui.screens.choosing import ChoosingScreen, keys_line
from reviewtui.tui.widgets.choice import ChoicePane, Row
from reviewtui.tui.wrapping import wrap_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reviewtui.tui.app import ReviewApp

_FRONT = 4  # cells before a piece's words


class Piece(NamedTuple):
    """A piece of evidence: its words, and the headings above it."""

    words: str
    heading: tuple[str, ...] = ()


class Looked(NamedTuple):
    """The pieces that are to be dropped, by their indices, and the one to go to."""

    dropped: frozenset[int]
    go_to: int | None = None


class EvidenceScreen(ChoosingScreen[Looked]):
    """Gives which pieces go, also where it is left with Escape."""

    places: ClassVar = (Where.EVIDENCE,)

    def __init__(self, app: ReviewApp, title: str, pieces: Sequence[Piece]) -> None:
        self._pieces, self._dropped = pieces, set[int]()
        self._width = app.size.width
        self._starts: list[int] = []
        keys = keys_line(
            app,
            ("drop-piece", "drops it, or keeps it"),
            ("choose", "shows it in the policy"),
            ("leave", "done"),
        )
        super().__init__(app, ChoicePane(title, self._rows(), keys))

    def _rows(self) -> list[Row]:
        """Each piece in full: the row that can be chosen first, the rest of its words below."""
        rows, self._starts = list[Row](), list[int]()
        for at, piece in enumerate(self._pieces):
            gone = at in self._dropped
            front = f"{'✗' if gone else '✓'} "
            words = " ".join(piece.words.split())
            lines = wrap_words(words, max(8, self._width - _FRONT - 2)) or [""]
            self._starts.append(len(rows))
            style = "deleted" if gone else "evidence"
            rows.append(Row(lines[0], front=front, style=style))
            rows += [Row(f"   {text}", heading=True) for text in lines[1:]]
            if piece.heading:
                rows.append(Row(f"   under {' › '.join(piece.heading)}", heading=True))
        return rows

    @property
    def _current(self) -> int:
        return self._starts.index(self.list.cursor)

    def _do_drop_piece(self) -> None:
        self._dropped ^= {self._current}
        self.list.rows = self._rows()
        self.list.repaint()

    def _do_choose(self) -> None:
        self.dismiss(Looked(frozenset(self._dropped), self._current))

    def _do_leave(self) -> None:
        self.dismiss(Looked(frozenset(self._dropped)))
