"""What a verdict cites, or would: piece by piece, to look at and to drop."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reviewtui.tui.actions import Where
from reviewtui.tui.widgets.choice import Choosing, Row, keys_line
from reviewtui.tui.wrapping import wrap_words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reviewtui.tui.actions import Keys

_FRONT = 4  # cells before a piece's words


class Piece(NamedTuple):
    """A piece of evidence: its words, and the headings above it."""

    words: str
    heading: tuple[str, ...] = ()


class Looked(NamedTuple):
    """The pieces that are to be dropped, by their indices, and the one to go to."""

    dropped: frozenset[int]
    go_to: int | None = None


class EvidenceList(Choosing):
    """Gives which pieces go to `done`, also where it is left with Escape."""

    where = Where.EVIDENCE

    def __init__(
        self,
        title: str,
        pieces: Sequence[Piece],
        keys: Keys,
        width: int,
        done: Callable[[Looked], None],
    ) -> None:
        """`width` is the screen's, in cells."""
        self._pieces, self._dropped, self._done = pieces, set[int](), done
        self._width = width
        self._starts: list[int] = []
        told = keys_line(
            keys,
            ("drop-piece", "drops it, or keeps it"),
            ("choose", "shows it in the policy"),
            ("leave", "done"),
        )
        super().__init__(title, self._rows(), told)

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
        return self._starts.index(self.cursor)

    def _do_drop_piece(self) -> None:
        self._dropped ^= {self._current}
        self.rows = self._rows()
        self.repaint()

    def _do_choose(self) -> None:
        self._leave(self._current)

    def _do_leave(self) -> None:
        self._leave(None)

    def _leave(self, go_to: int | None) -> None:
        self.close()
        self._done(Looked(frozenset(self._dropped), go_to))
