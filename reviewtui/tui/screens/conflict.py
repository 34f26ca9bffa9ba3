"""Two people gave the same verdict: both versions, to choose from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewtui.tui.actions import Where
from reviewtui.tui.glyphs import entry_glyph
from reviewtui.tui.widgets.listing import Listing

if TYPE_CHECKING:
    from collections.abc import Callable

    from reviewtui.reviews import Entry
    from reviewtui.reviews.merging import Conflict

Rows = list[tuple[str, str, str]]


class ConflictList(Listing):
    """Gives True where the other version is to hold, False for one's own, None to leave it.

    One's own holds until then, and whatever is chosen the other stays in the history.
    """

    where = Where.CONFLICT

    def __init__(
        self,
        conflict: Conflict,
        ours: Entry | None,
        title: str,
        read_only: str,
        chosen: Callable[[bool | None], object],
    ) -> None:
        """`ours` is what holds now; `read_only` says why nothing can be chosen."""
        super().__init__(conflict_rows(conflict, ours, title), read_only)
        self._read_only, self._chosen = read_only, chosen

    def _usual_keys(self) -> str:
        key = self.pane.key_of
        keep, take = key("conflict-keep"), key("conflict-take")
        return f"{keep} keeps what holds   {take} takes the other   {key('conflict-later')}: later"

    def _choose(self, theirs: bool | None) -> None:
        self.close()
        self._chosen(None if self._read_only else theirs)

    def _do_conflict_keep(self) -> None:
        self._choose(theirs=False)

    def _do_conflict_take(self) -> None:
        self._choose(theirs=True)

    def _do_conflict_later(self) -> None:
        self._choose(None)


def conflict_rows(conflict: Conflict, ours: Entry | None, title: str) -> Rows:
    """Both versions below each other, with who and when."""
    policy = conflict.pair[0]
    rows: Rows = [("title", "", f"{policy}: {title}")]
    rows.append(("quiet", "", "Two people decided this without knowing of each other."))
    for name, entry in (("HOLDS NOW", ours), ("THE OTHER", conflict.theirs)):
        rows += [("quiet", "", ""), ("title", "", name), *entry_rows(entry)]
    return rows


def entry_rows(entry: Entry | None) -> Rows:
    """A verdict in rows: what, who, when, on which words, with which note."""
    if entry is None:
        return [("quiet", "", "no entry")]
    glyph, style = entry_glyph(entry)
    verdict = entry.verdict.words if entry.verdict else "undecided"
    marks = ", deferred" if entry.deferred else ""
    rows: Rows = [
        (style, "", f"{glyph} {verdict}{marks}"),
        ("quiet", "by", f"{entry.reviewer}, {entry.time.astimezone():%Y-%m-%d %H:%M}"),
    ]
    rows += [("quiet", "evidence", " ".join(quote.exact.split())) for quote in entry.evidence]
    if entry.searched:
        rows.append(("quiet", "looked for", ", ".join(entry.searched)))
    if entry.read is not None:
        share = f"{int(entry.read * 100 + 0.5)} % of the policy was on the screen"
        rows.append(("quiet", "shown", share))
    if entry.note:
        rows.append(("quiet", "note", " ".join(entry.note.split())))
    return rows
